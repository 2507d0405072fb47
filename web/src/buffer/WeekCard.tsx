import { DAY_MS, HOUR_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { Figure } from '../shared/Figure.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAsk } from '../shared/use-ask.ts';
import { Week } from './parts.ts';
import { WeekChart } from './WeekChart.tsx';
import { type BatteryQuarter, batteryWeek } from './week.ts';

const NONE: readonly BatteryQuarter[] = [];

/** What the battery did in a week, what it lost, and how much of its life that took. */
export function WeekCard() {
  const { words, format } = useSpeech();
  const capacityKwh = usePart((house) => house.battery?.capacityKwh ?? null);
  const wearCostPerKwh = usePart((house) => house.battery?.wearCostPerKwh ?? null);
  const now = useHouseTime(HOUR_MS);
  const span = { start: now - 7 * DAY_MS, end: now };
  const { data, problem } = useAsk(Week, {
    from: new Date(span.start).toISOString(),
    to: new Date(span.end).toISOString(),
  });
  const quarters =
    data?.history.__typename === 'HistoryConnection' ? data.history.edges.map(({ node }) => node) : NONE;
  const week = batteryWeek(quarters, capacityKwh);
  const perYear = week.cycles === null || week.days < 1 ? null : (week.cycles / week.days) * 365;
  const wear =
    wearCostPerKwh === null || week.dischargedKwh === null ? null : week.dischargedKwh * wearCostPerKwh;
  return (
    <Card title={words.week.title} className="week">
      <dl className="figures">
        <Figure name={words.week.charged} value={format.energy(week.chargedKwh)} />
        <Figure name={words.week.discharged} value={format.energy(week.dischargedKwh)} />
        <Figure
          name={words.week.losses}
          value={format.energy(week.lossKwh)}
          note={
            week.efficiencyPercent === null
              ? undefined
              : words.week.efficiency(
                  format.percent(week.efficiencyPercent),
                  format.energy(Math.abs(week.gainedKwh ?? 0)),
                  (week.gainedKwh ?? 0) >= 0,
                )
          }
        />
        <Figure
          name={words.week.cycles}
          value={week.cycles === null ? '–' : format.plain(week.cycles)}
          note={perYear === null ? undefined : words.week.perYear(format.number(perYear))}
        />
        <Figure
          name={words.week.wear}
          value={wear === null ? '–' : format.money(wear)}
          note={wearCostPerKwh === null ? undefined : words.week.wearPrice(format.price(wearCostPerKwh))}
        />
      </dl>
      {quarters.length > 0 ? (
        <WeekChart quarters={quarters} span={span} />
      ) : (
        data !== null && <p className="soft">{words.chart.empty}</p>
      )}
      <Problem text={problem} />
    </Card>
  );
}
