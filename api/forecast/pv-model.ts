import { DAY_MS, HOUR_MS, type Instant } from '../house/index.ts';
import { byValue, clamp, quantile, type Weighted } from './statistics.ts';

/** Older pairs belong to another season. */
const WINDOW_MS = 60 * DAY_MS;
/** A pair counts half as much for each of these that it is older. */
const HALF_LIFE_MS = 25 * DAY_MS;
/** A correction moves by half of what was seen once this much time of that hour was seen. */
const SCALE_SHRINKAGE_MS = 6 * HOUR_MS;
/** A correction stays within these factors, and so does what a single pair can say. */
const LOWEST_SCALE = 0.3;
const HIGHEST_SCALE = 3;
/** Below this share of the largest forecast a ratio says nothing. */
const DUSK_SHARE = 0.03;
/** Skill that is assumed at first, and how many hours of daylight it counts for. */
const PRIOR_SKILL = 0.6;
const PRIOR_HOURS = 40;
/** The spread that is assumed at first counts for this many hours of daylight. */
const BAND_PRIOR_HOURS = 15;
/** Forecasts up to this share of the largest one are dull, then mixed, then bright. */
const LEVEL_LIMITS = [0.25, 0.55] as const;

/** What was forecast and what was measured in the same span, mean kW. */
export interface PvPair {
  start: Instant;
  end: Instant;
  /** Before any correction. */
  forecastKw: number;
  measuredKw: number;
}

/** Quantiles as factors on the corrected forecast. */
export interface PvBand {
  p10: number;
  p50: number;
  p90: number;
}

/** What is known of a PV forecast's errors at this site: plain JSON, learned anew rather than changed. */
export interface PvModel {
  learnedAt: Instant;
  /** Measured daylight, in hours. */
  hoursOfData: number;
  /** Factor on the forecast by hour of the day in UTC: the sun does not know daylight saving. 0.3 to 3. */
  scaleByUtcHour: number[];
  /** Largest corrected forecast seen, kW; 0 = none. */
  peakKw: number;
  /** For dull, mixed and bright forecasts. */
  bands: PvBand[];
  /** Measured skill, 0..1: 1 − error of hourly energies / energy, from 0.6 at first. */
  skill: number;
}

const PRIOR_BANDS: readonly PvBand[] = [
  { p10: 0.3, p50: 0.9, p90: 1.8 },
  { p10: 0.4, p50: 0.97, p90: 1.5 },
  { p10: 0.55, p50: 1.02, p90: 1.2 },
];

interface WeightedPair extends PvPair {
  utcHour: number;
  /** Falls with age, counts in ms of time. */
  weight: number;
}

/**
 * Learns how a site's PV differs from its forecast: a factor by time of day (shading, orientation, size), the
 * spread that is left, and the skill. A factor is believed the more was seen; one odd pair moves it little.
 *
 * @param pairs spans of an hour or less in any order; what is no number or negative is left out
 */
export function learnPv(pairs: readonly PvPair[], now: Instant): PvModel {
  const usable = pairs.flatMap((pair) => weigh(pair, now) ?? []);
  const scaleByUtcHour = scales(usable);
  const corrected = usable.map((pair) => ({
    ...pair,
    forecastKw: pair.forecastKw * (scaleByUtcHour[pair.utcHour] ?? 1),
  }));
  const peakKw = corrected.reduce((peak, { forecastKw }) => Math.max(peak, forecastKw), 0);
  const daylight = corrected.filter(
    ({ forecastKw, measuredKw }) => Math.max(forecastKw, measuredKw) > peakKw * DUSK_SHARE,
  );
  const hoursOfData = daylight.reduce((sum, { start, end }) => sum + (end - start), 0) / HOUR_MS;
  return {
    learnedAt: now,
    hoursOfData,
    scaleByUtcHour,
    peakKw,
    bands: bandsByLevel(daylight, peakKw),
    skill: skillOf(daylight, hoursOfData),
  };
}

