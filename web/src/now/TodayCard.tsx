import { localMidnight, SLOT_MS, slotStart } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { Figure } from '../shared/Figure.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { Today } from './parts.ts';
import { type MeasuredQuarter, sumsOf } from './today.ts';

const NONE: readonly MeasuredQuarter[] = [];

/** What the day has cost and brought so far, measured. */
export function TodayCard() {
  const { words, format } = useSpeech();
  const timeZone = usePart((house) => house.timeZone);
  const now = useHouseTime(SLOT_MS);
  const from = localMidnight(now, timeZone);
  const to = Math.max(from + 1, slotStart(now));
  const { data, problem } = useAsk(Today, {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  const quarters =
    data?.history.__typename === 'HistoryConnection' ? data.history.edges.map(({ node }) => node) : NONE;
  const sums = sumsOf(quarters, Math.round((slotStart(now) - from) / SLOT_MS));
  // What is still being asked for is not unknown.
  const isAwaited = data === null && problem === null;
  const known = (text: string) => (isAwaited ? '…' : text);
  const earned = (sums.cost ?? 0) < -0.005;
  return (
    <Card title={words.today.title} className="today">
      <dl className="figures strip">
        <Figure
          name={earned ? words.today.earned : words.today.cost}
          value={known(format.money(sums.cost === null ? null : Math.abs(sums.cost)))}
          note={
            sums.plannedCost === null
              ? undefined
              : words.today.planned(format.money(earned ? -sums.plannedCost : sums.plannedCost))
          }
          testId="today-cost"
        />
        <Figure
          name={words.today.own}
          value={known(format.percent(sums.ownPercent))}
          hint={words.today.ownHint}
          testId="today-own"
        />
        <Figure name={words.today.pv} value={known(format.energy(sums.pvKwh))} />
        <Figure name={words.today.used} value={known(format.energy(sums.usedKwh))} />
        <Figure name={words.today.cars} value={known(format.energy(sums.carsKwh))} />
      </dl>
      <Problem text={problem} />
      {data && sums.gaps > 0 && (
        <p className="soft small gaps">
          {quarters.length === 0 ? words.today.nothing : words.today.gaps(sums.gaps)}
        </p>
      )}
    </Card>
  );
}
