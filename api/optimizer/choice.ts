import type { LinearProblem } from '../plan/index.ts';

/**
 * A yes/no decision of the model, or two that stand in one rule: 0/1 columns with all the rows they appear in. No row
 * belongs to two choices, so that each can be judged by the flows alone.
 */
export interface Choice {
  /**
   * What is chosen: charging with at least the least power or not at all; full or charging as demanded; export or
   * import; charging or discharging.
   */
  kind: 'CHARGING' | 'FULL' | 'DIRECTION' | 'EXCLUSIVE';
  /** The step that it is about. */
  step: number;
  columns: readonly number[];
  rows: readonly number[];
  /** Whether the flows, left alone, are likely to break it. */
  likely: boolean;
}

/** Less than this is rounding, in the unit of the rows. */
const NEGLIGIBLE = 1e-6;

/** The positions of a choice's columns, as bits. */
export interface Position {
  bits: number;
  /** By how much the rows are broken there; 0 where the choice is kept. */
  broken: number;
}

/** Where a choice stands by these flows, or where it would be broken least. */
export function bestPosition(problem: LinearProblem, choice: Choice, values: Float64Array): Position {
  let best: Position = { bits: 0, broken: Number.POSITIVE_INFINITY };
  for (let bits = 0; bits < 1 << choice.columns.length; bits += 1) {
    const broken = brokenBy(problem, choice, values, bits);
    if (broken <= best.broken) best = { bits, broken };
  }
  return best.broken <= NEGLIGIBLE ? { ...best, broken: 0 } : best;
}

/** 0 or 1: what a position says of one of the columns, by its place in the choice. */
export function bitOf(position: Position, place: number): 0 | 1 {
  return ((position.bits >> place) & 1) === 1 ? 1 : 0;
}

/** The same point with every choice where its flows say it stands. */
export function withPositions(
  problem: LinearProblem,
  choices: readonly Choice[],
  values: Float64Array,
): Float64Array {
  const placed = values.slice();
  for (const choice of choices) {
    const position = bestPosition(problem, choice, values);
    choice.columns.forEach((column, place) => {
      placed[column] = bitOf(position, place);
    });
  }
  return placed;
}

function brokenBy(
  { starts, indices, values: coefficients, rowLower, rowUpper }: LinearProblem,
  { columns, rows }: Choice,
  values: Float64Array,
  bits: number,
): number {
  let worst = 0;
  for (const row of rows) {
    let activity = 0;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const column = indices[at] ?? 0;
      const place = columns.indexOf(column);
      const value = place >= 0 ? (bits >> place) & 1 : (values[column] ?? 0);
      activity += (coefficients[at] ?? 0) * value;
    }
    worst = Math.max(worst, activity - (rowUpper[row] ?? 0), (rowLower[row] ?? 0) - activity);
  }
  return worst;
}
