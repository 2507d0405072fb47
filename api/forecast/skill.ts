import type { ForecastScore, Instant } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { clamp } from './statistics.ts';

/** A forecast beside what came, of one quarter of an hour; kW or currency/kWh. */
export interface Outcome {
  start: Instant;
  expected: number;
  /** `null` where the forecast has no band. */
  p10: number | null;
  p90: number | null;
  naive: number;
  measured: number;
}

/** Sums over the outcomes of some time. */
export interface Tally {
  quarters: number;
  absolute: number;
  squared: number;
  error: number;
  naiveSquared: number;
  withBand: number;
  inBand: number;
  expected: number;
  measured: number;
  /** Σ|error of whole hours|, the running one left out. */
  hourly: number;
  /** The hour that is being added up, in hours since 1970, and its error so far. */
  hour: number;
  hourError: number;
}

export const NO_OUTCOMES: Tally = {
  quarters: 0,
  absolute: 0,
  squared: 0,
  error: 0,
  naiveSquared: 0,
  withBand: 0,
  inBand: 0,
  expected: 0,
  measured: 0,
  hourly: 0,
  hour: 0,
  hourError: 0,
};

/** Skill that a model reckons for itself counts as so many hours of measured skill. */
const PRIOR_HOURS = 40;
const QUARTERS_PER_HOUR = 4;

/** The tally with one more outcome; outcomes come in the order of time. What is no number changes nothing. */
export function withOutcome(tally: Tally, outcome: Outcome): Tally {
  const { start, expected, p10, p90, naive, measured } = outcome;
  if (![expected, naive, measured].every(Number.isFinite)) return tally;
  const error = expected - measured;
  const hour = Math.floor(start / HOUR_MS);
  const goesOn = hour === tally.hour;
  const hasBand = p10 !== null && p90 !== null;
  return {
    quarters: tally.quarters + 1,
    absolute: tally.absolute + Math.abs(error),
    squared: tally.squared + error ** 2,
    error: tally.error + error,
    naiveSquared: tally.naiveSquared + (naive - measured) ** 2,
    withBand: tally.withBand + (hasBand ? 1 : 0),
    inBand: tally.inBand + (hasBand && measured >= p10 && measured <= p90 ? 1 : 0),
    expected: tally.expected + expected,
    measured: tally.measured + measured,
    hourly: tally.hourly + (goesOn ? 0 : Math.abs(tally.hourError)),
    hour,
    hourError: (goesOn ? tally.hourError : 0) + error,
  };
}

/** How forecasts did over the days whose tallies are given. */
export function scoreOf(tallies: readonly Tally[], days: number, isEnergy: boolean): ForecastScore {
  const sum = (value: (tally: Tally) => number) => tallies.reduce((total, tally) => total + value(tally), 0);
  const quarters = sum((tally) => tally.quarters);
  const mean = (value: (tally: Tally) => number) => (quarters === 0 ? null : sum(value) / quarters);
  const root = (square: number | null) => (square === null ? null : Math.sqrt(square));
  const rootMeanSquareError = root(mean((tally) => tally.squared));
  const naiveRootMeanSquareError = root(mean((tally) => tally.naiveSquared));
  const withBand = sum((tally) => tally.withBand);
  return {
    days,
    quarters,
    meanAbsoluteError: mean((tally) => tally.absolute),
    rootMeanSquareError,
    bias: mean((tally) => tally.error),
    bandCoverage: withBand === 0 ? null : sum((tally) => tally.inBand) / withBand,
    naiveRootMeanSquareError,
    betterThanNaive:
      rootMeanSquareError === null || !naiveRootMeanSquareError
        ? null
        : 1 - rootMeanSquareError / naiveRootMeanSquareError,
    skill: isEnergy ? skillOf(tallies) : null,
  };
}

/** 1 − Σ|error of whole hours| / energy: clouds that pass within an hour matter to no plan. `null` without energy. */
function skillOf(tallies: readonly Tally[]): number | null {
  const sum = (value: (tally: Tally) => number) => tallies.reduce((total, tally) => total + value(tally), 0);
  const energy = Math.max(
    sum(({ expected }) => expected),
    sum(({ measured }) => measured),
  );
  const error = sum(({ hourly, hourError }) => hourly + Math.abs(hourError));
  return energy > 0 ? clamp(1 - error / energy, 0, 1) : null;
}

/**
 * How far a PV forecast may be relied on, 0..1: its measured skill times the share of the next 24 hours that it covers.
 * While little was measured, the skill that the model reckons for itself counts beside it.
 */
export function confidenceOf(
  { skill, quarters }: Pick<ForecastScore, 'skill' | 'quarters'>,
  modelSkill: number,
  coverage: number,
): number {
  const hours = skill === null ? 0 : quarters / QUARTERS_PER_HOUR;
  const blended = (hours * (skill ?? 0) + PRIOR_HOURS * modelSkill) / (hours + PRIOR_HOURS);
  return clamp(blended * coverage, 0, 1);
}
