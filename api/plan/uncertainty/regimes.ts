import type { PlanSpread, PowerBand } from '../../house/index.ts';

/**
 * What may be different from what is expected for hours: the sun and the household are each low, usual or high, in
 * standard deviations.
 */
const LEVELS = [-1.3, 0, 1.3] as const;
/** Share of a normal distribution that is nearest to each level. */
const SHARES = [0.2578, 0.4844, 0.2578] as const;
/** The weather of an hour goes on for about half a day, what people do for two hours. */
const PV_KEEPS_H = 12;
const LOAD_KEEPS_H = 2;
/** Errors of forecasts have longer tails than the quantiles of the last weeks show. */
const WIDENING = 1.5;
/** At so many standard deviations lie p10 and p90 of a normal distribution. */
const P90_DEVIATIONS = 1.2816;

/** A band of less than a milliwatt says nothing of its shape. */
const NOTHING_KW = 1e-6;

/** How many regimes there are: each level of the sun with each of the household. */
export const REGIMES = LEVELS.length ** 2;
/** Everything is as expected. */
export const USUAL_REGIME = (REGIMES - 1) / 2;

/** How likely each regime is where nothing is known. */
export const REGIME_SHARES: readonly number[] = SHARES.flatMap((pv) => SHARES.map((load) => pv * load));

/** How likely it is to go from one regime (row) to another within `hours`; rows follow each other. */
export function transitions(hours: number): Float64Array {
  const steps = (keepsH: number) => {
    const stays = Math.exp(-hours / keepsH);
    return (from: number, to: number) => (from === to ? stays : 0) + (1 - stays) * (SHARES[to] ?? 0);
  };
  const [pv, load] = [steps(PV_KEEPS_H), steps(LOAD_KEEPS_H)];
  const size = LEVELS.length;
  return Float64Array.from({ length: REGIMES ** 2 }, (_, at) => {
    const [from, to] = [Math.floor(at / REGIMES), at % REGIMES];
    return pv(Math.floor(from / size), Math.floor(to / size)) * load(from % size, to % size);
  });
}

/** Load and PV of a slot, kW. */
export interface Outcome {
  loadKw: number;
  pvKw: number;
}

/** Load and PV of a slot in each regime; on average over the regimes they are what is expected. */
export function outcomes(expected: Outcome, { load, pv }: PlanSpread): Outcome[] {
  const [loads, suns] = [powers(expected.loadKw, load), powers(expected.pvKw, pv)];
  return suns.flatMap((pvKw) => loads.map((loadKw) => ({ loadKw, pvKw })));
}

function powers(meanKw: number, { p10Kw, p50Kw, p90Kw }: PowerBand): number[] {
  const plain = LEVELS.map((level) => {
    const halfKw = level < 0 ? p50Kw - p10Kw : p90Kw - p50Kw;
    return Math.max(0, p50Kw + (WIDENING * level * halfKw) / P90_DEVIATIONS);
  });
  const average = plain.reduce((sum, kw, level) => sum + kw * (SHARES[level] ?? 0), 0);
  return plain.map((kw) => (average > NOTHING_KW ? (kw * meanKw) / average : meanKw));
}
