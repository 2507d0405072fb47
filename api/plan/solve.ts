import type { PlanInput } from '../house/index.ts';
import { dive, fix, release } from './dive.ts';
import { type Highs, type LpSolution, type Model, openModel, solveLp } from './highs.ts';
import { buildModel, type PlanModel } from './model.ts';
import type { Switch } from './switches.ts';
import { PROVEN_GAP } from './weights.ts';

/** A feasible point of the model with what is known about it. */
export interface Solved {
  model: PlanModel;
  values: Float64Array;
  /** Duals of the problem with all switches where they are. */
  duals: Float64Array;
  /** Money, penalties and preferences together. */
  objective: number;
  /** Proven lower bound of the objective. */
  bound: number;
}

/** How a solve is watched and limited. */
export interface SolveOptions {
  /** For the search after the first plan; counts from the start of the solve. */
  timeLimitMs: number;
  /** Called with the first feasible plan unless that is already the last. */
  onFirst?: (first: Solved) => void;
}

/**
 * Finds the cheapest plan: dive for a first one and a bound, then search from there until it is proven within
 * `PROVEN_GAP` or the time is over, then solve once more with all switches pinned for exact flows and duals.
 * Throws if no plan was found, which for a checked input means that the solver is in trouble.
 */
export function solvePlan(highs: Highs, input: PlanInput, options: SolveOptions): Solved {
  const startedAt = performance.now();
  const planModel = buildModel(input);
  const { problem, switches } = planModel;
  const model = openModel(highs, problem);
  try {
    const dived = dive(highs, model, switches);
    if (!dived) throw new Error(`relaxation ended with model status ${model.getModelStatus()}`);
    const first = dived.solution && toSolved(planModel, dived.solution, dived.bound);
    if (first && first.objective - first.bound <= PROVEN_GAP) return first;
    if (first) options.onFirst?.(first);

    const leftMs = Math.max(50, options.timeLimitMs - (performance.now() - startedAt));
    const searched = search(highs, model, planModel, first, leftMs);
    if (!searched) {
      if (first) return first;
      throw new Error(`search ended with model status ${model.getModelStatus()} and no plan`);
    }
    const bound = Math.max(dived.bound, searched.bound);
    const polished = pinAndSolve(highs, model, switches, searched.values);
    if (!polished || (first && first.objective <= polished.objective)) {
      if (first) return { ...first, bound };
      throw new Error('the plan that was found could not be confirmed');
    }
    return toSolved(planModel, polished, bound);
  } finally {
    model.dispose();
  }
}

function toSolved(model: PlanModel, { colValue, rowDual, objective }: LpSolution, bound: number): Solved {
  return { model, values: colValue, duals: rowDual, objective, bound };
}

/** Branch and cut from the first plan; `null` if it ended without any. */
function search(
  highs: Highs,
  model: Model,
  { problem, switches }: PlanModel,
  first: Solved | null,
  timeLimitMs: number,
): { values: Float64Array; bound: number } | null {
  const integer = highs.constants.variableType.integer;
  for (const item of switches) {
    release(model, problem, item);
    model.changeColIntegrality(item.column, integer);
  }
  if (first) model.setSolution({ colValue: first.values });
  model.zeroAllClocks();
  model.options.set({
    presolve: 'off',
    mip_rel_gap: 0,
    mip_abs_gap: PROVEN_GAP,
    time_limit: timeLimitMs / 1000,
  });
  model.run();
  // 2 = a feasible point is there, whatever ended the search.
  if (model.info.get('primal_solution_status') !== 2) return null;
  return { values: model.getSolution().colValue, bound: Number(model.info.get('mip_dual_bound')) };
}

/** Solves with every switch where the search left it: exact flows, preferences to the last, and duals. */
function pinAndSolve(
  highs: Highs,
  model: Model,
  switches: Switch[],
  values: Float64Array,
): LpSolution | null {
  model.clearIntegrality();
  model.options.set({ time_limit: 1e6 });
  const positions = switches.map((item) => ((values[item.column] ?? 0) > 0.5 ? 1 : 0));
  switches.forEach((item, index) => {
    fix(model, item, positions[index] ?? 0);
  });
  return solveLp(highs, model);
}
