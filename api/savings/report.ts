import { type Capability, formatNumber, type Instant, type Language, type Text } from '../house/index.ts';
import type { Comparison } from './compare.ts';
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
  /** Empty for a day with gaps. */
  policies: { policy: Policy; cost: DayCost }[];
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
}

/** What a capability that only observed would have brought, as far as that can be reckoned. */
export interface ObservedOutlook {
  capability: Capability;
  /**
   * What was paid − what the plan would have come to over the complete days: + where it would have been less; `null`
   * while too few days were measured, and where it is not reckoned.
   */
  wouldHaveBrought: number | null;
  /** It lies within ± this in four of five cases; `null` with it. */
  uncertainty: number | null;
  message: Text;
}

/**
 * What those capabilities would have brought that are observing. Of the battery the plan was recorded and is carried out
 * on the measured days; of cars and the buffer nothing of the kind was recorded, and it is said so.
 */
export function observedOutlook(
  report: Pick<SavingsReport, 'differences' | 'completeDays' | 'waiting'>,
  observing: readonly Capability[],
  currency: string,
): ObservedOutlook[] {
  const planned = report.differences.find(({ policy }) => policy === 'SMARTLOAD');
  return observing.map((capability): ObservedOutlook => {
    if (capability !== 'BATTERY')
      return { capability, wouldHaveBrought: null, uncertainty: null, message: NOT_RECKONED[capability] };
    if (!planned)
      return {
        capability,
        wouldHaveBrought: null,
        uncertainty: null,
        message: report.waiting ?? waiting(report.completeDays),
      };
    const wouldHaveBrought = -planned.difference;
    const { uncertainty } = planned;
    const message = outlookText(wouldHaveBrought, uncertainty, report.completeDays, currency);
    return { capability, wouldHaveBrought, uncertainty, message };
  });
}

const NOT_RECKONED: Record<Exclude<Capability, 'BATTERY'>, Text> = {
  VEHICLES: {
    de: 'Autos: nur beobachtet. Was die geplanten Ladezeiten gebracht hätten, wird nicht nachgerechnet.',
    en: 'Cars: observing only. What the planned charging times would have brought is not reckoned.',
  },
  BUFFER: {
    de: 'Puffer: nur beobachtet. Was er gebracht hätte, wird nicht nachgerechnet.',
    en: 'Buffer: observing only. What it would have brought is not reckoned.',
  },
};

function outlookText(brought: number, uncertainty: number, days: number, currency: string): Text {
  const text = (language: Language) => {
    const money = (value: number) => `${formatNumber(value, language, 2)} ${currency}`;
    return { amount: money(Math.abs(brought)), band: money(uncertainty) };
  };
  const [de, en] = [text('de'), text('en')];
  const isLess = brought >= 0;
  return {
    de: `Batterie: nur beobachtet. In ${days} Tagen hätte der Plan die Kosten um ${de.amount} (± ${de.band}) ${isLess ? 'gesenkt' : 'erhöht'}: nachgerechnet, nicht gemessen.`,
    en: `Battery: observing only. Over ${days} days the plan would have made the cost ${en.amount} (± ${en.band}) ${isLess ? 'lower' : 'higher'}: reckoned, not measured.`,
  };
}

/** Each day in short, those with gaps among them, oldest first. */
export function summarize({ days, compared }: Comparison): DaySummary[] {
  const byDay = new Map(compared.map((item) => [item.day, item]));
  return days.map((day) => summary(day, byDay.get(day) ?? null));
}

function summary({ date, start, end, missing }: MeasuredDay, compared: ComparedDay | null): DaySummary {
  const day = { date, start, end, missingQuarters: missing };
  if (!compared) return { ...day, measured: null, policies: [], modelError: 0 };
  const { battery, worthAtEnd, modelErrorKwh } = compared;
  return {
    ...day,
    measured: compared.measured.cost,
    policies: POLICIES.flatMap((policy) => {
      const run = compared.policies.find((other) => other.policy === policy);
      return run ? [{ policy, cost: run.cost }] : [];
    }),
    modelError: modelErrorKwh * worthAtEnd.replacedPerKwh * (battery?.dischargeEfficiency ?? 0),
  };
}

/** The report on some days. */
export function savingsReport(days: readonly DaySummary[]): SavingsReport {
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
  };
}

/**
 * The difference to one policy over some days; those with gaps count for nothing. What the battery's model misses each
 * day has a mean, which adds up, and a spread, which grows with the root of the days. One day has only its own error.
 */
export function difference(policy: Policy, days: readonly DaySummary[]): Difference {
  let cost = 0;
  let measuredCost = 0;
  const errors: number[] = [];
  for (const { measured, policies, modelError } of days) {
    const run = policies.find((other) => other.policy === policy);
    if (!measured || !run) continue;
    cost += run.cost.cost;
    measuredCost += measured.cost;
    errors.push(modelError);
  }
  const count = errors.length;
  const mean = errors.reduce((sum, error) => sum + error, 0) / Math.max(1, count);
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / Math.max(1, count - 1);
  const uncertainty = Math.abs(mean) * count + BAND_80 * Math.sqrt(variance * count);
  return { policy, cost, difference: cost - measuredCost, uncertainty };
}

function waiting(completeDays: number): Text {
  return {
    de: `Erst ${completeDays} von ${LEAST_DAYS} vollständigen Tagen gemessen: noch zu wenig für einen Vergleich.`,
    en: `Only ${completeDays} of ${LEAST_DAYS} complete days measured: too few to compare yet.`,
  };
}
