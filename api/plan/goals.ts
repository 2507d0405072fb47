import type { ProblemBuilder, Term } from './problem.ts';

/** What is decided before money, in this order. */
const GOAL_KINDS = ['IMPORT_LIMIT', 'MIN_SOC', 'DEPARTURE', 'LOAD', 'RESERVE'] as const;
type GoalKind = (typeof GOAL_KINDS)[number];

/** Something that a plan should not give up, measured in the kWh (for levels also kWh · hours) that it does. */
export interface Goal {
  kind: GoalKind;
  /** What is given up, kWh for each unit of a column. */
  terms: Term[];
  /** What the first relaxation weighs it with, currency for each unit of a column. */
  weights: Term[];
  /** A row over the same terms, without a bound until the goal is settled. */
  row: number;
}

/** Collects what may be given up while the model is built. */
export interface GoalBook {
  /**
   * @param order among goals of one kind the lower comes first
   * @param column ≥ 0; what is given up. Its cost in the problem is that of the energy alone, 0 if it has none.
   * @param weightPerKwh what the first relaxation adds to that cost, currency/kWh (currency/(kWh · h) where it waits)
   */
  add(kind: GoalKind, order: number, column: number, kwhPerUnit: number, weightPerKwh: number): void;
  /** Writes a row for each goal, and its weight; the most important first. */
  ranked(problem: ProblemBuilder): Goal[];
}

/** An empty book. */
export function goalBook(): GoalBook {
  const found: { kind: GoalKind; order: number; terms: Term[]; weights: Term[] }[] = [];
  function goalOf(kind: GoalKind, order: number) {
    const known = found.find((goal) => goal.kind === kind && goal.order === order);
    if (known) return known;
    const goal = { kind, order, terms: [], weights: [] };
    found.push(goal);
    return goal;
  }
  return {
    add(kind, order, column, kwhPerUnit, weightPerKwh) {
      const goal = goalOf(kind, order);
      goal.terms.push([column, kwhPerUnit]);
      goal.weights.push([column, kwhPerUnit * weightPerKwh]);
    },
    ranked(problem) {
      for (const { weights } of found)
        for (const [column, weight] of weights) problem.addCost(column, weight);
      const rank = ({ kind }: { kind: GoalKind }) => GOAL_KINDS.indexOf(kind);
      return found
        .sort((a, b) => rank(a) - rank(b) || a.order - b.order)
        .map(({ kind, terms, weights }) => ({
          kind,
          terms,
          weights,
          row: problem.atMost(Number.POSITIVE_INFINITY, terms),
        }));
    },
  };
}
