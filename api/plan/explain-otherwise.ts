import type { Plan, PlanBattery, PlanInput, PlanSlot } from '../house/index.ts';
import {
  carSteps,
  cheapestFirst,
  exportRoomKw,
  leftAfter,
  lessSteps,
  moreSteps,
  NOTHING_KW,
  NOTHING_KWH,
  type Step,
  savedSteps,
  servable,
} from './merit-order.ts';
import { isSunOnly, slotHours, storedKwh as storedAt } from './physics.ts';
import { carCourse } from './stays.ts';

/** What a storage could do instead in a slot. */
export type Otherwise = 'NOT_CHARGE' | 'CHARGE' | 'NOT_DISCHARGE' | 'DISCHARGE';

/**
 * What doing it the other way moves. What that costs is not to be had from the margins of the plan, which hold for the next
 * kWh alone: other devices change places with what is moved. It takes a plan that does it the other way.
 */
export interface OtherwiseShift {
  /** AC side, what is moved to another time, kWh. */
  energyKwh: number;
  /** That much of it finds no other time, kWh: it would be missing at a departure or below a minimum. */
  missingKwh: number;
}

/**
 * What having a battery do something else in one slot moves, by the plan's own margins: what is then in the store
 * more or less moves to the slots where a kWh more or less is worth most, as far as each has room and the store keeps within
 * its corridor in between.
 *
 * @returns `null` where the other way is none: nothing to do otherwise, or no room for it
 */
export function batteryOtherwise(
  input: PlanInput,
  plan: Pick<Plan, 'slots'>,
  at: number,
  battery: number,
  otherwise: Otherwise,
): OtherwiseShift | null {
  const own = input.batteries[battery];
  const slot = plan.slots[at];
  const flow = slot?.batteries[battery];
  if (!own || !slot || !flow) return null;
  const hours = slotHours(slot);
  const before = at === 0 ? own.socPercent : (plan.slots[at - 1]?.batteries[battery]?.socPercent ?? 0);
  const floorKwh = storedAt(own, Math.max(own.minSocPercent, own.reserveSocPercent));
  const result = (acKwh: number, changeKwh: number): OtherwiseShift | null =>
    acKwh < NOTHING_KW * hours
      ? null
      : { energyKwh: acKwh, missingKwh: missingAfter(input, plan, at, battery, changeKwh) };

  switch (otherwise) {
    case 'NOT_CHARGE': {
      const kwh = flow.chargeKw * hours;
      return result(kwh, -kwh * own.chargeEfficiency);
    }
    case 'NOT_DISCHARGE': {
      const kwh = flow.dischargeKw * hours;
      return result(kwh, kwh / own.dischargeEfficiency);
    }
    case 'CHARGE': {
      const room = (storedAt(own, own.maxSocPercent) - storedAt(own, before)) / own.chargeEfficiency;
      const limitKwh =
        ((slot.importLimitKw ?? Number.POSITIVE_INFINITY) - slot.importKw + slot.exportKw) * hours;
      const most = isSunOnly(own, slot) ? slot.exportKw * hours : own.maxChargeKw * hours;
      const kwh = Math.max(0, Math.min(most, room, limitKwh));
      return result(kwh, kwh * own.chargeEfficiency);
    }
    case 'DISCHARGE': {
      const usable = Math.max(0, storedAt(own, before) - floorKwh) * own.dischargeEfficiency;
      const kwh = Math.min(
        own.maxDischargeKw * hours,
        usable,
        (own.canFeedGrid ? slot.importKw + exportRoomKw(slot) : servable(own, slot)) * hours,
      );
      return result(kwh, -kwh / own.dischargeEfficiency);
    }
  }
}

/**
 * What not charging a car in a slot moves, or charging it there: the same energy goes to the cheapest other slots
 * before it leaves, or comes from the dearest.
 *
 * @returns `null` where the other way is none
 */
export function carOtherwise(
  input: PlanInput,
  plan: Pick<Plan, 'slots'>,
  at: number,
  car: number,
  otherwise: 'NOT_CHARGE' | 'CHARGE',
): OtherwiseShift | null {
  const own = input.cars[car];
  const slot = plan.slots[at];
  if (!own || !slot) return null;
  const course = carCourse(own, input);
  const here = course.presence[at];
  if (!here) return null;
  const hours = slotHours(slot);
  const nowKwh = (slot.cars[car]?.chargeKw ?? 0) * hours;
  const others = plan.slots.flatMap((other, index) =>
    index !== at && course.presence[index]?.stay === here.stay ? [{ other, index }] : [],
  );
  const stayKwh = others.reduce(
    (sum, { other }) => sum + (other.cars[car]?.chargeKw ?? 0) * slotHours(other),
    nowKwh,
  );
  const neededKwh = Math.min(stayKwh, course.stays[here.stay]?.needKwh ?? 0);
  if (otherwise === 'NOT_CHARGE') {
    if (nowKwh < NOTHING_KW * hours) return null;
    const steps = others
      .flatMap(({ other, index }) => carSteps(own, other, index, car, course.presence[index]?.share ?? 1))
      .concat(swaps(input, plan, at, car, others))
      // What is not needed may as well stay away; then what it is worth in the car is lost.
      .concat({
        at: plan.slots.length,
        energyKwh: stayKwh - neededKwh,
        perKwh: own.endValuePerKwh * own.chargeEfficiency,
      });
    return { energyKwh: nowKwh, missingKwh: leftAfter(steps.sort(cheapestFirst), nowKwh) };
  }
  if (nowKwh >= NOTHING_KW * hours) return null;
  const mostKwh = own.maxPowerKw * hours * here.share;
  const steps = others.flatMap(({ other, index }) => savedSteps(other, index, car));
  const kwh = Math.min(
    mostKwh,
    steps.reduce((sum, { energyKwh }) => sum + energyKwh, 0),
  );
  if (kwh < NOTHING_KWH) return null;
  return { energyKwh: kwh, missingKwh: 0 };
}

