import { type Instant, MINUTE_MS, type PowerForecast, SLOT_MS, type Slot } from '../house/index.ts';
import type { Band, LoadModel } from './load-model.ts';
import { placeInWeek } from './quarters.ts';
import { clamp } from './statistics.ts';

/** How much of a deviation in the last hour is expected right now. */
const BLEND_WEIGHT = 0.5;
/** The expected rest of the deviation halves with each of these. */
const BLEND_HALF_LIFE_MS = 45 * MINUTE_MS;
/** A deviation counts at most as this many times the usual distance from the mean to the 90 % quantile. */
const BLEND_CAP = 1.5;

interface Expected {
  meanKw: number;
  band: Band;
}

/**
 * Household load in each slot, with quantiles.
 *
 * @param recentKw mean load of the hour before the first slot; `null` = unknown. What it deviates from the usual
 * by is expected to fade within about two hours, and is capped, so that one spike bends nothing for long.
 */
export function forecastLoad(
  model: LoadModel,
  slots: readonly Slot[],
  recentKw: number | null,
): PowerForecast[] {
  const now = slots[0]?.start;
  if (now === undefined) return [];
  const deviationKw = recentDeviationKw(model, now, recentKw);

  return slots.map(({ start, end }) => {
    const { meanKw, band } = expectedAt(model, start);
    const leadMs = (start + end) / 2 - now;
    const shiftKw = deviationKw * BLEND_WEIGHT * 0.5 ** (leadMs / BLEND_HALF_LIFE_MS);
    const mean = Math.max(0, meanKw + shiftKw);
    return { start, end, meanKw: mean, ...around(mean, band) };
  });
}

/** What the model expects in the quarter of an hour of `at`, before any blending. */
function expectedAt({ timeZone, meanKw, level, bands }: LoadModel, at: Instant): Expected {
  const { dayClass, quarter } = placeInWeek(at, timeZone);
  return {
    meanKw: (meanKw[dayClass]?.[quarter] ?? 0) * level,
    band: bands[Math.floor(quarter / 4)] ?? { p10Kw: 0, p50Kw: 0, p90Kw: 0 },
  };
}

function recentDeviationKw(model: LoadModel, now: Instant, recentKw: number | null): number {
  if (recentKw === null || !Number.isFinite(recentKw)) return 0;
  const hour = [1, 2, 3, 4].map((quarters) => expectedAt(model, now - quarters * SLOT_MS));
  const usualKw = hour.reduce((sum, { meanKw }) => sum + meanKw, 0) / hour.length;
  const spreadKw = hour.reduce((sum, { band }) => sum + band.p90Kw, 0) / hour.length;
  return clamp(recentKw - usualKw, -usualKw, Math.max(usualKw, BLEND_CAP * spreadKw));
}

/** Quantiles in order and never negative. */
function around(meanKw: number, band: Band): Pick<PowerForecast, 'p10Kw' | 'p50Kw' | 'p90Kw'> {
  const p10Kw = Math.max(0, meanKw + band.p10Kw);
  const p50Kw = Math.max(p10Kw, meanKw + band.p50Kw);
  return { p10Kw, p50Kw, p90Kw: Math.max(p50Kw, meanKw + band.p90Kw) };
}
