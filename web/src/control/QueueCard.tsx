import { MINUTE_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Badge, type Tone } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import type { QueueEntry } from './parts.ts';

const TONES: Record<QueueEntry['state'], Tone> = {
  CHARGING: 'good',
  NEEDS_CABLE: 'warning',
  PLANNED: 'info',
  READY: 'neutral',
};

/** In which order the cars charge, and why. */
export function QueueCard() {
  const { words } = useSpeech();
  const { entries, quiet } = usePart((house) => house.control.queue);
  return (
    <Card
      title={words.control.queue}
      className="queue"
      aside={quiet && <Badge title={words.control.quietHint}>{words.control.quiet}</Badge>}
    >
      {entries.length === 0 && <p className="soft">{words.control.emptyQueue}</p>}
      <ol className="rows plain-rows">
        {entries.map((entry) => (
          <EntryRow key={entry.vehicle} entry={entry} />
        ))}
      </ol>
    </Card>
  );
}

function EntryRow({ entry }: { entry: QueueEntry }) {
  const { words, format, say } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const { start, end, neededKwh } = entry;
  const times =
    start === null
      ? null
      : [start, ...(end === null ? [] : [end])].map((at) => format.soon(Date.parse(at), now)).join(' – ');
  return (
    <li data-testid={`queue-${entry.vehicle}`}>
      <span>
        <strong>{entry.title}</strong> {times !== null && <span>{times}</span>}
      </span>
      <Badge tone={TONES[entry.state]}>{words.control.state[entry.state]}</Badge>
      <p className="soft wide">
        {say(entry.reason)} {neededKwh > 0 && words.control.needs(format.energy(neededKwh))}
      </p>
    </li>
  );
}
