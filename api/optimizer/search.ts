import { type Highs, type LinearProblem, type LpSolution, type Model, solveLp } from '../plan/index.ts';
import type { Budget } from './budget.ts';
import { bestPosition, bitOf, type Choice, type Position, withPositions } from './choice.ts';
import { type Consequences, solveWithCuts } from './cuts.ts';

/** A point that keeps every choice, and what it costs in the model's objective. */
export interface Point {
  values: Float64Array;
  objective: number;
}

/** A model that is open in the solver. */
export interface Opened {
  highs: Highs;
  model: Model;
  problem: LinearProblem;
  choices: readonly Choice[];
  consequences: Consequences;
}

const MAX_ROUNDS = 12;
/** After so many rounds, what is left wanders from step to step at no cost: now every choice is made. */
const WANDERING_ROUND = 4;
/** An attempt that costs more than this, in units of the dearest price, has chosen badly. */
const SUSPICIOUS_COST = 0.1;

/** What a dive found. */
export interface Dive {
  /** Nothing can be better than this. */
  bound: number;
  /** `null` if the dive ended in a corner without one. */
  point: Point | null;
  /** Choices that some relaxed solution left open. */
  contested: Set<Choice>;
}

/**
 * Relaxes all choices, makes those that the flows leave open where they would be broken least, and solves again until
 * none is open. `null` if even the relaxation has no solution.
 */
export function dive(opened: Opened): Dive | null {
  const { highs, model, problem, choices, consequences } = opened;
  releaseAll(opened);
  const contested = new Set<Choice>();
  const fixed = new Set<Choice>();
  const root = solveWithCuts(highs, model, problem.numCols, consequences);
  if (!root) return null;
  let solution = root;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { colValue } = solution;
    const loose = choices.filter((choice) => !fixed.has(choice));
    const positions = new Map(loose.map((choice) => [choice, bestPosition(problem, choice, colValue)]));
    const open = loose.filter((choice) => (positions.get(choice)?.broken ?? 0) > 0);
    for (const choice of open) contested.add(choice);
    if (open.length === 0) {
      const point = { values: withPositions(problem, choices, colValue), objective: solution.objective };
      return { bound: root.objective, point, contested };
    }
    const next = bestAttempt(
      opened,
      attemptsFor(round < WANDERING_ROUND ? open : loose, open, positions),
      solution,
    );
    if (!next) break;
    for (const [choice, position] of next.positions) {
      fix(model, choice, position);
      fixed.add(choice);
    }
    solution = next.solution;
  }
  return { bound: root.objective, point: null, contested };
}

type Positions = Map<Choice, Position>;

/** Ways to choose, the most likely first: where it breaks least; all open charging on; all of it off. */
function attemptsFor(undecided: Choice[], open: Choice[], positions: Positions): Positions[] {
  const nearest: Positions = new Map();
  for (const choice of undecided) {
    const position = positions.get(choice);
    if (position) nearest.set(choice, position);
  }
  const charging = open.filter(({ kind }) => kind === 'CHARGING');
  if (charging.length === 0) return [nearest];
  const allAt = (bits: number): Positions =>
    new Map([...nearest, ...charging.map((choice): [Choice, Position] => [choice, { bits, broken: 0 }])]);
  return [nearest, allAt(1), allAt(0)];
}

/** The first attempt that costs next to nothing, or else the cheapest. */
function bestAttempt(
  opened: Opened,
  attempts: Positions[],
  before: LpSolution,
): { positions: Positions; solution: LpSolution } | null {
  const { highs, model } = opened;
  let best: { positions: Positions; solution: LpSolution } | null = null;
  for (const positions of attempts) {
    for (const [choice, position] of positions) fix(model, choice, position);
    const solution = solveLp(highs, model);
    if (solution && (best === null || solution.objective < best.solution.objective))
      best = { positions, solution };
    for (const choice of positions.keys()) release(opened, choice);
    if (best && best.solution.objective - before.objective < SUSPICIOUS_COST) break;
  }
  return best;
}

/** Each decision of a walk is a few solves. */
const MAX_DECISIONS = 400;

/**
 * Makes open choices one after the other in order of time, each where it is broken least or, if that has no solution or
 * costs much, wherever it costs least. Slower than a dive, and hardly ever in a corner: what is full or empty by then is
 * known. `null` if it is or the time is over.
 */
