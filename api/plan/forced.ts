import type { PlanInput } from '../house/index.ts';
import type { BatteryColumns } from './model-battery.ts';
import type { CarColumns } from './model-car.ts';
import type { ProblemBuilder, Term } from './problem.ts';

/** As close to what is forced as the solver can tell, kW. */
const EXACT_KW = 1e-6;

/**
 * Rows that make devices do what they are made to. What cannot be done at all, by this device or in this slot, makes the
 * model infeasible.
 */
export function addForced(
  input: PlanInput,
  problem: ProblemBuilder,
  batteries: readonly BatteryColumns[],
  cars: readonly CarColumns[],
): void {
  for (const { id, start, chargeKw, dischargeKw } of input.forced ?? []) {
    const at = input.slots.findIndex((slot) => slot.start === start);
    const battery = batteries.find((columns) => columns.battery.id === id)?.slots[at];
    const car = cars.find((columns) => columns.car.id === id)?.slots[at];
    // Where both at once would not pay, no other row forbids it.
    const isBoth = (chargeKw ?? 0) > 0 && (dischargeKw ?? 0) > 0;
    hold(problem, isBoth ? undefined : (battery?.charge ?? car?.power), chargeKw);
    hold(problem, battery?.discharge, dischargeKw);
  }
}

/** Without a column there is nothing that could give the power. */
function hold(problem: ProblemBuilder, column: number | undefined, kw: number | null): void {
  if (kw === null) return;
  const power: readonly Term[] = column === undefined ? [] : [[column, 1]];
  problem.atMost(kw + EXACT_KW, power);
  problem.atLeast(Math.max(0, kw - EXACT_KW), power);
}
