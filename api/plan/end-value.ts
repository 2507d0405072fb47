import type { PlanSlotInput } from '../house/index.ts';
import { DAY_MS } from '../house/index.ts';
import { slotHours, surplusKw } from './physics.ts';

/**
 * What a kWh that is still stored at the end of the horizon is worth, before discharge losses, currency/kWh: the import
 * it will likely replace, which is the mean price of the last 24 h weighted by the load that the sun does not cover,
 * less losses and wear; never less than what feeding it in would bring. 0 without slots.
 */
export function endValuePerKwh(
  slots: readonly PlanSlotInput[],
  battery: { dischargeEfficiency: number; wearCostPerKwh: number },
): number {
  const end = slots.at(-1)?.end;
  if (end === undefined) return 0;
  const lastDay = slots.filter((slot) => slot.start >= end - DAY_MS);
  const lackKwh = (slot: PlanSlotInput) => Math.max(0, -surplusKw(slot)) * slotHours(slot);
  const hasLack = lastDay.some((slot) => lackKwh(slot) > 0);
  const weight = (slot: PlanSlotInput) => (hasLack ? lackKwh(slot) : slotHours(slot));
  const mean = (value: (slot: PlanSlotInput) => number, weightOf: (slot: PlanSlotInput) => number) => {
    const total = lastDay.reduce((sum, slot) => sum + weightOf(slot), 0);
    return total > 0 ? lastDay.reduce((sum, slot) => sum + value(slot) * weightOf(slot), 0) / total : 0;
  };
  const replacedPrice = mean((slot) => slot.importPricePerKwh, weight) - battery.wearCostPerKwh;
  const feedInPrice = mean((slot) => slot.feedInPricePerKwh, slotHours);
  return battery.dischargeEfficiency * Math.max(replacedPrice, feedInPrice, 0);
}
