import type { PlanBattery, PlanSlotInput } from '../house/index.ts';
import { DAY_MS, HOUR_MS } from '../house/index.ts';
import { slotHours, surplusKw } from './physics.ts';

/** What of a battery tells whether, and at what loss, it gives back what is in it. */
export type GivingBattery = Pick<
  PlanBattery,
  'capacityKwh' | 'maxDischargeKw' | 'dischargeEfficiency' | 'wearCostPerKwh'
>;

/**
 * What a kWh that is still stored at the end of the horizon is worth, before discharge losses, currency/kWh: the import
 * it will likely replace, which is the mean price of the last 24 h weighted by the load that the sun does not cover, or
 * what feeding it in would bring, where that is more; of that what `storedWorthPerKwh` leaves. 0 without slots.
 */
export function endValuePerKwh(slots: readonly PlanSlotInput[], battery: GivingBattery): number {
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
  const replacedPrice = mean((slot) => slot.importPricePerKwh, weight);
  const feedInPrice = mean((slot) => slot.feedInPricePerKwh, slotHours);
  return storedWorthPerKwh(Math.max(replacedPrice, feedInPrice), battery);
}

/**
 * What a stored kWh is worth that will replace energy of such a price, currency/kWh: less losses and wear, and no more
 * of it than the battery can give within a day. What it can never give back is worth nothing.
 *
 * @param pricePerKwh at the AC side
 */
export function storedWorthPerKwh(
  pricePerKwh: number,
  { capacityKwh, maxDischargeKw, dischargeEfficiency, wearCostPerKwh }: GivingBattery,
): number {
  const inADayKwh = (maxDischargeKw * DAY_MS) / HOUR_MS;
  const givenShare = capacityKwh > 0 ? Math.min(1, inADayKwh / capacityKwh) : 0;
  return givenShare * dischargeEfficiency * Math.max(0, pricePerKwh - wearCostPerKwh);
}
