import type { PlanInput } from '../house/index.ts';
import { type Best, better, isProven } from './best.ts';
import { branch } from './branch.ts';
import { diveFromRoot, type RootDive, releaseAll } from './dive.ts';
import {
  dropCuts,
  type Highs,
  type LpSolution,
  type Model,
  openModel,
  solveLp,
  WITHOUT_PREPARATION,
} from './highs.ts';
import { buildModel, type PlanModel } from './model.ts';
import { narrow } from './narrow.ts';
import { startByRules } from './rule-start.ts';
import { pinAndSolve } from './search.ts';
import { searchOn } from './search-on.ts';
import { allowAll, insistOnAll, reachesAll, settleGoals } from './settle.ts';
import { startBasis } from './start-basis.ts';
import { tidy } from './tidy.ts';
import { PREFERENCE_COST, SEARCH_GAP } from './weights.ts';

const MAX_NARROWINGS = 3;
/** A better plan by less than this settles hardly more, currency. */
const NOTABLE_GAIN = 0.002;

/** A feasible point of the model with what is known about it. */
export interface Solved {
  model: PlanModel;
  values: Float64Array;
  /** Duals of the problem with all switches where they are; `null` where the solver has none for this point. */
  duals: Float64Array | null;
  /** Money, penalties and preferences together. */
  objective: number;
  /** Proven lower bound of the objective, given what was given up. */
  bound: number;
  /** It is proven that nothing less can be given up. */
  goalsProven: boolean;
}

/** How a solve is watched and limited. */
export interface SolveOptions {
  /** For the search after the first plan; counts from the start of the solve. */
  timeLimitMs: number;
  /** Called with the first feasible plan, and with each better one on the way that took some time. */
  onFound?: (found: Solved) => void;
  /** Changes the model before it is solved. */
  prepare?: (model: PlanModel) => PlanModel;
}

/** What there is when the goals are rules. */
interface Begun extends Best, Pick<RootDive, 'root' | 'contested'> {
  goalsProven: boolean;
}

/**
 * Finds the cheapest plan: decides what has to be given up, cuts for a bound and dives for a first plan, branches a
 * little, then searches from there until it is proven within `PROVEN_GAP` or the time is over. At last once more with all
 * switches pinned, for exact flows and duals. Throws if no plan was found, which for a checked input means that the solver
 * is in trouble.
 */
export function solvePlan(highs: Highs, input: PlanInput, options: SolveOptions): Solved {
  const deadline = performance.now() + options.timeLimitMs;
  const leftMs = () => deadline - performance.now();
  const built = buildModel(input);
  const planModel = options.prepare?.(built) ?? built;
  const model = openModel(highs, planModel.problem, WITHOUT_PREPARATION);
  try {
    const report = ({ point, bound }: Best, goalsProven: boolean) => {
      if (point) options.onFound?.({ ...toSolved(planModel, point, bound), goalsProven });
    };
    const first = begin(highs, model, planModel, input, { leftMs, report });
    const { goalsProven } = first;
    report(first, goalsProven);
    const best = improve(highs, model, planModel, first, {
      leftMs,
      report: (better) => report(better, goalsProven),
    });
    const { point, bound } = best;
    if (!point) throw new Error('the search ended with no plan');
    return { ...finish(highs, model, planModel, { point, bound }, input), goalsProven };
  } finally {
    model.dispose();
  }
}

/**
 * A good plan, with goals turned into rules; until then there is the best one that decides as the simple rules do, and
 * however the search may end, it is no worse than that. Seldom has anything to be given up: where the relaxation gives up
 * nothing and a plan like that is found at once, there is nothing to decide. Otherwise the goals are settled one by one.
 */
