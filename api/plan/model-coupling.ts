import type { PlanSlotInput } from '../house/index.ts';
import type { ModelDraft, SlotColumns } from './model.ts';
import type { BatteryColumns, BatterySlotColumns } from './model-battery.ts';
import type { CarColumns, CarSlotColumns } from './model-car.ts';
import { neededWithinHorizonKwh, servesHouseholdOnly } from './physics.ts';
import type { Term } from './problem.ts';
import { PREFERENCES, WEIGHTS } from './weights.ts';

/** Everything that meets in one slot. */
interface Meeting {
  draft: ModelDraft;
  input: PlanSlotInput;
  slot: SlotColumns;
  /** Batteries that may not feed the grid and could discharge. */
  homeOnly: BatterySlotColumns[];
  /** Of these, the ones that serve the household only, not the cars. */
  householdOnly: BatterySlotColumns[];
  /** Batteries that may charge from the sun alone and could. */
  sunOnly: BatterySlotColumns[];
  all: BatterySlotColumns[];
  cars: CarSlotColumns[];
  carsMaxKw: number;
  /** Some battery is above its corridor. */
  mayBurn: boolean;
}

/** Adds, slot by slot, the rules that tie devices to each other and to the meter. */
export function addCouplings(draft: ModelDraft, batteries: BatteryColumns[], cars: CarColumns[]): void {
  draft.slots.forEach((slot, index) => {
    const input = draft.input.slots[index];
    if (input === undefined) return;
    const all = batteries.flatMap(({ slots }) => slots[index] ?? []);
    const present = cars.flatMap(({ slots }) => slots[index] ?? []);
    const meeting: Meeting = {
      draft,
      input,
      slot,
      all,
      homeOnly: batteries.flatMap(({ battery, slots }) => {
        const columns = slots[index];
        return columns && !battery.canFeedGrid && columns.maxDischargeKw > 0 ? [columns] : [];
      }),
      householdOnly: batteries.flatMap(({ battery, slots }) => {
        const columns = slots[index];
        return columns && servesHouseholdOnly(battery) && columns.maxDischargeKw > 0 ? [columns] : [];
      }),
      sunOnly: all.filter((columns) => columns.sunOnly && columns.maxChargeKw > 0),
      cars: present,
      mayBurn: batteries.some((battery) => battery.startsAbove),
      carsMaxKw: present.reduce((sum, car) => sum + car.maxKw, 0),
    };
    addHouseholdOnly(meeting);
    addHomeOnly(meeting);
    addSunOnly(meeting);
    addPriceLimit(meeting, cars, index);
    addDirection(meeting);
    addMeter(meeting);
  });
}

const plus = (column: number): Term => [column, 1];
const minus = (column: number): Term => [column, -1];
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Batteries that serve the household only give at most what it lacks, whatever the cars take. */
function addHouseholdOnly({ draft: { problem }, slot, householdOnly }: Meeting): void {
  if (householdOnly.length === 0) return;
  const row = problem.atMost(
    Math.max(0, -slot.surplusKw),
    householdOnly.map((columns) => plus(columns.discharge)),
  );
  slot.loadRows.push({ row, perLoadKw: 1 });
}

/** Batteries that must not feed the grid give at most what house and cars lack: Σ discharge ≤ (cars − surplus)⁺. */
function addHomeOnly({ draft: { problem, switches }, slot, homeOnly, cars, carsMaxKw }: Meeting): void {
  if (homeOnly.length === 0) return;
  const discharges = homeOnly.map((columns) => columns.discharge);
  const powers = cars.map((car) => car.power);
  if (slot.surplusKw <= 0) {
    const row = problem.atMost(-slot.surplusKw, [...discharges.map(plus), ...powers.map(minus)]);
    slot.loadRows.push({ row, perLoadKw: 1 });
    return;
  }
  const allowed = problem.binary();
  const mostKw = Math.min(carsMaxKw - slot.surplusKw, sum(homeOnly.map((columns) => columns.maxDischargeKw)));
  problem.atMost(0, [...discharges.map(plus), ...powers.map(minus), [allowed, slot.surplusKw]]);
  problem.atMost(0, [...discharges.map(plus), [allowed, -mostKw]]);
  switches.push({ kind: 'DEFICIT', column: allowed, cars: powers, discharges, surplusKw: slot.surplusKw });
}

