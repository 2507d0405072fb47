import { DAY_MS, type EnergySample, type Instant } from '../house/index.ts';
import { DEFAULT_PROFILE_KW } from './default-profile.ts';
import { DAY_CLASSES, placeInWeek, QUARTERS_PER_DAY, type Quarter, toQuarters } from './quarters.ts';
import { byValue, clamp, quantile, smoothRing, type Weighted } from './statistics.ts';

/** Older samples say nothing about today's household. */
const WINDOW_MS = 60 * DAY_MS;
/** A day counts half as much for each of these that it is older. */
const HALF_LIFE_MS = 20 * DAY_MS;
/** The default profile counts as much as this many days of measurements. */
const DEFAULT_PROFILE_DAYS = 0.3;
/** A class of days deviates from all days by half of what was seen once it was seen on this many days. */
const CLASS_SHRINKAGE_DAYS = 8;
/** Neighbouring quarters that a mean is smoothed over on both sides. */
const MEAN_REACH = 2;
/** The same for the difference between classes of days, of which there is less data. */
const CLASS_REACH = 8;
/** How much of yesterday's surplus or lack is expected to go on (absence, guests, a cold spell). */
const LEVEL_EXPONENT = 0.3;
/** A single day says no more than this about the next. */
const LOWEST_LEVEL = 0.75;
const HIGHEST_LEVEL = 1.33;
/** The spread that is assumed at first counts as much as this many days. */
const BAND_SHRINKAGE_DAYS = 3;
/** With this many days of data the model is half sure of itself. */
const HALF_SURE_DAYS = 7;

/** Quantiles as differences from the mean, kW. */
export interface Band {
  p10Kw: number;
  p50Kw: number;
  p90Kw: number;
}

/** What is known of a household's load: plain JSON, learned anew from its samples rather than changed. */
export interface LoadModel {
  /** IANA zone by whose clock the household lives. */
  timeZone: string;
  learnedAt: Instant;
  /** Measured time, in days. */
  daysOfData: number;
  /** 0 = nothing but the default profile, towards 1 with more data. */
  confidence: number;
  /** Mean power by class of day (Mon–Fri, Sat, Sun) and local quarter of an hour. */
  meanKw: number[][];
  /** Factor on the mean from how the last day compares with what was usual. */
  level: number;
  /** Spread around the mean by local hour. */
  bands: Band[];
}

interface Placed extends Quarter, Weighted {
  dayClass: number;
  quarter: number;
}

/**
 * Learns a household's load (without cars) from measured energies: the mean by local quarter of an hour with
 * newer days counting more, what working days, Saturdays and Sundays differ by as far as there is evidence, the
 * level of the last day, and the spread around all this. Without samples it is a default profile.
 *
 * @param samples of any span up to three hours, in any order; what cannot be true is left out
 */
export function learnLoad(samples: readonly EnergySample[], timeZone: string, now: Instant): LoadModel {
  const placed = toQuarters(samples, now - WINDOW_MS, now).map(
    ({ start, meanKw }): Placed => ({
      start,
      meanKw,
      value: meanKw,
      weight: 0.5 ** ((now - start) / HALF_LIFE_MS),
      ...placeInWeek(start, timeZone),
    }),
  );
  const daysOfData = placed.length / QUARTERS_PER_DAY;
  const meanKw = meanByClass(placed);
  return {
    timeZone,
    learnedAt: now,
    daysOfData,
    confidence: daysOfData / (daysOfData + HALF_SURE_DAYS),
    meanKw,
    level: recentLevel(placed, meanKw, now),
    bands: bandsByHour(placed, meanKw, daysOfData),
  };
}

/** Sums over the 96 local quarters. */
function sumByQuarter(placed: readonly Placed[], of: (sample: Placed) => number): number[] {
  const sums: number[] = Array(QUARTERS_PER_DAY).fill(0);
  for (const sample of placed) sums[sample.quarter] = (sums[sample.quarter] ?? 0) + of(sample);
  return sums;
}

function meanByClass(placed: readonly Placed[]): number[][] {
  const all = meanOfAllDays(placed);
  const smooth = smoothRing(all, MEAN_REACH);
  return Array.from({ length: DAY_CLASSES }, (_, dayClass) => {
    const ofClass = placed.filter((sample) => sample.dayClass === dayClass);
    const weights = smoothRing(
      sumByQuarter(ofClass, ({ weight }) => weight),
      CLASS_REACH,
    );
    const differences = smoothRing(
      sumByQuarter(ofClass, ({ weight, meanKw, quarter }) => weight * (meanKw - (all[quarter] ?? 0))),
      CLASS_REACH,
    );
    return smooth.map((mean, quarter) =>
      Math.max(0, mean + (differences[quarter] ?? 0) / ((weights[quarter] ?? 0) + CLASS_SHRINKAGE_DAYS)),
    );
  });
}

/** Mean over all days, from the default profile (at this household's level) where nothing was measured. */
function meanOfAllDays(placed: readonly Placed[]): number[] {
  const usual = sumOf(placed, ({ weight, quarter }) => weight * (DEFAULT_PROFILE_KW[quarter] ?? 0));
  const measured = sumOf(placed, ({ weight, meanKw }) => weight * meanKw);
  const scale = usual > 0 ? measured / usual : 1;
  const weights = sumByQuarter(placed, ({ weight }) => weight);
  const sums = sumByQuarter(placed, ({ weight, meanKw }) => weight * meanKw);
  return DEFAULT_PROFILE_KW.map(
    (powerKw, quarter) =>
      ((sums[quarter] ?? 0) + DEFAULT_PROFILE_DAYS * scale * powerKw) /
      ((weights[quarter] ?? 0) + DEFAULT_PROFILE_DAYS),
  );
}

function recentLevel(placed: readonly Placed[], meanKw: number[][], now: Instant): number {
  const recent = placed.filter(({ start }) => start >= now - DAY_MS);
  const expected = sumOf(recent, ({ dayClass, quarter }) => meanKw[dayClass]?.[quarter] ?? 0);
  if (recent.length < QUARTERS_PER_DAY / 2 || expected <= 0) return 1;
  const ratio = sumOf(recent, (sample) => sample.meanKw) / expected;
  return clamp(ratio, LOWEST_LEVEL, HIGHEST_LEVEL) ** LEVEL_EXPONENT;
}

/** Quantiles of what was measured around the mean, by local hour together with the hours beside it. */
function bandsByHour(placed: readonly Placed[], meanKw: number[][], daysOfData: number): Band[] {
  const residuals: Weighted[][] = Array.from({ length: 24 }, () => []);
  for (const { meanKw: powerKw, weight, dayClass, quarter } of placed) {
    residuals[Math.floor(quarter / 4)]?.push({ value: powerKw - (meanKw[dayClass]?.[quarter] ?? 0), weight });
  }
  const trust = daysOfData / (daysOfData + BAND_SHRINKAGE_DAYS);
  return residuals.map((_, hour) => {
    const pool = byValue([23, 0, 1].flatMap((beside) => residuals[(hour + beside) % 24] ?? []));
    const usualKw = meanKw[0]?.[hour * 4] ?? 0;
    const blend = (share: number, assumed: number) =>
      trust * (quantile(pool, share) ?? 0) + (1 - trust) * assumed * usualKw;
    return { p10Kw: blend(0.1, -0.5), p50Kw: blend(0.5, -0.1), p90Kw: blend(0.9, 0.7) };
  });
}

function sumOf(placed: readonly Placed[], of: (sample: Placed) => number): number {
  return placed.reduce((sum, sample) => sum + of(sample), 0);
}
