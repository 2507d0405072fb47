import type { Cut } from './cut.ts';
import type { Term } from './problem.ts';
import type { Position } from './switches.ts';

/** A flow with the most it can be, kW. */
export interface BoundedFlow {
  column: number;
  maxKw: number;
}

/**
 * What a switch means for flows that share something: while it is on, the gated flows and all others together take at
 * most `limitKw` plus what the givers bring; while it is off, the gated flows are 0. The model says so for whole
 * numbers; between them the relaxation cheats, and `violatedCuts` tells it so.
 */
export interface Sharing {
  /** The switch's 0/1 column. */
  column: number;
  /** The position that counts as on. */
  onAt: Position;
  /** Columns ≥ 0 that are 0 while the switch is off. */
  gated: readonly number[];
  /** What shares the limit as well, on or off. */
  others: readonly BoundedFlow[];
  /** Columns ≥ 0 that widen the limit. */
  givers: readonly number[];
  /** May be negative: so much must be given before anything is taken. */
  limitKw: number;
}

const NOTABLE_KW = 1e-4;

/**
 * The cuts that this relaxed solution breaks, the deepest one for each sharing. With z = how far the switch is on, and
 * for any choice O of the others: Σ gated + Σ O − Σ givers ≤ limit · z + Σ max(O) · (1 − z). That holds at z = 0 and
 * z = 1, so it is valid; the deepest choice takes those others that exceed their share max · (1 − z).
 */
export function violatedCuts(sharings: readonly Sharing[], values: Float64Array): Cut[] {
  const flowOf = (column: number) => values[column] ?? 0;
  const total = (columns: readonly number[]) => columns.reduce((sum, column) => sum + flowOf(column), 0);
  return sharings.flatMap((sharing): Cut[] => {
    const { column, onAt, gated, others, givers, limitKw } = sharing;
    const on = onAt === 1 ? flowOf(column) : 1 - flowOf(column);
    if (on <= 0 || on >= 1) return [];
    const counted = others.filter((other) => flowOf(other.column) > other.maxKw * (1 - on));
    const countedKw = total(counted.map((other) => other.column));
    const maxKw = counted.reduce((sum, other) => sum + other.maxKw, 0);
    const excessKw = total(gated) + countedKw - total(givers) - limitKw * on - maxKw * (1 - on);
    if (excessKw <= NOTABLE_KW) return [];
    const slope = onAt === 1 ? maxKw - limitKw : limitKw - maxKw;
    return [
      {
        upper: onAt === 1 ? maxKw : limitKw,
        terms: [
          ...gated.map((flow): Term => [flow, 1]),
          ...counted.map((other): Term => [other.column, 1]),
          ...givers.map((flow): Term => [flow, -1]),
          [column, slope],
        ],
      },
    ];
  });
}
