/** The energy flow is drawn in a box of these units; its nodes are placed in per cent of it. */
export const FLOW = { width: 360, height: 338 };

export interface Point {
  x: number;
  y: number;
}

/** Where all lines meet. */
export const HUB: Point = { x: 180, y: 166 };
export const SUN: Point = { x: 180, y: 58 };
export const GRID: Point = { x: 52, y: 166 };
export const HOME: Point = { x: 308, y: 166 };

const STORAGE_Y = 276;
const WIDEST_SPACING = 124;

/** Room that each of `count` storages has beside the others. */
export function storageSpacing(count: number): number {
  return Math.min(WIDEST_SPACING, (FLOW.width - 8) / Math.max(1, count));
}

/** Places `count` storages (the battery and the cars) side by side below the hub. */
export function storagePoints(count: number): Point[] {
  const spacing = storageSpacing(count);
  return Array.from({ length: count }, (_, index) => ({
    x: FLOW.width / 2 + (index - (count - 1) / 2) * spacing,
    y: STORAGE_Y,
  }));
}

/** The two points that bend the line from a node to the hub; on the axes they leave it straight. */
function bend({ x, y }: Point): [Point, Point] {
  return [
    { x, y: (y + HUB.y) / 2 },
    { x: HUB.x, y: y === HUB.y || x === HUB.x ? HUB.y : y },
  ];
}

/** The line from a node to the hub, for an SVG path. */
export function pathToHub(from: Point): string {
  const [first, second] = bend(from);
  return `M${from.x} ${from.y}C${first.x} ${first.y} ${second.x} ${second.y} ${HUB.x} ${HUB.y}`;
}

/** Points along that line, from the node to the hub. */
export function pointsToHub(from: Point, steps: number): Point[] {
  const [first, second] = bend(from);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const t = step / steps;
    const on = (axis: 'x' | 'y') =>
      (1 - t) ** 3 * from[axis] +
      3 * (1 - t) ** 2 * t * first[axis] +
      3 * (1 - t) * t ** 2 * second[axis] +
      t ** 3 * HUB[axis];
    return { x: on('x'), y: on('y') };
  });
}

/** Below this a flow is noise of the meter. */
const QUIET_KW = 0.03;

/** Which way the dots run: into the hub, out of it, or not at all. */
export function direction(towardsHubKw: number | null): 'in' | 'out' | 'none' {
  if (towardsHubKw === null || Math.abs(towardsHubKw) < QUIET_KW) return 'none';
  return towardsHubKw > 0 ? 'in' : 'out';
}

/** Speeds differ by no less: an eye sees no finer, and each change costs the browser something. */
const SPEED_STEP = 0.25;

/** Speed of the dots against that of 4 kW: visibly slower for little, but never a blur. */
export function dotSpeed(kw: number): number {
  const speed = Math.round(Math.sqrt(Math.abs(kw) / 4) / SPEED_STEP) * SPEED_STEP;
  return Math.min(2.5, Math.max(SPEED_STEP, speed));
}
