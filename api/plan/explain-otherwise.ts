import type { Plan, PlanInput } from '../house/index.ts';
import {
  cheapestFirst,
  exportRoomKw,
  lessSteps,
  moreSteps,
  NOTHING_KW,
  NOTHING_KWH,
  roomAfter,
  servable,
} from './merit-order.ts';
import { isSunOnly, slotHours, storedKwh as storedAt } from './physics.ts';

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
  const room = roomAfter(own, plan.slots, battery, isMore);
  const backwards = roomAfter(own, plan.slots, battery, !isMore);
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
