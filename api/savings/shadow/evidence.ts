import { seededRandom } from './random.ts';

/** Weather comes in spells, so that days next to each other are drawn together. */
const BLOCK_DAYS = 7;
/** No two days next to each other are taken to be more alike than this. */
const MOST_ALIKE = 0.95;

/** A mean and how far off it may be. */
export interface Estimate {
  mean: number;
  /** How much the sum of many days varies, for each day: more than a day itself where days next to each other are alike. */
  longRunDeviation: number;
  /** So many days that know nothing of each other would say as much. */
  independentDays: number;
}

/**
 * The mean of days of which each may be like the one before: as in a first-order autoregression, whose coefficient is taken
 * one standard error above the estimate, corrected for its known bias (Kendall 1954: (1 + 3ρ)/n too small).
 */
export function estimate(days: readonly number[]): Estimate {
  const count = days.length;
  const centre = mean(days);
  const own = variance(days, centre);
  if (count < 3 || own === 0) return { mean: centre, longRunDeviation: 0, independentDays: count };
  const products = days
    .slice(1)
    .reduce((sum, day, at) => sum + (day - centre) * ((days[at] ?? 0) - centre), 0);
  const seen = products / (own * (count - 1));
  const corrected = seen + (1 + 3 * seen) / count;
  const error = Math.sqrt(Math.max(0, 1 - corrected ** 2) / count);
  const alike = Math.min(MOST_ALIKE, Math.max(0, corrected + error));
  const inflation = (1 + alike) / (1 - alike);
  return {
    mean: centre,
    longRunDeviation: Math.sqrt(own * inflation),
    independentDays: Math.max(2, count / inflation),
  };
}

/** How probable a mean this good is where there is no advantage, by Student's distribution for as many independent days. */
export function chanceByMemory(days: readonly number[]): number {
  const { mean: centre, longRunDeviation, independentDays } = estimate(days);
  if (centre <= 0) return 1;
  if (longRunDeviation === 0) return 0;
  const t = (centre * Math.sqrt(days.length)) / longRunDeviation;
  const freedom = independentDays - 1;
  // Nearly normal (Wallace 1959).
  const z = Math.sqrt(freedom * Math.log1p(t ** 2 / freedom)) * ((8 * freedom + 1) / (8 * freedom + 3));
  return aboveNormal(z);
}

/** The probability that a normally distributed number exceeds z ≥ 0 (Abramowitz and Stegun 26.2.17). */
function aboveNormal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
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
