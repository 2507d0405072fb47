import type { PlanCar, PlanInput } from '../house/index.ts';
import { SLOT_MS } from '../house/index.ts';
import type { ModelDraft } from './model.ts';
import {
  carEnergy,
  departureOf,
  isAbovePriceLimit,
  leastPowerKw,
  neededWithinHorizonKwh,
  presentShare,
  taperLines,
} from './physics.ts';
import type { Term } from './problem.ts';
import { PREFERENCES, WEIGHTS } from './weights.ts';

/** A car's columns in a slot in which it is there, powers in kW. */
export interface CarSlotColumns {
  power: number;
  /** The 0/1 column that says whether it charges; `null` for a car that can charge as little as it likes. */
  on: number | null;
  minKw: number;
  maxKw: number;
  /** Part of the slot, (0, 1], in which it is there. */
  share: number;
  /** Grid energy would be dearer than the car's limit. */
  sunOnly: boolean;
}

/** A car with its columns, one entry for each slot; `null` once it has left. */
export interface CarColumns {
  car: PlanCar;
  slots: (CarSlotColumns | null)[];
}

/** Adds a car: nothing or between minimum and maximum power while it is there, target, limit, taper, end value. */
export function addCar(draft: ModelDraft, car: PlanCar): CarColumns {
  const { problem, input } = draft;
  const departure = departureOf(car, input);
  const { roomKwh } = carEnergy(car);
  const leastKw = leastPowerKw(car, input);
  const limitKw = Math.min(car.maxPowerKw, car.taper[0]?.powerKw ?? car.maxPowerKw);
  const energy: Term[] = [];

  const slots = draft.slots.map((slot, index): CarSlotColumns | null => {
    const slotInput = input.slots[index];
    const share = slotInput === undefined ? 0 : presentShare(departure, slotInput);
    if (slotInput === undefined || share <= 0 || roomKwh <= 0) return null;
    const maxKw = limitKw * share;
    const minKw = Math.min(leastKw * share, maxKw);
    const late = PREFERENCES.latePerHour * slot.hoursAhead;
    const power = problem.column(0, maxKw, slot.hours * (late - car.endValuePerKwh * car.chargeEfficiency));
    energy.push([power, slot.hours]);
    const on = addMinimum(draft, power, minKw, maxKw);
    return { power, on, minKw, maxKw, share, sunOnly: isAbovePriceLimit(car, slotInput) };
  });

  if (energy.length > 0) problem.atMost(roomKwh, energy);
  const missing = addTarget(draft, car, energy);
  draft.countings.push({
    slots: slots.flatMap((columns, index) => {
      const hours = draft.slots[index]?.hours ?? 0;
      return columns
        ? [
            {
              on: columns.on,
              power: columns.power,
              hours,
              minKwh: hours * columns.minKw,
              maxKwh: hours * columns.maxKw,
            },
          ]
        : [];
    }),
    needKwh: neededWithinHorizonKwh(car, input),
    missing,
    roomKwh,
  });
  if (car.taper.length > 1) addTaper(draft, car, slots);
  return { car, slots };
}

function addMinimum(
  { problem, switches }: ModelDraft,
  power: number,
  minKw: number,
  maxKw: number,
): number | null {
  if (minKw <= 0) return null;
  const on = problem.binary();
  problem.atMost(0, [
    [power, 1],
    [on, -maxKw],
  ]);
  problem.atLeast(0, [
    [power, 1],
    [on, -minKw],
  ]);
  switches.push({ kind: 'CAR', column: on, power, minKw, maxKw, locked: null });
  return on;
}

function addTarget(
  { problem, input, goals }: ModelDraft,
  car: PlanCar,
  energy: readonly Term[],
): number | null {
  const neededKwh = neededWithinHorizonKwh(car, input);
  if (neededKwh <= 0) return null;
  const earlier = earlierDepartures(car, input);
  const missing = problem.column(0, neededKwh, WEIGHTS.departure * (1 + 0.5 ** earlier));
  goals.add('DEPARTURE', earlier, missing, 1);
  problem.atLeast(neededKwh, [...energy, [missing, 1]]);
  return missing;
}

/** How many other departures come before this car's, those in one quarter of an hour counted as one. */
function earlierDepartures(car: PlanCar, input: PlanInput): number {
  const own = car.departure ?? Number.POSITIVE_INFINITY;
  return new Set(
    input.cars
      .map((other) => departureOf(other, input))
      .filter((departure) => departure !== null && departure < own)
      .map((departure) => Math.floor((departure ?? 0) / SLOT_MS)),
  ).size;
}

/** Follows the car's energy so that its power can fall as it fills; only where its SoC is known. */
function addTaper(draft: ModelDraft, car: PlanCar, slots: (CarSlotColumns | null)[]): void {
  if (car.socPercent === null || car.capacityKwh === null) return;
  const percentPerKwh = (100 * car.chargeEfficiency) / car.capacityKwh;
  const lines = taperLines(car.taper).filter((line) => line.slopeKwPerPercent > 0);
  let previous: number | null = null;
  for (const [index, columns] of slots.entries()) {
    if (columns === null) continue;
    const charged: number = draft.problem.column(0, Number.POSITIVE_INFINITY, 0);
    draft.problem.equal(0, [
      [charged, 1],
      [columns.power, -(draft.slots[index]?.hours ?? 0)],
      ...(previous === null ? [] : ([[previous, -1]] as const)),
    ]);
    for (const { atZeroKw, slopeKwPerPercent } of lines) {
      draft.problem.atMost(atZeroKw - slopeKwPerPercent * car.socPercent, [
        [columns.power, 1],
        [charged, slopeKwPerPercent * percentPerKwh],
      ]);
    }
    previous = charged;
  }
}
