import type { ChargeTask, Store } from './task.ts';

const STEPS = 40;

/**
 * Two days of a house with a battery and a car that takes nothing below its minimum, at a flat price: so much is equal
 * that the solver has to use everything it has. Solved once, it makes the next solves fast.
 */
export function warmUpTask(): ChargeTask {
  const none = Array.from({ length: STEPS }, () => 0);
  const car: Store = {
    capacityKwh: 18,
    minKwh: 0,
    maxKwh: 18,
    initialKwh: 1.3,
    minChargeKw: 1.38,
    maxChargeKw: 11,
    maxDischargeKw: 0,
    chargeEfficiency: 0.9,
    dischargeEfficiency: 0.9,
    endValuePerKwh: 0.29,
    fromGrid: true,
    toGrid: false,
    demandKwh: none,
    goalKwh: none,
    priority: 0,
  };
  const battery: Store = {
    ...car,
    capacityKwh: 4,
    minKwh: 0.4,
    maxKwh: 4,
    initialKwh: 1.6,
    minChargeKw: 0,
    maxChargeKw: 1.2,
    maxDischargeKw: 0.8,
    fromGrid: false,
  };
  return {
    steps: none.map((_, hour) => ({
      hours: 1,
      loadKwh: 0.3 + 0.2 * Math.cos(hour / 3) ** 2,
      pvKwh: Math.max(0, 2.8 * Math.sin(((hour - 8) / 12) * Math.PI)),
      importPricePerKwh: 0.325,
      exportPricePerKwh: 0.12,
    })),
    stores: [car, battery],
    circuits: [],
    importLimitKw: null,
    exportLimitKw: null,
    demandRatePerKw: null,
    chargingStrategy: 'charge_before_export',
    dischargingStrategy: 'discharge_before_import',
  };
}
