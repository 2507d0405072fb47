import type { PlanBattery, PlanSlot } from '../house/index.ts';
import { isSunOnly, servesHouseholdOnly, slotHours, storedKwh as storedAt } from './physics.ts';

/** A slot of a plan, with or without its reason. */
export type SlotFlow = Omit<PlanSlot, 'reason'>;

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

/** Where the store could give more or take less; energies in the store, what that earns for each kWh of it. */
export function lessSteps(own: PlanBattery, slot: SlotFlow, at: number, battery: number): Step[] {
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
export function moreSteps(own: PlanBattery, slot: SlotFlow, at: number, battery: number): Step[] {
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
export function servable(own: PlanBattery, slot: SlotFlow): number {
  if (!servesHouseholdOnly(own)) return slot.importKw;
  const given = slot.batteries.reduce((sum, { dischargeKw }) => sum + dischargeKw, 0);
  const loadsKw = (slot.loads ?? []).reduce((sum, { powerKw }) => sum + powerKw, slot.loadKw);
  return Math.min(slot.importKw, Math.max(0, loadsKw - slot.pvKw - given));
}

/** What may still be exported, kW. */
export function exportRoomKw(slot: SlotFlow): number {
  return Math.max(0, (slot.exportLimitKw ?? Number.POSITIVE_INFINITY) - slot.exportKw);
}

/** What may still be imported, kWh. */
export function importRoomKwh(slot: SlotFlow): number {
  return Math.max(0, (slot.importLimitKw ?? Number.POSITIVE_INFINITY) - slot.importKw) * slotHours(slot);
}

/** How much more or less the store could hold after each slot. */
export function roomAfter(
  own: PlanBattery,
  flows: readonly SlotFlow[],
  battery: number,
  more: boolean,
): number[] {
  const most = storedAt(own, own.maxSocPercent);
  const least = storedAt(own, Math.max(own.minSocPercent, own.reserveSocPercent));
  return flows.map((slot) => {
    const kwh = storedAt(own, slot.batteries[battery]?.socPercent ?? 0);
    return Math.max(0, more ? most - kwh : kwh - least);
  });
}

/** For sorting steps. */
export function cheapestFirst(a: Step, b: Step): number {
  return a.perKwh - b.perKwh;
}
