import { fix, solveWithCuts } from './dive.ts';
import type { Highs, LpSolution, Model } from './highs.ts';
import type { PlanModel } from './model.ts';
import { idleAt, type Position, type Switch } from './switches.ts';

/** Rounds of pinning and solving again; each pins fewer. */
const MAX_ROUNDS = 5;
const CUT_ROUNDS = 2;
/** Reduced costs are as exact as the solver's tolerance times what they are multiplied with, currency. */
const NUMERICAL_DOUBT = 1e-6;

/**
 * The switches that have only one position in all plans cheaper than `cutoff`, with that position: the reduced costs of
 * a relaxed solution say what moving a flow away from its bound costs at least. Holds wherever the relaxation holds.
 */
export function settledBelow(
  cutoff: number,
  switches: readonly Switch[],
  relaxed: LpSolution,
): Map<Switch, Position> {
  const mostCost = cutoff - relaxed.objective + NUMERICAL_DOUBT;
  const settled = new Map<Switch, Position>();
  for (const item of switches) {
    if (leastCost(item, 1, relaxed) > mostCost) settled.set(item, 0);
    else if (leastCost(item, 0, relaxed) > mostCost) settled.set(item, 1);
  }
  return settled;
}

/** What is known after narrowing. */
export interface Narrowed {
  settled: Map<Switch, Position>;
  /** No plan is better, or none below the cutoff exists. */
  bound: number;
}

/**
 * Pins in the model what has only one position in plans cheaper than `cutoff`, which tightens the relaxation, which
 * settles more. Begins with what the root's relaxation says.
 */
export function narrow(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  root: LpSolution,
  cutoff: number,
): Narrowed {
  const settled = new Map<Switch, Position>();
  let relaxed: LpSolution | null = root;
  for (let round = 0; relaxed && relaxed.objective < cutoff && round < MAX_ROUNDS; round += 1) {
    const before = settled.size;
    for (const [item, position] of settledBelow(cutoff, planModel.switches, relaxed)) {
      if (settled.has(item)) continue;
      settled.set(item, position);
      fix(model, item, position);
    }
    if (settled.size === before) break;
    relaxed = solveWithCuts(highs, model, planModel, CUT_ROUNDS);
  }
  return { settled, bound: Math.min(cutoff, relaxed?.objective ?? cutoff) };
}

/** What a position adds to a relaxed solution's cost at least; 0 where its reduced costs say nothing. */
function leastCost(item: Switch, position: Position, relaxed: LpSolution): number {
  let cost = costWithin(relaxed, item.column, position, position);
  for (const column of idleAt(item, position)) cost += costWithin(relaxed, column, 0, 0);
  if (item.kind === 'CAR' && position === 1) cost += costWithin(relaxed, item.power, item.minKw, item.maxKw);
  return cost;
}

/** What it costs at least to have a column between these bounds. */
function costWithin({ colValue, colDual }: LpSolution, column: number, lower: number, upper: number): number {
  const value = colValue[column] ?? 0;
  const reducedCost = colDual[column] ?? 0;
  return reducedCost > 0
    ? reducedCost * Math.max(0, lower - value)
    : -reducedCost * Math.max(0, value - upper);
}
