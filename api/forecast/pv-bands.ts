import { quantileOf } from './statistics.ts';

/** Quantiles as factors on the corrected forecast. */
export interface PvBand {
  p10: number;
  p50: number;
  p90: number;
}

/** Factors on the distance between the expected value and the quantiles of a source. */
export interface SourceSpread {
  down: number;
  up: number;
}

/** Corrected forecasts and what then came, in the order of time. */
export interface PvOutcome {
  expectedKw: number;
  measuredKw: number;
  /** Corrected quantiles of the source; `NaN` where it has none. */
  p10Kw: number;
  p90Kw: number;
}

/** Forecasts up to these shares of the largest one are dim, dull, mixed, and beyond the last bright. */
const BRIGHTNESS_LIMITS = [0.06, 0.25, 0.55] as const;
/** What is assumed of each at first. */
const ASSUMED_BANDS: readonly PvBand[] = [
  { p10: 0, p50: 0.8, p90: 2.2 },
  { p10: 0.3, p50: 0.9, p90: 1.8 },
  { p10: 0.4, p50: 0.97, p90: 1.5 },
  { p10: 0.55, p50: 1.02, p90: 1.2 },
];
/** After so many hours the measured spread counts as much as the assumed one, and soon all by itself. */
const ASSUMED_HOURS = 15;
const QUARTERS_PER_HOUR = 4;
/** A source's own quantiles are stretched or drawn in by no more than these factors. */
const LEAST_STRETCH = 0.2;
const MOST_STRETCH = 5;
/** A source's spread is believed with so many hours of evidence. */
const SPREAD_HOURS = 30;
/** Distances below this are no spread, kW. */
const NO_DISTANCE_KW = 1e-6;

/** 0 = dim, 1 = dull, 2 = mixed, 3 = bright, by the share of the largest forecast. */
export function brightness(forecastKw: number, peakKw: number): number {
  const share = peakKw > 0 ? forecastKw / peakKw : 1;
  return BRIGHTNESS_LIMITS.filter((limit) => share > limit).length;
}

/** The spread that was left at each brightness. */
export function bandsByBrightness(outcomes: readonly PvOutcome[], peakKw: number): PvBand[] {
  const ratios: number[][] = ASSUMED_BANDS.map(() => []);
  for (const { expectedKw, measuredKw } of outcomes)
    if (expectedKw > 0) ratios[brightness(expectedKw, peakKw)]?.push(measuredKw / expectedKw);
  return ASSUMED_BANDS.map((assumed, level) => {
    const sorted = Float64Array.from(ratios[level] ?? []).sort();
    const hours = sorted.length / QUARTERS_PER_HOUR;
    const trust = hours ** 2 / (hours ** 2 + ASSUMED_HOURS ** 2);
    const blend = (share: number, otherwise: number) =>
      trust * quantileOf(sorted, share) + (1 - trust) * otherwise;
    return { p10: blend(0.1, assumed.p10), p50: blend(0.5, assumed.p50), p90: blend(0.9, assumed.p90) };
  });
}

/**
 * By how much the quantiles of the source have to be stretched so that one in ten values lies below and one above;
 * `null` where it has none, or too few were seen.
 */
export function sourceSpread(outcomes: readonly PvOutcome[]): SourceSpread | null {
  const known = outcomes.filter(({ p10Kw, p90Kw }) => !Number.isNaN(p10Kw + p90Kw));
  if (known.length < SPREAD_HOURS * QUARTERS_PER_HOUR) return null;
  const scores = (distance: (outcome: PvOutcome) => number, toBound: (outcome: PvOutcome) => number) =>
    Float64Array.from(
      known
        .filter((outcome) => toBound(outcome) > NO_DISTANCE_KW)
        .map((outcome) => distance(outcome) / toBound(outcome)),
    ).sort();
  const up = scores(
    ({ measuredKw, expectedKw }) => measuredKw - expectedKw,
    ({ p90Kw, expectedKw }) => p90Kw - expectedKw,
  );
  const down = scores(
    ({ measuredKw, expectedKw }) => expectedKw - measuredKw,
    ({ p10Kw, expectedKw }) => expectedKw - p10Kw,
  );
  const stretch = (sorted: Float64Array) =>
    Math.min(MOST_STRETCH, Math.max(LEAST_STRETCH, quantileOf(sorted, 0.9)));
  return { down: stretch(down), up: stretch(up) };
}
