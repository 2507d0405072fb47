import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type PowerForecast,
  type Rate,
  SLOT_MS,
  type Slot,
} from '../house/index.ts';
import { brightness, learnPv, type PvBand, type PvModel } from './pv-model.ts';
import { integrateSolar } from './solar.ts';
import { clamp } from './statistics.ts';

/** How much of what the last measurement deviates by is expected to go on, at first. */
const BLEND_WEIGHT = 0.6;
const BLEND_HALF_LIFE_MS = 60 * MINUTE_MS;
/** The last measurement changes the next slots by no more than these factors. */
const LOWEST_RATIO = 0.3;
const HIGHEST_RATIO = 1.7;
/** At less than this share of the largest forecast the last measurement says nothing. */
const DUSK_SHARE = 0.05;
/** Spread of a slot that the forecast leaves out, and that is taken from another day's same hour. */
const GUESSED_BAND: PvBand = { p10: 0.2, p50: 0.9, p90: 1.8 };

/** PV of the slots ahead, and what it is worth. */
export interface PvForecast {
  /** One for each slot asked for; zeros where nothing is known. */
  slots: PowerForecast[];
  /** Whether there is a forecast at all. */
  known: boolean;
  /** Share of the next 24 hours that the forecast covers, 0..1. */
  coverage: number;
  /** Measured skill together with the coverage, 0..1; 0 without a forecast. */
  confidence: number;
}

export interface PvInput {
  /** Power in kW at each `start`; `null` = no forecast. */
  solar: readonly Rate[] | null;
  /** Sorted, without overlaps; the first one starts now. */
  slots: readonly Slot[];
  /** What was learned from earlier forecasts; `null` = nothing yet. */
  correction: PvModel | null;
  /** Mean PV power measured in the last quarter of an hour; `null` = unknown. */
  recentKw: number | null;
}

/** PV power in each slot, corrected by what was learned of this site, with quantiles. */
export function forecastPv({ solar, slots, correction, recentKw }: PvInput): PvForecast {
  const raw = integrateSolar(solar, slots);
  const now = slots[0]?.start;
  if (raw === null || now === undefined || raw.every((meanKw) => meanKw === null)) return unknownPv(slots);

  const model = correction ?? learnPv([], now);
  const corrected = raw.map((meanKw, index) =>
    meanKw === null ? null : meanKw * scaleAt(model, slots[index]?.start ?? now),
  );
  const peakKw = Math.max(model.peakKw, ...corrected.map((meanKw) => meanKw ?? 0));
  const excess = recentExcess(corrected[0] ?? null, recentKw, peakKw);
  const sameHour = meanByTimeOfDay(corrected, slots);
  const coverage = coverageOf(raw, slots, now);

  return {
    slots: slots.map((slot, index) => {
      const known = corrected[index] ?? null;
      const usualKw = known ?? sameHour.get((slot.start % DAY_MS) - (slot.start % SLOT_MS)) ?? 0;
      const leadMs = (slot.start + slot.end) / 2 - now;
      const meanKw = usualKw * (1 + excess * 0.5 ** (leadMs / BLEND_HALF_LIFE_MS));
      const band = known === null ? GUESSED_BAND : model.bands[brightness(meanKw, peakKw)];
      return { ...slot, meanKw, ...spread(meanKw, band ?? GUESSED_BAND) };
    }),
    known: true,
    coverage,
    confidence: model.skill * coverage,
  };
}

function unknownPv(slots: readonly Slot[]): PvForecast {
  return {
    slots: slots.map(({ start, end }) => ({ start, end, meanKw: 0, p10Kw: 0, p50Kw: 0, p90Kw: 0 })),
    known: false,
    coverage: 0,
    confidence: 0,
  };
}

/** The factor at an instant, going over from the middle of one hour to the middle of the next. */
function scaleAt({ scaleByUtcHour }: PvModel, at: Instant): number {
  const hour = at / HOUR_MS - 0.375;
  const share = hour - Math.floor(hour);
  const [from, to] = [Math.floor(hour), Math.floor(hour) + 1].map((index) => scaleByUtcHour[index % 24] ?? 1);
  return (from ?? 1) * (1 - share) + (to ?? 1) * share;
}

/** By what share the last measurement exceeds (+) or misses (−) the forecast, as far as that may go on. */
function recentExcess(forecastKw: number | null, recentKw: number | null, peakKw: number): number {
  if (forecastKw === null || recentKw === null || !Number.isFinite(recentKw)) return 0;
  if (forecastKw <= peakKw * DUSK_SHARE) return 0;
  return BLEND_WEIGHT * (clamp(recentKw / forecastKw, LOWEST_RATIO, HIGHEST_RATIO) - 1);
}

/** Mean of the known slots that start in the same quarter of the UTC day. */
function meanByTimeOfDay(meanKw: readonly (number | null)[], slots: readonly Slot[]): Map<number, number> {
  const groups = Map.groupBy(
    slots.flatMap(({ start }, index) => {
      const kw = meanKw[index] ?? null;
      return kw === null ? [] : [{ quarter: (start % DAY_MS) - (start % SLOT_MS), kw }];
    }),
    ({ quarter }) => quarter,
  );
  return new Map(
    [...groups].map(([quarter, group]) => [
      quarter,
      group.reduce((sum, { kw }) => sum + kw, 0) / group.length,
    ]),
  );
}

function coverageOf(meanKw: readonly (number | null)[], slots: readonly Slot[], now: Instant): number {
  let knownMs = 0;
  let totalMs = 0;
  for (const [index, { start, end }] of slots.entries()) {
    if (start >= now + DAY_MS) break;
    totalMs += end - start;
    if (meanKw[index] !== null) knownMs += end - start;
  }
  return knownMs / totalMs;
}

function spread(meanKw: number, { p10, p50, p90 }: PvBand): Pick<PowerForecast, 'p10Kw' | 'p50Kw' | 'p90Kw'> {
  const p10Kw = meanKw * p10;
  const p50Kw = Math.max(p10Kw, meanKw * p50);
  return { p10Kw, p50Kw, p90Kw: Math.max(p50Kw, meanKw * p90) };
}
