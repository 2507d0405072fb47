import { HOUR_MS, type PlanInput, type PlanScenario, type PlanSlotInput } from '../../house/index.ts';
import { slotHours } from '../physics.ts';

/** So far ahead slots stay as they are; what follows is planned anew long before it comes. */
const FINE_HOURS = 4;

/** The plan's input if load and PV come as in a scenario. */
export function inScenario(input: PlanInput, { loadKw, pvKw }: PlanScenario): PlanInput {
  return {
    ...input,
    slots: input.slots.map((slot, index) => ({
      ...slot,
      loadKw: loadKw[index] ?? slot.loadKw,
      pvKw: pvKw[index] ?? slot.pvKw,
    })),
  };
}

/**
 * The same with whole hours for slots once it is a few hours ahead: what
 * a first hour leads to is seen as well, several times faster.
 */
export function coarseInput(mean: PlanInput, scenario: PlanScenario): PlanInput {
  const input = inScenario(mean, scenario);
  return { ...input, slots: groupByHour(input.slots, (slot) => slot, FINE_HOURS).map(merged) };
}

/** Puts what belongs to slots of the same hour together once it is `fineHours` ahead. */
export function groupByHour<Part>(
  parts: readonly Part[],
  slotOf: (part: Part) => PlanSlotInput,
  fineHours: number,
): Part[][] {
  const first = parts[0];
  const fineUntil = (first ? slotOf(first).start : 0) + fineHours * HOUR_MS;
  const hours: Part[][] = [];
  for (const part of parts) {
    const last = hours.at(-1);
    const { start } = slotOf(part);
    if (!last || start < fineUntil || start % HOUR_MS === 0) hours.push([part]);
    else last.push(part);
  }
  return hours;
}

/** One slot for several that follow each other, with the means of what varies. */
export function merged(slots: readonly PlanSlotInput[]): PlanSlotInput {
  const [first, last] = [slots[0], slots.at(-1)];
  if (!first || !last) throw new RangeError('there is no slot to merge');
  const hours = slots.reduce((sum, slot) => sum + slotHours(slot), 0);
  const mean = (value: (slot: PlanSlotInput) => number) =>
    slots.reduce((sum, slot) => sum + value(slot) * slotHours(slot), 0) / hours;
  return {
    ...first,
    end: last.end,
    importPricePerKwh: mean((slot) => slot.importPricePerKwh),
    feedInPricePerKwh: mean((slot) => slot.feedInPricePerKwh),
    pvKw: mean((slot) => slot.pvKw),
    loadKw: mean((slot) => slot.loadKw),
  };
}
