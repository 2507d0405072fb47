import type { ProblemBuilder, Term } from './problem.ts';

/** What is decided before money, in this order. */
const GOAL_KINDS = ['IMPORT_LIMIT', 'MIN_SOC', 'DEPARTURE', 'LOAD', 'RESERVE'] as const;
type GoalKind = (typeof GOAL_KINDS)[number];

/** Something that a plan should not give up, measured in the kWh (for levels also kWh · hours) that it does. */
export interface Goal {
  kind: GoalKind;
  /** What is given up, kWh for each unit of a column. */
  terms: Term[];
  /** A row over the same terms, without a bound until the goal is settled. */
  row: number;
}

/** Collects what may be given up while the model is built. */
export interface GoalBook {
  /**
   * @param order among goals of one kind the lower comes first
   * @param column ≥ 0; what is given up
   */
  add(kind: GoalKind, order: number, column: number, kwhPerUnit: number): void;
  /** Writes a row for each goal; the most important first. */
  ranked(problem: ProblemBuilder): Goal[];
}

/** An empty book. */
export function goalBook(): GoalBook {
  const found: { kind: GoalKind; order: number; terms: Term[] }[] = [];
  return {
    add(kind, order, column, kwhPerUnit) {
      const known = found.find((goal) => goal.kind === kind && goal.order === order);
      if (known) known.terms.push([column, kwhPerUnit]);
      else found.push({ kind, order, terms: [[column, kwhPerUnit]] });
    },
    ranked(problem) {
      const rank = ({ kind }: { kind: GoalKind }) => GOAL_KINDS.indexOf(kind);
      return found
        .sort((a, b) => rank(a) - rank(b) || a.order - b.order)
        .map(({ kind, terms }) => ({ kind, terms, row: problem.atMost(Number.POSITIVE_INFINITY, terms) }));
    },
  };
}
