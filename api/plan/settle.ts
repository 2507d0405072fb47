import type { PlanInput } from '../house/index.ts';
import { better } from './best.ts';
import { branch } from './branch.ts';
import { dive, releaseAll } from './dive.ts';
import type { Goal } from './goals.ts';
import { type Highs, type LpSolution, type Model, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { brokenRows } from './rounding.ts';
import { startByRules } from './rule-start.ts';
import { pinAndSolve, search } from './search.ts';
import { PROVEN_GAP } from './weights.ts';

/** Less than this of a goal is rounding, kWh. */
const NOTHING_KWH = 1e-6;
/** The solver's tolerance with what adds up of it. */
const ROUNDING = 5e-8;
/** What the dearest flow counts beside a goal while that is settled: as good as nothing, but the flows stay sensible. */
const MONEY_BESIDE_GOALS = 1e-4;

/** Whether this solution reaches every goal. */
export function reachesAll(goals: readonly Goal[], { colValue }: LpSolution): boolean {
  return goals.every((goal) => givenUpKwh(goal, colValue) <= NOTHING_KWH);
}

/** Makes rules of all goals: no plan may give up anything, whatever it costs. */
export function insistOnAll(model: Model, goals: readonly Goal[]): void {
  for (const goal of goals) limit(model, goal, 0);
}

/** Lets a plan give up as much of any goal as it likes, at its price. */
export function allowAll(model: Model, goals: readonly Goal[]): void {
  for (const goal of goals) limit(model, goal, Number.POSITIVE_INFINITY);
}

/** What became of the goals. */
export interface Settled {
  /** A feasible point within what was settled; `null` if none was found on the way. */
  reached: LpSolution | null;
  /** Nothing less can be given up, to `PROVEN_GAP` kWh for each goal. */
  isProven: boolean;
}

/** At most this share of the time that is left goes into one goal. */
const GOAL_SHARE = 0.2;

/**
 * Decides what has to be given up before money is looked at: one goal after the other as far as it can be reached
 * without giving up more of a more important one. Afterwards the model allows no plan that gives up more, and what is
 * given up no longer has a weight; if no plan was found on the way, everything is weighed as before. Never gives up more
 * than the plan by simple rules does.
 *
 * @param model with every switch released
 */
export function settleGoals(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  input: PlanInput,
  leftMs: () => number,
): Settled {
  const { goals, problem } = planModel;
  const money = problem.colCost.slice();
  for (const { weights } of goals)
    for (const [column, weight] of weights) money[column] = (money[column] ?? 0) - weight;
  const scale = MONEY_BESIDE_GOALS / Math.max(1e-6, ...money.map(Math.abs));
  allowAll(model, goals);
  const settled: Settled = { reached: null, isProven: true };
  for (const goal of goals) {
    const cost = money.map((each) => each * scale);
    for (const [column, kwhPerUnit] of goal.terms) cost[column] = (cost[column] ?? 0) + kwhPerUnit;
    setCost(model, cost);
    const { best, boundKwh } = settle(
      highs,
      model,
      planModel,
      { goal, input, reached: priced(settled.reached, cost) },
      leftMs() * GOAL_SHARE,
    );
    const reached = best && exact(highs, model, planModel, best);
    const kwh = reached ? givenUpKwh(goal, reached.colValue) : Number.POSITIVE_INFINITY;
    settled.reached = reached;
    settled.isProven &&= kwh <= boundKwh + PROVEN_GAP;
    if (reached) limit(model, goal, kwh);
  }
  setCost(model, settled.reached ? money : problem.colCost);
  return { ...settled, reached: priced(settled.reached, money) };
}

/**
 * The same point with every switch exactly where it stands. Flows may break the rule behind a switch by rounding, and what
 * that saves of a goal nothing else reaches: a goal limited to it would leave no plan.
 */
function exact(highs: Highs, model: Model, planModel: PlanModel, point: LpSolution): LpSolution {
  if (brokenRows(planModel.problem, point.colValue, ROUNDING).length === 0) return point;
  const pinned = pinAndSolve(highs, model, planModel.switches, point.colValue);
  releaseAll(model, planModel);
  return pinned ?? point;
}

/** A goal with what is known when its turn comes. */
interface Turn {
  goal: Goal;
  input: PlanInput;
  /** A point within what was settled before. */
  reached: LpSolution | null;
}

/** A point that gives up as little of a goal as can be found, and how little it could be at best. */
function settle(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  { goal, input, reached }: Turn,
  timeLimitMs: number,
): { best: LpSolution | null; boundKwh: number } {
  const root = solveLp(highs, model);
  if (!root) return { best: reached, boundKwh: 0 };
  const leastKwh = givenUpKwh(goal, root.colValue);
  const isGoodEnough = (point: LpSolution | null, slackKwh: number) =>
    point !== null && givenUpKwh(goal, point.colValue) <= leastKwh + slackKwh;
  if (isGoodEnough(reached, NOTHING_KWH)) return { best: reached, boundKwh: leastKwh };
  const { solution } = dive(highs, model, planModel, root);
  releaseAll(model, planModel);
  let best = better(reached, solution);
  if (isGoodEnough(best, PROVEN_GAP)) return { best, boundKwh: leastKwh };
  best = better(best, startByRules(highs, model, planModel, input));
  if (isGoodEnough(best, PROVEN_GAP)) return { best, boundKwh: leastKwh };
  const branched = branch(highs, model, planModel, best, root.objective);
  best = branched.best;
  // Money beside the goal counts so little that a bound of all is one of the goal.
  const isProven = (bound: number) => best !== null && best.objective - bound <= PROVEN_GAP;
  let { bound } = branched;
  if (!isProven(bound)) {
    const searched = search(highs, model, planModel, new Set(planModel.switches), best, timeLimitMs);
    if (searched) {
      best = better(best, pinAndSolve(highs, model, planModel.switches, searched.values));
      releaseAll(model, planModel);
      bound = Math.max(bound, searched.bound);
    }
  }
  return { best, boundKwh: isProven(bound) && best ? givenUpKwh(goal, best.colValue) : leastKwh };
}

function setCost(model: Model, cost: Float64Array): void {
  model.changeColsCost({ kind: 'range', from: 0, to: cost.length - 1 }, cost);
}

/** The same point with what it costs by these costs. */
function priced(point: LpSolution | null, cost: Float64Array): LpSolution | null {
  return (
    point && {
      ...point,
      objective: point.colValue.reduce((sum, value, column) => sum + value * (cost[column] ?? 0), 0),
    }
  );
}

function limit(model: Model, { row }: Goal, mostKwh: number): void {
  model.changeRowBounds(row, Number.NEGATIVE_INFINITY, mostKwh + NOTHING_KWH);
}

/** How much of a goal a point gives up, kWh (kWh · hours where it waits). */
export function givenUpKwh({ terms }: Goal, values: Float64Array): number {
  return terms.reduce((sum, [column, kwhPerUnit]) => sum + kwhPerUnit * (values[column] ?? 0), 0);
}
