import type { PlanBatteryMode, PlanFixed, PlanInput, PlanSlotInput } from '../house/index.ts';
import type { ModelDraft } from './model.ts';
import type { BatteryColumns } from './model-battery.ts';
import { type CarColumns, elsewhereOf } from './model-car.ts';
import { slotHours, storedKwh, surplusKw } from './physics.ts';
import type { Term } from './problem.ts';

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
 * Rows that keep a plan within what people decided: charging at full power until it is full, otherwise nothing from the
 * grid, and of a held battery nothing at all. Every one of them can be met whatever else the plan does.
 */
export function addFixed(
  draft: ModelDraft,
  batteries: readonly BatteryColumns[],
  cars: readonly CarColumns[],
): void {
  const { fixed = [] } = draft.input;
  if (fixed.length === 0) return;
  for (const columns of batteries) fixBattery(draft, columns);
  for (const columns of cars) fixCar(draft, columns);
}

function fixBattery(draft: ModelDraft, { battery, slots }: BatteryColumns): void {
  const { input, problem } = draft;
  const fullKwh = storedKwh(battery, battery.maxSocPercent);
  input.slots.forEach((slot, index) => {
    const columns = slots[index];
    const action = fixedAction(input, battery.id, slot);
    if (!columns || !action) return;
    if (action !== 'RELEASE') problem.atMost(0, [[columns.discharge, 1]]);
    if (action !== 'CHARGE') problem.atMost(Math.max(0, surplusKw(slot)), [[columns.charge, 1]]);
    else if (!columns.sunOnly && battery.taper.length <= 1)
      chargeUntilFull(draft, columns.charge, columns.maxChargeKw, [[columns.stored, 1]], fullKwh);
  });
}

function fixCar(draft: ModelDraft, columns: CarColumns): void {
  const { input, problem } = draft;
  const { car, course, stays, slots } = columns;
  const charged: Term[] = [];
  let last: { stay: number; full: number; room: number } | null = null;
  input.slots.forEach((slot, index) => {
    const own = slots[index];
    const action = fixedAction(input, car.id, slot);
    const presence = course.presence[index];
    if (!own || !presence) return;
    if (action === 'CHARGE' && !own.sunOnly && car.taper.length <= 1 && course.startKwh !== null) {
      // Of an interrupted last slot the rest is left to the plan: a car charges at its minimum or not at all.
      const room = (course.stays[presence.stay]?.roomKwh ?? 0) - own.maxKw * slotHours(slot);
      const before = [...charged, ...elsewhereOf(stays.slice(0, presence.stay))];
      if (room >= 0) {
        const full = chargeUntilFull(draft, own.power, own.maxKw, before, room);
        // Who was full stays full as long as nothing is used; that decides many slots at once.
        if (last?.stay === presence.stay && room <= last.room)
          problem.atMost(0, [
            [last.full, 1],
            [full, -1],
          ]);
        last = { stay: presence.stay, full, room };
      }
    } else if (action && action !== 'CHARGE') {
      const fromSunKw = Math.max(0, surplusKw(slot));
      problem.atMost(fromSunKw >= own.minKw ? fromSunKw : 0, [[own.power, 1]]);
    }
    charged.push([own.power, slotHours(slot)]);
  });
}

/**
 * At full power, but for where so much is in.
 *
 * @returns the 0/1 column that says so
 */
function chargeUntilFull(
  { problem, switches }: ModelDraft,
  power: number,
  maxKw: number,
  filled: readonly Term[],
  fullKwh: number,
): number {
  const full = problem.binary();
  problem.atLeast(maxKw, [
    [power, 1],
    [full, maxKw],
  ]);
  problem.atLeast(0, [...filled, [full, -fullKwh]]);
  switches.push({ kind: 'FULL', column: full, power, maxKw, filled, fullKwh });
  return full;
}
