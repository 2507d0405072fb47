import { DAY_MS, type QuarterHour, SLOT_MS } from '../house/index.ts';
import type { BatteryPlant } from './plant.ts';
import { type BatteryRule, simulateQuarter } from './simulate.ts';

/** 00:00 in Berlin, a Tuesday. */
export const MIDNIGHT = Date.UTC(2026, 5, 1, 22);

/** 10 kWh that take and give 5 kW without loss, so that sums can be done in the head. */
export const LOSSLESS: BatteryPlant = {
  capacityKwh: 10,
  minSocPercent: 0,
  maxSocPercent: 100,
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  maxChargeKw: 5,
  maxDischargeKw: 5,
};

/** What a house needs and pays in one quarter of an hour. */
export interface Situation {
  /** Without cars and battery; negative where the sun gives more. */
  demandKwh: number;
  importPricePerKwh: number;
  carKwh?: number;
  connected?: boolean;
  readyAt?: number;
  rule?: BatteryRule;
}

/**
 * What a house with this battery would have measured over some days.
 *
 * @param at what happens in the quarter with this position
 */
export function measuredHouse(
  days: number,
  battery: BatteryPlant | null,
  storedKwh: number,
  at: (quarter: number) => Situation,
): QuarterHour[] {
  let nowKwh = storedKwh;
  return Array.from({ length: (days * DAY_MS) / SLOT_MS }, (_, index) => {
    const { demandKwh, importPricePerKwh, carKwh = 0, connected = carKwh > 0, rule = 'FOLLOW' } = at(index);
    const { readyAt = null } = at(index);
    const flow = simulateQuarter(battery, nowKwh, demandKwh + carKwh, SLOT_MS, rule);
    nowKwh = flow.storedKwh;
    const start = MIDNIGHT + index * SLOT_MS;
    return {
      start,
      end: start + SLOT_MS,
      importKwh: flow.importKwh,
      exportKwh: flow.exportKwh,
      pvKwh: Math.max(0, -demandKwh),
      loadKwh: Math.max(0, demandKwh),
      batteryChargeKwh: battery ? flow.chargeKwh : null,
      batteryDischargeKwh: battery ? flow.dischargeKwh : null,
      carsKwh: carKwh,
      socPercent: battery ? (100 * nowKwh) / battery.capacityKwh : null,
      importPricePerKwh,
      feedInPricePerKwh: 0.08,
      cost: flow.importKwh * importPricePerKwh - flow.exportKwh * 0.08,
      plannedCost: null,
      loadpoints: [{ id: 'garage', energyKwh: carKwh, connected, maxPowerKw: 8, readyAt }],
      wantedBattery: rule === 'CHARGE' ? 'CHARGE' : rule === 'HOLD' ? 'HOLD' : 'RELEASE',
    };
  });
}
