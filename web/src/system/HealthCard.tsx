import type { HealthQuery } from '../gql/graphql.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Ago } from '../shared/Ago.tsx';
import { Badge, type Tone } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { Figure } from '../shared/Figure.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { Health } from './parts.ts';

const EVERY_MS = 15_000;

type HealthNow = HealthQuery['health'];

const TONES: Record<HealthNow['status'], Tone> = {
  OK: 'good',
  STARTING: 'info',
  DEGRADED: 'warning',
  CONFIG_ERROR: 'error',
};

/** How the program itself is doing. */
export function HealthCard() {
  const { words } = useSpeech();
  const { data, problem } = useAsk(Health, {}, EVERY_MS);
  const health = data?.health;
  return (
    <Card
      title={words.health.title}
      className="health"
      aside={
        health && (
          <Badge tone={TONES[health.status]} testId="health">
            {words.health.status[health.status]}
          </Badge>
        )
      }
    >
      <Problem text={problem} />
      {health && <Figures health={health} />}
    </Card>
  );
}

function Figures({ health }: { health: HealthNow }) {
  const { words, format } = useSpeech();
  const evccVersion = usePart((house) => house.evccVersion);
  const { lastCycleAt, lastCycleMs, plannerStatus } = health;
  return (
    <dl className="figures">
      <Figure name={words.health.version} value={health.version} />
      <Figure name={words.health.evcc} value={evccVersion ?? words.health.unknown} />
      <Figure name={words.health.uptime} value={format.dayClock(Date.parse(health.startedAt))} />
      <Figure
        name={words.health.cycle}
        value={lastCycleAt === null ? '–' : <Ago at={lastCycleAt} />}
        note={[
          words.health.cycleNumber(health.cycleId),
          ...(lastCycleMs === null ? [] : [words.health.took(format.seconds(lastCycleMs))]),
        ].join(' · ')}
      />
      <Figure
        name={words.health.planner}
        value={plannerStatus === null ? '–' : words.plan.status[plannerStatus]}
      />
      <Figure name={words.health.fallback} value={format.number(health.fallbackCount)} />
      <Figure name={words.health.memory} value={`${format.number(health.memoryRssMb)} MB`} />
      {health.logLevel !== null && (
        <Figure name={words.health.logLevel} value={health.logLevel} hint={words.health.logLevelHint} />
      )}
    </dl>
  );
}
