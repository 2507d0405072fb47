import type { PlanFlexibleLoad, PlanInput } from '../house/index.ts';
import { type Choice, take } from './fallback-take.ts';
import { type LoadBlock, leastLoadKw, loadBlocks, loadWindow, shareWithin } from './loads.ts';
import { importPriceWithCo2, slotHours, surplusKw } from './physics.ts';
import { WEIGHTS } from './weights.ts';

/** Powers by slot and flexible load: each where its energy costs least with what cars and those before it leave. */
export function allocateLoads(input: PlanInput, carKw: readonly (readonly number[])[]): number[][] {
  const takenKw = carKw.map((powers) => powers.reduce((sum, power) => sum + power, 0));
  const perLoad = (input.loads ?? []).map((load) => {
    const powers = load.interruptible
      ? loadPortions(input, load, takenKw)
      : cheapestBlock(input, load, takenKw);
    powers.forEach((power, index) => {
      takenKw[index] = (takenKw[index] ?? 0) + power;
    });
    return powers;
  });
  return input.slots.map((_, index) => perLoad.map((powers) => powers[index] ?? 0));
}

function loadPortions(input: PlanInput, load: PlanFlexibleLoad, takenKw: readonly number[]): number[] {
  const window = loadWindow(load, input);
  const choices = input.slots.flatMap((slot, index): Choice[] => {
    const share = shareWithin(slot, window);
    if (share <= 0) return [];
    const leftKw = surplusKw(slot) - (takenKw[index] ?? 0);
    const sunKw = Math.max(0, leftKw);
    return [
      {
        index,
        hours: slotHours(slot),
        leastKw: leastLoadKw(load, slotHours(slot) * share) * share,
        mostKw: Math.min(load.powerKw * share, (slot.importLimitKw ?? Number.POSITIVE_INFINITY) + leftKw),
        sunKw,
        price: sunKw >= load.powerKw ? slot.feedInPricePerKwh : importPriceWithCo2(input, slot),
        paidForKw: Number.POSITIVE_INFINITY,
        tooDear: false,
      },
    ];
  });
  const powers = input.slots.map(() => 0);
  const byPrice = choices.toSorted((a, b) => a.price - b.price || a.index - b.index);
  take(powers, choices, byPrice, load.energyKwh, load.energyKwh);
  return powers;
}

function cheapestBlock(input: PlanInput, load: PlanFlexibleLoad, takenKw: readonly number[]): number[] {
  const costOf = ({ powerKw }: LoadBlock) =>
    input.slots.reduce((sum, slot, index) => {
      const power = powerKw[index] ?? 0;
      const leftKw = surplusKw(slot) - (takenKw[index] ?? 0);
      const sunKw = Math.min(power, Math.max(0, leftKw));
      const aboveKw = Math.max(0, power - leftKw - (slot.importLimitKw ?? Number.POSITIVE_INFINITY));
      const price =
        sunKw * slot.feedInPricePerKwh +
        (power - sunKw) * importPriceWithCo2(input, slot) +
        aboveKw * WEIGHTS.importLimit;
      return sum + slotHours(slot) * price;
    }, 0);
  const [first, ...others] = loadBlocks(load, input).map((block) => ({ block, cost: costOf(block) }));
  return (
    others.reduce((best, other) => (best && other.cost < best.cost ? other : best), first)?.block.powerKw ??
    []
  );
}
