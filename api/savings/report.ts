import type { Instant, Text } from '../house/index.ts';
import { bandCovers, LEAST_DAYS, waiting } from './certainty.ts';
import type { Comparison } from './compare.ts';
import type { ComparedDay, DayCost } from './day.ts';
import type { MeasuredDay } from './measured.ts';
import { POLICIES, type Policy } from './policies.ts';

/** A normal error stays within so many standard deviations in 80 of 100 cases. */
const BAND_80 = 1.2816;

/** What was paid beside what would have been paid otherwise. Money in the site's currency. */
export interface CostDifference {
  cost: number;
  /** cost − what it really cost: + where the real way was cheaper. */
  difference: number;
  /** The difference lies within ± this in four of five cases, from what the battery's model misses and nothing else. */
  uncertainty: number;
}

/** The difference to a policy. */
export interface Difference extends CostDifference {
  policy: Policy;
  /** What `uncertainty` holds, and what it does not. */
  covers: Text;
}

/** One local day with its money. */
export interface DaySummary {
  /** `YYYY-MM-DD` in the zone of the house. */
  date: string;
  start: Instant;
  end: Instant;
  /** Quarters that are missing or of which something is unknown; the day counts only with none. */
  missingQuarters: number;
  /** What it really cost; `null` for a day with gaps. */
  measured: DayCost | null;
  /** Empty for a day with gaps, and while too few days of the house are complete. */
  policies: { policy: Policy; cost: DayCost }[];
  /** What the plan's battery and cars would have come to; `null` where `policies` is empty. */
  planWithCars: DayCost | null;
  /** What the battery's model misses of this day, at the worth of stored energy, currency. */
  modelError: number;
}

/** Days with what they cost, and what they would have cost otherwise. */
export interface SavingsReport {
  days: DaySummary[];
  completeDays: number;
  leftOutDays: number;
  /** Of the complete days; `null` without any. */
  cost: number | null;
  /** Over the complete days; empty while these are fewer than three, then `waiting` says so. */
  differences: Difference[];
  waiting: Text | null;
  /** Why these costs may still change, and until when; `null` once they stay what they are. */
  unsettled: Text | null;
}

/** Each day in short, those with gaps among them, oldest first. */
export function summarize({ days, compared }: Comparison): DaySummary[] {
  const byDay = new Map(compared.map((item) => [item.day, item]));
  return days.map((day) => summary(day, byDay.get(day) ?? null));
}

function summary({ date, start, end, missing }: MeasuredDay, compared: ComparedDay | null): DaySummary {
  const day = { date, start, end, missingQuarters: missing };
  if (!compared) return { ...day, measured: null, policies: [], planWithCars: null, modelError: 0 };
  const { battery, worthAtEnd, modelErrorKwh } = compared;
  return {
    ...day,
    measured: compared.measured.cost,
    policies: POLICIES.flatMap((policy) => {
      const run = compared.policies.find((other) => other.policy === policy);
      return run ? [{ policy, cost: run.cost }] : [];
    }),
    planWithCars: compared.planWithCars,
    modelError: modelErrorKwh * worthAtEnd.replacedPerKwh * (battery?.dischargeEfficiency ?? 0),
  };
}

/**
 * The report on some days.
 *
 * @param unsettled why costs of the house may still change
 */
export function savingsReport(days: readonly DaySummary[], unsettled: Text | null): SavingsReport {
  const complete = days.filter(({ measured }) => measured !== null);
  const enough = complete.length >= LEAST_DAYS;
  return {
    days: [...days],
    completeDays: complete.length,
    leftOutDays: days.length - complete.length,
    cost:
      complete.length === 0 ? null : complete.reduce((sum, { measured }) => sum + (measured?.cost ?? 0), 0),
    differences: enough ? POLICIES.map((policy) => difference(policy, complete)) : [],
    waiting: enough ? null : waiting(complete.length),
    unsettled: complete.length === 0 ? null : unsettled,
  };
}

/** The difference to one policy over some days; those with gaps count for nothing. */
export function difference(policy: Policy, days: readonly DaySummary[]): Difference {
  const found = costDifference(days, (day) => costUnder(day, policy));
  return { policy, ...found, covers: bandCovers(policy) };
}

/** What a day costs under a policy; `null` for one with gaps or without a comparison. */
export function costUnder({ policies }: DaySummary, policy: Policy): number | null {
  return policies.find((other) => other.policy === policy)?.cost.cost ?? null;
}

/**
 * What some days would have cost beside what they did. What the battery's model misses each day has a mean, which adds
 * up, and a spread, which grows with the root of the days. One day has only its own error.
 */
export function costDifference(
  days: readonly DaySummary[],
  costOf: (day: DaySummary) => number | null,
): CostDifference {
  let cost = 0;
  let measuredCost = 0;
  const errors: number[] = [];
  for (const day of days) {
    const otherwise = costOf(day);
    if (!day.measured || otherwise === null) continue;
    cost += otherwise;
    measuredCost += day.measured.cost;
    errors.push(day.modelError);
  }
  const count = errors.length;
  const mean = errors.reduce((sum, error) => sum + error, 0) / Math.max(1, count);
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / Math.max(1, count - 1);
  const uncertainty = Math.abs(mean) * count + BAND_80 * Math.sqrt(variance * count);
  return { cost, difference: cost - measuredCost, uncertainty };
}
