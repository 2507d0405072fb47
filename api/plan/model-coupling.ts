import {
  carFlow,
  chargeFlows,
  columnsOf,
  curtailedFlow,
  dischargeFlows,
  type Meeting,
  meetingAt,
  total,
} from './meeting.ts';
import { importColumns, importTerms, type ModelDraft } from './model.ts';
import type { BatteryColumns } from './model-battery.ts';
import type { CarColumns, CarSlotColumns } from './model-car.ts';
import { addHouseholdOnly } from './model-household.ts';
import { addLack } from './model-lack.ts';
import type { LoadColumns } from './model-load.ts';
import { isDear } from './physics.ts';
import type { Term } from './problem.ts';
import { isNeeded } from './stays.ts';
import { PREFERENCES, priceLimitSurcharge } from './weights.ts';

/** Adds, slot by slot, the rules that tie devices to each other and to the meter. */
export function addCouplings(
  draft: ModelDraft,
  batteries: BatteryColumns[],
  cars: CarColumns[],
  loads: LoadColumns[],
): void {
  const stores = [...draft.input.batteries, ...draft.input.cars];
  const surchargePerKwh = priceLimitSurcharge(draft.slots, stores);
  draft.slots.forEach((slot, index) => {
    const input = draft.input.slots[index];
    if (input === undefined) return;
    const meeting = meetingAt(draft, index, slot, input, batteries, cars, loads);
    const lacking = [addHouseholdOnly(meeting), addHomeOnly(meeting)];
    const leaving = addSunOnly(meeting);
    // What takes energy cannot take more than the sun gives and leave something of it.
    for (const exceeds of lacking)
      if (exceeds !== null && leaving !== null) draft.problem.atMost(1, [...exceeds, plus(leaving)]);
    shareSun(meeting);
    shareImport(meeting);
    addPriceLimit(meeting, cars, index, surchargePerKwh);
    addDirection(meeting);
    addMeter(meeting);
  });
}

const plus = (column: number): Term => [column, 1];
const minus = (column: number): Term => [column, -1];

/** A car that charges takes its minimum: what the sun does not leave for it comes from the grid or a battery. */
function shareSun({ draft: { poolings }, slot, cars, all }: Meeting): void {
  if (slot.surplusKw <= 0) return;
  poolings.push({
    cars: switchedFlows(cars),
    others: [...unswitchedFlows(cars), ...chargeFlows(all), curtailedFlow(slot)],
    givers: [...importColumns(slot), ...columnsOf(dischargeFlows(all))],
    limitKw: slot.surplusKw,
  });
}

/** Where the import is limited, cars and batteries share it with the sun and what batteries give. */
function shareImport({ draft: { poolings }, slot, input, cars, all }: Meeting): void {
  if (input.importLimitKw === null || slot.importAbove === null) return;
  const others = [...unswitchedFlows(cars), ...chargeFlows(all), curtailedFlow(slot)];
  const limitKw = slot.surplusKw + input.importLimitKw;
  if (total([...cars, ...others].map(({ maxKw }) => maxKw)) <= limitKw) return;
  poolings.push({
    cars: switchedFlows(cars),
    others,
    givers: [slot.importAbove, ...columnsOf(dischargeFlows(all))],
    limitKw,
  });
}

const switchedFlows = (cars: readonly CarSlotColumns[]) =>
  cars.flatMap(({ on, power, minKw, maxKw }) => (on === null ? [] : [{ on, power, minKw, maxKw }]));
const unswitchedFlows = (cars: readonly CarSlotColumns[]) =>
  cars.filter(({ on }) => on === null).map(carFlow);

/** Batteries that must not feed the grid give at most what house and cars lack: Σ discharge ≤ (cars − surplus)⁺. */
function addHomeOnly({ draft, slot, homeOnly, householdOnly, cars }: Meeting): Term[] | null {
  if (homeOnly.length === householdOnly.length) return null;
  const discharges = homeOnly.map((columns) => columns.discharge);
  const powerKw = total(homeOnly.map((columns) => columns.maxDischargeKw));
  return addLack(draft, slot, cars, discharges, powerKw).exceeds;
}

/** Batteries that live on the sun take at most what house and cars leave: Σ charge ≤ (surplus − cars − curtailed)⁺. */
function addSunOnly({ draft, slot, sunOnly, cars, carsMaxKw, mayBurn }: Meeting): number | null {
  if (sunOnly.length === 0) return null;
  const { problem, switches, sharings } = draft;
  const charges = sunOnly.map((columns) => columns.charge);
  const users = [...cars.map((car) => car.power), slot.curtailed];
  const leftover = [...charges.map(plus), ...users.map(plus)];
  const usersMaxKw = carsMaxKw + slot.maxCurtailedKw;
  const drawsOnSun = slot.importPricePerKwh > 0 && !mayBurn && carsMaxKw <= slot.surplusKw;
  if (usersMaxKw <= slot.surplusKw || drawsOnSun) {
    const row = problem.atMost(slot.surplusKw, leftover);
    slot.loadRows.push({ row, perLoadKw: -1 });
    return null;
  }
  const allowed = problem.binary();
  const mostKw = Math.min(slot.surplusKw, total(sunOnly.map((columns) => columns.maxChargeKw)));
  problem.atMost(0, [...charges.map(plus), [allowed, -mostKw]]);
  const row = problem.atMost(usersMaxKw, [...leftover, [allowed, usersMaxKw - slot.surplusKw]]);
  slot.loadRows.push({ row, perLoadKw: 0, whileOn: [allowed, -1] });
  switches.push({ kind: 'SURPLUS', column: allowed, users, charges, surplusKw: slot.surplusKw });
  for (const { on, minKw } of cars) {
    // A car that takes it all leaves nothing.
    if (on !== null && minKw >= slot.surplusKw) problem.atMost(1, [plus(on), plus(allowed)]);
  }
  sharings.push({
    column: allowed,
    onAt: 1,
    gated: charges,
    others: [...cars.map(carFlow), curtailedFlow(slot)],
    givers: [],
    limitKw: slot.surplusKw,
  });
  return allowed;
}

