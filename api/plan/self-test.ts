import type { PlanInput } from '../house/index.ts';
import { HOUR_MS, SLOT_MS } from '../house/index.ts';
import type { Highs } from './highs.ts';
import { toPlan } from './schedule.ts';
import { solvePlan } from './solve.ts';

const START = Date.UTC(2026, 0, 1);
const KNOWN_COST = 0.6;

/**
 * A problem that can be solved on paper: two hours of 1 kW load at 10 and 50 ct and 1 kW of cheap charging into a
 * battery without losses would carry all of the second hour; a car needs 2 kWh and takes nothing below 2 kW, which
 * costs 2 · 10 ct in the first hour. The connection carries 3 kW there, so the battery gets nothing: 30 + 50 − 20 ct
 * are 60 once the battery brings its own 0.4 kWh to the second hour.
 */
export function knownProblem(): PlanInput {
  const slot = (hour: number, importPricePerKwh: number) => ({
    start: START + hour * HOUR_MS,
    end: START + (hour + 1) * HOUR_MS,
    importPricePerKwh,
    feedInPricePerKwh: 0,
    priceSource: 'PUBLISHED' as const,
    pvKw: 0,
    loadKw: 1,
    importLimitKw: 3,
    exportLimitKw: null,
  });
  return {
    computedAt: START,
    currency: 'EUR',
    slots: [slot(0, 0.1), slot(1, 0.5)],
    batteries: [
      {
        id: 'battery',
        capacityKwh: 10,
        socPercent: 14,
        minSocPercent: 10,
        maxSocPercent: 100,
        reserveSocPercent: 10,
        maxChargeKw: 1,
        maxDischargeKw: 1,
        chargeEfficiency: 1,
        dischargeEfficiency: 1,
        wearCostPerKwh: 0,
        canGridCharge: true,
        canFeedGrid: false,
        canServeCars: true,
        maxGridPricePerKwh: null,
        taper: [],
        endValuePerKwh: 0,
      },
    ],
    cars: [
      {
        id: 'car',
        title: 'Car',
        capacityKwh: null,
        socPercent: null,
        limitSocPercent: null,
        targetSocPercent: null,
        targetEnergyKwh: 2,
        departure: START + 2 * HOUR_MS,
        minPowerKw: 2,
        maxPowerKw: 2,
        chargeEfficiency: 1,
        maxGridPricePerKwh: null,
        taper: [],
        endValuePerKwh: 0,
      },
    ],
  };
}

/** Solves the known problem; returns what is wrong with the answer, or `null`. */
export function selfTest(highs: Highs): string | null {
  const input = knownProblem();
  const plan = toPlan(input, solvePlan(highs, input, { timeLimitMs: 5000 }), 0);
  if (plan.status !== 'OPTIMAL') return `the known problem ended ${plan.status}`;
  if (Math.abs(plan.cost - KNOWN_COST) > 1e-6)
    return `the known problem costs ${KNOWN_COST}, the solver says ${plan.cost}`;
  return null;
}

/** A day of an ordinary house with every kind of decision in it; solving it once makes the next solves fast. */
export function warmUpInput(): PlanInput {
  const [base] = knownProblem().batteries;
  const [car] = knownProblem().cars;
  return {
    computedAt: START,
    currency: 'EUR',
    slots: Array.from({ length: 96 }, (_, index) => ({
      start: START + index * SLOT_MS,
      end: START + (index + 1) * SLOT_MS,
      importPricePerKwh: 0.25 + 0.2 * Math.sin(index / 7) + 0.08 * Math.cos(index * 1.7),
      feedInPricePerKwh: 0.08,
      priceSource: 'PUBLISHED',
      pvKw: Math.max(0, 7 * Math.sin(((index - 28) / 40) * Math.PI)),
      loadKw: 0.5 + 0.3 * Math.cos(index / 3),
      importLimitKw: null,
      exportLimitKw: null,
    })),
    batteries: base
      ? [{ ...base, chargeEfficiency: 0.95, dischargeEfficiency: 0.95, endValuePerKwh: 0.2 }]
      : [],
    cars: car
      ? [{ ...car, targetEnergyKwh: 25, departure: START + 18 * HOUR_MS, minPowerKw: 4.14, maxPowerKw: 11 }]
      : [],
  };
}
