import { importTerms, type ModelDraft } from './model.ts';
import { peakIntervals } from './peaks.ts';
import type { Term } from './problem.ts';
import { PREFERENCES } from './weights.ts';

/** Adds what the height of the import costs: for each peak price what rises above the peak that is paid for anyway. */
export function addPeaks({ problem, input, slots }: ModelDraft): void {
  for (const price of input.peakPrices ?? []) {
    if (price.pricePerKw <= 0) continue;
    const above = problem.column(0, Number.POSITIVE_INFINITY, price.pricePerKw);
    for (const interval of peakIntervals(input.slots, price)) {
      const mean = interval.slots.flatMap((index): Term[] => {
        const slot = slots[index];
        return slot ? importTerms(slot, slot.hours / interval.hours) : [];
      });
      problem.atMost(price.reachedKw, [...mean, [above, -1]]);
    }
  }
  if (!input.levelsPeaks) return;
  const peak = problem.column(0, Number.POSITIVE_INFINITY, PREFERENCES.peak);
  for (const slot of slots) {
    problem.atMost(0, [...importTerms(slot, 1), [peak, -1]]);
  }
}
