import type { ModelDraft } from './model.ts';
import type { BatterySlotColumns } from './model-battery.ts';
import { WEIGHTS } from './weights.ts';

/** Adds the minimum of a battery that begins below it: each kWh of falling further counts, and so does each hour below. */
export function addMinimumSoc(
  draft: ModelDraft,
  battery: BatterySlotColumns[],
  startKwh: number,
  minKwh: number,
): void {
  const { problem, slots, goals } = draft;
  let previous: number | null = null;
  battery.forEach((own, index) => {
    const hours = slots[index]?.hours ?? 0;
    const below: number = problem.column(0, Number.POSITIVE_INFINITY, 0);
    own.belowMinKwh = below;
    const fall = problem.column(0, Number.POSITIVE_INFINITY, 0);
    goals.add('MIN_SOC', 0, fall, 1, WEIGHTS.minSocFall);
    goals.add('MIN_SOC', 0, below, hours, WEIGHTS.minSocPull);
    problem.atLeast(minKwh, [
      [own.stored, 1],
      [below, 1],
    ]);
    problem.atMost(previous === null ? minKwh - startKwh : 0, [
      [below, 1],
      [fall, -1],
      ...(previous === null ? [] : ([[previous, -1]] as const)),
    ]);
    previous = below;
  });
  if (isFallTempting(draft)) addFilling(draft, battery, minKwh - startKwh);
}

/** Whether falling would keep an import within its limit, which comes before the minimum in importance. */
function isFallTempting({ input, slots }: ModelDraft): boolean {
  const isMade = (input.fixed ?? []).length > 0 || (input.forced ?? []).length > 0;
  return input.slots.some(
    ({ importLimitKw }, index) =>
      importLimitKw !== null && (isMade || -(slots[index]?.surplusKw ?? 0) > importLimitKw),
  );
}

/** A store gives nothing before it has reached its minimum once, and stays above from then on. */
function addFilling({ problem, switches }: ModelDraft, battery: BatterySlotColumns[], lackKwh: number): void {
  let wasReached: number | null = null;
  for (const { discharge, mostGivenKw, belowMinKwh = 0 } of battery) {
    if (mostGivenKw > 0)
      problem.atMost(0, [
        [discharge, 1],
        ...(wasReached === null ? [] : [[wasReached, -mostGivenKw] as const]),
      ]);
    const reached = problem.binary();
    if (wasReached !== null)
      problem.atMost(0, [
        [wasReached, 1],
        [reached, -1],
      ]);
    problem.atMost(lackKwh, [
      [belowMinKwh, 1],
      [reached, lackKwh],
    ]);
    switches.push({ kind: 'RESERVE', column: reached, belowKwh: belowMinKwh, fallen: [] });
    wasReached = reached;
  }
}
