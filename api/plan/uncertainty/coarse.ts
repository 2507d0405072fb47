import { HOUR_MS, type PlanInput, type PlanScenario, type PlanSlotInput } from '../../house/index.ts';
import { slotHours } from '../physics.ts';

/** So far ahead slots stay as they are; what follows is planned anew long before it comes. */
const FINE_MS = 4 * HOUR_MS;

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
  const fineUntil = (input.slots[0]?.start ?? 0) + FINE_MS;
  const hours: PlanSlotInput[][] = [];
  for (const slot of input.slots) {
    const last = hours.at(-1);
    const startsHour = slot.start < fineUntil || slot.start % HOUR_MS === 0;
    if (startsHour || !last) hours.push([slot]);
    else last.push(slot);
  }
  return { ...input, slots: hours.map(merged) };
}

/** One slot for several that follow each other, with the means of what varies. */
function merged(slots: readonly PlanSlotInput[]): PlanSlotInput {
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