/**
 * Where the battery charges at another time, the two can change places: it takes what the car leaves now, and the car what the
 * battery would have taken then. That costs nothing, as far as the battery has room for it in between.
 */
function swaps(
  input: PlanInput,
  plan: Pick<Plan, 'slots'>,
  at: number,
  car: number,
  others: readonly { other: PlanSlot; index: number }[],
): Step[] {
  const [battery] = input.batteries;
  const own = input.cars[car];
  const slot = plan.slots[at];
  const now = slot?.batteries[0];
  if (!battery || !own || !slot || !now || now.dischargeKw > NOTHING_KW) return [];
  let budgetKwh = Math.max(0, battery.maxChargeKw - now.chargeKw) * slotHours(slot);
  if (isSunOnly(battery, slot) && slot.importKw > NOTHING_KW) return [];
  const perKwh = slot.importKw > NOTHING_KW ? slot.importPricePerKwh : slot.feedInPricePerKwh;
  const above = roomAfter(battery, plan, 0, true);
  const below = roomAfter(battery, plan, 0, false);
  return others.flatMap(({ other, index }) => {
    const hours = slotHours(other);
    const roomKwh = (own.maxPowerKw - (other.cars[car]?.chargeKw ?? 0)) * hours;
    const rooms = index > at ? above : below;
    const [low, high] = index > at ? [at, index] : [index, at];
    const storeKwh = Math.min(...rooms.slice(low, high)) / battery.chargeEfficiency;
    const energyKwh = Math.min(roomKwh, (other.batteries[0]?.chargeKw ?? 0) * hours, storeKwh, budgetKwh);
    if (energyKwh <= NOTHING_KWH) return [];
    for (let between = low; between < high; between += 1)
      rooms[between] = (rooms[between] ?? 0) - energyKwh * battery.chargeEfficiency;
    budgetKwh -= energyKwh;
    return [{ at: index, energyKwh, perKwh }];
  });
}

/**
 * What finds no other slot where after slot `from` the store holds `changeKwh` more (+) or less (−), kWh: each kWh goes where
 * it is worth most while every slot in between has room for it.
 */
function missingAfter(
  input: PlanInput,
  plan: Pick<Plan, 'slots'>,
  from: number,
  battery: number,
  changeKwh: number,
): number {
  const own = input.batteries[battery];
  if (!own) return 0;
  const isMore = changeKwh > 0;
  const room = roomAfter(own, plan, battery, isMore);
  const backwards = roomAfter(own, plan, battery, !isMore);
  const steps = plan.slots
    .flatMap((slot, at) =>
      at === from ? [] : isMore ? lessSteps(own, slot, at, battery) : moreSteps(own, slot, at, battery),
    )
    .concat({ at: plan.slots.length, energyKwh: Number.POSITIVE_INFINITY, perKwh: own.endValuePerKwh })
    .sort(isMore ? (a, b) => b.perKwh - a.perKwh : cheapestFirst);
  let leftKwh = Math.abs(changeKwh);
  for (const step of steps) {
    // A later step carries the change up to it; an earlier one makes room the other way round until `from`.
    const rooms = step.at > from ? room : backwards;
    const [low, high] = step.at > from ? [from, step.at] : [step.at, from];
    let kwh = Math.min(leftKwh, step.energyKwh);
    for (let at = low; at < high; at += 1) kwh = Math.min(kwh, rooms[at] ?? 0);
    if (kwh <= NOTHING_KWH) continue;
    for (let at = low; at < high; at += 1) rooms[at] = (rooms[at] ?? 0) - kwh;
    leftKwh -= kwh;
    if (leftKwh <= NOTHING_KWH) break;
  }
  return leftKwh > NOTHING_KWH ? leftKwh : 0;
}

/** How much more or less the store could hold after each slot. */
function roomAfter(own: PlanBattery, plan: Pick<Plan, 'slots'>, battery: number, more: boolean): number[] {
  const most = storedAt(own, own.maxSocPercent);
  const least = storedAt(own, Math.max(own.minSocPercent, own.reserveSocPercent));
  return plan.slots.map((slot) => {
    const kwh = storedAt(own, slot.batteries[battery]?.socPercent ?? 0);
    return Math.max(0, more ? most - kwh : kwh - least);
  });
}
