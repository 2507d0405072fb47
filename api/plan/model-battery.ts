import type { PlanBattery } from '../house/index.ts';
import type { ModelDraft } from './model.ts';
import type { CarColumns } from './model-car.ts';
import { addMinimumSoc } from './model-minimum.ts';
import { addReserve } from './model-reserve.ts';
import { isSunOnly, storedKwh, taperLines } from './physics.ts';
import { PREFERENCES } from './weights.ts';

/** A battery's columns in one slot: AC powers in kW, `stored` in kWh at the slot's end. */
export interface BatterySlotColumns {
  charge: number;
  discharge: number;
  stored: number;
  /** The row that carries the store from slot to slot; its dual is the worth of a stored kWh, negated. */
  storeRow: number;
  /** How much the slot ends above the corridor; only where the battery starts above it. */
  aboveKwh?: number;
  /** How much it lacks of its minimum at the slot's end; only where the battery starts below it. */
  belowMinKwh?: number;
  /** How much it lacks of the reserve at the slot's end; only where there is one. */
  belowReserveKwh?: number;
  maxChargeKw: number;
  maxDischargeKw: number;
  /** No more than this is ever wanted of it. */
  mostGivenKw: number;
  sunOnly: boolean;
}

/** A battery with its columns, one entry for each slot. */
export interface BatteryColumns {
  battery: PlanBattery;
  slots: BatterySlotColumns[];
}

/**
 * Adds a battery: losses, power limits, corridor, reserve, taper, wear and end value.
 *
 * @param served what it may serve beside the household's fixed load
 */
export function addBattery(
  draft: ModelDraft,
  battery: PlanBattery,
  served: Pick<CarColumns, 'slots'>[],
): BatteryColumns {
  const { problem, input } = draft;
  const startKwh = storedKwh(battery, battery.socPercent);
  const minKwh = storedKwh(battery, battery.minSocPercent);
  const maxKwh = storedKwh(battery, battery.maxSocPercent);
  const chargeLimitKw = Math.min(battery.maxChargeKw, battery.taper[0]?.powerKw ?? battery.maxChargeKw);
  let previous: number | null = null;

  const slots = draft.slots.map((slot, index): BatterySlotColumns => {
    const slotInput = input.slots[index];
    const sunOnly = slotInput === undefined || isSunOnly(battery, slotInput);
    const servedKw = served.reduce((sum, { slots: own }) => sum + (own[index]?.maxKw ?? 0), 0);
    const maxChargeKw = sunOnly && slot.surplusKw <= 0 ? 0 : chargeLimitKw;
    const servableKw = battery.canFeedGrid ? Number.POSITIVE_INFINITY : servedKw - slot.surplusKw;
    const maxDischargeKw = servableKw <= 0 ? 0 : battery.maxDischargeKw;
    const mostGivenKw = Math.min(maxDischargeKw, Math.max(0, servableKw));
    const { latePerKwh } = slot;
    const charge = problem.column(0, maxChargeKw, slot.hours * (PREFERENCES.throughput + latePerKwh));
    const discharge = problem.column(
      0,
      maxDischargeKw,
      slot.hours * (battery.wearCostPerKwh + PREFERENCES.throughput + latePerKwh),
    );
    const stored = problem.column(Math.min(minKwh, startKwh), Math.max(maxKwh, startKwh), 0);
    const storeRow: number = problem.equal(previous === null ? startKwh : 0, [
      [stored, 1],
      [charge, -slot.hours * battery.chargeEfficiency],
      [discharge, slot.hours / battery.dischargeEfficiency],
      ...(previous === null ? [] : ([[previous, -1]] as const)),
    ]);
    if (maxChargeKw > 0) addTaper(draft, battery, charge, stored);
    previous = stored;
    return { charge, discharge, stored, storeRow, maxChargeKw, maxDischargeKw, mostGivenKw, sunOnly };
  });

  const last = slots.at(-1);
  if (last) problem.addCost(last.stored, -battery.endValuePerKwh);
  if (startKwh < minKwh) addMinimumSoc(draft, slots, startKwh, minKwh);
  if (battery.reserveSocPercent > battery.minSocPercent) addReserve(draft, battery, slots);
  if (startKwh > maxKwh) addCeiling(draft, slots, startKwh, maxKwh);
  return { battery, slots };
}

/**
 * What has left the band above the corridor does not come back: the store may end a slot above only where it ended the
 * one before above, and did not charge.
 */
function addCeiling(
  { problem, slots, switches }: ModelDraft,
  battery: BatterySlotColumns[],
  startKwh: number,
  maxKwh: number,
): void {
  const mostKwh = startKwh - maxKwh;
  let previous: number | null = null;
  let wasAbove: number | null = null;
  battery.forEach((columns, index) => {
    const { charge, stored, maxChargeKw } = columns;
    const hours = slots[index]?.hours ?? 0;
    const aboveKwh: number = problem.column(0, mostKwh, hours * PREFERENCES.above);
    problem.atMost(maxKwh, [
      [stored, 1],
      [aboveKwh, -1],
    ]);
    if (previous !== null) {
      problem.atMost(0, [
        [aboveKwh, 1],
        [previous, -1],
      ]);
    }
    if (maxChargeKw > 0) {
      const isAbove = problem.binary();
      problem.atMost(0, [
        [aboveKwh, 1],
        [isAbove, -mostKwh],
      ]);
      problem.atMost(maxChargeKw, [
        [charge, 1],
        [isAbove, maxChargeKw],
      ]);
      if (wasAbove !== null) {
        problem.atMost(0, [
          [isAbove, 1],
          [wasAbove, -1],
        ]);
      }
      wasAbove = isAbove;
      switches.push({ kind: 'ABOVE', column: isAbove, charge, aboveKwh });
    }
    columns.aboveKwh = aboveKwh;
    previous = aboveKwh;
  });
}

function addTaper({ problem }: ModelDraft, battery: PlanBattery, charge: number, stored: number): void {
  for (const { atZeroKw, slopeKwPerPercent } of taperLines(battery.taper)) {
    if (slopeKwPerPercent <= 0) continue;
    problem.atMost(atZeroKw, [
      [charge, 1],
      [stored, (slopeKwPerPercent * 100) / battery.capacityKwh],
    ]);
  }
}
