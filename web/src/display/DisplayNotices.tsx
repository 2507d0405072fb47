import { MINUTE_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';

/** So many have room on a wall; the worst come first. */
const MOST = 2;

/** What is wrong, and that all control rests, in one line each; what is only worth knowing waits for the page. */
export function DisplayNotices() {
  const { words, format, say } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const notices = usePart((house) => house.notices);
  const pause = usePart((house) => house.control.pause);
  const wrong = notices.filter(({ severity }) => severity !== 'INFO').slice(0, MOST);
  return (
    <section aria-label={words.notices.label} aria-live="polite">
      {pause && (
        <p className="callout" data-tone="warning">
          {say(pause.message)}{' '}
          {pause.until !== null && words.now.until(format.soon(Date.parse(pause.until), now))}
        </p>
      )}
      {wrong.map(({ code, severity, message }) => (
        <p key={code} className="callout" data-tone={severity.toLowerCase()} data-testid="display-notice">
          {say(message)}
        </p>
      ))}
    </section>
  );
}
