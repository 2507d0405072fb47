import type { Plan, PlanInput } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import type { Report } from './verify.ts';

/** Less than this is rounding, kW. */
const NEGLIGIBLE_KW = 1e-4;

/** Checks the flexible loads: within their window and power, no more than their energy, in one block where they must. */
export function checkLoads(input: PlanInput, plan: Plan, reporter: (slot: number | null) => Report): void {
  for (const [at, load] of (input.loads ?? []).entries()) {
    const { id } = load;
    let hadKwh = 0;
    const shares = plan.slots.map((slot, index) => {
      const flow = slot.loads?.[at];
      const report = reporter(index);
      if (!flow) {
        report('SLOTS', 1, id);
        return 0;
      }
      const from = Math.max(slot.start, load.earliest ?? slot.start);
      const until = Math.min(slot.end, load.latest ?? slot.end);
      const share = Math.max(0, until - from) / (slot.end - slot.start);
      report('NEGATIVE', -flow.powerKw, id);
      report('LOAD_WINDOW', flow.powerKw - load.powerKw * share, id);
      hadKwh += (flow.powerKw * (slot.end - slot.start)) / HOUR_MS;
      report('STORE', Math.abs(hadKwh - flow.energyKwh), id);
      return share > 0 ? flow.powerKw / (load.powerKw * share) : 0;
    });
    const report = reporter(null);
    report('CORRIDOR', hadKwh - load.energyKwh, id);
    if (load.interruptible) continue;
    const first = shares.findIndex((share) => share > NEGLIGIBLE_KW);
    const last = shares.findLastIndex((share) => share > NEGLIGIBLE_KW);
    for (let index = first; index < last; index += 1) {
      // Begun within a slot, it runs to that slot's end.
      reporter(index)('LOAD_BLOCK', index > first ? 1 - (shares[index] ?? 0) : 0, id);
    }
  }
}
