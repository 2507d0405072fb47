import { bestPosition, type Choice, type Position, withPositions } from './choice.ts';
import { solveWithCuts } from './cuts.ts';
import { fix, type Opened, type Point, release, releaseAll, type SearchLimits } from './search.ts';

/** A part of all schedules: those that make these choices so. */
interface Node {
  made: ReadonlyMap<Choice, Position>;
  /** No schedule in it is better, in the unit of the objective. */
  bound: number;
}

interface Broken {
  choice: Choice;
  position: Position;
}

/** What the search found. */
export interface Searched {
  best: Point | null;
  /** Nothing can be better than this. */
  bound: number;
  /** Choices that the flows broke somewhere. */
  contested: Set<Choice>;
}

/** Each node is a small solve or two. What is not closed by then goes to the solver's own search with its many more tricks. */
const MAX_NODES = 40;
/** Where this share of the gap is closed by then, it is worth to go on. */
const CLOSING = 0.3;
const MAX_NODES_CLOSING = 400;

/**
 * Branch and bound on the choices that the flows break, and only on those: with the cuts a few dozen of them often
 * prove a schedule, in a fraction of the time that the solver's own search takes to set up. Follows each choice to its
 * end before it goes back to the most promising one. Leaves the model with every choice released.
 */
export function searchTree(
  opened: Opened,
  first: Point | null,
  rootBound: number,
  { gap, budget }: Pick<SearchLimits, 'gap' | 'budget'>,
): Searched {
  const { highs, model, problem, choices, consequences } = opened;
  let best = first;
  /** The least bound of what was closed. */
  let closed = Number.POSITIVE_INFINITY;
  const contested = new Set<Choice>();
  let made: ReadonlyMap<Choice, Position> = new Map();
  const waiting: Node[] = [];
  const isHopeless = (bound: number) => best !== null && bound >= best.objective - gap;

  function visit(node: Node): Node | null {
    for (const choice of made.keys()) if (!node.made.has(choice)) release(opened, choice);
    for (const [choice, position] of node.made)
      if (made.get(choice)?.bits !== position.bits) fix(model, choice, position);
    made = node.made;
    const solution = solveWithCuts(highs, model, problem.numCols, consequences, 1);
    if (!solution) return null;
    const { objective, colValue } = solution;
    if (isHopeless(objective)) {
      closed = Math.min(closed, objective);
      return null;
    }
    const broken = nextBroken(opened, colValue);
    if (broken === null) {
      closed = Math.min(closed, objective);
      best = { values: withPositions(problem, choices, colValue), objective };
      return null;
    }
    const { choice, position } = broken;
    contested.add(choice);
    const child = (at: Position): Node => ({ made: new Map([...node.made, [choice, at]]), bound: objective });
    for (let bits = 0; bits < 1 << choice.columns.length; bits += 1)
      if (bits !== position.bits) waiting.push(child({ bits, broken: 0 }));
    return child(position);
  }

  const lowest = () => waiting.reduce((least, node) => Math.min(least, node.bound), closed);
  const goesOn = (nodes: number, { bound }: Node) => {
    if (nodes < MAX_NODES) return true;
    if (best === null || nodes >= MAX_NODES_CLOSING) return false;
    return Math.min(bound, lowest()) - rootBound >= CLOSING * (best.objective - rootBound);
  };
  releaseAll(opened);
  let next: Node | null = { made, bound: rootBound };
  let nodes = 0;
  for (; next && goesOn(nodes, next) && !budget.isOver(false); nodes += 1) {
    next = visit(next);
    if (next) continue;
    const found = takeLowest(waiting);
    if (found && isHopeless(found.bound)) waiting.push(found);
    else next = found;
  }
  if (next) waiting.push(next);
  releaseAll(opened);
  const bound = lowest();
  return { best, bound: Math.max(rootBound, Math.min(bound, best?.objective ?? bound)), contested };
}

/**
 * The choice to make next, of those that these values break: the first in time. What comes before is settled then, so
 * that the rules about what is full or empty bite, and the bound rises sooner than where the worst is chosen first,
 * which only moves to another step. A store that becomes full stays so: of when it does, the middle is asked for.
 */
function nextBroken({ problem, choices }: Opened, values: Float64Array): Broken | null {
  let first: Broken | null = null;
  const full: Broken[] = [];
  for (const choice of choices) {
    const isLater = first !== null && choice.step > first.choice.step;
    if (isLater && choice.kind !== 'FULL') continue;
    const position = bestPosition(problem, choice, values);
    if (position.broken === 0) continue;
    const broken = { choice, position };
    if (choice.kind === 'FULL') full.push(broken);
    if (first === null || choice.step < first.choice.step || (!isLater && isWorse(broken, first)))
      first = broken;
  }
  return first?.choice.kind === 'FULL' ? (full[full.length >> 1] ?? first) : first;
}

/** Whether this decides more in the same step: being full decides whether a store charges at all. */
function isWorse({ choice, position }: Broken, than: Broken): boolean {
  if (choice.kind === 'FULL' || than.choice.kind === 'FULL') return than.choice.kind !== 'FULL';
  return position.broken > than.position.broken;
}

function takeLowest(nodes: Node[]): Node | null {
  let lowest = 0;
  nodes.forEach((node, at) => {
    if (node.bound < (nodes[lowest]?.bound ?? 0)) lowest = at;
  });
  return nodes.splice(lowest, 1)[0] ?? null;
}
