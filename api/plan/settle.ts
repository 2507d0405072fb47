import { branch } from './branch.ts';
import { dive, releaseAll } from './dive.ts';
import type { Goal } from './goals.ts';
import { type Highs, type LpSolution, type Model, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { PROVEN_GAP } from './weights.ts';

/** Less than this of a goal is rounding, kWh. */
const NOTHING_KWH = 1e-6;

/**
 * Decides what has to be given up before money is looked at: each goal as far as it can be reached without giving up
 * more of a more important one, to `PROVEN_GAP` kWh. Where the weighted relaxation gives up nothing there is nothing
 * to decide, and the goals become rules; else they are settled one after the other. Afterwards the model allows no
 * plan that gives up more, and what is given up no longer has a price.
 *
 * @param relaxed the weighted relaxation; the model has every switch released
 * @returns a feasible point within these rules where one came along
 */
export function settleGoals(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  relaxed: LpSolution,
): LpSolution | null {
  const { goals } = planModel;
  if (goals.every((goal) => givenUpKwh(goal, relaxed) <= NOTHING_KWH)) {
    for (const goal of goals) limit(model, goal, 0);
    return null;
  }
  const cost = planModel.problem.colCost.slice();
  for (const { terms } of goals) for (const [column] of terms) cost[column] = 0;
  for (const column of cost.keys()) model.changeColCost(column, 0);
  let reached: LpSolution | null = null;
  for (const goal of goals) reached = settle(highs, model, planModel, goal) ?? reached;
  for (const [column, each] of cost.entries()) model.changeColCost(column, each);
  return (
    reached && {
      ...reached,
      objective: reached.colValue.reduce((sum, value, column) => sum + value * (cost[column] ?? 0), 0),
    }
  );
}

/** Finds how little of a goal must be given up, and makes that a rule. All costs are 0 before and after. */
function settle(highs: Highs, model: Model, planModel: PlanModel, goal: Goal): LpSolution | null {
  for (const [column, kwhPerUnit] of goal.terms) model.changeColCost(column, kwhPerUnit);
  const root = solveLp(highs, model);
  let best: LpSolution | null = null;
  if (root && root.objective <= NOTHING_KWH) limit(model, goal, 0);
  else if (root) {
    best = dive(highs, model, planModel, root).solution;
    releaseAll(model, planModel);
    if (best === null || best.objective - root.objective > PROVEN_GAP) {
      best = branch(highs, model, planModel, best, root.objective).best;
    }
    limit(model, goal, best?.objective ?? Number.POSITIVE_INFINITY);
  }
  for (const [column] of goal.terms) model.changeColCost(column, 0);
  return best;
}

function limit(model: Model, { row }: Goal, mostKwh: number): void {
  model.changeRowBounds(row, Number.NEGATIVE_INFINITY, mostKwh + NOTHING_KWH);
}

function givenUpKwh({ terms }: Goal, { colValue }: LpSolution): number {
  return terms.reduce((sum, [column, kwhPerUnit]) => sum + kwhPerUnit * (colValue[column] ?? 0), 0);
}
