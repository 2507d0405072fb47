import type { PlanBattery, PlanCar, PlanSlotInput } from '../house/index.ts';

/**
 * What the first relaxation weighs goals with, in currency per kWh: enough to see whether anything has to be given up at
 * all. If so, `settleGoals` decides goal by goal, whatever the prices.
 */
export const WEIGHTS = {
  /** Grid import above its limit: a fuse or a grid operator stands behind it. */
  importLimit: 30,
  /** Taking from a battery that is below its minimum. */
  minSocFall: 20,
  /** Energy missing at a departure; the earliest departure weighs twice this. */
  departure: 10,
  /** Energy that a flexible load does not get within its window. */
  load: 5,
  /** Taking from a battery that is at its reserve. */
  reserveFall: 1,
  /** For each kWh and hour below the minimum, so that it is reached soon. */
  minSocPull: 0.5,
  /** For each kWh and hour below the reserve, so that it is refilled when that is cheap. */
  reservePull: 0.02,
} as const;

/** Preferences between plans of equal money; all of them together stay below a cent for a usual house. */
export const PREFERENCES = {
  /** For each kWh through a battery: nothing is moved for nothing. */
  throughput: 2e-5,
  /** For each kWh of PV not produced: feed in for nothing rather than curtail. */
  curtailment: 2e-5,
  /** For each kW of the highest import, where peaks are to be levelled. */
  peak: 5e-4,
  /** For each kWh and hour above a battery's corridor: this energy is used first. */
  above: 2e-5,
  /** For each kWh through the meter: import and export at one price do not cancel out for free. */
  meter: 1e-6,
} as const;

/** For each kWh and hour of waiting within two days: charge and discharge early when it costs the same. */
const LATE_PER_HOUR = 2e-6;
const TWO_DAYS_H = 48;

/**
 * What waiting for an hour counts for each kWh, currency: less where the horizon is longer, since more kWh wait for longer
 * then, and all of it together must not be worth money.
 */
export function latePreference(horizonHours: number): number {
  return LATE_PER_HOUR * Math.min(1, (TWO_DAYS_H / horizonHours) ** 2);
}

/** A plan that is proven to be no more than this above the best possible counts as optimal, currency. */
export const PROVEN_GAP = 0.01;

/** What searches leave: numbers are a hair off, and what is called proven must be so. */
export const SEARCH_GAP = 0.95 * PROVEN_GAP;

/** What preferences may cost by default, currency. */
export const PREFERENCE_COST = 0.01;

/**
 * A surcharge on grid energy for a car above its price limit, currency/kWh: more than any kWh can gain by being moved from
 * one slot to another or kept in a store, so that only a departure asks for it. A peak that has a price may be worth more.
 */
export function priceLimitSurcharge(
  slots: readonly Pick<PlanSlotInput, 'importPricePerKwh' | 'feedInPricePerKwh'>[],
  stores: readonly Pick<PlanBattery | PlanCar, 'endValuePerKwh' | 'chargeEfficiency'>[],
): number {
  const highest = Math.max(
    ...slots.map((slot) => slot.importPricePerKwh),
    ...stores.map(({ endValuePerKwh, chargeEfficiency }) => endValuePerKwh * chargeEfficiency),
  );
  const lowest = Math.min(...slots.map((slot) => Math.min(slot.importPricePerKwh, slot.feedInPricePerKwh)));
  return highest - lowest + 0.05;
}
