import { useSubjectName } from '../cars/subject.ts';
import { useSpeech } from '../languages/language.tsx';
import { useLog } from '../live/hooks.ts';
import type { LogEvent } from '../live/live-document.ts';
import { Ago } from '../shared/Ago.tsx';
import { Card } from '../shared/Card.tsx';

const SUBJECTS = ['battery', 'buffer'];
const SHOWN = 12;

/** What was decided about battery and buffer lately, newest first. */
export function DecisionsCard() {
  const { words } = useSpeech();
  const log = useLog();
  const decisions = log.filter(
    ({ type, subject }) => type === 'DECISION' && subject !== null && SUBJECTS.includes(subject),
  );
  return (
    <Card title={words.modes.title} className="decided">
      {decisions.length === 0 && <p className="soft">{words.modes.none}</p>}
      <ol className="rows plain-rows">
        {decisions
          .slice(-SHOWN)
          .toReversed()
          .map((event) => (
            <Decision key={event.sequence} event={event} />
          ))}
      </ol>
    </Card>
  );
}

function Decision({ event: { at, subject, message } }: { event: LogEvent }) {
  const { say } = useSpeech();
  const name = useSubjectName(subject ?? '');
  return (
    <li>
      <span>
        <strong>{name}</strong> {say(message)}
      </span>
      <span className="soft">
        <Ago at={at} />
      </span>
    </li>
  );
}
