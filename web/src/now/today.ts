import type { TodayQuery } from '../gql/graphql.ts';

type Answer = TodayQuery['history'];
export type MeasuredQuarter = Extract<Answer, { __typename: 'HistoryConnection' }>['edges'][number]['node'];

/** What today has brought so far; `null` is unknown, and never 0. */
export interface TodaySums {
  cost: number | null;
  /** What the plans in force expected for the same quarters. */
  plannedCost: number | null;
  pvKwh: number | null;
  usedKwh: number | null;
  carsKwh: number | null;
  /** Share of what was used that did not come from the grid, in %. */
  ownPercent: number | null;
  /** Quarters of an hour without a cost. */
  gaps: number;
}

/** @param passed how many quarters of an hour of today are over */
export function sumsOf(quarters: readonly MeasuredQuarter[], passed: number): TodaySums {
  const importKwh = sum(quarters, ({ importKwh: kwh }) => kwh);
  const loadKwh = sum(quarters, ({ loadKwh: kwh }) => kwh);
  const carsKwh = sum(quarters, ({ carsKwh: kwh }) => kwh);
  const usedKwh = loadKwh === null ? null : loadKwh + (carsKwh ?? 0);
  // What the grid charged into the battery was not used yet.
  const own = usedKwh && importKwh !== null ? 1 - Math.min(1, importKwh / usedKwh) : null;
  const costed = quarters.filter(({ cost }) => cost !== null);
  return {
    cost: sum(costed, ({ cost }) => cost),
    plannedCost: costed.every(({ plannedCost }) => plannedCost !== null)
      ? sum(costed, ({ plannedCost }) => plannedCost)
      : null,
    pvKwh: sum(quarters, ({ pvKwh: kwh }) => kwh),
    usedKwh,
    carsKwh,
    ownPercent: own === null ? null : own * 100,
    gaps: Math.max(0, passed - costed.length),
  };
}

function sum(
  quarters: readonly MeasuredQuarter[],
  value: (quarter: MeasuredQuarter) => number | null,
): number | null {
  const known = quarters.map(value).filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((total, one) => total + one, 0);
}
