import type { Plan, PlanSlot } from '../house/index.ts';
import { SLOT_MS } from '../house/index.ts';
import { SOME_TIME } from './test-time.ts';

/** What a test says of one slot of a plan. */
export interface SlotSketch {
  pvKw?: number;
  loadKw?: number;
  price?: number;
  /** Home battery, + discharge, − charge. */
  batteryKw?: number;
  /** Home battery at the end. */
  socPercent?: number;
  /** The car at `garage`. */
  carKw?: number;
}

/** A plan of quarter-hours from a few words about each. */
export function testPlan(sketches: readonly SlotSketch[]): Plan {
  return {
    computedAt: SOME_TIME,
    status: 'OPTIMAL',
    fallbackReason: null,
    slots: sketches.map(testSlot),
    cost: 0,
    selfConsumptionCost: 0,
    gap: 0,
    solveMs: 1,
    pricesKnownUntil: null,
    shortfalls: [],
    uncertainty: null,
  };
}

export function testSlot(sketch: SlotSketch, index = 0): PlanSlot {
  const { pvKw = 0, loadKw = 0.5, price = 0.3, batteryKw = 0, socPercent = 50, carKw = 0 } = sketch;
  const netKw = loadKw + carKw - pvKw - batteryKw;
  return {
    start: SOME_TIME + index * SLOT_MS,
    end: SOME_TIME + (index + 1) * SLOT_MS,
    importPricePerKwh: price,
    feedInPricePerKwh: 0.08,
    priceSource: 'PUBLISHED',
    pvKw,
    loadKw,
    importLimitKw: null,
    exportLimitKw: null,
    importKw: Math.max(0, netKw),
    exportKw: Math.max(0, -netKw),
    curtailedKw: 0,
    batteries: [
      {
        id: 'battery',
        chargeKw: Math.max(0, -batteryKw),
        dischargeKw: Math.max(0, batteryKw),
        socPercent,
        storedValuePerKwh: 0.25,
      },
    ],
    cars: [{ id: 'garage', chargeKw: carKw, socPercent: null, energyKwh: 0 }],
    cost: 0,
    marginalPricePerKwh: price,
    reason: { de: '', en: '' },
  };
}
