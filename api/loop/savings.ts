import type { Store } from '../history/index.ts';
import { DAY_MS, type Instant, localMidnight, slotStart, type Text } from '../house/index.ts';
import {
  type ComparedDay,
  type Comparison,
  compareDays,
  type DaySummary,
  heldBack,
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

/** A year and a month, to compare a month with the same one of the year before. */
const MAX_DAYS = 400;

/** Reckons savings from what the store has; the days so far are kept until another one is over. */
export function createSavings(store: Pick<Store, 'get' | 'quarterHours'>, now: () => Instant): Savings {
  let kept: { today: Instant; days: DaySummary[]; unsettled: Text | null } | null = null;
  const facts = () => store.get(COMPARISON_FACTS, decodeComparisonFacts);

  function compare(): Comparison {
    const known = facts();
    if (!known) return { days: [], compared: [], unsettled: null };
    const quarters = store.quarterHours(now() - MAX_DAYS * DAY_MS, now());
    return heldBack(compareDays(quarters, slotStart(now()), known));
  }

  function summaries(): { days: DaySummary[]; unsettled: Text | null } {
    const zone = facts()?.timeZone;
    if (zone === undefined) return { days: [], unsettled: null };
    const today = localMidnight(now(), zone);
    if (kept?.today !== today) {
      const comparison = compare();
      kept = { today, days: summarize(comparison), unsettled: comparison.unsettled };
    }
    return kept;
  }

  return {
    report: (from, to) => {
      const { days, unsettled } = summaries();
      return savingsReport(
        days.filter(({ date }) => date >= from && date <= to),
        unsettled,
      );
    },
    day: (date) => compare().compared.find(({ day }) => day.date === date) ?? null,
    timeZone: () => facts()?.timeZone ?? null,
  };
}
