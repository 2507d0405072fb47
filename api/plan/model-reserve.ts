import type { PlanBattery } from '../house/index.ts';
import type { ModelDraft } from './model.ts';
import type { BatterySlotColumns } from './model-battery.ts';
import { storedKwh } from './physics.ts';
import type { Term } from './problem.ts';
import { WEIGHTS } from './weights.ts';

/**
 * Adds what a battery keeps for the house. How far the store falls below that is given up; so is what it gives before it
 * has reached it. Each hour below has a small price, so that a reserve is refilled when that is cheap.
 */
export function addReserve(draft: ModelDraft, battery: PlanBattery, columns: BatterySlotColumns[]): void {
  const { problem, goals, slots } = draft;
  const levelKwh = storedKwh(battery, Math.min(battery.reserveSocPercent, battery.maxSocPercent));
  const lackKwh = levelKwh - storedKwh(battery, battery.socPercent);
  const fallenKwh = problem.column(0, Number.POSITIVE_INFINITY, 0);
  goals.add('RESERVE', 0, fallenKwh, 1, WEIGHTS.reserveFall);
  columns.forEach((own, index) => {
    const hours = slots[index]?.hours ?? 0;
    const belowKwh = problem.column(0, levelKwh, hours * WEIGHTS.reservePull);
    own.belowReserveKwh = belowKwh;
    problem.atLeast(levelKwh, [
      [own.stored, 1],
      [belowKwh, 1],
    ]);
    if (lackKwh > 0) return;
    problem.atMost(0, [
      [belowKwh, 1],
      [fallenKwh, -1],
    ]);
  });
  if (lackKwh > 0) addFilling(draft, battery, columns, fallenKwh, lackKwh);
}

/**
 * A store that begins below its reserve gives nothing, or takes from the reserve, before it has reached it once. From then on it
 * stays above, or has fallen.
 */
function addFilling(
  { problem, goals, slots, switches }: ModelDraft,
  { dischargeEfficiency }: PlanBattery,
  columns: readonly BatterySlotColumns[],
  fallenKwh: number,
  lackKwh: number,
): void {
  const takenKwh = problem.column(0, Number.POSITIVE_INFINITY, 0);
  goals.add('RESERVE', 0, takenKwh, 1, WEIGHTS.reserveFall);
  const taken: Term[] = [];
  let wasReached: number | null = null;
  columns.forEach(({ discharge, mostGivenKw, belowReserveKwh = 0 }, index) => {
    if (mostGivenKw > 0) {
      const takenKw = problem.column(0, mostGivenKw, 0);
      taken.push([takenKw, (slots[index]?.hours ?? 0) / dischargeEfficiency]);
      problem.atMost(0, [
        [discharge, 1],
        [takenKw, -1],
        ...(wasReached === null ? [] : [[wasReached, -mostGivenKw] as const]),
      ]);
    }
    const reached = problem.binary();
    if (wasReached !== null) {
      problem.atMost(0, [
        [wasReached, 1],
        [reached, -1],
      ]);
    }
    problem.atMost(lackKwh, [
      [belowReserveKwh, 1],
      [fallenKwh, -1],
      [takenKwh, -1],
      [reached, lackKwh],
    ]);
    switches.push({
      kind: 'RESERVE',
      column: reached,
      belowKwh: belowReserveKwh,
      fallen: [fallenKwh, takenKwh],
    });
    wasReached = reached;
  });
  problem.atMost(0, [...taken, [takenKwh, -1]]);
}
