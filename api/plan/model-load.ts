import type { PlanFlexibleLoad } from '../house/index.ts';
import { leastLoadKw, loadBlocks, loadWindow, shareWithin } from './loads.ts';
import type { ModelDraft } from './model.ts';
import { addMinimum, type CarSlotColumns } from './model-car.ts';
import type { Term } from './problem.ts';
import { WEIGHTS } from './weights.ts';

/** A flexible load with its columns, one entry for each slot; `null` outside its window. */
export interface LoadColumns {
  load: PlanFlexibleLoad;
  slots: (CarSlotColumns | null)[];
  /** Where it runs in one block: the 0/1 column of each start with the slot that begins. */
  starts: { column: number; index: number }[];
}

/** Adds a flexible load: its energy within its window, at its power, with or without pauses. */
export function addLoad(draft: ModelDraft, load: PlanFlexibleLoad): LoadColumns {
  return load.interruptible
    ? { load, slots: addPortions(draft, load), starts: [] }
    : { load, ...addBlock(draft, load) };
}

/** Asks for an energy, or for as much of it as there is time for; returns the column for what is not had of it. */
function addNeed({ problem, goals }: ModelDraft, needKwh: number, energy: readonly Term[]): number {
  const missing = problem.column(0, needKwh, 0);
  goals.add('LOAD', 0, missing, 1, WEIGHTS.load);
  problem.atLeast(needKwh, [...energy, [missing, 1]]);
  return missing;
}

function addPortions(draft: ModelDraft, load: PlanFlexibleLoad): LoadColumns['slots'] {
  const { problem, input } = draft;
  const window = loadWindow(load, input);
  const slots = draft.slots.map((slot, index): CarSlotColumns | null => {
    const slotInput = input.slots[index];
    const share = slotInput ? shareWithin(slotInput, window) : 0;
    if (share <= 0) return null;
    const maxKw = load.powerKw * share;
    // It may run for a part of a slot. Only where the sun covers a part of its power does that look cheaper than it is.
    const isPartlySunny = slot.surplusKw > 0 && slot.surplusKw < load.powerKw;
    const leastKw = leastLoadKw(load, slot.hours * share) * share;
    const minKw = isPartlySunny ? Math.min(leastKw, maxKw) : 0;
    const power = problem.column(0, maxKw, slot.hours * slot.latePerKwh);
    return { power, on: addMinimum(draft, power, minKw, maxKw), minKw, maxKw, share, sunOnly: false };
  });
  const counted = slots.flatMap((columns, index) => {
    const hours = draft.slots[index]?.hours ?? 0;
    return columns
      ? [{ ...columns, hours, minKwh: hours * columns.minKw, maxKwh: hours * columns.maxKw }]
      : [];
  });
  const energy = counted.map(({ power, hours }): Term => [power, hours]);
  const possibleKwh = counted.reduce((sum, { maxKwh }) => sum + maxKwh, 0);
  const needKwh = Math.min(load.energyKwh, possibleKwh);
  problem.atMost(load.energyKwh, energy);
  const missing = addNeed(draft, needKwh, energy);
  draft.countings.push({
    slots: counted.map(({ on, power, hours, minKwh, maxKwh }) => ({ on, power, hours, minKwh, maxKwh })),
    needKwh,
    missing,
    roomKwh: load.energyKwh,
  });
  return slots;
}

/** One 0/1 column for each start: the power of every slot is that of the start that is chosen. */
function addBlock(draft: ModelDraft, load: PlanFlexibleLoad): Omit<LoadColumns, 'load'> {
  const { problem, switches } = draft;
  const starts = loadBlocks(load, draft.input).map((block) => ({ ...block, column: problem.binary() }));
  const group = starts.map(({ column }) => column);
  problem.atMost(
    1,
    group.map((column): Term => [column, 1]),
  );
  addNeed(
    draft,
    Math.max(0, ...starts.map(({ energyKwh }) => energyKwh)),
    starts.map(({ column, energyKwh }): Term => [column, energyKwh]),
  );
  for (const column of group) switches.push({ kind: 'START', column, group, powerKw: load.powerKw });
  const slots = draft.slots.map((slot, index): CarSlotColumns | null => {
    const running = starts.filter(({ powerKw }) => (powerKw[index] ?? 0) > 0);
    if (running.length === 0) return null;
    const maxKw = Math.max(...running.map(({ powerKw }) => powerKw[index] ?? 0));
    const power = problem.column(0, maxKw, slot.hours * slot.latePerKwh);
    const runs = running.map(({ column, powerKw }): Term => [column, powerKw[index] ?? 0]);
    problem.equal(0, [[power, 1], ...runs.map(([column, powerKw]): Term => [column, -powerKw])]);
    return { power, on: null, minKw: 0, maxKw, share: 1, sunOnly: false, runs };
  });
  return {
    slots,
    starts: starts.map(({ column, powerKw }) => ({ column, index: powerKw.findIndex((power) => power > 0) })),
  };
}
