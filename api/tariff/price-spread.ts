import type { Instant, Rate } from '../house/index.ts';
import { toSteps } from './steps.ts';

/**
 * Spread of the known prices from `from` on: P80 − P20, weighted by duration, currency/kWh, ≥ 0. A quantile is
 * the lowest price that at least that share of the time does not exceed, so that the length of the rates
 * does not matter. `null` where no price ahead is known.
 */
export function priceSpread(rates: readonly Rate[] | null, from: Instant): number | null {
  const ahead = toSteps(rates ?? [])
    .map((step) => ({ value: step.value, durationMs: step.end - Math.max(step.start, from) }))
    .filter(({ durationMs }) => durationMs > 0)
    .sort((a, b) => a.value - b.value);
  const totalMs = ahead.reduce((sum, { durationMs }) => sum + durationMs, 0);

  const quantile = (share: number): number | null => {
    let passedMs = 0;
    for (const { value, durationMs } of ahead) {
      passedMs += durationMs;
      if (passedMs >= share * totalMs - 1) return value;
    }
    return null;
  };

  const high = quantile(0.8);
  const low = quantile(0.2);
  return high === null || low === null ? null : high - low;
}
