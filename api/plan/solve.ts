import type { PlanInput } from '../house/index.ts';
import { dive, fix, release, withPositions } from './dive.ts';
import { type Highs, type LpSolution, type Model, openModel, solveLp } from './highs.ts';
import { buildModel, type PlanModel } from './model.ts';
import { impliedPosition, isOpen, type Switch } from './switches.ts';
import { tidy } from './tidy.ts';
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
    const dived = dive(highs, model, problem, switches);
    if (!dived) throw new Error(`the relaxation ended with model status ${model.getModelStatus()}`);
    let best = dived.solution && toSolved(planModel, dived.solution, dived.bound);
    if (best && isProven(best)) return tidied(highs, model, best);
    if (best) options.onFirst?.(best);

    const integer = new Set(switches.filter((item) => item.kind === 'CAR' || dived.contested.has(item)));
    const leftMs = () => Math.max(50, options.timeLimitMs - (performance.now() - startedAt));
    for (;;) {
      const searched = search(highs, model, planModel, integer, best, leftMs());
      if (!searched) break;
      const missed = switches.filter((item) => !integer.has(item) && isOpen(item, searched.values));
      const polished = pinAndSolve(highs, model, switches, searched.values);
      if (polished && (best === null || polished.objective < best.objective)) {
        best = toSolved(planModel, polished, searched.bound);
      }
      if (best) best = { ...best, bound: Math.max(best.bound, searched.bound) };
      if (best && isProven(best)) return tidied(highs, model, best);
      if (best && (missed.length === 0 || leftMs() <= 50)) return best;
      for (const item of missed.length > 0 ? missed : switches) integer.add(item);
    }
    if (best) return best;
    throw new Error(`the search ended with model status ${model.getModelStatus()} and no plan`);
  } finally {
    model.dispose();
  }
}

/** The same plan with fewer, longer charging blocks, still within `PROVEN_GAP`. */
function tidied(highs: Highs, model: Model, solved: Solved): Solved {
  const pinned = pinAndSolve(highs, model, solved.model.switches, solved.values);
  if (!pinned || pinned.objective - solved.bound > PROVEN_GAP) return solved;
  const better = tidy(highs, model, solved.model, pinned, solved.bound + PROVEN_GAP);
  return toSolved(solved.model, better, solved.bound);
}

function isProven({ objective, bound }: Solved): boolean {
  return objective - bound <= PROVEN_GAP;
}

function toSolved(model: PlanModel, { colValue, rowDual, objective }: LpSolution, bound: number): Solved {
  return { model, values: colValue, duals: rowDual, objective, bound };
}

/**
 * Branch and cut from the first plan; `null` if it ended without any. Switches outside `integer` stay relaxed: flows
 * seldom break their rules, and leaving them out makes the search several times faster.
 */
function search(
  highs: Highs,
  model: Model,
  { problem, switches }: PlanModel,
  integer: Set<Switch>,
  first: Solved | null,
  timeLimitMs: number,
): { values: Float64Array; bound: number } | null {
  const { continuous, integer: whole } = highs.constants.variableType;
  for (const item of switches) {
    release(model, problem, item);
    model.changeColIntegrality(item.column, integer.has(item) ? whole : continuous);
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
  for (const item of switches) fix(model, item, impliedPosition(item, values));
  const solution = solveLp(highs, model);
  return solution && withPositions(solution, switches);
}
