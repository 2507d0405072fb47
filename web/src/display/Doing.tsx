import { MINUTE_MS } from '../../../api/house/index.ts';
import { useSubjectName } from '../cars/subject.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import type { Intent } from '../now/parts.ts';
import { useDoing } from '../now/use-doing.ts';
import { Badge } from '../shared/Badge.tsx';

/** What is being done, one line for each thing, for reading from afar. */
export function Doing({ capabilities }: { capabilities: readonly Intent['capability'][] }) {
  const intents = usePart((house) => house.intents);
  return (
    <ul className="display-doing">
      {intents
        .filter(({ capability }) => capabilities.includes(capability))
        .map((intent) => (
          <DoingLine key={`${intent.capability} ${intent.subject}`} intent={intent} />
        ))}
    </ul>
  );
}

function DoingLine({ intent }: { intent: Intent }) {
  const { subject, until, live } = intent;
  const { does, intended } = useDoing(intent);
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const name = useSubjectName(subject);
  return (
    <li>
      {name} <strong>{does}</strong>
      {until !== null && intended === null && (
        <span className="soft"> {words.now.until(format.soon(Date.parse(until), now))}</span>
      )}
      {!live && <Badge title={words.now.observingHint}>{words.now.observing}</Badge>}
    </li>
  );
}
