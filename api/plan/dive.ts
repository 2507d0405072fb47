import { violatedCounts } from './counting.ts';
import type { Highs, LpSolution, Model } from './highs.ts';
import { addCuts, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { violatedPools } from './pooling.ts';
import { openIn, withSwitchesPlaced } from './rounding.ts';
import { violatedCuts } from './sharing.ts';
import { breachKw, impliedPosition, type Position, type Switch } from './switches.ts';

/** Rounds of cuts at the root; each costs a few milliseconds. */
const ROOT_CUT_ROUNDS = 8;
/** Cuts that raise the bound by less than this only have the solution wander, currency; after so many rounds of them it is enough. */
const NOTABLE_GAIN = 1e-4;
const PATIENCE = 2;
const MAX_ROUNDS = 14;
/** After so many rounds, what is left wanders from slot to slot at no cost: now every decision is taken. */
const WANDERING_ROUND = 2;
/** A round that costs more than this has rounded badly, currency. */
const SUSPICIOUS_COST = 0.05;

/** What the dive found. */
export interface Dive {
  /** A feasible plan, with every switch in a definite position; `null` if the dive did not end in one. */
  solution: LpSolution | null;
  /** Switches that some relaxed solution left open. */
  contested: Set<Switch>;
}

/**
 * Relax and fix: from a relaxed solution, puts each open decision where its flow points and solves again from the last
 * basis until nothing is open. The model has every switch released at the beginning, and pinned ones at the end.
 */
export function dive(highs: Highs, model: Model, planModel: PlanModel, root: LpSolution): Dive {
  const { switches } = planModel;
  const fixed = new Set<Switch>();
  const contested = new Set<Switch>();
  let solution = root;
  let isHalved = false;

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const values = solution.colValue;
    const open = openIn(planModel, values).filter((item) => !fixed.has(item));
    for (const item of open) contested.add(item);
    if (open.length === 0) return { contested, solution: withPositions(solution, switches) };
    const undecided = round < WANDERING_ROUND ? open : switches.filter((item) => !fixed.has(item));
    const enough = solution.objective + SUSPICIOUS_COST;
    let best = cheapest(highs, model, attemptsFor(undecided, open, values), enough);
    if (best === null && !isHalved) {
      isHalved = true;
      best = cheapest(highs, model, [surestOf(open, values)], enough);
    }
    if (best === null) return { contested, solution: null };
    for (const [item, position] of best.positions) {
      fixed.add(item);
      fix(model, item, position);
    }
    solution = best.solution;
  }
  return { contested, solution: null };
}

/** A dive with what it began from: the relaxation with its cuts. */
export interface RootDive extends Dive {
  root: LpSolution;
}

/**
 * Cuts first, then dives: from there it ends in a better plan and after fewer rounds. `null` if the relaxation has no point.
 * Leaves every switch released, and the cuts in the model.
 *
 * @param relaxed the relaxation of the model as it stands
 */
export function diveFromRoot(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  relaxed: LpSolution | null = solveLp(highs, model),
): RootDive | null {
  const root = relaxed && withCuts(highs, model, planModel, relaxed, ROOT_CUT_ROUNDS);
  if (!root) return null;
  const dived = dive(highs, model, planModel, root);
  releaseAll(model, planModel);
  return { ...dived, root };
}

/** Solves the model and again with the cuts that it breaks, for at most `rounds` times, no further than `enough`. */
export function solveWithCuts(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  rounds: number,
  enough = Number.POSITIVE_INFINITY,
): LpSolution | null {
  const relaxed = solveLp(highs, model);
  return relaxed && withCuts(highs, model, planModel, relaxed, rounds, enough);
}

function withCuts(
  highs: Highs,
  model: Model,
  { problem, sharings, poolings, countings }: PlanModel,
  relaxed: LpSolution,
  rounds: number,
  enough = Number.POSITIVE_INFINITY,
): LpSolution | null {
  let solution: LpSolution | null = relaxed;
  let inVain = 0;
  for (let round = 0; solution && solution.objective < enough && round < rounds; round += 1) {
    const cuts = [
      ...violatedCuts(sharings, solution.colValue),
      ...violatedPools(poolings, solution.colValue),
      ...violatedCounts(countings, solution.colValue),
    ];
    if (cuts.length === 0) break;
    addCuts(model, problem.numCols, cuts);
    const before: number = solution.objective;
    solution = solveLp(highs, model);
    inVain = solution && solution.objective < before + NOTABLE_GAIN ? inVain + 1 : 0;
    if (inVain >= PATIENCE) break;
  }
  return solution;
}

/** The best of these ways to decide, or the first that costs less than `enough`; `null` if the model allows none. */
function cheapest(
  highs: Highs,
  model: Model,
  attempts: readonly Map<Switch, Position>[],
  enough: number,
): { positions: Map<Switch, Position>; solution: LpSolution } | null {
  let best: { positions: Map<Switch, Position>; solution: LpSolution } | null = null;
  for (const positions of attempts) {
    for (const [item, position] of positions) fix(model, item, position);
    const solution = solveLp(highs, model);
    if (solution && (best === null || solution.objective < best.solution.objective))
      best = { positions, solution };
    if (best && best.solution.objective < enough) break;
    for (const item of positions.keys()) release(model, item);
  }
  return best;
}

/**
 * Where everything at once does not go together: the half of the open decisions that is nearest to where its flow points.
 * Once in a dive: each time costs the attempts in vain as well.
 */
function surestOf(open: readonly Switch[], values: Float64Array): Map<Switch, Position> {
  const sorted = open.toSorted((one, other) => breachKw(one, values) - breachKw(other, values));
  const half = sorted.slice(0, Math.ceil(open.length / 2));
  return new Map(half.map((item) => [item, impliedPosition(item, values)]));
}

/** Ways to decide, the most likely first: where the flow points, all open ones on, all open ones off. */
function attemptsFor(undecided: Switch[], open: Switch[], values: Float64Array): Map<Switch, Position>[] {
  const implied = new Map(undecided.map((item) => [item, impliedPosition(item, values)]));
  const openCars = open.filter((item) => item.kind === 'CAR');
  const withCars = (position: Position) =>
    new Map([...implied, ...openCars.map((item): [Switch, Position] => [item, position])]);
  const off = new Map([...implied, ...open.map((item): [Switch, Position] => [item, 0])]);
  return [implied, withCars(1), off];
}

/** Pins a switch; a car that is on keeps its minimum, one that is off takes nothing. */
export function fix(model: Model, item: Switch, position: Position): void {
  model.bounds.set(item.column, position, position);
  if (item.kind === 'CAR') {
    model.bounds.set(item.power, position === 1 ? item.minKw : 0, position === 1 ? item.maxKw : 0);
  }
}

/** Takes back what `fix` did. */
export function release(model: Model, item: Switch): void {
  model.bounds.set(item.column, 0, 1);
  if (item.kind === 'CAR') model.bounds.reset(item.power);
}

/** Takes back what `fix` did to any switch. */
export function releaseAll(model: Model, { switches }: PlanModel): void {
  for (const item of switches) release(model, item);
}

/** The same flows with every switch where they say it stands. */
export function withPositions(solution: LpSolution, switches: readonly Switch[]): LpSolution {
  return { ...solution, colValue: withSwitchesPlaced(solution.colValue, switches) };
}
