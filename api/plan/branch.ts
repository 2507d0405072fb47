import { fix, release, solveWithCuts, withPositions } from './dive.ts';
import type { Highs, LpSolution, Model } from './highs.ts';
import type { PlanModel } from './model.ts';
import { settledBelow } from './narrow.ts';
import { openIn } from './rounding.ts';
import { breachKw, impliedPosition, type Position, type Switch } from './switches.ts';
import { PROVEN_GAP, SEARCH_GAP } from './weights.ts';

/** Each node is one or two small solves. What is not closed by then goes to the solver's own search with its many more tricks. */
const MAX_NODES = 40;
/** With so few switches that search takes no longer than a few dozen nodes. */
const FEW_SWITCHES = 100;
const MAX_NODES_OF_FEW = 12;
/** So close to the proof it is worth to go on, currency. */
const NEARLY = 0.005;
const MAX_NODES_NEARLY = 120;

/** A part of all plans: those with these switches pinned. */
interface Node {
  pinned: ReadonlyMap<Switch, Position>;
  /** No plan in it is better. */
  bound: number;
}

/** What the search found. */
export interface Branched {
  best: LpSolution | null;
  bound: number;
}

/**
 * A short branch and bound from the first plan: the relaxation with cuts is so tight that a handful of decisions often
 * proves it, or a slightly better one, in a tenth of the time that a general search takes to set up. Follows each
 * decision to its end before it goes back to the most promising one. Leaves the model with every switch released.
 */
export function branch(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  first: LpSolution | null,
  rootBound: number,
): Branched {
  const { switches } = planModel;
  let best = first;
  /** The least bound of what was closed. */
  let closed = Number.POSITIVE_INFINITY;
  let pinned: ReadonlyMap<Switch, Position> = new Map();
  const waiting: Node[] = [];
  const hopelessFrom = () => (best === null ? Number.POSITIVE_INFINITY : best.objective - PROVEN_GAP);
  const isHopeless = (bound: number) => bound >= hopelessFrom();
  const lowest = () => Math.min(closed, ...waiting.map((node) => node.bound));
  const maxNodes = switches.length <= FEW_SWITCHES ? MAX_NODES_OF_FEW : MAX_NODES;

  function visit(node: Node): Node | null {
    for (const item of pinned.keys()) if (!node.pinned.has(item)) release(model, item);
    for (const [item, position] of node.pinned) {
      if (pinned.get(item) !== position) fix(model, item, position);
    }
    pinned = node.pinned;
    const solution = solveWithCuts(highs, model, planModel, 1, hopelessFrom());
    if (!solution) return null;
    const { objective, colValue } = solution;
    const item = isHopeless(objective) ? null : mostOpen(planModel, colValue);
    if (item === null) {
      closed = Math.min(closed, objective);
      if (!isHopeless(objective)) best = withPositions(solution, switches);
      return null;
    }
    const settled = settledHere(solution, node.pinned);
    const likely = impliedPosition(item, colValue);
    const child = (position: Position) => ({
      pinned: new Map([...settled, ...node.pinned, [item, position]]),
      bound: objective,
    });
    waiting.push(child(likely === 1 ? 0 : 1));
    return child(likely);
  }

  /** What this node's plans have in common, but for those that are not better by more than the gap. */
  function settledHere(relaxed: LpSolution, given: ReadonlyMap<Switch, Position>): Map<Switch, Position> {
    if (best === null) return new Map();
    const cutoff = best.objective - SEARCH_GAP;
    const free = switches.filter((item) => !given.has(item));
    const settled = settledBelow(cutoff, free, relaxed);
    if (settled.size > 0) closed = Math.min(closed, cutoff);
    return settled;
  }

  for (const item of switches) release(model, item);
  let next: Node | null = { pinned, bound: rootBound };
  const goesOn = (nodes: number, { bound }: Node) =>
    nodes < maxNodes ||
    (maxNodes === MAX_NODES &&
      nodes < MAX_NODES_NEARLY &&
      Math.min(bound, lowest()) >= hopelessFrom() - NEARLY);
  for (let nodes = 0; next && goesOn(nodes, next); nodes += 1) {
    next = visit(next);
    if (next) continue;
    const found = takeLowest(waiting);
    if (found && isHopeless(found.bound)) waiting.push(found);
    else next = found;
  }
  if (next) waiting.push(next);
  for (const item of pinned.keys()) release(model, item);
  const bound = lowest();
  return { best, bound: Math.max(rootBound, Math.min(bound, best?.objective ?? bound)) };
}

function mostOpen(planModel: PlanModel, values: Float64Array): Switch | null {
  let found: Switch | null = null;
  for (const item of openIn(planModel, values))
    if (found === null || breachKw(item, values) > breachKw(found, values)) found = item;
  return found;
}

function takeLowest(nodes: Node[]): Node | null {
  let lowest = 0;
  nodes.forEach((node, at) => {
    if (node.bound < (nodes[lowest]?.bound ?? 0)) lowest = at;
  });
  return nodes.splice(lowest, 1)[0] ?? null;
}
