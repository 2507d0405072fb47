import { MINUTE_MS } from '../../../api/house/index.ts';
import { useSubjectName } from '../cars/subject.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Badge } from '../shared/Badge.tsx';
import { Icon, type IconName } from '../shared/icons.tsx';
import type { Intent } from './parts.ts';
import { useDoing } from './use-doing.ts';

/** What is being done with the battery, the buffer and each car, and why. */
export function Intents() {
  const { words } = useSpeech();
  const intents = usePart((house) => house.intents);
  if (intents.length === 0) return <p className="soft">{words.now.nothing}</p>;
  return (
    <ul className="intents">
      {intents.map((intent) => (
        <IntentLine key={`${intent.capability} ${intent.subject}`} intent={intent} />
      ))}
    </ul>
  );
}

const ICONS: Record<Intent['capability'], IconName> = {
  BATTERY: 'battery',
  BUFFER: 'buffer',
  VEHICLES: 'car',
};

function IntentLine({ intent }: { intent: Intent }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const { does, why, intended } = useDoing(intent);
  const name = useSubjectName(intent.subject);
  return (
    <li className="intent">
      <Icon name={ICONS[intent.capability]} />
      <div>
        <p className="intent-head">
          <strong>
            {name} {does}
          </strong>
          {intent.until !== null && intended === null && (
            <span className="soft">{words.now.until(format.soon(Date.parse(intent.until), now))}</span>
          )}
          {!intent.live && <Badge title={words.now.observingHint}>{words.now.observing}</Badge>}
        </p>
        <p className="soft">{why}</p>
        {intended !== null && <p className="soft">{intended}</p>}
      </div>
    </li>
  );
}
