import type { PlanInput } from '../house/index.ts';
import { checkInput, type PlanInputProblem } from './check-input.ts';
import { MOST_SLOTS } from './check-shape.ts';

/**
 * What is left of a faulty input when everything that has a problem is taken out: faulty devices and peak prices, and the
 * horizon from its first faulty slot on. Scenarios are left out too.
 */
export function withoutProblems(input: PlanInput, problems: readonly PlanInputProblem[]): PlanInput {
  const left = without(Object(input), problems);
  // Values are looked at only once every list is one, and slots only follow each other where none is missing.
  const more = checkInput(left).filter(({ part }) => part !== 'INPUT');
  return more.length > 0 ? withoutProblems(left, more) : left;
}

function without(input: PlanInput, problems: readonly PlanInputProblem[]): PlanInput {
  const isFaulty = (part: PlanInputProblem['part'], index: number) =>
    problems.some((problem) => problem.part === part && problem.index === index);
  const sound = <T>(list: T[], part: PlanInputProblem['part']) =>
    listOf(list).filter((_, index) => !isFaulty(part, index));
  const planned = listOf(input.slots).slice(0, MOST_SLOTS);
  const firstFaulty = planned.findIndex((_, index) => isFaulty('SLOT', index));
  const usable = firstFaulty < 0 ? planned : planned.slice(0, firstFaulty);
  return {
    ...input,
    computedAt: Number.isFinite(input.computedAt) ? input.computedAt : (usable[0]?.start ?? 0),
    slots: usable,
    batteries: sound(input.batteries, 'BATTERY'),
    cars: sound(input.cars, 'CAR'),
    ...(input.loads !== undefined && { loads: sound(input.loads, 'LOAD') }),
    ...(input.peakPrices !== undefined && { peakPrices: sound(input.peakPrices, 'PEAK_PRICE') }),
    ...(input.fixed !== undefined && { fixed: sound(input.fixed, 'FIXED') }),
    ...(input.quietHours !== undefined && { quietHours: sound(input.quietHours, 'QUIET_HOURS') }),
    ...(input.waiting !== undefined && { waiting: sound(input.waiting, 'WAITING') }),
    ...(input.forced !== undefined && { forced: sound(input.forced, 'FORCED') }),
    ...(problems.some(({ field }) => field === 'co2PricePerTonne') && { co2PricePerTonne: 0 }),
    ...(problems.some(({ field }) => field === 'preferenceCost') && { preferenceCost: 0 }),
    scenarios: [],
    spread: [],
  };
}

/** A list, or an empty one where something else was given. */
export function listOf<T>(list: T[] | undefined): T[] {
  return Array.isArray(list) ? list : [];
}
