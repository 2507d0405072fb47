import { type Instant, localMidnight, type QuarterHour, SLOT_MS, slotStart } from '../house/index.ts';

/** What today has brought so far. */
export interface TodaySoFar {
  /** ≥ 0; `null` where none of today's quarters has it. */
  importKwh: number | null;
  exportKwh: number | null;
  /** Currency; cost +, earnings −. */
  cost: number | null;
  /** Share [0, 1] of today's finished quarters whose cost is known: the sums leave the others out. */
  knownShare: number;
}

/**
 * Energy and money from local midnight to the last full quarter of an hour. Quarters that are unknown or
 * missing are left out of the sums and lower `knownShare`; before the first has passed, all is 0 and known.
 *
 * @param quarters measured ones in any order, each at most once; those outside of today are ignored
 */
export function today(quarters: readonly QuarterHour[], now: Instant, timeZone: string): TodaySoFar {
  const from = localMidnight(now, timeZone);
  const to = slotStart(now);
  const passed = Math.max(0, (to - from) / SLOT_MS);
  if (passed === 0) return { importKwh: 0, exportKwh: 0, cost: 0, knownShare: 1 };
  const finished = quarters.filter(({ start }) => start >= from && start < to);
  const costs = known(finished.map(({ cost }) => cost));
  return {
    importKwh: sum(known(finished.map(({ importKwh }) => importKwh))),
    exportKwh: sum(known(finished.map(({ exportKwh }) => exportKwh))),
    cost: sum(costs),
    knownShare: costs.length / passed,
  };
}

function known(values: (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function sum(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}
