import type { Term } from './problem.ts';

/** A row Σ terms ≤ upper that every plan keeps and a relaxed solution may break. */
export interface Cut {
  upper: number;
  terms: Term[];
}

/** By how much a solution breaks a cut, in the cut's own unit; negative if it does not. */
export function excess({ upper, terms }: Cut, values: Float64Array): number {
  let sum = -upper;
  for (const term of terms) sum += term[1] * (values[term[0]] ?? 0);
  return sum;
}
