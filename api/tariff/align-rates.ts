import type { Rate, Slot } from '../house/index.ts';
import { learnPriceShape } from './price-shape.ts';
import { slotMeans, toSteps } from './steps.ts';

/**
 * The mean of a tariff over each slot, in the tariff's own unit; where it says nothing, what it usually is at that local
 * hour. `null` where it says nothing at all.
 */
export function alignRates(
  rates: readonly Rate[] | null,
  slots: readonly Slot[],
  timeZone: string,
): (number | null)[] {
  const known = toSteps(rates ?? []);
  const usual = learnPriceShape(known, timeZone);
  return slotMeans(known, slots).map(({ mean }, index) => mean ?? usual(slots[index]?.start ?? 0));
}
