import type { Instant, PlanAbsence, PlanCar } from '../house/index.ts';

/**
 * When a car is away, as far as that is not over at `start`, in order. Absences that touch are one: the car does not come
 * back between them, so it leaves with the most that is wanted of any, and what they use adds up.
 */
export function absencesOf({ absences = [] }: PlanCar, start: Instant): PlanAbsence[] {
  return joinAbsences(absences.filter(({ to }) => to > start));
}

/** The same time away without overlap: absences that touch or overlap are one. They must be in the order in which they begin. */
export function joinAbsences(absences: readonly PlanAbsence[]): PlanAbsence[] {
  const joined: PlanAbsence[] = [];
  for (const absence of absences) {
    const before = joined.at(-1);
    if (before && absence.from <= before.to) joined[joined.length - 1] = join(before, absence);
    else joined.push(absence);
  }
  return joined;
}

function join(first: PlanAbsence, second: PlanAbsence): PlanAbsence {
  const targets = [first.targetSocPercent, second.targetSocPercent].filter((target) => target !== null);
  return {
    from: first.from,
    to: Math.max(first.to, second.to),
    consumptionKwh: first.consumptionKwh + second.consumptionKwh,
    targetSocPercent: targets.length > 0 ? Math.max(...targets) : null,
  };
}

/**
 * When the car must have what it needs for its departure; `null` without one. For a departure in the midst of an absence
 * that is when the absence begins: the car cannot come back for it.
 */
export function dueAt(car: PlanCar, start: Instant): Instant | null {
  const { departure } = car;
  if (departure === null) return null;
  return (
    absencesOf(car, start).find(({ from, to }) => from < departure && departure <= to)?.from ?? departure
  );
}
