import { type Meeting, total } from './meeting.ts';
import { addChargingSwitch, type CarSlotColumns } from './model-car.ts';
import { addLack, type Lack } from './model-lack.ts';
import type { Term } from './problem.ts';

/**
 * Batteries that serve the household only give at most what it lacks with its flexible loads, and nothing while a car
 * charges beyond the sun: evcc locks them then. Where the household lacks something every car does.
 *
 * @returns terms whose sum is 1 where the loads take more than the sun gives; `null` where that is not in question
 */
export function addHouseholdOnly(meeting: Meeting): Term[] | null {
  const { draft, slot, householdOnly, loads, lockers } = meeting;
  if (householdOnly.length === 0) return null;
  const discharges = householdOnly.map((columns) => columns.discharge);
  const powerKw = total(householdOnly.map((columns) => columns.maxDischargeKw));
  const lack = addLack(draft, slot, loads, discharges, powerKw);
  for (const locker of lockers) addLock(meeting, lack, { discharges, powerKw }, locker);
  return lack.exceeds;
}

/**
 * The lock of one car: of what is lacking all the time it leaves what falls outside the car's share of the slot,
 * Σ discharge ≤ (1 − share · charging) · lack. A car without a least power locks for as long as it would need at full
 * power; where loads count as well, that product is not linear, and it locks them out as soon as it charges.
 */
function addLock(
  { draft, slot }: Meeting,
  { fixedKw, flexibleKw, flexible }: Lack,
  { discharges, powerKw }: { discharges: number[]; powerKw: number },
  { on, power, maxKw, share }: CarSlotColumns,
): void {
  const { problem, switches } = draft;
  const given = discharges.map((column): Term => [column, 1]);
  const lackKw = fixedKw + flexibleKw;
  const [charging, lockedShare] = on === null ? [power, share / maxKw] : [on, share];
  const apart = flexible.map(([column, factor]): Term => [column, (1 - share) * factor]);
  // While it charges at all, the switch counts as on.
  const most = (kw: number) =>
    on === null
      ? { kw, terms: [[power, -lockedShare * kw]] satisfies Term[] }
      : { kw: kw * (1 - share), terms: [] };
  const ofFixed = most(fixedKw);
  const locked = { discharges, most: [most(powerKw), { ...ofFixed, terms: [...ofFixed.terms, ...apart] }] };
  const item = switches.find(({ column }) => column === on);
  if (item?.kind === 'CAR') item.locked = locked;
  if (powerKw < lackKw) {
    problem.atMost(powerKw, [...given, [charging, powerKw * lockedShare]]);
    // Where nothing flexible counts, or nothing is given while it charges, that says it all.
    if (flexibleKw <= 0 || (share === 1 && on !== null)) return;
  }
  const row = problem.atMost(fixedKw + share * flexibleKw, [
    ...given,
    ...apart.map(([column, factor]): Term => [column, -factor]),
    ...lockTerms(),
  ]);
  slot.loadRows.push({ row, perLoadKw: 1, whileOn: [charging, -lockedShare] });

  function lockTerms(): Term[] {
    if (on !== null) return [[on, share * lackKw]];
    const byPower: Term = [power, lockedShare * fixedKw];
    if (flexibleKw <= 0) return [byPower];
    return [byPower, [addChargingSwitch(draft, power, 0, maxKw, locked), share * flexibleKw]];
  }
}
