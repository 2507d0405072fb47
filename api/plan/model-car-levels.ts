import type { ModelDraft } from './model.ts';
import { type CarColumns, elsewhereOf } from './model-car.ts';
import { taperLines } from './physics.ts';
import type { Term } from './problem.ts';
import { WEIGHTS } from './weights.ts';

/**
 * Follows what a car has from slot to slot where something depends on it: power that falls as it fills, and a minimum
 * that it is to reach at once. Only where its SoC is known.
 *
 * @returns by slot the row that carries it; `null` where there is none
 */
export function addLevels(
  draft: ModelDraft,
  { car, course, slots, stays }: Omit<CarColumns, 'chargedRows'>,
): (number | null)[] {
  const lines =
    car.taper.length > 1 ? taperLines(car.taper).filter((line) => line.slopeKwPerPercent > 0) : [];
  const needsMinimum = course.stays.some(({ minKwh }) => minKwh > 0);
  const { socPercent, capacityKwh } = car;
  if ((lines.length === 0 && !needsMinimum) || socPercent === null || capacityKwh === null) {
    return slots.map(() => null);
  }
  const { problem } = draft;
  const percentPerKwh = (100 * car.chargeEfficiency) / capacityKwh;
  let previous: number | null = null;
  return slots.map((columns, index): number | null => {
    const at = course.presence[index]?.stay;
    const stay = at === undefined ? undefined : course.stays[at];
    if (columns === null || stay === undefined) return null;
    const hours = draft.slots[index]?.hours ?? 0;
    const charged: number = problem.column(0, Number.POSITIVE_INFINITY, 0);
    const row = problem.equal(0, [
      [charged, 1],
      [columns.power, -hours],
      ...(previous === null ? [] : ([[previous, -1]] as const)),
    ]);
    previous = charged;
    const elsewhere = elsewhereOf(stays.slice(0, at));
    for (const { atZeroKw, slopeKwPerPercent } of lines) {
      const slope = slopeKwPerPercent * percentPerKwh;
      problem.atMost(atZeroKw - slopeKwPerPercent * socPercent + slope * stay.usedKwh, [
        [columns.power, 1],
        [charged, slope],
        ...elsewhere.map(([column, factor]): Term => [column, slope * factor]),
      ]);
    }
    if (stay.minKwh > 0) {
      const below = problem.column(0, stay.minKwh, 0);
      draft.goals.add('MIN_SOC', 1, below, hours, WEIGHTS.minSocPull);
      problem.atLeast(stay.minKwh, [[charged, 1], [below, 1], ...elsewhere]);
    }
    return row;
  });
}
