import { SECOND_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';

const STEP_MS = 10 * SECOND_MS;

/** How long ago something was, with the exact time for those who point at it. */
export function Ago({ at }: { at: string }) {
  const { format } = useSpeech();
  const now = useHouseTime(STEP_MS);
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={format.full(instant)}>
      {format.ago(instant, now)}
    </time>
  );
}

/** `vor 3 Min. aktualisiert` */
export function Updated({ at }: { at: string }) {
  const { format, words } = useSpeech();
  const now = useHouseTime(STEP_MS);
  const instant = Date.parse(at);
  return (
    <time className="updated" dateTime={at} title={format.full(instant)}>
      {words.updated(format.ago(instant, now))}
    </time>
  );
}
