import type { PlanInput } from '../house/index.ts';
import { fixedAction } from './fixed.ts';
import type { SlotFlow } from './merit-order.ts';
import { isAbovePriceLimit, isSunOnly, slotHours, storedKwh } from './physics.ts';
import { carCourse } from './stays.ts';

/**
 * The same flows with every device for which a person decided something doing that and nothing else: charging at full
 * power until it is full, otherwise resting. No plan to carry out, but one to begin a search from.
 */
export function withFixedFlows(input: PlanInput, slots: readonly SlotFlow[]): SlotFlow[] {
  const { fixed = [] } = input;
  if (fixed.length === 0) return [...slots];
  const isFixed = (id: string) => fixed.some((one) => one.id === id);
  const storeKwh = input.batteries.map((battery) => storedKwh(battery, battery.socPercent));
  const courses = input.cars.map((car) => carCourse(car, input));
  const chargedKwh = input.cars.map(() => 0);

  return slots.map((slot, index): SlotFlow => {
    const given = input.slots[index];
    if (!given) return slot;
    const hours = slotHours(slot);
    const batteries = slot.batteries.map((flow, at) => {
      const battery = input.batteries[at];
      if (!battery || !isFixed(battery.id)) return flow;
      const nowKwh = storeKwh[at] ?? 0;
      const charges = fixedAction(input, battery.id, given) === 'CHARGE' && !isSunOnly(battery, given);
      const roomKw = (storedKwh(battery, battery.maxSocPercent) - nowKwh) / battery.chargeEfficiency / hours;
      const mostKw = Math.min(battery.maxChargeKw, battery.taper[0]?.powerKw ?? battery.maxChargeKw);
      const chargeKw = charges && battery.taper.length <= 1 ? Math.max(0, Math.min(mostKw, roomKw)) : 0;
      storeKwh[at] = nowKwh + chargeKw * battery.chargeEfficiency * hours;
      const socPercent = (100 * (storeKwh[at] ?? 0)) / battery.capacityKwh;
      return { ...flow, chargeKw, dischargeKw: 0, socPercent };
    });
    const cars = slot.cars.map((flow, at) => {
      const [car, course] = [input.cars[at], courses[at]];
      const presence = course?.presence[index];
      if (!car || !course || !isFixed(car.id)) return flow;
      const charges = fixedAction(input, car.id, given) === 'CHARGE' && !isAbovePriceLimit(car, given);
      const mostKw =
        Math.min(car.maxPowerKw, car.taper[0]?.powerKw ?? car.maxPowerKw) * (presence?.share ?? 0);
      const roomKwh = (course.stays[presence?.stay ?? 0]?.roomKwh ?? 0) - (chargedKwh[at] ?? 0);
      const isPossible = charges && car.taper.length <= 1 && course.startKwh !== null;
      const chargeKw = isPossible && mostKw * hours <= roomKwh ? mostKw : 0;
      chargedKwh[at] = (chargedKwh[at] ?? 0) + chargeKw * hours;
      return { ...flow, chargeKw };
    });
    return balanced({ ...slot, batteries, cars });
  });
}

/** No battery gives while another charges, and the grid takes or gives the rest. */
function balanced(slot: SlotFlow): SlotFlow {
  const isCharging = slot.batteries.some(({ chargeKw }) => chargeKw > 0);
  const batteries = slot.batteries.map((flow) => (isCharging ? { ...flow, dischargeKw: 0 } : flow));
  const netKw =
    slot.loadKw -
    slot.pvKw +
    slot.curtailedKw +
    batteries.reduce((sum, { chargeKw, dischargeKw }) => sum + chargeKw - dischargeKw, 0) +
    [
      ...slot.cars.map(({ chargeKw }) => chargeKw),
      ...(slot.loads ?? []).map(({ powerKw }) => powerKw),
    ].reduce((sum, kw) => sum + kw, 0);
  return { ...slot, batteries, importKw: Math.max(0, netKw), exportKw: Math.max(0, -netKw) };
}
