import { MINUTE_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';
import type { Plan } from './slots.ts';

/** When the loads that people switch themselves are best to run. */
export function PlannedLoads({ plan }: { plan: Plan }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  if (plan.loads.length === 0) return null;
  const timeOf = ({ start, end }: { start: string; end: string }) =>
    `${format.soon(Date.parse(start), now)}–${format.clock(Date.parse(end))}`;
  return (
    <section className="planned-loads" data-testid="planned-loads">
      <h3>{words.plan.loads}</h3>
      <ul>
        {plan.loads.map(({ id, title, runs, energyKwh }) => (
          <li key={id}>
            {title}: {runs.length > 0 ? runs.map(timeOf).join(', ') : words.plan.notRunning}
            {runs.length > 0 && <span className="soft"> · {format.energy(energyKwh)}</span>}
          </li>
        ))}
      </ul>
      <p className="soft">{words.plan.loadsHint}</p>
    </section>
  );
}
