import type { Plan, PlanInput, PlanSlot } from '../house/index.ts';
import { withBindings } from './binding.ts';
import { followThrough, type SlotDecision } from './decode.ts';
import { explainSlots } from './explain.ts';
import type { SlotColumns } from './model.ts';
import type { CarColumns, CarSlotColumns } from './model-car.ts';
import { peaksOf } from './peaks.ts';
import { slotHours } from './physics.ts';
import { plannedLoads } from './planned-loads.ts';
import { selfConsumptionCost } from './self-consumption.ts';
import { findShortfalls } from './shortfalls.ts';
import type { Solved } from './solve.ts';
import { PREFERENCE_COST, PROVEN_GAP } from './weights.ts';

/** Below this a flow is rounding, kW. */
const NEGLIGIBLE_KW = 1e-6;

/** What is said of a plan as a whole. */
export type Verdict = Pick<Plan, 'status' | 'fallbackReason' | 'gap' | 'solveMs'>;

/** Turns a solved model into a plan. */
export function toPlan(input: PlanInput, solved: Solved, solveMs: number): Plan {
  return assemblePlan(input, decisionsOf(solved), verdictOf(input, solved, solveMs));
}

/** How good a solved model is known to be. */
export function verdictOf(input: PlanInput, solved: Solved, solveMs: number): Verdict {
  const gap = Math.max(0, solved.objective - solved.bound);
  // What it was allowed to cost more is no lack of proof.
  const provenGap = Math.max(PROVEN_GAP, input.preferenceCost ?? PREFERENCE_COST);
  return {
    status: solved.goalsProven && gap <= provenGap + 1e-9 ? 'OPTIMAL' : 'FEASIBLE',
    fallbackReason: null,
    gap,
    solveMs,
  };
}

/** Makes a whole plan from decisions, whoever took them. */
export function assemblePlan(input: PlanInput, decisions: readonly SlotDecision[], verdict: Verdict): Plan {
  const flows = followThrough(input, decisions);
  const reasons = explainSlots(input, flows);
  const slots = withBindings(input, flows).map((slot, index) => ({
    ...slot,
    reason: reasons[index] ?? { de: '', en: '' },
  }));
  const peaks = peaksOf(input, flows);
  const loads = plannedLoads(input, flows);
  const knowsCo2 = slots.some(({ co2GramsPerKwh }) => typeof co2GramsPerKwh === 'number');
  return {
    computedAt: input.computedAt,
    slots,
    cost: slots.reduce((sum, slot) => sum + slot.cost, 0),
    ...(loads.length > 0 && { loads }),
    ...(peaks.length > 0 && { peaks }),
    ...(knowsCo2 && { co2Kg: emittedKg(slots) }),
    // What the plan pays for its own peaks counts as if nobody planning had to pay it less.
    selfConsumptionCost:
      selfConsumptionCost(input, slots.at(-1)) - peaks.reduce((sum, { cost }) => sum + cost, 0),
    ...(input.quietHours?.length && { quietHours: input.quietHours }),
    pricesKnownUntil: input.slots.findLast((slot) => slot.priceSource === 'PUBLISHED')?.end ?? null,
    shortfalls: findShortfalls(input, flows),
    uncertainty: null,
    ...verdict,
  };
}

/** What the imported energy emits, kg, as far as that is known. */
function emittedKg(slots: readonly PlanSlot[]): number {
  return slots.reduce(
    (sum, slot) => sum + (slot.importKw * slotHours(slot) * (slot.co2GramsPerKwh ?? 0)) / 1000,
    0,
  );
}

/** The flows and marginal values of a point of the model; without duals these values are unknown. */
export function decisionsOf({
  model,
  values,
  duals,
}: Pick<Solved, 'model' | 'values' | 'duals'>): SlotDecision[] {
  const flowOf = (column: number, maxKw: number) => {
    const value = values[column] ?? 0;
    return value < NEGLIGIBLE_KW ? 0 : Math.min(value, maxKw);
  };
  const takenBy = (columns: CarSlotColumns | null | undefined) =>
    columns ? flowOf(columns.power, columns.maxKw) : 0;
  const carValues = duals && model.cars.map((car) => valuesInCar(car, duals));
  return model.slots.map((slot, index) => ({
    curtailedKw: flowOf(slot.curtailed, slot.maxCurtailedKw),
    batteries: model.batteries.map(({ slots }) => {
      const columns = slots[index];
      if (!columns) return { chargeKw: 0, dischargeKw: 0, storedValuePerKwh: null };
      const chargeKw = flowOf(columns.charge, columns.maxChargeKw);
      const dischargeKw = flowOf(columns.discharge, columns.maxDischargeKw);
      const storedValuePerKwh = duals && -(duals[columns.storeRow] ?? 0);
      // Both at once is rounding: where it would pay, the model forbids it.
      const bothKw = Math.min(chargeKw, dischargeKw);
      return { chargeKw: chargeKw - bothKw, dischargeKw: dischargeKw - bothKw, storedValuePerKwh };
    }),
    carKw: model.cars.map(({ slots }) => takenBy(slots[index])),
    carValuePerKwh: model.cars.map((_, at) => carValues?.[at]?.[index] ?? null),
    flexibleKw: model.loads.map(({ slots }) => takenBy(slots[index])),
    marginalPricePerKwh: duals && marginalPriceOf(slot, values, duals),
  }));
}

function marginalPriceOf(
  { loadRows, hours }: SlotColumns,
  values: Float64Array,
  duals: Float64Array,
): number {
  const costPerKw = loadRows.reduce((sum, { row, perLoadKw, whileOn }) => {
    const switchedKw = whileOn === undefined ? 0 : whileOn[1] * (values[whileOn[0]] ?? 0);
    return sum + (perLoadKw + switchedKw) * (duals[row] ?? 0);
  }, 0);
  return costPerKw / hours;
}

/**
 * By slot, the worth of one more kWh in a car after it: its end value, and what it spares of the needs and takes of the
 * room at the ends of the stays to come. `null` once it is gone for good.
 */
function valuesInCar(
  { car, course, stays, chargedRows }: CarColumns,
  duals: Float64Array,
): (number | null)[] {
  const dualOf = (row: number) => duals[row] ?? 0;
  const sparedFrom = stays.map((_, at) =>
    stays.slice(at).reduce((sum, { rows }) => rows.reduce((own, row) => own + dualOf(row), sum), 0),
  );
  let carries = 0;
  const carriedAfter = chargedRows
    .toReversed()
    .map((row) => {
      const after = carries;
      if (row !== null) carries = -dualOf(row);
      return after;
    })
    .reverse();
  return course.presence.map((present, index) => {
    const end = course.ends[index] ?? 0;
    const at = present?.stay ?? course.stays.findIndex(({ from }) => from >= end);
    if (at < 0) return null;
    const carried = carriedAfter[index] ?? 0;
    return car.endValuePerKwh + ((sparedFrom[at] ?? 0) + carried) / car.chargeEfficiency;
  });
}
