import type { PlanBatteryMode, PlanFixed, PlanInput, PlanSlotInput } from '../house/index.ts';
import type { BatteryColumns } from './model-battery.ts';
import type { CarColumns } from './model-car.ts';
import { slotHours, storedKwh, surplusKw } from './physics.ts';
import type { ProblemBuilder } from './problem.ts';

/** What a person decided for a device in a slot; of several the last. */
export function fixedAction(input: PlanInput, id: string, slot: PlanSlotInput): PlanFixed['action'] | null {
  const running = (input.fixed ?? []).filter(
    (fixed) => fixed.id === id && fixed.start < slot.end && fixed.end > slot.start,
  );
  return running.at(-1)?.action ?? null;
}

const MODES: Record<PlanFixed['action'], PlanBatteryMode> = {
  CHARGE: 'CHARGE',
  HOLD: 'HOLD',
  RELEASE: 'NORMAL',
};

/** The mode that a person chose for the battery in a slot; `null` = nobody did. */
export function fixedMode(input: PlanInput, id: string, slot: PlanSlotInput): PlanBatteryMode | null {
  const action = fixedAction(input, id, slot);
  return action && MODES[action];
}

/**
 * Rows that keep a plan within what people decided: charging at full power as long as there is room, otherwise nothing
 * from the grid, and of a held battery nothing at all. Every one of them can be met whatever else the plan does.
 */
export function addFixed(
  input: PlanInput,
  problem: ProblemBuilder,
  batteries: readonly BatteryColumns[],
  cars: readonly CarColumns[],
): void {
  if (!input.fixed || input.fixed.length === 0) return;
  for (const columns of batteries) fixBattery(input, problem, columns);
  for (const columns of cars) fixCar(input, problem, columns);
}

function fixBattery(input: PlanInput, problem: ProblemBuilder, { battery, slots }: BatteryColumns): void {
  const { id, chargeEfficiency, maxSocPercent, socPercent } = battery;
  let roomKwh = Math.max(0, storedKwh(battery, maxSocPercent) - storedKwh(battery, socPercent));
  input.slots.forEach((slot, index) => {
    const columns = slots[index];
    const action = fixedAction(input, id, slot);
    if (!columns || !action) return;
    if (action !== 'RELEASE') problem.atMost(0, [[columns.discharge, 1]]);
    const fromSunKw = Math.max(0, surplusKw(slot));
    if (action !== 'CHARGE') {
      problem.atMost(fromSunKw, [[columns.charge, 1]]);
      return;
    }
    if (columns.sunOnly || battery.taper.length > 1) return;
    const chargeKw = Math.min(columns.maxChargeKw, roomKwh / chargeEfficiency / slotHours(slot));
    problem.atLeast(chargeKw, [[columns.charge, 1]]);
    roomKwh -= chargeKw * chargeEfficiency * slotHours(slot);
  });
}

function fixCar(input: PlanInput, problem: ProblemBuilder, { car, slots }: CarColumns): void {
  const { socPercent, capacityKwh, limitSocPercent, chargeEfficiency } = car;
  const knows = socPercent !== null && capacityKwh !== null;
  let roomKwh = knows
    ? (Math.max(0, (limitSocPercent ?? 100) - socPercent) / 100) * (capacityKwh / chargeEfficiency)
    : 0;
  input.slots.forEach((slot, index) => {
    const columns = slots[index];
    const action = fixedAction(input, car.id, slot);
    if (!columns || !action) return;
    const fromSunKw = Math.max(0, surplusKw(slot));
    if (action !== 'CHARGE') {
      problem.atMost(fromSunKw >= columns.minKw ? fromSunKw : 0, [[columns.power, 1]]);
      return;
    }
    // Of an interrupted last slot the rest is left to the plan: a car charges at its minimum or not at all.
    const energyKwh = columns.maxKw * slotHours(slot);
    if (columns.sunOnly || car.taper.length > 1 || energyKwh > roomKwh) return;
    problem.atLeast(columns.maxKw, [[columns.power, 1]]);
    roomKwh -= energyKwh;
  });
}
