import { type Highs, openModel, solveLp } from '../plan/index.ts';
import { startBudget, type TimeLimits } from './budget.ts';
import { greedyFlows } from './greedy.ts';
import { buildModel, type ChargeModel, toFlows } from './model.ts';
import { branch, brokenChoices, dive, type Opened, type Point, pin, walk } from './search.ts';
import type { ChargeTask, Flows } from './task.ts';
import { searchTree } from './tree.ts';

/** A schedule's flows and how good they are known to be. */
export interface Solved {
  flows: Flows;
  /** By how much the best schedule could be better, currency, shortfalls included. */
  gap: number;
}

/** How a solve is watched and limited. */
export interface SolveOptions extends TimeLimits {
  /** Called with each better schedule on the way. */
  onFound?: (found: Solved) => void;
}

/** The search goes on until the best schedule is proven to be this good, currency. */
export const TARGET_GAP = 5e-5;
/** Where time is short this is good enough, currency: less than three Wh of a goal that is not reached. */
const CLOSE_GAP = 0.1;
/** Where no schedule was found that is at most this far from the best, currency, a walk may take this much work, ms. */
const FAR_GAP = 1;
const WALK_MS = 400;
/** The least gap that the solver's arithmetic can prove, in units of the dearest price. */
const LEAST_GAP = 1e-8;

/**
 * Finds the cheapest schedule: a dive and the greedy schedule for a start, a short search of our own, then branch and
 * cut.
 *
 * @throws where not even a first schedule was found, which means that the solver is in trouble
 */
export function solveTask(highs: Highs, task: ChargeTask, { onFound, ...limits }: SolveOptions): Solved {
  const budget = startBudget(limits);
  const charge = buildModel(task);
  const model = openModel(highs, charge.problem);
  const { problem, choices, consequences } = charge;
  const opened: Opened = { highs, model, problem, choices, consequences };
  try {
    const gap = Math.max(TARGET_GAP / charge.unit, LEAST_GAP);
    const dived = dive(opened);
    if (!dived) throw new Error(`the relaxation ended with model status ${model.getModelStatus()}`);
    let { bound } = dived;
    let best = dived.point;
    const isWithin = (slack: number) =>
      best !== null && (best.objective - bound) * charge.unit <= Math.max(slack, LEAST_GAP * charge.unit);
    const isProven = () => isWithin(TARGET_GAP);
    const consider = (point: Point | null) => {
      if (!point || (best && point.objective >= best.objective)) return;
      best = point;
      onFound?.(toSolved(charge, point, bound));
    };
    if (!isProven()) consider(startFrom(opened, charge, greedyFlows(task)));
    const { contested } = dived;
    if (!isProven()) {
      const searched = searchTree(opened, best, bound, { gap, budget });
      bound = searched.bound;
      consider(searched.best);
      for (const choice of searched.contested) contested.add(choice);
    }
    if (!isWithin(FAR_GAP)) consider(walk(opened, startBudget({ ...limits, workMs: WALK_MS })));

    let whole = new Set(charge.choices.filter((choice) => choice.likely || contested.has(choice)));
    while (!isProven()) {
      const searched = branch(opened, whole, best, { gap, close: CLOSE_GAP / charge.unit, budget });
      if (!searched) break;
      bound = Math.max(bound, searched.bound);
      const missed = brokenChoices(opened, searched.values).filter((choice) => !whole.has(choice));
      consider(pin(opened, searched.values));
      if (missed.length === 0 || budget.isOver(isWithin(CLOSE_GAP))) break;
      const kinds = new Set(missed.map(({ kind }) => kind));
      whole = new Set(charge.choices.filter((choice) => whole.has(choice) || kinds.has(choice.kind)));
    }
    if (!best)
      throw new Error(`the search ended with model status ${model.getModelStatus()} and no schedule`);
    return toSolved(charge, preferred(opened, charge, best), bound);
  } finally {
    model.dispose();
  }
}

function toSolved(charge: ChargeModel, { values, objective }: Point, bound: number): Solved {
  return { flows: toFlows(charge, values), gap: Math.max(0, objective - bound) * charge.unit };
}

/** The best schedule that makes every choice as these flows make it. */
function startFrom(opened: Opened, { stores }: ChargeModel, flows: Flows): Point | null {
  const { highs, model } = opened;
  const columns = stores.flatMap(({ charge, discharge }, i) => [
    ...charge.map((column, t): [number, number] => [column, flows.chargeKwh[i]?.[t] ?? 0]),
    ...discharge.map((column, t): [number, number] => [column, flows.dischargeKwh[i]?.[t] ?? 0]),
  ]);
  for (const { columns: positions } of opened.choices)
    for (const column of positions) model.bounds.reset(column);
  for (const [column, kwh] of columns) model.bounds.set(column, kwh, kwh);
  const start = solveLp(highs, model);
  for (const [column] of columns) model.bounds.reset(column);
  return start && pin(opened, start.colValue);
}

/** What a preference may cost, currency. */
const PREFERENCE_SLACK = 2e-7;

/** Of the schedules that make the same choices and cost the same, the one that the strategies like best. */
function preferred(opened: Opened, { problem, preferences, unit }: ChargeModel, best: Point): Point {
  const { model } = opened;
  const { colCost, colLower, numCols } = problem;
  const priced = Array.from(colCost.keys()).filter((column) => colCost[column] !== 0);
  const prices = priced.map((column) => colCost[column] ?? 0);
  const slack = PREFERENCE_SLACK / unit;
  model.addRow(Number.NEGATIVE_INFINITY, best.objective + slack, { indices: priced, values: prices });
  for (let column = 0; column < numCols; column += 1) model.changeColCost(column, 0);
  for (const [column, weight] of preferences) model.changeColCost(column, weight);
  const point = pin(opened, best.values);
  if (!point) return best;
  const objective = priced.reduce(
    // What the solver takes for nothing would be worth money where it weighs as much as a penalty.
    (sum, column) =>
      sum + (colCost[column] ?? 0) * Math.max(colLower[column] ?? 0, point.values[column] ?? 0),
    0,
  );
  return objective <= best.objective + 2 * slack ? { values: point.values, objective } : best;
}
