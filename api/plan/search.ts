import { fix, release, withPositions } from './dive.ts';
import { type Highs, type LpSolution, type Model, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { impliedPosition, type Switch } from './switches.ts';
import { SEARCH_GAP } from './weights.ts';

/** A search that begins when the time is over ends at once; the solver takes no time below 0. */
const LEAST_MS = 50;

/** What a search came to. */
export interface Searched {
  /** The best point by the solver's own tolerances: pin it to have it exact. */
  values: Float64Array;
  bound: number;
}

/**
 * Branch and cut from the first plan; `null` if it ended without any. Switches outside `integer` stay relaxed. Leaves the
 * model continuous, with every switch released.
 */
export function search(
  highs: Highs,
  model: Model,
  { switches }: PlanModel,
  integer: ReadonlySet<Switch>,
  first: LpSolution | null,
  timeLimitMs: number,
): Searched | null {
  const { continuous, integer: whole } = highs.constants.variableType;
  for (const item of switches) release(model, item);
  const sorted = switches.toSorted((one, other) => one.column - other.column);
  model.changeColsIntegrality(
    { kind: 'set', indices: sorted.map(({ column }) => column) },
    sorted.map((item) => (integer.has(item) ? whole : continuous)),
  );
  if (first) model.setSolution({ colValue: first.colValue });
  model.bounds.tell();
  model.zeroAllClocks();
  model.options.set({
    presolve: 'on',
    // There is a plan already; what this jumps to is worse.
    mip_heuristic_run_feasibility_jump: false,
    mip_rel_gap: 0,
    mip_abs_gap: SEARCH_GAP,
    time_limit: Math.max(LEAST_MS, timeLimitMs) / 1000,
  });
  model.run();
  // 2 = a feasible point is there, whatever ended the search.
  const found =
    model.info.get('primal_solution_status') === 2
      ? { values: model.getSolution().colValue, bound: boundOf(highs, model) }
      : null;
  model.clearIntegrality();
  model.options.set({ presolve: 'off', time_limit: 1e6 });
  return found;
}

/** What the search has proven. Where presolve has solved it all, it says that this is the optimum, and no bound. */
function boundOf(highs: Highs, model: Model): number {
  const bound = Number(model.info.get('mip_dual_bound'));
  const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
  return Number.isFinite(bound) || !isOptimal ? bound : model.getObjectiveValue() - SEARCH_GAP;
}

/** Solves with every switch where the search left it: exact flows, preferences to the last, and duals. */
export function pinAndSolve(
  highs: Highs,
  model: Model,
  switches: readonly Switch[],
  values: Float64Array,
): LpSolution | null {
  for (const item of switches) fix(model, item, impliedPosition(item, values));
  const solution = solveLp(highs, model);
  return solution && withPositions(solution, switches);
}

/** The cheaper of two feasible points. */
export function better(a: LpSolution | null, b: LpSolution | null): LpSolution | null {
  if (a === null || b === null) return a ?? b;
  return b.objective < a.objective ? b : a;
}
