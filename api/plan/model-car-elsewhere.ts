import type { ModelDraft } from './model.ts';
import type { Term } from './problem.ts';
import type { CarCourse } from './stays.ts';

/** A trip as what is charged before it has to serve it. */
export interface TripEnergy {
  /** What is charged by then, here and elsewhere, with no more than `mostKwh` in sum. */
  charged: readonly Term[];
  mostKwh: number;
  /** What the trip and those before it take beyond what the car begins with, kWh, > 0. */
  lackKwh: number;
  /** What the trip itself takes, kWh. */
  usedKwh: number;
  /** Whether charging more elsewhere than the trip lacks would be of use, so that only a rule keeps a plan from it. */
  isTempting: boolean;
}

/**
 * What a trip lacks and is charged elsewhere, as never less than nothing is left after it: (lack − charged)⁺.
 *
 * @returns its column, kWh, and the rows that tie it to what is charged
 */
export function addElsewhere(
  { problem, switches }: ModelDraft,
  { charged, mostKwh, lackKwh, usedKwh, isTempting }: TripEnergy,
): { column: number; rows: number[] } {
  const column = problem.column(0, usedKwh, 0);
  const terms: Term[] = [...charged, [column, 1]];
  if (isTempting && mostKwh <= lackKwh) return { column, rows: [problem.equal(lackKwh, terms)] };
  const rows = [problem.atLeast(lackKwh, terms)];
  if (!isTempting) return { column, rows };
  const empty = problem.binary();
  const beyondKwh = mostKwh - lackKwh;
  rows.push(problem.atMost(mostKwh, [...terms, [empty, beyondKwh]]));
  problem.atMost(0, [
    [column, 1],
    [empty, -Math.min(usedKwh, lackKwh)],
  ]);
  switches.push({ kind: 'EMPTY', column: empty, elsewhere: column, charged, lackKwh });
  return { column, rows };
}

/**
 * Whether more would count as reached if more were charged elsewhere on the trip after stay `at`: what comes before
 * departures in importance, or what a person has charge until it is full.
 */
export function isElsewhereTempting(
  { input }: Pick<ModelDraft, 'input'>,
  carId: string,
  { stays }: CarCourse,
  at: number,
): boolean {
  const isCharged = (input.fixed ?? []).some(({ id, action }) => id === carId && action === 'CHARGE');
  return isCharged || stays.slice(at + 1).some(({ minKwh }) => minKwh > 0);
}