/**
 * Above their price limit cars live on the sun; more than that is for departures only, and those would rather have any
 * energy within the limit: a guessed price blocks nothing, but is no way around a published one. What a battery gives
 * counts as grid energy here: it would have to be bought back, and could be bought for the car in the same slot. No sun
 * that the house itself uses is curtailed meanwhile.
 */
function addPriceLimit(
  { draft: { problem, poolings }, slot, input }: Meeting,
  cars: CarColumns[],
  index: number,
  surchargePerKwh: number,
): void {
  const limited = cars.flatMap(({ car, course, slots: own }) => {
    const columns = own[index];
    const departs = isNeeded(course, course.presence[index]?.stay ?? 0);
    return columns && (columns.sunOnly || (departs && isDear(car, input))) ? [{ departs, columns }] : [];
  });
  const strict = limited.filter(({ departs }) => !departs);
  if (strict.length > 0) {
    const row = shareSunOf(strict, []);
    if (slot.surplusKw > 0) slot.loadRows.push({ row, perLoadKw: -1 });
  }
  if (strict.length === limited.length) return;
  const overruledKw = total(limited.map(({ departs, columns }) => (departs ? columns.maxKw : 0)));
  shareSunOf(limited, [problem.column(0, overruledKw, slot.hours * surchargePerKwh)]);

  /** Σ of these cars ≤ what sun there is, and what `dear` columns add to it. */
  function shareSunOf(own: typeof limited, dear: number[]): number {
    const sharing = own.map(({ columns }) => columns);
    const limitKw = Math.max(0, slot.surplusKw);
    poolings.push({
      cars: switchedFlows(sharing),
      others: [...unswitchedFlows(sharing), curtailedFlow(slot)],
      givers: dear,
      limitKw,
    });
    const taken = sharing.map(({ power }) => plus(power));
    return problem.atMost(limitKw, [...taken, plus(slot.curtailed), ...dear.map(minus)]);
  }
}

/**
 * Charging and discharging at once burns energy: worth it only at negative prices or with too much in store. That goes for
 * all batteries together: evcc has one mode for them, and one that charges while another gives burns energy as well.
 */
function addDirection({ draft: { problem, switches }, slot, all, mayBurn }: Meeting): void {
  if (slot.importPricePerKwh >= 0 && !mayBurn) return;
  const charging = all.filter((columns) => columns.maxChargeKw > 0);
  const discharging = all.filter((columns) => columns.maxDischargeKw > 0);
  if (charging.length === 0 || discharging.length === 0) return;
  const charges = charging.map((columns) => columns.charge);
  const discharges = discharging.map((columns) => columns.discharge);
  const chargeMaxKw = total(charging.map((columns) => columns.maxChargeKw));
  const dischargeMaxKw = total(discharging.map((columns) => columns.maxDischargeKw));
  const direction = problem.binary();
  problem.atMost(0, [...charges.map(plus), [direction, -chargeMaxKw]]);
  problem.atMost(dischargeMaxKw, [...discharges.map(plus), [direction, dischargeMaxKw]]);
  switches.push({ kind: 'DIRECTION', column: direction, charges, discharges });
}

/** Importing and exporting at once pays only where import is cheaper than feed-in. */
function addMeter({ draft, input, slot, all, cars, carsMaxKw }: Meeting): void {
  const { problem, switches, sharings } = draft;
  if (slot.importPricePerKwh + 2 * PREFERENCES.meter >= slot.feedInPricePerKwh) return;
  const importMaxKw = input.loadKw + carsMaxKw + total(all.map((columns) => columns.maxChargeKw));
  const exportMaxKw = input.pvKw + total(all.map((columns) => columns.maxDischargeKw));
  const importing = problem.binary();
  problem.atMost(0, [...importTerms(slot, 1), [importing, -importMaxKw]]);
  problem.atMost(exportMaxKw, [
    [slot.export, 1],
    [importing, exportMaxKw],
  ]);
  switches.push({ kind: 'METER', column: importing, imports: importColumns(slot), export: slot.export });
  const takers = [...cars.map(carFlow), ...chargeFlows(all), curtailedFlow(slot)];
  const givers = dischargeFlows(all);
  sharings.push(
    {
      column: importing,
      onAt: 1,
      gated: importColumns(slot),
      others: givers,
      givers: columnsOf(takers),
      limitKw: -slot.surplusKw,
    },
    {
      column: importing,
      onAt: 0,
      gated: [slot.export],
      others: takers,
      givers: columnsOf(givers),
      limitKw: slot.surplusKw,
    },
  );
}
