import { type Instant, type QuarterHour, slotStart, type Text } from '../house/index.ts';
import { type ComparisonFacts, compareDays } from './compare.ts';
import type { ComparedDay, DayCost } from './day.ts';
import type { MeasuredDay } from './measured.ts';
import { POLICIES, type Policy } from './policies.ts';

/** Below this many complete days chance says more than any policy. */
export const LEAST_DAYS = 3;
/** A normal error stays within so many standard deviations in 80 of 100 cases. */
const BAND_80 = 1.2816;

/** What was paid beside what a policy would have paid. Money in the site's currency. */
export interface Difference {
  policy: Policy;
  cost: number;
  /** cost − what it really cost: + where the real way was cheaper. */
  difference: number;
  /** The difference lies within ± this in four of five cases, from what the battery's model misses. */
  uncertainty: number;
}

/** One local day of a report. */
export interface ReportedDay {
  date: string;
  start: Instant;
  end: Instant;
  /** Quarters that are missing or of which something is unknown; the day counts only with none. */
  missingQuarters: number;
  /** What it really cost; `null` for a day with gaps. */
  measured: DayCost | null;
  /** Empty for a day with gaps. */
  differences: Difference[];
}

/** Days with what they cost, and what they would have cost otherwise. */
export interface SavingsReport {
  days: ReportedDay[];
  completeDays: number;
  leftOutDays: number;
  /** Of the complete days; `null` without any. */
  cost: number | null;
  /** Over the complete days; empty while these are fewer than three, then `waiting` says so. */
  differences: Difference[];
  waiting: Text | null;
}

/**
 * The report on the finished days that begin in [from, to).
 *
 * @param quarters everything that was measured, also from before `from`: counterfactuals roll on from there
 */
export function savingsReport(
  quarters: readonly QuarterHour[],
  span: { from: Instant; to: Instant; now: Instant },
  facts: ComparisonFacts,
): SavingsReport {
  const { days, compared } = compareDays(quarters, slotStart(span.now), facts);
  const isAsked = ({ start }: MeasuredDay) => start >= span.from && start < span.to;
  const counted = compared.filter(({ day }) => isAsked(day));
  const byDay = new Map(counted.map((item) => [item.day, item]));
  const asked = days.filter(isAsked);
  const enough = counted.length >= LEAST_DAYS;
  return {
    days: asked.map((day) => reportedDay(day, byDay.get(day) ?? null)),
    completeDays: counted.length,
    leftOutDays: asked.length - counted.length,
    cost: counted.length === 0 ? null : counted.reduce((sum, { measured }) => sum + measured.cost.cost, 0),
    differences: enough ? POLICIES.map((policy) => difference(policy, counted)) : [],
    waiting: enough ? null : waiting(counted.length),
  };
}

function reportedDay(day: MeasuredDay, compared: ComparedDay | null): ReportedDay {
  const { date, start, end, missing } = day;
  return {
    date,
    start,
    end,
    missingQuarters: missing,
    measured: compared?.measured.cost ?? null,
    differences: compared ? POLICIES.map((policy) => difference(policy, [compared])) : [],
  };
}

/**
 * The difference to one policy over some days. What the battery's model misses each day has a mean, which adds up, and
 * a spread, which grows with the root of the days; both valued at what stored energy is worth. A single day has only
 * its own error.
 */
export function difference(policy: Policy, days: readonly ComparedDay[]): Difference {
  let cost = 0;
  let measured = 0;
  const errors: number[] = [];
  for (const day of days) {
    cost += day.policies.find((run) => run.policy === policy)?.cost.cost ?? 0;
    measured += day.measured.cost.cost;
    errors.push(day.modelErrorKwh * day.worthAtEnd.replacedPerKwh * (day.battery?.dischargeEfficiency ?? 0));
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
  const variance =
    errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / Math.max(1, errors.length - 1);
  const uncertainty = Math.abs(mean) * errors.length + BAND_80 * Math.sqrt(variance * errors.length);
  return { policy, cost, difference: cost - measured, uncertainty };
}

function waiting(completeDays: number): Text {
  return {
    de: `Erst ${completeDays} von ${LEAST_DAYS} vollständigen Tagen gemessen: noch zu wenig für einen Vergleich.`,
    en: `Only ${completeDays} of ${LEAST_DAYS} complete days measured: too few to compare yet.`,
  };
}
