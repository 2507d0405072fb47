import type { PlanBattery, PlanCar, PlanInput, PlanSlot } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { fixedAction } from './fixed.ts';
import { isAbovePriceLimit, isSunOnly } from './physics.ts';
import type { Report } from './verify.ts';
import type { FoundCar } from './verify-cars.ts';

/** Whether there is room for a whole slot is no matter of rounding, kWh. */
const ROUNDING_KWH = 1e-4;

/**
 * Checks that devices do what a person decided: at full power as long as there is room, otherwise nothing beyond the
 * sun's surplus, and out of a held battery nothing at all. A device that tapers takes what it takes.
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

/** Checks that devices do what they are made to. */
export function checkForced(
  input: PlanInput,
  slots: readonly PlanSlot[],
  reporter: (slot: number | null) => Report,
): void {
  for (const { id, start, chargeKw, dischargeKw } of input.forced ?? []) {
    const index = input.slots.findIndex((slot) => slot.start === start);
    const battery = slots[index]?.batteries.find((flow) => flow.id === id);
    const car = slots[index]?.cars.find((flow) => flow.id === id);
    const report = reporter(index < 0 ? null : index);
    const differs = (kw: number | null, isKw = 0) => (kw === null ? 0 : Math.abs(isKw - kw));
    report('FORCED', differs(chargeKw, battery?.chargeKw ?? car?.chargeKw), id);
    report('FORCED', differs(dischargeKw, battery?.dischargeKw), id);
  }
}

function checkFixedBattery(
  input: PlanInput,
  slots: readonly PlanSlot[],
  battery: PlanBattery,
  at: number,
  reporter: (slot: number | null) => Report,
): void {
  const { id, socPercent, maxSocPercent, capacityKwh, chargeEfficiency, maxChargeKw, taper } = battery;
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
      const beforePercent = slots[index - 1]?.batteries[at]?.socPercent ?? socPercent;
      const roomKwh = Math.max(0, ((maxSocPercent - beforePercent) / 100) * capacityKwh);
      report('FIXED', Math.min(mostKw, roomKwh / chargeEfficiency / hours) - flow.chargeKw, id);
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
  const { id, capacityKwh, limitSocPercent, chargeEfficiency, maxPowerKw, taper } = car;
  for (const [index, slot] of slots.entries()) {
    const given = input.slots[index];
    const flow = slot.cars[at];
    const action = given && fixedAction(input, id, given);
    const { share = 0, beforePercent = null } = found?.slots[index] ?? {};
    if (!given || !flow || !action || share === 0) continue;
    const report = reporter(index);
    if (action !== 'CHARGE') {
      report('FIXED', flow.chargeKw - Math.max(0, given.pvKw - given.loadKw), id);
      continue;
    }
    const mostKw = Math.min(maxPowerKw, taper[0]?.powerKw ?? maxPowerKw) * share;
    const energyKwh = mostKw * hoursOf(given);
    if (isAbovePriceLimit(car, given) || taper.length > 1 || beforePercent === null) continue;
    const roomPercent = (limitSocPercent ?? 100) - beforePercent;
    const roomKwh = ((roomPercent / 100) * (capacityKwh ?? 0)) / chargeEfficiency;
    // Of a slot that it cannot fill the rest is left to the plan.
    if (energyKwh <= roomKwh - ROUNDING_KWH) report('FIXED', mostKw - flow.chargeKw, id);
  }
}

const hoursOf = ({ start, end }: { start: number; end: number }) => (end - start) / HOUR_MS;
