import type { PlanInput } from '../house/index.ts';
import type { BatteryColumns } from './model-battery.ts';
import type { CarColumns } from './model-car.ts';
import type { ProblemBuilder } from './problem.ts';

/** As close to what is forced as the solver can tell, kW. */
const EXACT_KW = 1e-6;

/** Rows that make devices do what they are made to; a device that cannot do it at all makes the model infeasible. */
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
    hold(problem, battery?.charge ?? car?.power, chargeKw);
    hold(problem, battery?.discharge, dischargeKw);
  }
}

function hold(problem: ProblemBuilder, column: number | undefined, kw: number | null): void {
  if (column === undefined || kw === null) return;
  problem.atMost(kw + EXACT_KW, [[column, 1]]);
  problem.atLeast(Math.max(0, kw - EXACT_KW), [[column, 1]]);
}
