import { fix, release, withPositions } from './dive.ts';
import { type Highs, type LpSolution, type Model, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { positionIn, type Switch } from './switches.ts';
import { SEARCH_GAP } from './weights.ts';

/** A search that begins when the time is over ends at once; the solver takes no time below 0. */
const LEAST_MS = 50;
/**
 * What the search takes for equal, well below the margins that settled goals have: with the solver's own millionth, which is
 * as much as they have, presolve takes a problem for infeasible that is not, or a start for its optimum.
 */
const TOLERANCE = 1e-7;
/** A point that is better by less than this is the same one, currency. */
const NOTHING = 1e-6;

/** What a search came to. */
export interface Searched {
  /** The best point by the solver's own tolerances: pin it to have it exact. */
  values: Float64Array;
  bound: number;
}

/**
 * Branch and cut from the first plan, once more without presolve where that took the problem for infeasible; `null` if both
 * ended without any point, or with nothing known of the first. Switches outside `integer` stay relaxed. Leaves the model
 * continuous, with every switch released.
 */
export function search(
  highs: Highs,
  model: Model,
  { switches }: PlanModel,
  integer: ReadonlySet<Switch>,
  first: LpSolution | null,
  timeLimitMs: number,
): Searched | null {
  const deadline = performance.now() + timeLimitMs;
  const { continuous, integer: whole } = highs.constants.variableType;
  for (const item of switches) release(model, item);
  const sorted = switches.toSorted((one, other) => one.column - other.column);
  model.changeColsIntegrality(
    { kind: 'set', indices: sorted.map(({ column }) => column) },
    sorted.map((item) => (integer.has(item) ? whole : continuous)),
  );
  model.bounds.tell();
  const attempt = (presolve: 'on' | 'off') =>
    searchOnce(highs, model, presolve, first, Math.max(LEAST_MS, deadline - performance.now()));
  const found = attempt('on') ?? attempt('off');
  model.clearIntegrality();
  model.options.set({ presolve: 'off', time_limit: 1e6 });
  return found;
}

/** One run of the solver's search; `null` where it says that there is nothing to find. */
function searchOnce(
  highs: Highs,
  model: Model,
  presolve: 'on' | 'off',
  first: LpSolution | null,
  timeLimitMs: number,
): Searched | null {
  // Only now: each change of the model has the solver forget its start.
  if (first) model.setSolution({ colValue: first.colValue });
  model.zeroAllClocks();
  model.options.set({
    presolve,
    // There mostly is a good plan already; what these find is seldom better and takes a fifth of the time.
    mip_heuristic_run_feasibility_jump: false,
    mip_heuristic_run_rins: false,
    mip_heuristic_run_rens: false,
    mip_feasibility_tolerance: TOLERANCE,
    mip_rel_gap: 0,
    mip_abs_gap: SEARCH_GAP,
    time_limit: timeLimitMs / 1000,
  });
  model.run();
  // 2 = a feasible point is there, whatever ended the search.
  if (model.info.get('primal_solution_status') !== 2) return null;
  const bound = boundOf(highs, model, first);
  return bound === null ? null : { values: model.getSolution().colValue, bound };
}

/**
 * What the search has proven. Where presolve has solved it all, it says that this is the optimum, and no bound; it says the
 * same of a start where it finds everything infeasible, so that of an unchanged start nothing is known then: `null`.
 */
function boundOf(highs: Highs, model: Model, first: LpSolution | null): number | null {
  const bound = Number(model.info.get('mip_dual_bound'));
  const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
  if (Number.isFinite(bound) || !isOptimal) return bound;
  const objective = model.getObjectiveValue();
  return first && objective > first.objective - NOTHING ? null : objective - SEARCH_GAP;
}

/** Solves with every switch where the search left it: exact flows, preferences to the last, and duals. */
export function pinAndSolve(
  highs: Highs,
  model: Model,
  switches: readonly Switch[],
  values: Float64Array,
): LpSolution | null {
  for (const item of switches) fix(model, item, positionIn(item, values));
  const solution = solveLp(highs, model);
  return solution && withPositions(solution, switches);
}
