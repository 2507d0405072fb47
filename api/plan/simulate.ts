import type { PlanBattery, PlanBatteryMode, PlanInput, PlanSlotInput } from '../house/index.ts';
import type { SlotDecision } from './decode.ts';
import { paidForKw } from './peaks.ts';
import {
  isSunOnly,
  servesHouseholdOnly,
  slotHours,
  storedKwh,
  surplusKw,
  taperedPowerKw,
} from './physics.ts';
import { type CarCourse, carCourse } from './stays.ts';

/** Decides a battery's mode for a slot, knowing what is stored (kWh) at its start. */
export type ModePolicy = (battery: PlanBattery, slotIndex: number, storedNowKwh: number) => PlanBatteryMode;

/**
 * Runs the house through the horizon with given car powers (`carKw[slot][car]`) and battery modes, within all limits
 * of the batteries; `floorPercent` says how far one may be discharged. A battery that must not serve cars is locked while
 * one charges, as evcc does it.
 */
export function simulateHouse(
  input: PlanInput,
  carKw: readonly (readonly number[])[],
  policy: { mode: ModePolicy; floorPercent: (battery: PlanBattery) => number },
): SlotDecision[] {
  const stored = input.batteries.map((battery) => storedKwh(battery, battery.socPercent));
  const courses = input.cars.map((car) => carCourse(car, input));
  const paidKw = paidForKw(input);
  return input.slots.map((slot, index): SlotDecision => {
    const hours = slotHours(slot);
    const cars = [...(carKw[index] ?? [])];
    let leftKw = surplusKw(slot) - cars.reduce((sum, power) => sum + power, 0);
    const freeShare = 1 - lockedShare(courses, index, cars);
    let householdLackKw = Math.max(0, -surplusKw(slot)) * freeShare;
    const mostImportKw = Math.min(slot.importLimitKw ?? Number.POSITIVE_INFINITY, paidKw[index] ?? 0);
    let chargeLeftKw = mostImportKw + leftKw;
    const batteries = input.batteries.map((battery, at) => {
      const nowKwh = stored[at] ?? 0;
      const mode = policy.mode(battery, index, nowKwh);
      const flow = batteryFlow(
        battery,
        slot,
        mode,
        nowKwh,
        servesHouseholdOnly(battery)
          ? Math.max(leftKw, -householdLackKw, -battery.maxDischargeKw * freeShare)
          : leftKw,
        chargeLeftKw,
        policy.floorPercent(battery),
      );
      if (leftKw > 0) leftKw = Math.max(0, leftKw - flow.chargeKw);
      if (leftKw < 0) leftKw = Math.min(0, leftKw + flow.dischargeKw);
      householdLackKw = Math.max(0, householdLackKw - flow.dischargeKw);
      chargeLeftKw -= flow.chargeKw;
      stored[at] =
        nowKwh +
        hours * (flow.chargeKw * battery.chargeEfficiency - flow.dischargeKw / battery.dischargeEfficiency);
      return { ...flow, storedValuePerKwh: null };
    });
    const exportKw = Math.max(0, leftKw);
    const curtailedKw = Math.min(slot.pvKw, exportKw - allowedExportKw(slot, exportKw));
    return { curtailedKw, batteries, carKw: cars, marginalPricePerKwh: null };
  });
}

/** Share of a slot in which evcc locks the batteries that must not serve cars: where the sun lacks, any car does it. */
function lockedShare(courses: readonly CarCourse[], index: number, carKw: readonly number[]): number {
  const charging = courses.filter((_, at) => (carKw[at] ?? 0) > 0);
  return Math.max(0, ...charging.map(({ presence }) => presence[index]?.share ?? 0));
}

function allowedExportKw(slot: PlanSlotInput, exportKw: number): number {
  return slot.feedInPricePerKwh < 0 ? 0 : Math.min(exportKw, slot.exportLimitKw ?? exportKw);
}

function batteryFlow(
  battery: PlanBattery,
  slot: PlanSlotInput,
  mode: PlanBatteryMode,
  nowKwh: number,
  leftKw: number,
  chargeLeftKw: number,
  floorPercent: number,
): { chargeKw: number; dischargeKw: number } {
  const hours = slotHours(slot);
  const roomKw = chargeRoomKw(battery, nowKwh, hours);
  if (mode === 'CHARGE' && !isSunOnly(battery, slot)) {
    return { chargeKw: Math.max(0, Math.min(roomKw, chargeLeftKw)), dischargeKw: 0 };
  }
  if (leftKw >= 0) return { chargeKw: mode === 'HOLD_CHARGE' ? 0 : Math.min(roomKw, leftKw), dischargeKw: 0 };
  if (mode !== 'NORMAL' && mode !== 'HOLD_CHARGE') return { chargeKw: 0, dischargeKw: 0 };
  const aboveFloorKwh = Math.max(0, nowKwh - storedKwh(battery, floorPercent));
  const dischargeKw = Math.min(
    -leftKw,
    battery.maxDischargeKw,
    (aboveFloorKwh * battery.dischargeEfficiency) / hours,
  );
  return { chargeKw: 0, dischargeKw };
}

/** The most a battery takes on average over `hours` within power, taper and corridor, kW AC. */
export function chargeRoomKw(battery: PlanBattery, nowKwh: number, hours: number): number {
  const percentPerKw = (100 * hours * battery.chargeEfficiency) / battery.capacityKwh;
  const roomKwh = Math.max(0, storedKwh(battery, battery.maxSocPercent) - nowKwh);
  return Math.min(
    battery.maxChargeKw,
    taperedPowerKw(battery.taper, (100 * nowKwh) / battery.capacityKwh, percentPerKw),
    roomKwh / battery.chargeEfficiency / hours,
  );
}
