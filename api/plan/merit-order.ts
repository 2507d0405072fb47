import type { PlanBattery, PlanCar, PlanSlot } from '../house/index.ts';
import { isAbovePriceLimit, isSunOnly, servesHouseholdOnly, slotHours } from './physics.ts';

/** A step of the plan's merit order: so much energy could change there, at so much for each kWh. */
export interface Step {
  /** Position in the plan; the number of slots = at the end of the horizon. */
  at: number;
  energyKwh: number;
  perKwh: number;
}

/** Below this a flow is nothing, kW. */
export const NOTHING_KW = 0.01;
/** Below this an energy is nothing, kWh. */
export const NOTHING_KWH = 1e-6;

/** What the steps leave of an energy, kWh. */
export function leftAfter(steps: readonly Step[], wantedKwh: number): number {
  const leftKwh = steps.reduce((left, { energyKwh }) => left - Math.min(left, energyKwh), wantedKwh);
  return leftKwh > NOTHING_KWH ? leftKwh : 0;
}

/** Energy that a car could charge in a slot beyond what it does: first the sun that is fed in, then from the grid. */
export function carSteps(own: PlanCar, slot: PlanSlot, at: number, car: number, share: number): Step[] {
  const hours = slotHours(slot);
  const roomKwh = Math.max(0, own.maxPowerKw * share - (slot.cars[car]?.chargeKw ?? 0)) * hours;
  const sunKwh = Math.min(roomKwh, slot.exportKw * hours);
  const gridKwh = isAbovePriceLimit(own, slot) ? 0 : Math.min(roomKwh - sunKwh, importRoomKwh(slot));
  return [
    { at, energyKwh: sunKwh, perKwh: slot.feedInPricePerKwh },
    { at, energyKwh: gridKwh, perKwh: slot.importPricePerKwh },
  ].filter(({ energyKwh }) => energyKwh > NOTHING_KWH);
}

/** Energy that a car need not charge in a slot, and what that saves. */
export function savedSteps(slot: PlanSlot, at: number, car: number): Step[] {
  const hours = slotHours(slot);
  const ownKwh = (slot.cars[car]?.chargeKw ?? 0) * hours;
  const gridKwh = Math.min(ownKwh, slot.importKw * hours);
  return [
    { at, energyKwh: gridKwh, perKwh: slot.importPricePerKwh },
    { at, energyKwh: ownKwh - gridKwh, perKwh: slot.feedInPricePerKwh },
  ].filter(({ energyKwh }) => energyKwh > NOTHING_KWH);
}

/** Where the store could give more or take less; energies in the store, what that earns for each kWh of it. */
export function lessSteps(own: PlanBattery, slot: PlanSlot, at: number, battery: number): Step[] {
  const hours = slotHours(slot);
  const { chargeKw = 0, dischargeKw = 0 } = slot.batteries[battery] ?? {};
  const fromGridKw = Math.min(chargeKw, slot.importKw);
  const { chargeEfficiency: charge, dischargeEfficiency: discharge, wearCostPerKwh: wear } = own;
  const moreKw = chargeKw > NOTHING_KW ? 0 : Math.max(0, own.maxDischargeKw - dischargeKw);
  const replaceKw = Math.min(moreKw, servable(own, slot));
  const feedKw = own.canFeedGrid ? Math.min(moreKw - replaceKw, exportRoomKw(slot)) : 0;
  return [
    { at, energyKwh: fromGridKw * hours * charge, perKwh: slot.importPricePerKwh / charge },
    { at, energyKwh: (chargeKw - fromGridKw) * hours * charge, perKwh: slot.feedInPricePerKwh / charge },
    { at, energyKwh: (replaceKw * hours) / discharge, perKwh: (slot.importPricePerKwh - wear) * discharge },
    { at, energyKwh: (feedKw * hours) / discharge, perKwh: (slot.feedInPricePerKwh - wear) * discharge },
  ].filter(({ energyKwh }) => energyKwh > NOTHING_KWH);
}

/** Where the store could take more or give less; energies in the store, what that costs for each kWh of it. */
export function moreSteps(own: PlanBattery, slot: PlanSlot, at: number, battery: number): Step[] {
  const hours = slotHours(slot);
  const { chargeKw = 0, dischargeKw = 0 } = slot.batteries[battery] ?? {};
  const { chargeEfficiency: charge, dischargeEfficiency: discharge, wearCostPerKwh: wear } = own;
  const roomKw = dischargeKw > NOTHING_KW ? 0 : own.maxChargeKw - chargeKw;
  const fedKw = Math.min(dischargeKw, slot.exportKw);
  const sunKw = Math.max(0, Math.min(roomKw, slot.exportKw + slot.curtailedKw));
  const gridKw = isSunOnly(own, slot) ? 0 : Math.min(roomKw - sunKw, importRoomKwh(slot) / hours);
  return [
    { at, energyKwh: sunKw * hours * charge, perKwh: slot.feedInPricePerKwh / charge },
    { at, energyKwh: gridKw * hours * charge, perKwh: slot.importPricePerKwh / charge },
    { at, energyKwh: (fedKw * hours) / discharge, perKwh: (slot.feedInPricePerKwh - wear) * discharge },
    {
      at,
      energyKwh: ((dischargeKw - fedKw) * hours) / discharge,
      perKwh: (slot.importPricePerKwh - wear) * discharge,
    },
  ].filter(({ energyKwh }) => energyKwh > NOTHING_KWH);
}

/** The import that the battery could replace, kW. */
export function servable(own: PlanBattery, slot: PlanSlot): number {
  if (!servesHouseholdOnly(own)) return slot.importKw;
  const given = slot.batteries.reduce((sum, { dischargeKw }) => sum + dischargeKw, 0);
  const loadsKw = (slot.loads ?? []).reduce((sum, { powerKw }) => sum + powerKw, slot.loadKw);
  return Math.min(slot.importKw, Math.max(0, loadsKw - slot.pvKw - given));
}

/** What may still be exported, kW. */
export function exportRoomKw(slot: PlanSlot): number {
  return Math.max(0, (slot.exportLimitKw ?? Number.POSITIVE_INFINITY) - slot.exportKw);
}

function importRoomKwh(slot: PlanSlot): number {
  return Math.max(0, (slot.importLimitKw ?? Number.POSITIVE_INFINITY) - slot.importKw) * slotHours(slot);
}

/** For sorting steps. */
export function cheapestFirst(a: Step, b: Step): number {
  return a.perKwh - b.perKwh;
}
