import type { Plan, PlanCar, PlanInput } from '../house/index.ts';
import type { OtherwiseShift } from './explain-otherwise.ts';
import { importRoomKwh, NOTHING_KW, NOTHING_KWH, roomAfter, type SlotFlow } from './merit-order.ts';
import { isSunOnly, slotHours } from './physics.ts';
import { type CarCourse, carCourse } from './stays.ts';

/**
 * What not charging a car in a slot moves to other slots before it leaves, or what charging it there takes from them.
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
  const nowKwh = takenKwh(slot, car);
  if (otherwise === 'NOT_CHARGE') {
    if (nowKwh < NOTHING_KW * hours) return null;
    return { energyKwh: nowKwh, missingKwh: missingWithout(input, plan.slots, at, car, course) };
  }
  if (nowKwh >= NOTHING_KW * hours) return null;
  const elsewhereKwh = otherSlots(plan.slots, at, own, course).reduce(
    (sum, { other }) => sum + takenKwh(other, car),
    0,
  );
  const energyKwh = Math.min(own.maxPowerKw * hours * here.share, elsewhereKwh);
  return energyKwh < NOTHING_KWH ? null : { energyKwh, missingKwh: 0 };
}

/**
 * What a car would lack when it leaves if it did not charge in a slot, kWh at the AC side: what no other slot of its stay has
 * room for, at any price.
 */
export function missingWithout(
  input: PlanInput,
  flows: readonly SlotFlow[],
  at: number,
  car: number,
  course: CarCourse,
): number {
  const own = input.cars[car];
  const slot = flows[at];
  const here = course.presence[at];
  if (!own || !slot || !here) return 0;
  const others = otherSlots(flows, at, own, course);
  const nowKwh = takenKwh(slot, car);
  const stayKwh = others.reduce((sum, { other }) => sum + takenKwh(other, car), nowKwh);
  // What is not needed may as well stay away.
  const spareKwh = stayKwh - Math.min(stayKwh, course.stays[here.stay]?.needKwh ?? 0);
  const freeKwh = others.reduce((sum, { other, mostKwh }) => sum + roomKwh(other, car, mostKwh), spareKwh);
  if (freeKwh >= nowKwh - NOTHING_KWH) return 0;
  return Math.max(0, nowKwh - freeKwh - swappableKwh(input, flows, at, car, others));
}

interface OtherSlot {
  other: SlotFlow;
  index: number;
  /** That the car could take in it. */
  mostKwh: number;
}

/** The other slots of the stay that a slot belongs to. */
function otherSlots(
  flows: readonly SlotFlow[],
  at: number,
  { maxPowerKw }: PlanCar,
  { presence }: CarCourse,
): OtherSlot[] {
  const stay = presence[at]?.stay;
  return flows.flatMap((other, index) => {
    const there = presence[index];
    if (index === at || !there || there.stay !== stay) return [];
    return [{ other, index, mostKwh: maxPowerKw * there.share * slotHours(other) }];
  });
}

function takenKwh(slot: SlotFlow, car: number): number {
  return (slot.cars[car]?.chargeKw ?? 0) * slotHours(slot);
}

/** What a car could charge in a slot beyond what it does, of the sun that is fed in and from the grid. */
function roomKwh(slot: SlotFlow, car: number, mostKwh: number): number {
  const ownKwh = Math.max(0, mostKwh - takenKwh(slot, car));
  return Math.min(ownKwh, slot.exportKw * slotHours(slot) + importRoomKwh(slot));
}

/**
 * Where the battery charges at another time, the two can change places: it takes what the car leaves now, and the car what the
 * battery would have taken then, as far as the battery has room for it in between. What a car could have in those slots
 * anyway is not counted again.
 */
function swappableKwh(
  input: PlanInput,
  flows: readonly SlotFlow[],
  at: number,
  car: number,
  others: readonly OtherSlot[],
): number {
  const [battery] = input.batteries;
  const slot = flows[at];
  const now = slot?.batteries[0];
  if (!battery || !slot || !now || now.dischargeKw > NOTHING_KW) return 0;
  if (isSunOnly(battery, slot) && slot.importKw > NOTHING_KW) return 0;
  const budgetKwh = Math.max(0, battery.maxChargeKw - now.chargeKw) * slotHours(slot);
  const above = roomAfter(battery, flows, 0, true);
  const below = roomAfter(battery, flows, 0, false);
  let swappedKwh = 0;
  for (const { other, index, mostKwh } of others) {
    const ownKwh = mostKwh - takenKwh(other, car) - roomKwh(other, car, mostKwh);
    const batteryKwh = (other.batteries[0]?.chargeKw ?? 0) * slotHours(other);
    const rooms = index > at ? above : below;
    const [low, high] = index > at ? [at, index] : [index, at];
    const storeKwh = Math.min(...rooms.slice(low, high)) / battery.chargeEfficiency;
    const energyKwh = Math.min(ownKwh, batteryKwh, storeKwh, budgetKwh - swappedKwh);
    if (energyKwh <= NOTHING_KWH) continue;
    for (let between = low; between < high; between += 1)
      rooms[between] = (rooms[between] ?? 0) - energyKwh * battery.chargeEfficiency;
    swappedKwh += energyKwh;
  }
  return swappedKwh;
}