/** 0 = dull, 1 = mixed, 2 = bright, by the share of the largest forecast. */
export function brightness(forecastKw: number, peakKw: number): number {
  const share = peakKw > 0 ? forecastKw / peakKw : 1;
  return LEVEL_LIMITS.filter((limit) => share > limit).length;
}

function weigh(pair: PvPair, now: Instant): WeightedPair | null {
  const { start, end, forecastKw, measuredKw } = pair;
  const isSound = forecastKw >= 0 && measuredKw >= 0 && Number.isFinite(forecastKw + measuredKw);
  if (!isSound || end <= start || end - start > HOUR_MS || end > now || start < now - WINDOW_MS) return null;
  return {
    ...pair,
    utcHour: Math.floor(start / HOUR_MS) % 24,
    weight: (end - start) * 0.5 ** ((now - end) / HALF_LIFE_MS),
  };
}

function scales(pairs: readonly WeightedPair[]): number[] {
  const whole = scaleOf(pairs, 1);
  return Array.from({ length: 24 }, (_, hour) =>
    scaleOf(
      pairs.filter(({ utcHour }) => utcHour === hour),
      whole,
    ),
  );
}

/** Measured over forecast energy, drawn towards `prior` as long as little was seen. */
function scaleOf(pairs: readonly WeightedPair[], prior: number): number {
  const weight = pairs.reduce((sum, pair) => sum + pair.weight, 0);
  const forecast = pairs.reduce((sum, pair) => sum + pair.weight * pair.forecastKw, 0);
  if (weight === 0 || forecast === 0) return prior;
  const measured = pairs.reduce(
    (sum, { weight, forecastKw, measuredKw }) =>
      sum + weight * clamp(measuredKw, LOWEST_SCALE * forecastKw, HIGHEST_SCALE * forecastKw),
    0,
  );
  const assumed = (forecast / weight) * SCALE_SHRINKAGE_MS;
  return clamp((measured + prior * assumed) / (forecast + assumed), LOWEST_SCALE, HIGHEST_SCALE);
}

function bandsByLevel(daylight: readonly WeightedPair[], peakKw: number): PvBand[] {
  return PRIOR_BANDS.map((prior, level) => {
    const pairs = daylight.filter(
      ({ forecastKw }) => forecastKw > peakKw * DUSK_SHARE && brightness(forecastKw, peakKw) === level,
    );
    const ratios = byValue(
      pairs.map(
        ({ measuredKw, forecastKw, weight }): Weighted => ({ value: measuredKw / forecastKw, weight }),
      ),
    );
    const hours = pairs.reduce((sum, { start, end }) => sum + (end - start), 0) / HOUR_MS;
    const trust = hours / (hours + BAND_PRIOR_HOURS);
    const blend = (share: number, assumed: number) =>
      trust * (quantile(ratios, share) ?? assumed) + (1 - trust) * assumed;
    return { p10: blend(0.1, prior.p10), p50: blend(0.5, prior.p50), p90: blend(0.9, prior.p90) };
  });
}

/** 1 − Σ|error| / Σ energy of whole hours, as passing clouds within an hour matter to no plan. */
function skillOf(daylight: readonly WeightedPair[], hoursOfData: number): number {
  const hours = new Map<Instant, { forecast: number; measured: number }>();
  for (const { start, weight, forecastKw, measuredKw } of daylight) {
    const hour = Math.floor(start / HOUR_MS);
    const { forecast, measured } = hours.get(hour) ?? { forecast: 0, measured: 0 };
    hours.set(hour, { forecast: forecast + weight * forecastKw, measured: measured + weight * measuredKw });
  }
  let error = 0;
  let forecast = 0;
  let measured = 0;
  for (const hour of hours.values()) {
    error += Math.abs(hour.measured - hour.forecast);
    forecast += hour.forecast;
    measured += hour.measured;
  }
  const energy = Math.max(forecast, measured);
  const seen = energy > 0 ? clamp(1 - error / energy, 0, 1) : PRIOR_SKILL;
  return (hoursOfData * seen + PRIOR_HOURS * PRIOR_SKILL) / (hoursOfData + PRIOR_HOURS);
}
