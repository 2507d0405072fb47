import type {
  Plan,
  PlanBattery,
  PlanBatteryMode,
  PlanCar,
  PlanInput,
  PlanSlotInput,
  Text,
} from '../house/index.ts';
import { DAY_MS } from '../house/index.ts';
import type { SlotDecision } from './decode.ts';
import { allocateLoads } from './fallback-loads.ts';
import { type Choice, NEGLIGIBLE_KWH, take } from './fallback-take.ts';
import { givenKwh, withFixedLoads } from './loads.ts';
import { paidForKw } from './peaks.ts';
import { importPriceWithCo2, isAbovePriceLimit, slotHours, storedKwh, surplusKw } from './physics.ts';
import { assemblePlan } from './schedule.ts';
import { carPowerKw } from './self-consumption.ts';
import { simulateHouse } from './simulate.ts';
import { type CarCourse, carCourse, lackedKwh } from './stays.ts';

/** Grid charging must promise at least this much more than it costs. */
const SAFETY_MARGIN = 0.9;

/** The plan without a solver, by `decideByRules`. Expects an input without problems; an empty one gives an empty plan. */
export function fallbackPlan(input: PlanInput, reason: Text): Plan {
  return assemblePlan(input, decideByRules(input), {
    status: 'FALLBACK',
    fallbackReason: reason,
    gap: null,
    solveMs: 0,
  });
}

/**
 * Simple rules: cars in the cheapest slots before they leave, the dearest only where a departure needs them, otherwise
 * sun; the battery follows the house, holds and charges in cheap slots where dearer ones follow. Keeps price limits,
 * import limits and all physics.
 */
export function decideByRules(input: PlanInput): SlotDecision[] {
  const carKw = allocateCars(input);
  const flexibleKw = allocateLoads(input, carKw);
  const fixed = withFixedLoads(input, flexibleKw);
  return simulateHouse(fixed, carKw, {
    mode: (battery, index, nowKwh) => chooseMode(fixed, carKw, battery, index, nowKwh),
    floorPercent: (battery) => Math.max(battery.minSocPercent, battery.reserveSocPercent),
  }).map((decision, index) => ({ ...decision, flexibleKw: flexibleKw[index] ?? [] }));
}

/** Powers by slot and car: the sun, and for what a departure needs the cheapest slots; the earliest departure first. */
export function allocateCars(input: PlanInput): number[][] {
  const carKw = input.slots.map(() => input.cars.map(() => 0));
  const hadKwh = input.cars.map(() => 0);
  const visits = input.cars.flatMap((car, at) => {
    const course = carCourse(car, input);
    return course.stays.map(({ until }, stay): Visit => ({ car, at, course, stay, until }));
  });
  for (const visit of visits.sort((a, b) => leavesAt(a) - leavesAt(b) || a.stay - b.stay)) {
    const othersKw = (index: number) => (carKw[index] ?? []).reduce((sum, kw) => sum + kw, 0);
    let had = hadKwh[visit.at] ?? 0;
    had += lackedKwh(visit.course, visit.stay, had);
    for (const [index, power] of allocateVisit(input, visit, othersKw, had)) {
      const [row, slot] = [carKw[index], input.slots[index]];
      if (row) row[visit.at] = power;
      if (slot) had += power * slotHours(slot);
    }
    hadKwh[visit.at] = had;
  }
  return carKw;
}

/** A car's stay at its loadpoint. */
interface Visit {
  car: PlanCar;
  at: number;
  course: CarCourse;
  stay: number;
  until: number | null;
}

const leavesAt = ({ until }: Visit) => until ?? Number.MAX_SAFE_INTEGER;

