import { HOUR_MS, type ShadowAction } from '../house/index.ts';
import type { BatteryPlant } from './plant.ts';

/** What is asked of the battery in a quarter of an hour: follow the house, not discharge, charge at full rate, or not charge. */
export type BatteryRule = ShadowAction;

/** What one quarter of an hour comes to, kWh; at most one of import and export, of charge and discharge is above 0. */
export interface QuarterFlow {
  importKwh: number;
  exportKwh: number;
  chargeKwh: number;
  dischargeKwh: number;
  /** In the battery at the end. */
  storedKwh: number;
}

/**
 * One quarter of an hour of the plant: demand (+) or surplus (−), cars included, meets the battery; the grid takes the
 * rest. Energies count as spread evenly over the quarter, which hides short swings: counterfactuals come out a little
 * cheaper than they would have been, never dearer.
 *
 * @param battery `null` for a house without one
 * @param storedKwh in the battery at the start
 */
export function simulateQuarter(
  battery: BatteryPlant | null,
  storedKwh: number,
  neededKwh: number,
  durationMs: number,
  rule: BatteryRule,
): QuarterFlow {
  let chargeKwh = 0;
  let dischargeKwh = 0;
  if (battery) {
    const hours = durationMs / HOUR_MS;
    const roomKwh = Math.max(0, (battery.maxSocPercent / 100) * battery.capacityKwh - storedKwh);
    const mostKwh = Math.min(battery.maxChargeKw * hours, roomKwh / battery.chargeEfficiency);
    const usableKwh = Math.max(0, storedKwh - (battery.minSocPercent / 100) * battery.capacityKwh);
    if (rule === 'CHARGE') chargeKwh = mostKwh;
    else if (neededKwh < 0) chargeKwh = rule === 'HOLD_CHARGE' ? 0 : Math.min(mostKwh, -neededKwh);
    else if (rule !== 'HOLD')
      dischargeKwh = Math.min(
        neededKwh,
        battery.maxDischargeKw * hours,
        usableKwh * battery.dischargeEfficiency,
      );
  }
  const gridKwh = neededKwh + chargeKwh - dischargeKwh;
  const gainKwh = battery
    ? chargeKwh * battery.chargeEfficiency - dischargeKwh / battery.dischargeEfficiency
    : 0;
  return {
    importKwh: Math.max(0, gridKwh),
    exportKwh: Math.max(0, -gridKwh),
    chargeKwh,
    dischargeKwh,
    storedKwh: storedKwh + gainKwh,
  };
}
