import type { Plan, PlanBattery, PlanCar, PlanInput, PlanSlotInput } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { type Highs, loadSolver } from './highs.ts';
import { toPlan } from './schedule.ts';
import { solvePlan } from './solve.ts';
import { verifyPlan } from './verify.ts';

/** Houses for tests: plain values that a test changes where it matters. */
export const SAMPLE_START = Date.UTC(2026, 0, 15, 12);

/** Slots of `stepHours`, one for each import price; everything else the same in all, or by index. */
export function sampleSlots(
  prices: readonly number[],
  rest: Partial<PlanSlotInput> | ((index: number) => Partial<PlanSlotInput>) = {},
  stepHours = 1,
): PlanSlotInput[] {
  return prices.map((importPricePerKwh, index) => ({
    start: SAMPLE_START + index * stepHours * HOUR_MS,
    end: SAMPLE_START + (index + 1) * stepHours * HOUR_MS,
    importPricePerKwh,
    feedInPricePerKwh: 0.08,
    priceSource: 'PUBLISHED',
    pvKw: 0,
    loadKw: 1,
    importLimitKw: null,
    exportLimitKw: null,
    ...(typeof rest === 'function' ? rest(index) : rest),
  }));
}

export function sampleBattery(change: Partial<PlanBattery> = {}): PlanBattery {
  return {
    id: 'battery',
    capacityKwh: 10,
    socPercent: 50,
    minSocPercent: 10,
    maxSocPercent: 100,
    reserveSocPercent: 0,
    maxChargeKw: 4,
    maxDischargeKw: 4,
    chargeEfficiency: 0.95,
    dischargeEfficiency: 0.95,
    wearCostPerKwh: 0,
    canGridCharge: true,
    canFeedGrid: false,
    canServeCars: true,
    maxGridPricePerKwh: null,
    taper: [],
    endValuePerKwh: 0,
    ...change,
  };
}

export function sampleCar(change: Partial<PlanCar> = {}): PlanCar {
  return {
    id: 'garage',
    title: 'Car',
    capacityKwh: 50,
    socPercent: 40,
    limitSocPercent: null,
    targetSocPercent: 60,
    targetEnergyKwh: null,
    departure: null,
    minPowerKw: 1.4,
    maxPowerKw: 11,
    chargeEfficiency: 1,
    maxGridPricePerKwh: null,
    taper: [],
    endValuePerKwh: 0,
    ...change,
  };
}

export function sampleInput(change: Partial<PlanInput> = {}): PlanInput {
  return {
    computedAt: SAMPLE_START,
    currency: 'EUR',
    slots: sampleSlots([0.3, 0.3]),
    batteries: [],
    cars: [],
    ...change,
  };
}

let solver: Promise<Highs> | null = null;

/** Solves in this thread; a plan that breaks a rule fails the test. */
export async function solveSample(input: PlanInput): Promise<Plan> {
  solver ??= loadSolver();
  const plan = toPlan(input, solvePlan(await solver, input, { timeLimitMs: 10_000 }), 0);
  const violations = verifyPlan(input, plan);
  if (violations.length > 0) throw new Error(JSON.stringify(violations.slice(0, 3)));
  return plan;
}

export const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