/** Powers by slot for one stay: its minimum at once, then what it needs where that is cheap, then the sun. */
function allocateVisit(
  input: PlanInput,
  { car, course, stay: at }: Visit,
  othersKw: (index: number) => number,
  beforeKwh: number,
): [index: number, power: number][] {
  const stay = course.stays[at];
  if (!stay) return [];
  const paidKw = paidForKw(input);
  const choices = input.slots.flatMap((slot, index): Choice[] => {
    const presence = course.presence[index];
    if (!presence || presence.stay !== at) return [];
    const sunKw = Math.max(0, surplusKw(slot) - othersKw(index));
    const connectionKw = (slot.importLimitKw ?? Number.POSITIVE_INFINITY) + surplusKw(slot) - othersKw(index);
    return [
      {
        index,
        hours: slotHours(slot),
        leastKw: presence.leastKw,
        mostKw: Math.min(car.maxPowerKw * presence.share, connectionKw),
        sunKw,
        price: sunKw >= car.maxPowerKw ? slot.feedInPricePerKwh : importPriceWithCo2(input, slot),
        paidForKw: (paidKw[index] ?? 0) + surplusKw(slot) - othersKw(index),
        tooDear: isAbovePriceLimit(car, slot),
      },
    ];
  });

  const roomKwh = stay.roomKwh - beforeKwh;
  const neededKwh = stay.needKwh - beforeKwh;
  const byPrice = choices.toSorted((a, b) => a.price - b.price || a.index - b.index);
  const fill = (order: Choice[]) => {
    const powers = input.slots.map(() => 0);
    take(powers, choices, choices, stay.minKwh - beforeKwh, roomKwh);
    const affordable = order.filter((choice) => !choice.tooDear || choice.sunKw >= choice.mostKw);
    take(powers, choices, affordable, neededKwh, roomKwh);
    take(powers, choices, order, neededKwh, roomKwh);
    return powers;
  };
  const calm = fill(
    byPrice.map((choice) => ({ ...choice, mostKw: Math.min(choice.mostKw, choice.paidForKw) })),
  );
  const isEnough = givenKwh(input, calm) >= neededKwh - NEGLIGIBLE_KWH;
  const powers = isEnough ? calm : fill(byPrice);
  const sunny = choices.map((choice) => ({ ...choice, mostKw: Math.min(choice.mostKw, choice.sunKw) }));
  take(powers, choices, sunny, roomKwh, roomKwh);
  return withTaper(car, choices, powers, beforeKwh - stay.usedKwh);
}

/** In order of time, what the car really takes as it fills, when it has `gainedKwh` more than at its start. */
function withTaper(
  car: PlanCar,
  choices: Choice[],
  powers: number[],
  gainedKwh: number,
): [index: number, power: number][] {
  let gained = gainedKwh;
  return choices.map(({ index, hours }) => {
    const power = Math.min(powers[index] ?? 0, carPowerKw(car, gained, hours));
    gained += power * hours;
    return [index, power];
  });
}

function chooseMode(
  input: PlanInput,
  carKw: number[][],
  battery: PlanBattery,
  index: number,
  nowKwh: number,
): PlanBatteryMode {
  const slot = input.slots[index];
  if (!slot) return 'NORMAL';
  const carsKw = (carKw[index] ?? []).reduce((sum, power) => sum + power, 0);
  const roundTrip = battery.chargeEfficiency * battery.dischargeEfficiency;
  const worthwhilePrice = slot.importPricePerKwh / roundTrip + battery.wearCostPerKwh;
  const ahead = input.slots.slice(index + 1).filter((later) => later.start < slot.start + DAY_MS);
  const dear = ahead.filter((later) => later.importPricePerKwh * SAFETY_MARGIN > worthwhilePrice);
  const isCheap = slot.priceSource === 'PUBLISHED' && dear.length > 0 && isAmongCheapest(slot, ahead);
  const wantedKwh = dear.reduce((sum, later) => sum + lackKwh(later), 0) / battery.dischargeEfficiency;
  const sunKwh = ahead.reduce((sum, later) => sum + Math.max(0, surplusKw(later)) * slotHours(later), 0);
  const usableKwh = nowKwh - storedKwh(battery, battery.minSocPercent);
  if (isCheap && usableKwh < wantedKwh - sunKwh * battery.chargeEfficiency) return 'CHARGE';
  if (slot.importPricePerKwh < 0 || (isCheap && usableKwh < wantedKwh)) return 'HOLD';
  // A car at grid prices would only empty the battery.
  return carsKw > Math.max(0, surplusKw(slot)) ? 'HOLD' : 'NORMAL';
}

function lackKwh(slot: PlanSlotInput): number {
  return Math.max(0, -surplusKw(slot)) * slotHours(slot);
}

/** Whether at most a tenth of the slots ahead is cheaper. */
function isAmongCheapest(slot: PlanSlotInput, ahead: readonly PlanSlotInput[]): boolean {
  const cheaper = ahead.filter((later) => later.importPricePerKwh < slot.importPricePerKwh).length;
  return cheaper <= ahead.length / 10;
}
