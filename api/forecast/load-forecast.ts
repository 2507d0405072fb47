import { HOUR_MS, type Instant, type PowerForecast, SLOT_MS, type Slot } from '../house/index.ts';
import { QUARTERS_PER_DAY } from './calendar.ts';
import { BLEND_HALF_LIVES_H } from './load-features.ts';
import type { LoadModel } from './load-model.ts';
import { clamp } from './statistics.ts';

const QUARTERS_PER_HOUR = 4;

/**
 * Household load in each slot, with quantiles.
 *
 * @param recentKw mean load of the hour before the first slot; `null` = unknown. What it deviates from the usual by
 * goes on as far as it was learned to, fading, and is capped, so that one spike bends nothing for long.
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
    const step = stepOf(model, start);
    const leadHours = ((start + end) / 2 - now) / HOUR_MS;
    const weights = model.blendWeights[leadHours < 24 ? 0 : 1] ?? [];
    const share = BLEND_HALF_LIVES_H.reduce(
      (sum, halfLife, nth) => sum + (weights[nth] ?? 0) * 0.5 ** (leadHours / halfLife),
      0,
    );
    const meanKw = Math.max(0, (model.meanKw[step] ?? 0) + share * deviationKw);
    const band = model.bands[Math.min(model.bands.length - 1, Math.floor(step / QUARTERS_PER_HOUR))];
    return { start, end, meanKw, ...around(meanKw, band ?? { p10Kw: 0, p50Kw: 0, p90Kw: 0 }) };
  });
}

/** What evcc's rule expects in each slot: the mean of the last 30 days by local time of day, kW. */
export function thirtyDayMean(model: LoadModel, slots: readonly Slot[]): number[] {
  return slots.map(({ start }) => model.thirtyDayMeanKw[stepOf(model, start)] ?? 0);
}

/** Index of the quarter of `at`; days beyond the model's reach are like its last one, and those before it like its first. */
function stepOf({ start, meanKw }: LoadModel, at: Instant): number {
  const step = Math.floor((at - start) / SLOT_MS);
  const place = ((step % QUARTERS_PER_DAY) + QUARTERS_PER_DAY) % QUARTERS_PER_DAY;
  if (step < 0) return place;
  return step < meanKw.length ? step : meanKw.length - QUARTERS_PER_DAY + place;
}

function recentDeviationKw(model: LoadModel, now: Instant, recentKw: number | null): number {
  if (recentKw === null || !Number.isFinite(recentKw)) return 0;
  let usualKw = 0;
  for (let quarter = 1; quarter <= QUARTERS_PER_HOUR; quarter += 1)
    usualKw += usualAt(model, now - quarter * SLOT_MS) / QUARTERS_PER_HOUR;
  return clamp(recentKw - usualKw, -model.hourCapKw, model.hourCapKw);
}

function usualAt({ start, usualKw }: LoadModel, at: Instant): number {
  const step = Math.floor((at - start) / SLOT_MS) + QUARTERS_PER_DAY;
  return usualKw[clamp(step, 0, usualKw.length - 1)] ?? 0;
}

/** Quantiles in order and never negative. */
function around(
  meanKw: number,
  band: { p10Kw: number; p50Kw: number; p90Kw: number },
): Pick<PowerForecast, 'p10Kw' | 'p50Kw' | 'p90Kw'> {
  const p10Kw = Math.max(0, meanKw + band.p10Kw);
  const p50Kw = Math.max(p10Kw, meanKw + band.p50Kw);
  return { p10Kw, p50Kw, p90Kw: Math.max(p50Kw, meanKw + band.p90Kw) };
}