/** Batteries that live on the sun take at most what house and cars leave: Σ charge ≤ (surplus − cars − curtailed)⁺. */
function addSunOnly({ draft: { problem, switches }, input, slot, sunOnly, cars, carsMaxKw }: Meeting): void {
  if (sunOnly.length === 0) return;
  const charges = sunOnly.map((columns) => columns.charge);
  const users = [...cars.map((car) => car.power), slot.curtailed];
  const leftover = [...charges.map(plus), ...users.map(plus)];
  const usersMaxKw = carsMaxKw + slot.maxCurtailedKw;
  if (usersMaxKw <= slot.surplusKw || (input.importPricePerKwh > 0 && carsMaxKw <= slot.surplusKw)) {
    const row = problem.atMost(slot.surplusKw, leftover);
    slot.loadRows.push({ row, perLoadKw: -1 });
    return;
  }
  const allowed = problem.binary();
  const mostKw = Math.min(slot.surplusKw, sum(sunOnly.map((columns) => columns.maxChargeKw)));
  problem.atMost(0, [...charges.map(plus), [allowed, -mostKw]]);
  const row = problem.atMost(usersMaxKw, [...leftover, [allowed, usersMaxKw - slot.surplusKw]]);
  slot.loadRows.push({ row, perLoadKw: -1 });
  switches.push({ kind: 'SURPLUS', column: allowed, users, charges, surplusKw: slot.surplusKw });
}

/**
 * Above their price limit cars live on the sun; more than that is for departures only. What a battery gives counts as
 * grid energy here: it would have to be bought back, and could be bought for the car in the same slot.
 */
function addPriceLimit(
  { draft: { problem, input }, slot }: Meeting,
  cars: CarColumns[],
  index: number,
): void {
  const limited = cars.flatMap(({ car, slots }) => {
    const columns = slots[index];
    return columns?.sunOnly ? [{ car, columns }] : [];
  });
  if (limited.length === 0) return;
  const departing = limited.filter(({ car }) => neededWithinHorizonKwh(car, input) > 0);
  const overruledKw = sum(departing.map(({ columns }) => columns.maxKw));
  const dear = problem.column(0, overruledKw, slot.hours * WEIGHTS.priceLimit);
  problem.atMost(Math.max(0, slot.surplusKw), [
    ...limited.map(({ columns }) => plus(columns.power)),
    plus(slot.curtailed),
    minus(dear),
  ]);
}

/** Charging and discharging at once burns energy: worth it only at negative prices or with too much in store. */
function addDirection({ draft: { problem, switches }, input, all, mayBurn }: Meeting): void {
  if (input.importPricePerKwh >= 0 && !mayBurn) return;
  const charging = all.filter((columns) => columns.maxChargeKw > 0);
  const discharging = all.filter((columns) => columns.maxDischargeKw > 0);
  if (charging.length === 0 || discharging.length === 0) return;
  const charges = charging.map((columns) => columns.charge);
  const discharges = discharging.map((columns) => columns.discharge);
  const chargeMaxKw = sum(charging.map((columns) => columns.maxChargeKw));
  const dischargeMaxKw = sum(discharging.map((columns) => columns.maxDischargeKw));
  const direction = problem.binary();
  problem.atMost(0, [...charges.map(plus), [direction, -chargeMaxKw]]);
  problem.atMost(dischargeMaxKw, [...discharges.map(plus), [direction, dischargeMaxKw]]);
  switches.push({ kind: 'DIRECTION', column: direction, charges, discharges });
}

/** Importing and exporting at once pays only where import is cheaper than feed-in. */
function addMeter({ draft: { problem, switches }, input, slot, all, carsMaxKw }: Meeting): void {
  if (input.importPricePerKwh + 2 * PREFERENCES.meter >= input.feedInPricePerKwh) return;
  const importMaxKw = input.loadKw + carsMaxKw + sum(all.map((columns) => columns.maxChargeKw));
  const exportMaxKw = input.pvKw + sum(all.map((columns) => columns.maxDischargeKw));
  const importing = problem.binary();
  problem.atMost(0, [
    [slot.import, 1],
    [importing, -importMaxKw],
  ]);
  problem.atMost(exportMaxKw, [
    [slot.export, 1],
    [importing, exportMaxKw],
  ]);
  switches.push({ kind: 'METER', column: importing, import: slot.import, export: slot.export });
}
