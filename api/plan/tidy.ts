import { fix, withPositions } from './dive.ts';
import { type Highs, type LpSolution, type Model, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { impliedPosition, type Position, type Switch } from './switches.ts';

/** Each trial is one small solve of a few milliseconds. */
const MAX_TRIALS = 30;
const MAX_TRIALS_AHEAD = 10;
/** After so many trials in vain the next ones are hardly better. */
const PATIENCE = 6;
/** Less than this is the solver's rounding, currency. */
const NOTABLE = 1e-7;
/** Longer blocks and gaps are there for a reason, slots. */
const SHORT = 2;
/** A bound that promises more than this has overlooked what else would have to change, currency. */
const CREDIBLE = 1e-3;

/** A stretch of slots, by position, in which a car charges; `to` is the first slot after it. */
interface Block {
  from: number;
  to: number;
}

type Move = Map<Switch, Position>;

/** A kind of moves to try, and between what a plan may come to for one to be made. */
interface Pass {
  moves(lane: Switch[], values: Float64Array): Move[];
  /** What the bound for a move's plan must not be below. */
  least(best: LpSolution): number;
  limit(best: LpSolution): number;
  maxTrials: number;
}

/**
 * Makes charging blocks fewer and longer where the plan stays within `limit`: closes short gaps, drops short blocks
 * or moves them to a neighbour, one at a time. Then moves blocks to earlier slots where that costs no more: searches end
 * within a cent, which is more than such a preference weighs. Works on a model with every switch pinned; returns the
 * last solution that was good enough, with the model pinned to it.
 */
export function tidy(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  pinned: LpSolution,
  limit: number,
): LpSolution {
  const fewer = {
    moves: movesFor,
    least: () => Number.NEGATIVE_INFINITY,
    limit: () => limit,
    maxTrials: MAX_TRIALS,
  };
  const earlier = {
    moves: movesAhead,
    least: ({ objective }: LpSolution) => objective - CREDIBLE,
    limit: ({ objective }: LpSolution) => objective - NOTABLE,
    maxTrials: MAX_TRIALS_AHEAD,
  };
  return [fewer, earlier].reduce((best, pass) => tryMoves(highs, model, planModel, best, pass), pinned);
}

function tryMoves(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  pinned: LpSolution,
  pass: Pass,
): LpSolution {
  let best = pinned;
  let trials = 0;
  let inVain = 0;
  const isOver = () => trials >= pass.maxTrials || inVain >= PATIENCE;
  for (const lane of carLanes(planModel)) {
    const tried = new Set<string>();
    for (let moved = true; moved && !isOver(); ) {
      moved = false;
      for (const move of pass.moves(lane, best.colValue)) {
        const key = [...move].map(([item, position]) => `${item.column}:${position}`).join();
        if (tried.has(key) || isOver()) continue;
        tried.add(key);
        const most = pass.limit(best);
        const bound = best.objective + leastCost(move, best);
        if (bound > most || bound < pass.least(best)) continue;
        trials += 1;
        inVain += 1;
        const before = new Map([...move.keys()].map((item) => [item, impliedPosition(item, best.colValue)]));
        pin(model, move);
        const next = solveLp(highs, model);
        moved = next !== null && next.objective <= most;
        if (next && moved) {
          best = withPositions(next, planModel.switches);
          inVain = 0;
          break;
        }
        pin(model, before);
      }
    }
  }
  return best;
}

/**
 * What a move costs at least, from the reduced costs of the solution at hand: its duals stay feasible when bounds move,
 * so their objective with the new bounds is a bound for the new one. Most moves need no solve to be ruled out.
 */
function leastCost(move: Move, { colValue, colDual }: LpSolution): number {
  const dualCost = (column: number, lower: number, upper: number) => {
    const reducedCost = colDual[column] ?? 0;
    return reducedCost * (reducedCost > 0 ? lower : upper);
  };
  const costAt = (item: Switch, position: Position) =>
    dualCost(item.column, position, position) +
    (item.kind === 'CAR' ? dualCost(item.power, position * item.minKw, position * item.maxKw) : 0);
  let cost = 0;
  for (const [item, position] of move) {
    cost += costAt(item, position) - costAt(item, impliedPosition(item, colValue));
  }
  return cost;
}

function pin(model: Model, move: Move): void {
  for (const [item, position] of move) fix(model, item, position);
}

/** Each car's and interruptible load's switches in order of time. */
function carLanes({ cars, loads, switches }: PlanModel): Switch[][] {
  const byPower = new Map(switches.flatMap((item) => (item.kind === 'CAR' ? [[item.power, item]] : [])));
  return [...cars, ...loads].map(({ slots }) =>
    slots.flatMap((slot) => (slot && byPower.get(slot.power)) ?? []),
  );
}

/** Moves that leave one block less, the smallest change first. */
function movesFor(lane: Switch[], values: Float64Array): Move[] {
  const blocks = blocksOf(lane, values);
  const moves = blocks.flatMap((block, index): Move[] => {
    const next = blocks[index + 1];
    const before = blocks[index - 1];
    const length = block.to - block.from;
    const gap = next ? next.from - block.to : 0;
    const found: Move[] = [];
    if (next && gap <= SHORT) found.push(stretch(lane, block.to, next.from, 1));
    if (length <= SHORT) {
      const off = stretch(lane, block.from, block.to, 0);
      if (next) found.push(new Map([...stretch(lane, next.from - length, next.from, 1), ...off]));
      if (before) found.push(new Map([...stretch(lane, before.to, before.to + length, 1), ...off]));
      found.push(off);
    }
    return found;
  });
  return moves.filter((move) => move.size > 0).sort((a, b) => a.size - b.size);
}

/** Each block to each earlier place that is free, the earliest first. */
function movesAhead(lane: Switch[], values: Float64Array): Move[] {
  return blocksOf(lane, values).flatMap(({ from, to }): Move[] => {
    const off = stretch(lane, from, to, 0);
    const isFree = (at: number) =>
      lane.slice(at, Math.min(from, at + to - from)).every((item) => impliedPosition(item, values) === 0);
    return Array.from({ length: from }, (_, at) => at)
      .filter(isFree)
      .map((at) => new Map([...off, ...stretch(lane, at, at + to - from, 1)]));
  });
}

function blocksOf(lane: Switch[], values: Float64Array): Block[] {
  const blocks: Block[] = [];
  lane.forEach((item, index) => {
    if (impliedPosition(item, values) === 0) return;
    const last = blocks.at(-1);
    if (last?.to === index) last.to = index + 1;
    else blocks.push({ from: index, to: index + 1 });
  });
  return blocks;
}

function stretch(lane: Switch[], from: number, to: number, position: Position): Move {
  return new Map(lane.slice(Math.max(0, from), to).map((item): [Switch, Position] => [item, position]));
}
