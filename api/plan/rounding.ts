import type { PlanModel } from './model.ts';
import type { LinearProblem } from './problem.ts';
import { isOpen, positionIn, type Switch } from './switches.ts';

/** By so much flows may break a rule that their switches stand for, kW or kWh; it is worth nothing. */
const NEGLIGIBLE = 1e-5;

/** The same values with every switch where they say it stands. */
export function withSwitchesPlaced(values: Float64Array, switches: readonly Switch[]): Float64Array {
  const placed = values.slice();
  for (const item of switches) placed[item.column] = positionIn(item, placed);
  return placed;
}

/** The rows that these values break by more than `tolerance`. */
export function brokenRows(problem: LinearProblem, values: Float64Array, tolerance: number): number[] {
  const { numRows, starts, indices, values: factors, rowLower, rowUpper } = problem;
  const broken: number[] = [];
  for (let row = 0; row < numRows; row += 1) {
    let sum = 0;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1)
      sum += (factors[at] ?? 0) * (values[indices[at] ?? 0] ?? 0);
    const isBelow = sum < (rowLower[row] ?? sum) - tolerance;
    if (isBelow || sum > (rowUpper[row] ?? sum) + tolerance) broken.push(row);
  }
  return broken;
}

/**
 * The switches that a relaxed solution leaves open. Where none is by its own flows, those whose place other rules know of,
 * such as what a load makes the household lack: between its places such a switch allows more than in either.
 */
export function openIn({ problem, switches }: PlanModel, values: Float64Array): Switch[] {
  const open = switches.filter((item) => isOpen(item, values));
  if (open.length > 0) return open;
  const placed = withSwitchesPlaced(values, switches);
  const columns = new Set<number>();
  for (const row of brokenRows(problem, placed, NEGLIGIBLE))
    for (let at = problem.starts[row] ?? 0; at < (problem.starts[row + 1] ?? 0); at += 1)
      columns.add(problem.indices[at] ?? 0);
  return switches.filter(({ column }) => columns.has(column) && placed[column] !== values[column]);
}
