import type { Store } from '../history/index.ts';
import { type Instant, slotStart } from '../house/index.ts';
import {
  type ComparedDay,
  type Comparison,
  compareDays,
  type DaySummary,
  type SavingsReport,
  savingsReport,
  summarize,
} from '../savings/index.ts';
import { COMPARISON_FACTS, decodeComparisonFacts } from './comparison-facts.ts';

/** What measured days cost, and what they would have cost otherwise. Dates are local days, `YYYY-MM-DD`. */
export interface Savings {
  /** The finished days from `from` to `to`, both inclusive. */
  report(from: string, to: string): SavingsReport;
  /** One complete day with every step; `null` for one that is not over, was not measured or has gaps. */
  day(date: string): ComparedDay | null;
  /** Zone of the house in which days begin; `null` before its first cycle. */
  timeZone(): string | null;
}

/** Reckons savings from what the store has; days change only when a quarter of an hour ends, and are kept until then. */
export function createSavings(store: Pick<Store, 'get' | 'quarterHours'>, now: () => Instant): Savings {
  let kept: { at: Instant; days: DaySummary[] } | null = null;
  const facts = () => store.get(COMPARISON_FACTS, decodeComparisonFacts);

  function compare(): Comparison {
    const known = facts();
    if (!known) return { days: [], compared: [] };
    return compareDays(store.quarterHours(0, now()), slotStart(now()), known);
  }

  function days(): DaySummary[] {
    const at = slotStart(now());
    if (kept?.at !== at) kept = { at, days: summarize(compare()) };
    return kept.days;
  }

  return {
    report: (from, to) => savingsReport(days().filter(({ date }) => date >= from && date <= to)),
    day: (date) => compare().compared.find(({ day }) => day.date === date) ?? null,
    timeZone: () => facts()?.timeZone ?? null,
  };
}