export function walk(opened: Opened, budget: Budget): Point | null {
  const { highs, model, problem } = opened;
  const choices = [...opened.choices].sort((a, b) => a.step - b.step);
  releaseAll(opened);
  let solution = solveLp(highs, model);
  for (let decisions = 0; solution && decisions < MAX_DECISIONS && !budget.isOver(false); decisions += 1) {
    const { colValue }: LpSolution = solution;
    const open = choices.find((choice) => bestPosition(problem, choice, colValue).broken > 0);
    if (!open) return { values: withPositions(problem, choices, colValue), objective: solution.objective };
    const nearest = bestPosition(problem, open, colValue);
    const others = Array.from({ length: 1 << open.columns.length }, (_, bits) => ({ bits, broken: 0 }));
    const attempts = [nearest, ...others.filter(({ bits }) => bits !== nearest.bits)];
    const best = bestAttempt(
      opened,
      attempts.map((position) => new Map([[open, position]])),
      solution,
    );
    if (!best) return null;
    for (const [choice, position] of best.positions) fix(model, choice, position);
    solution = best.solution;
  }
  return null;
}

/** How a search is limited. */
export interface SearchLimits {
  /** In the unit of the objective. */
  gap: number;
  /** A point that is proven to be this close to the best is enough once time is short. */
  close: number;
  budget: Budget;
}

/**
 * Branch and cut from a first point, with only these choices kept whole; `null` if it ended without any point. The
 * point may break the other choices.
 */
export function branch(
  opened: Opened,
  whole: ReadonlySet<Choice>,
  first: Point | null,
  { gap, close, budget }: SearchLimits,
): (Point & { bound: number }) | null {
  const { highs, model, choices } = opened;
  const { continuous, integer } = highs.constants.variableType;
  for (const choice of choices) {
    release(opened, choice);
    for (const column of choice.columns)
      model.changeColIntegrality(column, whole.has(choice) ? integer : continuous);
  }
  if (first) model.setSolution({ colValue: first.values });
  model.bounds.tell();
  model.zeroAllClocks();
  model.options.set({
    presolve: 'on',
    mip_allow_restart: false,
    // There is a schedule already; what this jumps to is worse.
    mip_heuristic_run_feasibility_jump: false,
    // With the greedy schedule for a start, searching around it costs more than it finds.
    mip_heuristic_run_rins: false,
    mip_heuristic_run_rens: false,
    mip_rel_gap: 0,
    mip_abs_gap: gap,
  });
  let isClose = false;
  const { mipInterrupt, simplexInterrupt } = highs.constants.callbackType;
  model.run({
    [mipInterrupt](event): undefined {
      const { mip_primal_bound: best = Infinity, mip_dual_bound: bound = -Infinity } = event.data;
      isClose = best - bound <= close;
      if (budget.isOver(isClose)) event.interrupt();
    },
    [simplexInterrupt](event): undefined {
      if (budget.isOver(isClose)) event.interrupt();
    },
  });
  // 2 = a feasible point is there, whatever ended the search.
  if (model.info.get('primal_solution_status') !== 2) return null;
  return {
    values: model.getSolution().colValue,
    objective: model.getObjectiveValue(),
    bound: Number(model.info.get('mip_dual_bound')),
  };
}

/** Solves with every choice where these values have it: exact flows. */
export function pin({ highs, model, problem, choices }: Opened, values: Float64Array): Point | null {
  model.clearIntegrality();
  for (const choice of choices) fix(model, choice, bestPosition(problem, choice, values));
  const solution = solveLp(highs, model);
  return (
    solution && {
      values: withPositions(problem, choices, solution.colValue),
      objective: solution.objective,
    }
  );
}

/** Choices that these values break. */
export function brokenChoices({ problem, choices }: Opened, values: Float64Array): Choice[] {
  return choices.filter((choice) => bestPosition(problem, choice, values).broken > 0);
}

/** Makes the model continuous, with no choice made. */
export function releaseAll(opened: Opened): void {
  opened.model.clearIntegrality();
  for (const choice of opened.choices) release(opened, choice);
}

/** Gives back to a choice all positions that it had in the problem. */
export function release({ model }: Opened, { columns }: Choice): void {
  for (const column of columns) model.bounds.reset(column);
}

/** Makes a choice. */
export function fix(model: Model, { columns }: Choice, position: Position): void {
  columns.forEach((column, place) => {
    const bit = bitOf(position, place);
    model.bounds.set(column, bit, bit);
  });
}
