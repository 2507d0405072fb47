import type { PlanBattery, PlanCar, PlanInput, PlanSlot } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { fixedAction } from './fixed.ts';
import { isAbovePriceLimit, isSunOnly } from './physics.ts';
import type { Report } from './verify.ts';
import type { FoundCar } from './verify-cars.ts';

/**
 * Checks that devices do what a person decided: at full power as long as there surely is room, otherwise nothing beyond
 * the sun's surplus, and out of a held battery nothing at all. A device that tapers takes what it takes.
 */
export function checkFixed(
  input: PlanInput,
  slots: readonly PlanSlot[],
  found: readonly FoundCar[],
  reporter: (slot: number | null) => Report,
): void {
  for (const [at, battery] of input.batteries.entries())
    checkFixedBattery(input, slots, battery, at, reporter);
  for (const [at, car] of input.cars.entries()) checkFixedCar(input, slots, car, at, found[at], reporter);
}

function checkFixedBattery(
  input: PlanInput,
  slots: readonly PlanSlot[],
  battery: PlanBattery,
  at: number,
  reporter: (slot: number | null) => Report,
): void {
  const { id, socPercent, maxSocPercent, capacityKwh, chargeEfficiency, maxChargeKw, taper } = battery;
  // What others than these slots charge makes way for them, so the room is that of the start.
  let roomKwh = Math.max(0, ((maxSocPercent - socPercent) / 100) * capacityKwh);
  for (const [index, slot] of slots.entries()) {
    const given = input.slots[index];
    const flow = slot.batteries[at];
    const action = given && fixedAction(input, id, given);
    if (!given || !flow || !action) continue;
    const report = reporter(index);
    if (action !== 'RELEASE') report('FIXED', flow.dischargeKw, id);
    if (action !== 'CHARGE') report('FIXED', flow.chargeKw - Math.max(0, given.pvKw - given.loadKw), id);
    else if (!isSunOnly(battery, given) && taper.length <= 1) {
      const hours = hoursOf(given);
      const mostKw = Math.min(maxChargeKw, taper[0]?.powerKw ?? maxChargeKw);
      const leastKw = Math.min(mostKw, roomKwh / chargeEfficiency / hours);
      report('FIXED', leastKw - flow.chargeKw, id);
      roomKwh -= leastKw * chargeEfficiency * hours;
    }
  }
}

function checkFixedCar(
  input: PlanInput,
  slots: readonly PlanSlot[],
  car: PlanCar,
  at: number,
  found: FoundCar | undefined,
  reporter: (slot: number | null) => Report,
): void {
  const { id, socPercent, capacityKwh, limitSocPercent, chargeEfficiency, maxPowerKw, taper } = car;
  const isKnown = socPercent !== null && capacityKwh !== null;
  let roomKwh = isKnown
    ? ((Math.max(0, (limitSocPercent ?? 100) - socPercent) / 100) * capacityKwh) / chargeEfficiency
    : 0;
  for (const [index, slot] of slots.entries()) {
    const given = input.slots[index];
    const flow = slot.cars[at];
    const action = given && fixedAction(input, id, given);
    const share = found?.slots[index]?.share ?? 0;
    if (!given || !flow || !action || share === 0) continue;
    const report = reporter(index);
    if (action !== 'CHARGE') {
      report('FIXED', flow.chargeKw - Math.max(0, given.pvKw - given.loadKw), id);
      continue;
    }
    const mostKw = Math.min(maxPowerKw, taper[0]?.powerKw ?? maxPowerKw) * share;
    const energyKwh = mostKw * hoursOf(given);
    if (isAbovePriceLimit(car, given) || taper.length > 1 || energyKwh > roomKwh) continue;
    report('FIXED', mostKw - flow.chargeKw, id);
    roomKwh -= energyKwh;
  }
}

const hoursOf = ({ start, end }: { start: number; end: number }) => (end - start) / HOUR_MS;
