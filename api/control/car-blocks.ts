import { HOUR_MS, type Instant, type PlanSlot } from '../house/index.ts';
import { carDecision, type DecidedCar } from './car-action.ts';

/** What another start of a charge counts, currency: contactors, the car's electronics, and people who wonder. */
const START_COST = 0.01;
/** Longer gaps and blocks are there for a reason, slots. */
const SHORT = 4;

/** A slot with what the plan has the car do in it. */
interface Step {
  slot: PlanSlot;
  charges: boolean;
  energyKwh: number;
  /** What the car could take. */
  mostKwh: number;
  /** What one more kWh costs. */
  pricePerKwh: number;
}

/** What is to come before the car leaves, in order of time. */
function stepsOf(slots: readonly PlanSlot[], car: DecidedCar): Step[] {
  return slots
    .filter(({ end }) => car.departure === null || end <= car.departure)
    .map((slot, index, all) => {
      const { action, powerKw } = carDecision(slot, all.slice(index + 1), car);
      const hours = (slot.end - slot.start) / HOUR_MS;
      return {
        slot,
        charges: action === 'CAR_CHARGE',
        energyKwh: powerKw * hours,
        mostKwh: car.maxPowerKw * hours,
        pricePerKwh: slot.marginalPricePerKwh ?? slot.importPricePerKwh,
      };
    });
}

/**
 * Whether a car that charges goes on through a short gap of the plan: what it takes there spares the dearest slots that
 * are planned later, and costs less than to start once more.
 *
 * @param slots from the running one on, in which the plan lets it rest
 * @param maxPricePerKwh dearer energy from the grid is not charged; `null` = no limit
 * @returns when the gap ends; `null` where it rests
 */
export function goesOnUntil(
  slots: readonly PlanSlot[],
  car: DecidedCar,
  maxPricePerKwh: number | null,
): Instant | null {
  const steps = stepsOf(slots, car);
  const next = steps.findIndex(({ charges }) => charges);
  if (next < 1 || next > SHORT) return null;
  const gap = steps.slice(0, next);
  if (!gap.every(({ slot }) => isFree(slot, car, maxPricePerKwh))) return null;
  const dearestFirst = steps
    .slice(next)
    .filter(({ charges }) => charges)
    .sort((a, b) => b.pricePerKwh - a.pricePerKwh);
  return extraCost(gap, dearestFirst) < START_COST ? (steps[next]?.slot.start ?? null) : null;
}

/**
 * Whether a car that rests leaves a short block of the plan to the slots before the next block: if that costs less than
 * to start once more.
 *
 * @param slots from the running one on, in which the plan has it charge
 * @returns when it charges then; `null` where it begins at once
 */
export function waitsUntil(
  slots: readonly PlanSlot[],
  car: DecidedCar,
  maxPricePerKwh: number | null,
): Instant | null {
  const steps = stepsOf(slots, car);
  const end = steps.findIndex(({ charges }) => !charges);
  const next = steps.findIndex(({ charges }, index) => index > end && charges);
  if (end < 1 || end > SHORT || next < 0) return null;
  const block = steps.slice(0, end);
  const instead = steps.slice(Math.max(end, next - end), next);
  const roomKwh = instead.reduce((sum, { mostKwh }) => sum + mostKwh, 0);
  const blockKwh = block.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
  if (roomKwh < blockKwh || !instead.every(({ slot }) => isFree(slot, car, maxPricePerKwh))) return null;
  return extraCost(instead, block) < START_COST ? (instead[0]?.slot.start ?? null) : null;
}

/** What it costs more to charge in slots that are free instead of in those that are planned, currency. */
function extraCost(free: readonly Step[], planned: readonly Step[]): number {
  const movedKwh = Math.min(
    free.reduce((sum, { mostKwh }) => sum + mostKwh, 0),
    planned.reduce((sum, { energyKwh }) => sum + energyKwh, 0),
  );
  const costOf = (steps: readonly Step[], energyOf: (step: Step) => number) => {
    let leftKwh = movedKwh;
    let cost = 0;
    for (const step of steps) {
      const energyKwh = Math.min(energyOf(step), leftKwh);
      cost += energyKwh * step.pricePerKwh;
      leftKwh -= energyKwh;
    }
    return cost;
  };
  return costOf(free, ({ mostKwh }) => mostKwh) - costOf(planned, ({ energyKwh }) => energyKwh);
}

/** Neither a limit of the connection nor one of prices stands against charging at full power. */
function isFree(slot: PlanSlot, { maxPowerKw }: DecidedCar, maxPricePerKwh: number | null): boolean {
  const { importLimitKw, importKw, importPricePerKwh, priceSource, cars } = slot;
  const isTooDear =
    maxPricePerKwh !== null && priceSource === 'PUBLISHED' && importPricePerKwh > maxPricePerKwh;
  const fits = importLimitKw === null || importKw + maxPowerKw <= importLimitKw;
  return !isTooDear && fits && !cars.some(({ binding }) => binding === 'PEAK');
}
