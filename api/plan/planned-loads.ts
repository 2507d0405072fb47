import type { PlanInput, PlanLoadSlot, PlannedLoad, Slot } from '../house/index.ts';
import { slotHours } from './physics.ts';

/** Below this a flow is rounding, kW, and an energy, kWh. */
const NEGLIGIBLE = 1e-6;

/** When each flexible load runs by these flows. */
export function plannedLoads(
  input: Pick<PlanInput, 'slots' | 'loads'>,
  flows: readonly (Slot & { loads?: PlanLoadSlot[] })[],
): PlannedLoad[] {
  return (input.loads ?? []).map(({ id, title, powerKw, energyKwh }, at): PlannedLoad => {
    const runs: Slot[] = [];
    let hadKwh = 0;
    for (const slot of flows) {
      const takenKw = slot.loads?.[at]?.powerKw ?? 0;
      if (takenKw <= NEGLIGIBLE) continue;
      const shareMs = Math.min(1, takenKw / powerKw) * (slot.end - slot.start);
      hadKwh += takenKw * slotHours(slot);
      const last = runs.at(-1);
      // Where it takes less than its power it runs for a part of the slot: at its end if it begins there, else at its beginning.
      if (last && last.end >= slot.start - 1000) last.end = Math.round(slot.start + shareMs);
      else runs.push({ start: Math.round(slot.end - shareMs), end: slot.end });
    }
    return {
      id,
      title,
      runs,
      energyKwh: hadKwh,
      missingKwh: energyKwh - hadKwh > NEGLIGIBLE ? energyKwh - hadKwh : 0,
    };
  });
}