function begin(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  input: PlanInput,
  { leftMs, report }: { leftMs: () => number; report: (found: Best, goalsProven: boolean) => void },
): Begun {
  model.setBasis(startBasis(highs, planModel));
  const weighted = solveLp(highs, model);
  if (!weighted) throw new Error(`the relaxation ended with model status ${model.getModelStatus()}`);
  const basis = model.getBasis();
  const byRules = startByRules(highs, model, planModel, input);
  report({ point: byRules, bound: weighted.objective }, false);
  // What follows begins at the relaxation again.
  model.setBasis(basis);
  if (reachesAll(planModel.goals, weighted)) {
    insistOnAll(model, planModel.goals);
    const found = diveFromRoot(highs, model, planModel, weighted);
    const sound = byRules && reachesAll(planModel.goals, byRules) ? byRules : null;
    if (found?.solution) return begunBy(found, sound, true);
  }
  allowAll(model, planModel.goals);
  const { reached, isProven: goalsProven } = settleGoals(highs, model, planModel, input, leftMs);
  const found = diveFromRoot(highs, model, planModel);
  if (!found) throw new Error(`settled, it ended with model status ${model.getModelStatus()}`);
  return begunBy(found, better(reached, startByRules(highs, model, planModel, input)), goalsProven);
}

function begunBy(
  { root, solution, contested }: RootDive,
  other: LpSolution | null,
  goalsProven: boolean,
): Begun {
  return { point: better(solution, other), bound: root.objective, root, contested, goalsProven };
}

/** Branches and searches until the best point is proven or the time is over. */
function improve(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  first: Begun,
  { leftMs, report }: { leftMs: () => number; report: (best: Best) => void },
): Best {
  if (isProven(first)) return first;
  const rootRows = model.getDimensions().numRows;
  const narrowed = narrowAndBranch(highs, model, planModel, first.root, first);
  const { best } = narrowed;
  if (isProven(best)) return best;
  if (best.point !== first.point) report(best);
  dropCuts(model, rootRows);
  const { switches } = narrowed.planModel;
  const integer = switches.filter((item) => item.kind === 'CAR' || first.contested.has(item));
  const searched = searchOn(highs, model, narrowed.planModel, best, new Set(integer), leftMs);
  if (!searched.failed) return searched;
  // With what was settled and with its cuts it has come to nothing: once more without either.
  releaseAll(model, planModel);
  dropCuts(model, planModel.problem.numRows);
  return searchOn(highs, model, planModel, searched, new Set(planModel.switches), leftMs);
}

/**
 * Pins what is settled for every plan that is notably better than the best one, and branches on the rest; once more
 * where that found a better one, which settles more. Leaves the model with what is settled pinned, and the rest, which
 * is in the model that it returns, released.
 */
function narrowAndBranch(
  highs: Highs,
  model: Model,
  whole: PlanModel,
  root: LpSolution,
  first: Best,
): { best: Best; planModel: PlanModel } {
  let best = first;
  let planModel = whole;
  for (let round = 0; round < MAX_NARROWINGS; round += 1) {
    const objective = best.point?.objective ?? Number.POSITIVE_INFINITY;
    const { settled, bound } = narrow(highs, model, whole, root, objective - SEARCH_GAP);
    best = { ...best, bound: Math.max(best.bound, bound) };
    const switches = whole.switches.filter((item) => !settled.has(item));
    const isSame = switches.length === planModel.switches.length;
    planModel = { ...whole, switches };
    if (isProven(best) || (isSame && round > 0)) break;
    const branched = branch(highs, model, planModel, best.point, best.bound);
    best = { point: branched.best, bound: branched.bound };
    if (isProven(best) || !best.point || best.point.objective > objective - NOTABLE_GAIN) break;
  }
  return { best, planModel };
}

function toSolved(
  model: PlanModel,
  { colValue, rowDual, objective }: LpSolution,
  bound: number,
): Omit<Solved, 'goalsProven'> {
  return { model, values: colValue, duals: rowDual, objective, bound };
}

/** The same plan without cuts, and with fewer, longer charging blocks where that costs no more than it may. */
function finish(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  { point: found, bound }: Best & { point: LpSolution },
  { preferenceCost = PREFERENCE_COST }: PlanInput,
): Omit<Solved, 'goalsProven'> {
  dropCuts(model, planModel.problem.numRows);
  const pinned = pinAndSolve(highs, model, planModel.switches, found.colValue);
  if (!pinned) return { ...toSolved(planModel, found, bound), duals: null };
  if (!isProven({ point: pinned, bound })) return toSolved(planModel, pinned, bound);
  return toSolved(planModel, tidy(highs, model, planModel, pinned, bound + preferenceCost), bound);
}
