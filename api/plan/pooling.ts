import type { Cut } from './cut.ts';
import type { Term } from './problem.ts';
import type { BoundedFlow } from './sharing.ts';

/** A car's power, 0 while its switch is off and between its limits while it is on, kW. */
export interface SwitchedFlow {
  on: number;
  power: number;
  minKw: number;
  maxKw: number;
}

/**
 * Takers that live on one pool: all of them together take at most `limitKw` plus what the givers bring. What a car can
 * have of it is nothing or at least its minimum, which leaves less for the others; the relaxation mixes both, and
 * `violatedPools` tells it where it mixes more than there is.
 */
export interface Pooling {
  cars: readonly SwitchedFlow[];
  /** What takes from the pool without a switch. */
  others: readonly BoundedFlow[];
  /** Columns ≥ 0 that widen the limit. */
  givers: readonly number[];
  /** May be negative: so much must be given before anything is taken. */
  limitKw: number;
}

const NOTABLE_KW = 1e-4;
const HALFWAY = 1e-6;

/** A · z1 + B · z2 + C. */
interface Plane {
  first: number;
  second: number;
  constant: number;
}

/**
 * For every pool with a switch halfway the deepest cut that this relaxed solution breaks. For some takers S, the most
 * that S takes beyond what is given is known for each position of two cars' switches; between the four corners the
 * least concave function above them is a bound, and it is linear around the solution's point.
 */
export function violatedPools(poolings: readonly Pooling[], values: Float64Array): Cut[] {
  return poolings.flatMap((pooling) => {
    const { cars } = pooling;
    if (!cars.some(({ on }) => isHalfway(values[on] ?? 0))) return [];
    const pairs = cars.flatMap((car, at) => cars.slice(at + 1).map((other) => [car, other]));
    return (pairs.length > 0 ? pairs : [cars]).flatMap((pair) => deepestCut(pooling, pair, values) ?? []);
  });
}

function isHalfway(on: number): boolean {
  return on > HALFWAY && on < 1 - HALFWAY;
}

function deepestCut(pooling: Pooling, pair: readonly SwitchedFlow[], values: Float64Array): Cut | null {
  const flowOf = (column: number) => values[column] ?? 0;
  const [first, second] = pair;
  if (!first || !pair.some(({ on }) => isHalfway(flowOf(on)))) return null;
  const others = [
    ...pooling.others,
    ...pooling.cars
      .filter((car) => !pair.includes(car))
      .map(({ power, maxKw }) => ({ column: power, maxKw })),
  ];
  const countedSets = subsetsOf(others).map((flows) => ({
    flows,
    powerKw: sumOf(flows, ({ column }) => flowOf(column)),
    maxKw: sumOf(flows, ({ maxKw }) => maxKw),
  }));
  const givenKw = sumOf(pooling.givers, flowOf);
  const [firstOn, secondOn] = [flowOf(first.on), second ? flowOf(second.on) : 0];
  let deepestKw = NOTABLE_KW;
  let deepest: { takers: SwitchedFlow[]; counted: BoundedFlow[]; plane: Plane } | null = null;
  for (const takers of subsetsOf(pair)) {
    const takenKw = sumOf(takers, ({ power }) => flowOf(power));
    for (const { flows, powerKw, maxKw } of countedSets) {
      const most = (...on: SwitchedFlow[]) => mostKw(pooling.limitKw, takers, maxKw, on);
      const plane = second
        ? envelope([most(), most(first), most(second), most(first, second)], firstOn, secondOn)
        : { constant: most(), first: most(first) - most(), second: 0 };
      const allowedKw = plane.constant + plane.first * firstOn + plane.second * secondOn;
      const excessKw = takenKw + powerKw - givenKw - allowedKw;
      if (excessKw <= deepestKw) continue;
      deepestKw = excessKw;
      deepest = { takers, counted: flows, plane };
    }
  }
  if (!deepest) return null;
  const { takers, counted, plane } = deepest;
  return {
    upper: plane.constant,
    terms: [
      ...takers.map(({ power }): Term => [power, 1]),
      ...counted.map(({ column }): Term => [column, 1]),
      ...pooling.givers.map((column): Term => [column, -1]),
      [first.on, -plane.first],
      ...(second ? [[second.on, -plane.second] as const] : []),
    ],
  };
}

/** The most that some cars and others, which take at most `othersKw`, take beyond what is given while exactly the cars in `on` charge, kW. */
function mostKw(
  limitKw: number,
  takers: readonly SwitchedFlow[],
  othersKw: number,
  on: readonly SwitchedFlow[],
): number {
  let ownKw = othersKw;
  let leftKw = limitKw;
  for (const car of on) {
    if (takers.includes(car)) ownKw += car.maxKw;
    else leftKw -= car.minKw;
  }
  return Math.min(ownKw, leftKw);
}

/** The least concave function above the corners (0,0), (1,0), (0,1), (1,1): its plane around the point. */
function envelope(
  [none, one, other, both]: [number, number, number, number],
  first: number,
  second: number,
): Plane {
  const through = (constant: number, a: number, b: number): Plane => ({ constant, first: a, second: b });
  if (none + both >= one + other) {
    return first >= second
      ? through(none, one - none, both - one)
      : through(none, both - other, other - none);
  }
  return first + second <= 1
    ? through(none, one - none, other - none)
    : through(one + other - both, both - other, both - one);
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  const subsets: T[][] = [[]];
  for (const item of items) subsets.push(...subsets.map((subset) => [...subset, item]));
  return subsets;
}

function sumOf<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}
