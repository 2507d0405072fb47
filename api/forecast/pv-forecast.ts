import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  type PowerForecast,
  type Rate,
  SLOT_MS,
  type Slot,
} from '../house/index.ts';
import { brightness, type PvBand, type SourceSpread } from './pv-bands.ts';
import { learnPv, type PvModel } from './pv-model.ts';
import { correctPv, PV_BLEND_HALF_LIVES_H, recentExcess } from './pv-site.ts';
import { integrateSolar } from './solar.ts';
import { clamp } from './statistics.ts';

/** The spread right after a measurement comes back to the usual one by half within so many hours. */
const NEAR_HALF_LIFE_H = 1.5;
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
  /** Quantiles of the source in the same shape, where it has them. */
  solarP10?: readonly Rate[] | null;
  solarP90?: readonly Rate[] | null;
  /** Sorted, without overlaps; the first one starts now. */
  slots: readonly Slot[];
  /** What was learned from earlier forecasts; `null` = nothing yet. */
  correction: PvModel | null;
  /** Mean PV power measured in the last quarter of an hour; `null` = unknown. */
  recentKw: number | null;
}

/** PV power in each slot, corrected by what was learned of this site, with quantiles. */
export function forecastPv(input: PvInput): PvForecast {
  const { solar, slots, correction, recentKw } = input;
  const raw = integrateSolar(solar, slots);
  const now = slots[0]?.start;
  if (raw === null || now === undefined || raw.every((meanKw) => meanKw === null)) return unknownPv(slots);

  const model = correction ?? learnPv([], now);
  const rawPeakKw = Math.max(model.rawPeakKw, ...raw.map((meanKw) => meanKw ?? 0));
  const correct = (kw: number | null | undefined, at: Instant) =>
    kw === null || kw === undefined
      ? null
      : correctPv(kw, scaleAt(model, at), model.brightnessGain, rawPeakKw);
  const known = raw.map((meanKw, index) => correct(meanKw, slots[index]?.start ?? now));
  const peakKw = Math.max(model.peakKw, ...known.map((meanKw) => meanKw ?? 0));
  const before = { start: now - SLOT_MS, end: now };
  const justExpected = correct(integrateSolar(solar, [before])?.[0], before.start) ?? known[0] ?? null;
  const excess =
    justExpected === null || recentKw === null || !Number.isFinite(recentKw)
      ? 0
      : recentExcess(justExpected, recentKw, peakKw);
  const sameHour = meanByTimeOfDay(known, slots);
  const coverage = coverageOf(raw, slots, now);
  const low = integrateSolar(input.solarP10 ?? null, slots);
  const high = integrateSolar(input.solarP90 ?? null, slots);

  return {
    slots: slots.map((slot, index) => {
      const plainKw = known[index] ?? null;
      const usualKw = plainKw ?? sameHour.get((slot.start % DAY_MS) - (slot.start % SLOT_MS)) ?? 0;
      const leadHours = ((slot.start + slot.end) / 2 - now) / HOUR_MS;
      const goesOn = shareGoingOn(model.blendWeights, leadHours);
      const meanKw = usualKw * (1 + goesOn * excess);
      const ownBand = model.bands[brightness(meanKw, peakKw)] ?? GUESSED_BAND;
      const band = plainKw === null ? GUESSED_BAND : ownBand;
      const p10Kw = correct(low?.[index], slot.start);
      const p90Kw = correct(high?.[index], slot.start);
      const width =
        recentKw === null ? 1 : 1 - (1 - model.nearSpread) * 0.5 ** (leadHours / NEAR_HALF_LIFE_H);
      if (plainKw !== null && p10Kw !== null && p90Kw !== null && model.sourceSpread)
        return { ...slot, meanKw, ...stretched(meanKw, plainKw, p10Kw, p90Kw, model.sourceSpread, width) };
      return { ...slot, meanKw, ...spread(meanKw, band, width) };
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

/**
 * How much of what was just measured more or less than expected goes on so many hours later, −1..1: each of the learned
 * shares lies within that, all together must too, or a dark quarter would turn the next one negative.
 */
function shareGoingOn(blendWeights: readonly number[], leadHours: number): number {
  const share = PV_BLEND_HALF_LIVES_H.reduce(
    (sum, halfLife, nth) => sum + (blendWeights[nth] ?? 0) * 0.5 ** (leadHours / halfLife),
    0,
  );
  return clamp(share, -1, 1);
}

/** The factor of the quarter of the UTC day in which an instant lies. */
function scaleAt({ scaleByUtcQuarter }: PvModel, at: Instant): number {
  return scaleByUtcQuarter[Math.floor((at % DAY_MS) / SLOT_MS)] ?? 1;
}

/** The source's own quantiles, moved along with the mean and stretched as its errors ask for. */
function stretched(
  meanKw: number,
  plainKw: number,
  lowKw: number,
  highKw: number,
  { down, up }: SourceSpread,
  width: number,
): Pick<PowerForecast, 'p10Kw' | 'p50Kw' | 'p90Kw'> {
  const p10Kw = Math.max(0, meanKw - width * down * Math.max(0, plainKw - lowKw));
  const p50Kw = Math.max(p10Kw, meanKw);
  return { p10Kw, p50Kw, p90Kw: Math.max(p50Kw, meanKw + width * up * Math.max(0, highKw - plainKw)) };
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

/** The band around a mean, drawn in to `width` of it. */
function spread(
  meanKw: number,
  { p10, p50, p90 }: PvBand,
  width: number,
): Pick<PowerForecast, 'p10Kw' | 'p50Kw' | 'p90Kw'> {
  const of = (factor: number) => meanKw * Math.max(0, 1 + width * (factor - 1));
  const p10Kw = of(p10);
  const p50Kw = Math.max(p10Kw, of(p50));
  return { p10Kw, p50Kw, p90Kw: Math.max(p50Kw, of(p90)) };
}
