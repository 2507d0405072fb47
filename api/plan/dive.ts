import type { Highs, LpSolution, Model } from './highs.ts';
import { solveLp } from './highs.ts';
import type { LinearProblem } from './problem.ts';
import { impliedPosition, isOpen, type Switch } from './switches.ts';

const MAX_ROUNDS = 12;

/** What the dive found. */
export interface Dive {
  /** Proven: no plan can be better than this. */
  bound: number;
  /** A feasible plan, with every switch in a definite position; `null` if the dive did not end in one. */
  solution: LpSolution | null;
}

type Position = 0 | 1;

/**
 * Relax and fix: solves the relaxation (whose objective is the bound), puts each open decision where its flow points,
 * and solves again from the last basis until nothing is open. `null` if even the relaxation has no solution.
 */
export function dive(highs: Highs, model: Model, switches: Switch[]): Dive | null {
  const root = solveLp(highs, model);
  if (!root) return null;
  const fixed = new Map<Switch, Position>();
  const others = switches.filter((item) => item.kind !== 'CAR');
  let solution: LpSolution = root;

  const settle = (positions: Map<Switch, Position>): boolean => {
    for (const [item, position] of positions) {
      fixed.set(item, position);
      fix(model, item, position);
    }
    const next = solveLp(highs, model);
    if (next) solution = next;
    return next !== null;
  };
  const settleOrClose = (positions: Map<Switch, Position>): boolean =>
    settle(positions) || settle(new Map([...positions.keys()].map((item) => [item, 0])));

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const values = solution.colValue;
    const open = switches.filter((item) => !fixed.has(item) && isOpen(item, values));
    const pending = open.length > 0 ? open : others.filter((item) => !fixed.has(item));
    if (pending.length === 0) return { bound: root.objective, solution: closed(solution, switches, fixed) };
    const positions = new Map(pending.map((item) => [item, impliedPosition(item, values)]));
    if (!settleOrClose(positions)) return { bound: root.objective, solution: null };
  }
  return { bound: root.objective, solution: null };
}

/** Pins a switch; a car that is on keeps its minimum, one that is off takes nothing. */
export function fix(model: Model, item: Switch, position: Position): void {
  model.changeColBounds(item.column, position, position);
  if (item.kind === 'CAR') {
    model.changeColBounds(item.power, position === 1 ? item.minKw : 0, position === 1 ? item.maxKw : 0);
  }
}

/** Takes back what `fix` did. */
export function release(model: Model, problem: LinearProblem, item: Switch): void {
  model.changeColBounds(item.column, 0, 1);
  if (item.kind === 'CAR') {
    model.changeColBounds(item.power, problem.colLower[item.power] ?? 0, problem.colUpper[item.power] ?? 0);
  }
}

function closed(solution: LpSolution, switches: Switch[], fixed: Map<Switch, Position>): LpSolution {
  const colValue = solution.colValue.slice();
  for (const item of switches) colValue[item.column] = fixed.get(item) ?? impliedPosition(item, colValue);
  return { ...solution, colValue };
}
