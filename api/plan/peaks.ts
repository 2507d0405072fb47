import type { PlanInput, PlanPeak, PlanPeakPrice, PlanSlotInput } from '../house/index.ts';
import { MINUTE_MS } from '../house/index.ts';
import { slotHours } from './physics.ts';

/** Slots that share an interval over which a mean counts, by position. */
export interface PeakInterval {
  slots: number[];
  hours: number;
}

/**
 * The intervals whose means count for a peak price. What of an interval is not in the horizon is taken to be as the rest
 * of it; a slot longer than an interval stands for one as long as itself.
 */
export function peakIntervals(
  slots: readonly PlanSlotInput[],
  { intervalMinutes, from, until }: PlanPeakPrice,
): PeakInterval[] {
  const intervals = new Map<number, PeakInterval>();
  for (const [index, slot] of slots.entries()) {
    const key = Math.floor(slot.start / (intervalMinutes * MINUTE_MS));
    const start = key * intervalMinutes * MINUTE_MS;
    if ((from !== null && start < from) || (until !== null && start >= until)) continue;
    const interval = intervals.get(key) ?? { slots: [], hours: 0 };
    interval.slots.push(index);
    interval.hours += slotHours(slot);
    intervals.set(key, interval);
  }
  return [...intervals.values()];
}

/** What these imports come to, one for each peak price. */
export function peaksOf(
  { slots, peakPrices = [] }: Pick<PlanInput, 'slots' | 'peakPrices'>,
  flows: readonly { importKw: number }[],
): PlanPeak[] {
  return peakPrices.map((price) => {
    const meansKw = peakIntervals(slots, price).map(({ slots: indices, hours }) => {
      const kwh = indices.reduce((sum, index) => {
        const slot = slots[index];
        return sum + (slot ? (flows[index]?.importKw ?? 0) * slotHours(slot) : 0);
      }, 0);
      return kwh / hours;
    });
    const peakKw = Math.max(price.reachedKw, ...meansKw);
    return { peakKw, cost: (peakKw - price.reachedKw) * price.pricePerKw };
  });
}

/** Import of each slot that raises no peak which has a price, kW; without a bound where none has. */
export function paidForKw({ slots, peakPrices = [] }: Pick<PlanInput, 'slots' | 'peakPrices'>): number[] {
  const paidKw = slots.map(() => Number.POSITIVE_INFINITY);
  for (const price of peakPrices) {
    if (price.pricePerKw <= 0) continue;
    for (const { slots: indices } of peakIntervals(slots, price)) {
      for (const index of indices) paidKw[index] = Math.min(paidKw[index] ?? 0, price.reachedKw);
    }
  }
  return paidKw;
}
