import { z } from 'zod';
import { heard, isRinging, newAlarm } from './alarm.ts';
import { afterDay, NEW_CAPITAL, timesAsMuch } from './capital.ts';
import { chanceByMemory, chanceOfNoAdvantage, estimate } from './evidence.ts';

/** Whether a policy may advise, and how it came to that, as it is kept. */
export const promotionShape = z.object({
  state: z.enum(['SHADOW', 'ADVISES']),
  /** How often the evidence was looked at, over all time: each look has used up some of the allowed error. */
  looks: z.number(),
  /** Days of evidence so far; what led to advice that was taken back is spent and counts no more. */
  evidenceDays: z.number(),
  /** The day of evidence of the last look; the next comes when there is a quarter more. */
  lookedAtDays: z.number(),
  /** What is left of a bet on the advantage. */
  capital: z.array(z.number()),
  /** While it advises. */
  alarm: z
    .object({
      advantage: z.number(),
      longRunDeviation: z.number(),
      gone: z.number(),
      harmful: z.number(),
    })
    .nullable(),
});
export type Promotion = z.infer<typeof promotionShape>;

export const NEW_PROMOTION: Promotion = {
  state: 'SHADOW',
  looks: 0,
  evidenceDays: 0,
  lookedAtDays: 0,
  capital: NEW_CAPITAL,
  alarm: null,
};

/** Fewer days say nothing. */
export const LEAST_EVIDENCE_DAYS = 30;
/** How probable it may be, over all looks together, that a policy without any advantage is ever promoted. */
const ALLOWED_ERROR = 0.05;
const GROWTH = 1.25;
/** In the first year there are so many looks, which share so much of the allowed error evenly. */
const EARLY_LOOKS = 12;
const EARLY_SHARE = 0.8;

/** A complete day, beside those before it. */
export interface Evening {
  /** What the policy saved each complete day against the plan, oldest first, the one that has just ended last; currency. */
  advantages: readonly number[];
  /** More than that could not have been lost on this day, currency. */
  atStake: number;
}

/**
 * Takes in a day, to be called once for each. Looks at the evidence, if it is time to, and promotes or takes back.
 *
 * Promoted is who passes three tests, so that none of the ways in which worthless days look good is enough by itself: a bet
 * that rare large losses cannot deceive, a test that allows for days that are like those before them, and a bootstrap that
 * goes by the shape of the days. The bet may be looked at as often as one likes. The other two are looked at after 30 days
 * and then each time there is a quarter more, each look with a share of the allowed error.
 */
export function judge(promotion: Promotion, { advantages, atStake }: Evening, seed = 1): Promotion {
  const saved = advantages.at(-1) ?? 0;
  const evidenceDays = promotion.evidenceDays + 1;
  if (promotion.state === 'ADVISES') {
    const alarm = heard(promotion.alarm ?? newAlarm(estimate(advantages)), saved);
    if (!isRinging(alarm)) return { ...promotion, evidenceDays, alarm };
    return { ...NEW_PROMOTION, looks: promotion.looks };
  }
  const capital = afterDay(promotion.capital, saved, atStake);
  const known = { ...promotion, evidenceDays, capital };
  const due = Math.max(LEAST_EVIDENCE_DAYS, promotion.lookedAtDays * GROWTH);
  if (evidenceDays < due) return known;
  const looks = promotion.looks + 1;
  const evidence = advantages.slice(-evidenceDays);
  const allowed = ALLOWED_ERROR * shareOf(looks);
  const isProven =
    timesAsMuch(capital) >= 1 / ALLOWED_ERROR &&
    chanceByMemory(evidence) < allowed &&
    chanceOfNoAdvantage(evidence, allowed, seed + looks) < allowed;
  const looked = { ...known, looks, lookedAtDays: evidenceDays };
  return isProven ? { ...looked, state: 'ADVISES', alarm: newAlarm(estimate(evidence)) } : looked;
}

/** A look's share of the allowed error; all together it is 1, however long it goes on. */
function shareOf(look: number): number {
  if (look <= EARLY_LOOKS) return EARLY_SHARE / EARLY_LOOKS;
  const late = look - EARLY_LOOKS;
  return (1 - EARLY_SHARE) / (late * (late + 1));
}
