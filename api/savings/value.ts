import { DAY_MS, type Instant } from '../house/index.ts';
import { demandKwh } from './car-profiles.ts';
import type { KnownQuarter } from './measured.ts';

/** What energy is worth at a moment, currency/kWh. */
export interface EnergyWorth {
  /** Bought from the grid: the mean import price. */
  boughtPerKwh: number;
  /** Given by the battery at the AC side: the import that it replaces, so the mean price weighted by what the house lacked. */
  replacedPerKwh: number;
}

/**
 * Worth of energy at the border between two days, from the prices of the day before it; where less than half of that
 * was measured, of the day after it. The same border has one worth for both days, so that days add up exactly.
 *
 * @param quarters oldest first
 * @returns zeros where neither day was measured
 */
export function worthAt(border: Instant, quarters: readonly KnownQuarter[]): EnergyWorth {
  const within = (from: Instant, to: Instant) => quarters.filter(({ start }) => start >= from && start < to);
  const before = within(border - DAY_MS, border);
  const counted = before.length >= 48 ? before : within(border, border + DAY_MS);
  const mean = (weight: (quarter: KnownQuarter) => number) => {
    let total = 0;
    let weights = 0;
    for (const quarter of counted) {
      total += weight(quarter) * quarter.importPricePerKwh;
      weights += weight(quarter);
    }
    return weights > 0 ? total / weights : null;
  };
  const boughtPerKwh = mean(() => 1) ?? 0;
  return { boughtPerKwh, replacedPerKwh: mean((quarter) => Math.max(0, demandKwh(quarter))) ?? boughtPerKwh };
}

/**
 * What a course of a battery cost, if what it holds more at the end than at the start counts as earned and what it holds
 * less as spent: without that a course would win by emptying the store, or by having begun with more in it.
 *
 * @param cost of its energy and wear, currency
 * @param worthPerKwh of a stored kWh, the same for courses that are compared
 */
export function settledCost(cost: number, startKwh: number, endKwh: number, worthPerKwh: number): number {
  return cost - (endKwh - startKwh) * worthPerKwh;
}
