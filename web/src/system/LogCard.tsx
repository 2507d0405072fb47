import { useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { useLog } from '../live/hooks.ts';
import type { LogEvent } from '../live/live-document.ts';
import { Ago } from '../shared/Ago.tsx';
import { Badge, type Tone } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';

/** So many are drawn; the log holds more. */
const SHOWN = 100;

const TONES: Partial<Record<LogEvent['type'], Tone>> = {
  SOURCE_FAILED: 'error',
  SOURCE_STALE: 'warning',
  SOURCE_INVALIDATED: 'warning',
  OVERRIDE: 'info',
  ROLLOUT: 'info',
  DECISION: 'good',
};

/** What happened lately, newest first, of all kinds or of one. */
export function LogCard() {
  const { words } = useSpeech();
  const log = useLog();
  const [type, setType] = useState<LogEvent['type'] | null>(null);
  const types = [...new Set(log.map((event) => event.type))];
  const shown = log.filter((event) => type === null || event.type === type).slice(-SHOWN);
  return (
    <Card
      title={words.log.title}
      className="log"
      aside={
        <select
          aria-label={words.log.filter}
          value={type ?? ''}
          onChange={({ target }) => setType(types.find((known) => known === target.value) ?? null)}
          data-testid="log-filter"
        >
          <option value="">{words.log.all}</option>
          {types.map((known) => (
            <option key={known} value={known}>
              {nameOf(known, words.log.type)}
            </option>
          ))}
        </select>
      }
    >
      {shown.length === 0 && <p className="soft">{words.log.none}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol className="rows scroll" tabIndex={0} aria-label={words.log.title}>
        {shown.toReversed().map((event) => (
          <EventRow key={event.sequence} event={event} />
        ))}
      </ol>
    </Card>
  );
}

function EventRow({ event: { sequence, at, type, message } }: { event: LogEvent }) {
  const { words, say } = useSpeech();
  return (
    <li data-testid="event" data-sequence={sequence} data-type={type}>
      <span>{say(message)}</span>
      <span className="soft">
        <Ago at={at} />
      </span>
      <Badge tone={TONES[type] ?? 'neutral'}>{nameOf(type, words.log.type)}</Badge>
    </li>
  );
}

function nameOf(type: LogEvent['type'], names: Partial<Record<LogEvent['type'], string>>): string {
  return names[type] ?? type;
}
