import { seededRandom } from './random.ts';

/** Whether a policy may advise, and how it came to that. Serialisable. */
export interface Promotion {
  state: 'SHADOW' | 'ADVISES';
  /** How often the evidence was looked at, over all time: each look has used up some of the allowed error. */
  looks: number;
  /** Days before this one count no more: evidence that led to advice which was taken back is spent. */
  fromDay: number;
  /** The day of the last look; the next comes when the evidence has grown by a quarter. */
  lookedAtDays: number;
}

export const NEW_PROMOTION: Promotion = { state: 'SHADOW', looks: 0, fromDay: 0, lookedAtDays: 0 };

/** Fewer days say nothing. */
export const LEAST_EVIDENCE_DAYS = 30;
/** How probable it may be, over all looks together, that a policy without any advantage is ever promoted. */
const ALLOWED_ERROR = 0.05;
const GROWTH = 1.25;
/** Weather comes in spells, so that days next to each other are drawn together. */
const BLOCK_DAYS = 3;
/** While it advises, the advantage of so many last days must not be gone. */
const WATCHED_DAYS = 30;

/**
 * Looks at the evidence, if it is time to, and promotes or takes back. A look at 30 days and then each time there is a
 * quarter more; the k-th one has the share 1/(k(k + 1)) of the allowed error, which adds up to all of it however long it
 * goes on.
 *
 * @param advantages what the policy saved each complete day against the plan, oldest first, currency
 */
export function judge(promotion: Promotion, advantages: readonly number[], seed = 1): Promotion {
  const evidence = advantages.slice(promotion.fromDay);
  if (promotion.state === 'ADVISES') {
    const isGone = mean(evidence.slice(-WATCHED_DAYS)) <= 0;
    return isGone
      ? { ...promotion, state: 'SHADOW', fromDay: advantages.length, lookedAtDays: 0 }
      : promotion;
  }
  const due = promotion.lookedAtDays === 0 ? LEAST_EVIDENCE_DAYS : promotion.lookedAtDays * GROWTH;
  if (evidence.length < Math.max(LEAST_EVIDENCE_DAYS, due)) return promotion;
  const looks = promotion.looks + 1;
  const allowed = ALLOWED_ERROR / (looks * (looks + 1));
  const isProven = chanceOfNoAdvantage(evidence, allowed, seed + looks) < allowed;
  return { ...promotion, looks, lookedAtDays: evidence.length, state: isProven ? 'ADVISES' : 'SHADOW' };
}

/**
 * How often a policy without advantage would look at least this good: one-sided, by drawing blocks of days from the
 * evidence shifted to a mean of zero, and comparing means by their own spread (a studentised circular block bootstrap).
 *
 * @param precision the probability that has to be told apart from larger ones; more draws for smaller ones, and none once it is larger
 */
export function chanceOfNoAdvantage(days: readonly number[], precision: number, seed: number): number {
  const count = days.length;
  const centre = mean(days);
  if (count === 0 || centre <= 0) return 1;
  const blocks = Math.ceil(count / BLOCK_DAYS);
  const spread = (values: readonly number[], own: number) => Math.sqrt(variance(values, own) / blocks);
  const sums = days.map((_, at) => {
    let sum = 0;
    for (let step = 0; step < BLOCK_DAYS; step += 1) sum += days[(at + step) % count] ?? 0;
    return sum / BLOCK_DAYS;
  });
  const observedSpread = spread(sums, centre);
  if (observedSpread === 0) return 0;
  const observed = centre / observedSpread;
  const random = seededRandom(seed);
  const draws = Math.max(1000, Math.ceil(20 / precision));
  const mostAsGood = precision * (draws + 1) - 1;
  let asGood = 0;
  const drawn: number[] = new Array(blocks).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    for (let block = 0; block < blocks; block += 1) drawn[block] = sums[Math.floor(random() * count)] ?? 0;
    const own = mean(drawn);
    const ownSpread = spread(drawn, own);
    if (ownSpread === 0 ? own - centre >= centre : (own - centre) / ownSpread >= observed) asGood += 1;
    // It is above what has to be told apart already; how far does not matter.
    if (asGood > mostAsGood) return Math.max(precision, (asGood + 1) / (draw + 2));
  }
  return (asGood + 1) / (draws + 1);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[], own: number): number {
  return values.reduce((sum, value) => sum + (value - own) ** 2, 0) / Math.max(1, values.length - 1);
}
