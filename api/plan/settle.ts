import { branch } from './branch.ts';
import { dive, releaseAll } from './dive.ts';
import type { Goal } from './goals.ts';
import { type Highs, type LpSolution, type Model, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { PROVEN_GAP } from './weights.ts';

/** Less than this of a goal is rounding, kWh. */
const NOTHING_KWH = 1e-6;
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

/**
 * Decides what has to be given up before money is looked at: one goal after the other as far as it can be reached
 * without giving up more of a more important one, to `PROVEN_GAP` kWh. Afterwards the model allows no plan that gives up
 * more, and what is given up no longer has a price; if no plan was found on the way, everything is weighed as before.
 *
 * @param model with every switch released
 * @returns a feasible point within these rules
 */
export function settleGoals(highs: Highs, model: Model, planModel: PlanModel): LpSolution | null {
  const { goals, problem } = planModel;
  const money = problem.colCost.slice();
  for (const { terms } of goals) for (const [column] of terms) money[column] = 0;
  const scale = MONEY_BESIDE_GOALS / Math.max(1e-6, ...money.map(Math.abs));
  let reached: LpSolution | null = null;
  for (const goal of goals) limit(model, goal, Number.POSITIVE_INFINITY);
  for (const goal of goals) {
    const cost = money.map((each) => each * scale);
    for (const [column, kwhPerUnit] of goal.terms) cost[column] = kwhPerUnit;
    setCost(model, cost);
    reached = settle(highs, model, planModel, goal, priced(reached, cost));
    if (reached) limit(model, goal, givenUpKwh(goal, reached.colValue));
  }
  setCost(model, reached ? money : problem.colCost);
  return priced(reached, money);
}

/** A point that gives up as little of a goal as can be found. */
function settle(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  goal: Goal,
  reached: LpSolution | null,
): LpSolution | null {
  const root = solveLp(highs, model);
  if (!root) return reached;
  const leastKwh = givenUpKwh(goal, root.colValue);
  const isGoodEnough = (point: LpSolution | null, slackKwh: number) =>
    point !== null && givenUpKwh(goal, point.colValue) <= leastKwh + slackKwh;
  if (isGoodEnough(reached, NOTHING_KWH)) return reached;
  const { solution } = dive(highs, model, planModel, root);
  releaseAll(model, planModel);
  const best = solution && (!reached || solution.objective < reached.objective) ? solution : reached;
  if (isGoodEnough(best, PROVEN_GAP)) return best;
  return branch(highs, model, planModel, best, root.objective).best;
}

function setCost(model: Model, cost: Float64Array): void {
  for (const [column, each] of cost.entries()) model.changeColCost(column, each);
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

function givenUpKwh({ terms }: Goal, values: Float64Array): number {
  return terms.reduce((sum, [column, kwhPerUnit]) => sum + kwhPerUnit * (values[column] ?? 0), 0);
}
