import type { Term } from './problem.ts';

/** A row Σ terms ≤ upper that every plan keeps and a relaxed solution may break. */
export interface Cut {
  upper: number;
  terms: Term[];
}

/** By how much a solution breaks a cut, in the cut's own unit; negative if it does not. */
export function excess({ upper, terms }: Cut, values: Float64Array): number {
  return terms.reduce((sum, [column, factor]) => sum + factor * (values[column] ?? 0), -upper);
}
