import type { LpSolution } from './highs.ts';
import { PROVEN_GAP } from './weights.ts';

/** The best point so far, if any, and the bound of all. */
export interface Best {
  point: LpSolution | null;
  bound: number;
}

/** Whether no plan is notably better. */
export function isProven({ point, bound }: Best): boolean {
  return point !== null && point.objective - bound <= PROVEN_GAP;
}

/** The cheaper of two feasible points. */
export function better(a: LpSolution | null, b: LpSolution | null): LpSolution | null {
  if (a === null || b === null) return a ?? b;
  return b.objective < a.objective ? b : a;
}
