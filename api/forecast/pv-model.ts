import { DAY_MS, type Instant, SLOT_MS, slotStart } from '../house/index.ts';
import { QUARTERS_PER_DAY } from './calendar.ts';
import { bandsByBrightness, type PvBand, type SourceSpread, sourceSpread } from './pv-bands.ts';
import { type PvPair, toPvQuarters } from './pv-quarters.ts';
import { followSite, type SiteOutcome } from './pv-site.ts';
import { clamp } from './statistics.ts';

/** Older pairs belong to another season. */
const WINDOW_DAYS = 60;
/** Below this share it is dark: such quarters belong to no spread and no skill. */
const DARK_SHARE = 0.005;
/** The spread is made of the outcomes of so many days. */
const BAND_DAYS = 35;
/** Skill that is assumed at first, and how many hours of daylight it counts for. */
const PRIOR_SKILL = 0.6;
const PRIOR_HOURS = 40;
/** An hour counts half for the skill after so many days. */
const SKILL_HALF_LIFE_DAYS = 25;
const QUARTERS_PER_HOUR = 4;

/** What is known of a PV forecast's errors at this site: plain JSON, learned anew rather than changed. */
export interface PvModel {
  learnedAt: Instant;
  /** Measured daylight, in hours. */
  hoursOfData: number;
  /** Pairs that could not be true and were left out. */
  refused: number;
  /** Factor on the forecast by quarter of the day in UTC: the sun does not know daylight saving. 0.3 to 3. */
  scaleByUtcQuarter: number[];
  /** The largest forecast is multiplied by 1 + this, a smaller one by less in proportion. */
  brightnessGain: number;
  /** Largest forecast seen, before any correction, and largest corrected one; kW, 0 = none. */
  rawPeakKw: number;
  peakKw: number;
  /** Spread of dim, dull, mixed and bright forecasts. */
  bands: PvBand[];
  /** Factors on the quantiles that the source gives; `null` where it gave none. */
  sourceSpread: SourceSpread | null;
  /** Learned shares of what was just measured, that fade with the half-lives of the blend. */
  blendWeights: number[];
  /** The spread right after a measurement as a share of the usual one, which it comes back to. */
  nearSpread: number;
  /** Measured skill, 0..1: 1 − error of hourly energies / energy, from 0.6 at first. */
  skill: number;
}

/**
 * Learns how a site's PV differs from its forecast: its size, the time of day (shading, orientation), bright and dull
 * hours. Each past day is corrected by what was known before it; a correction counts as far as it made those days
 * better than the forecast itself was, and the errors that were left are the spread.
 *
 * @param pairs spans of an hour or less in any order; what is no number, negative or absurd is left out
 */
export function learnPv(pairs: readonly PvPair[], now: Instant): PvModel {
  const end = slotStart(now);
  const start = end - WINDOW_DAYS * DAY_MS;
  const quarters = toPvQuarters(pairs, start, end);
  const rawPeakKw = highest(quarters.forecastKw);
  const site = followSite(quarters, (start / SLOT_MS) % QUARTERS_PER_DAY, rawPeakKw);
  const outcomes: SiteOutcome[] = [];
  for (let begin = 0; begin < quarters.forecastKw.length; begin += QUARTERS_PER_DAY)
    outcomes.push(...site.take(begin));

  const { scale, brightnessGain } = site.correction();
  const peakKw = outcomes.reduce((peak, { expectedKw }) => Math.max(peak, expectedKw), 0);
  const daylight = outcomes.filter(
    ({ expectedKw, measuredKw }) => Math.max(expectedKw, measuredKw) > DARK_SHARE * peakKw,
  );
  const latest = daylight.filter(({ index }) => index >= (WINDOW_DAYS - BAND_DAYS) * QUARTERS_PER_DAY);
  return {
    learnedAt: now,
    hoursOfData: daylight.length / QUARTERS_PER_HOUR,
    refused: quarters.refused,
    scaleByUtcQuarter: Array.from(scale),
    brightnessGain,
    rawPeakKw,
    peakKw,
    bands: bandsByBrightness(latest, peakKw),
    sourceSpread: sourceSpread(latest),
    blendWeights: site.blendWeights(),
    nearSpread: site.nearSpread(),
    skill: skillOf(daylight),
  };
}

/** 1 − Σ|error| / Σ energy of whole hours, as passing clouds within an hour matter to no plan. */
function skillOf(daylight: readonly SiteOutcome[]): number {
  const hours = new Map<number, { expected: number; measured: number }>();
  for (const { index, expectedKw, measuredKw } of daylight) {
    const hour = Math.floor(index / QUARTERS_PER_HOUR);
    const sum = hours.get(hour) ?? { expected: 0, measured: 0 };
    hours.set(hour, { expected: sum.expected + expectedKw, measured: sum.measured + measuredKw });
  }
  let error = 0;
  let expected = 0;
  let measured = 0;
  for (const [hour, sum] of hours) {
    const days = WINDOW_DAYS - hour / 24;
    const weight = 0.5 ** (days / SKILL_HALF_LIFE_DAYS);
    error += weight * Math.abs(sum.measured - sum.expected);
    expected += weight * sum.expected;
    measured += weight * sum.measured;
  }
  const energy = Math.max(expected, measured);
  const seen = energy > 0 ? clamp(1 - error / energy, 0, 1) : PRIOR_SKILL;
  return (hours.size * seen + PRIOR_HOURS * PRIOR_SKILL) / (hours.size + PRIOR_HOURS);
}

function highest(values: Float64Array): number {
  return values.reduce((most, value) => (value > most ? value : most), 0);
}
