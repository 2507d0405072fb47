import type { PlanCar } from '../house/index.ts';
import { SLOT_MS } from '../house/index.ts';
import type { ModelDraft } from './model.ts';
import { addElsewhere, isElsewhereTempting } from './model-car-elsewhere.ts';
import { addLevels } from './model-car-levels.ts';
import { isAbovePriceLimit } from './physics.ts';
import type { Term } from './problem.ts';
import { type CarCourse, type CarStay, carCourse } from './stays.ts';
import type { Locked } from './switches.ts';
import { WEIGHTS } from './weights.ts';

/** A car's columns in a slot in which it is there, powers in kW. */
export interface CarSlotColumns {
  power: number;
  /** The 0/1 column that says whether it charges; `null` for a car that can charge as little as it likes. */
  on: number | null;
  minKw: number;
  maxKw: number;
  /** Part of the slot, (0, 1], in which it is there. */
  share: number;
  /** Grid energy would be dearer than the car's limit. */
  sunOnly: boolean;
  /** Of what runs in one block: the 0/1 columns of which at most one is 1, each with the power it stands for, kW. */
  runs?: readonly Term[];
}

/** What ties the energy of all slots up to the end of a stay. */
export interface CarStayColumns {
  /** The rows over that energy: room, target, and what the trip afterwards takes. */
  rows: number[];
  /** What the trip afterwards lacks and is charged elsewhere; `null` where it cannot lack anything. */
  elsewhere: number | null;
}

/** A car with its columns, one entry for each slot; `null` while it is away. */
export interface CarColumns {
  car: PlanCar;
  course: CarCourse;
  slots: (CarSlotColumns | null)[];
  stays: CarStayColumns[];
  /** By slot: the row that carries what was charged from slot to slot, where something depends on that. */
  chargedRows: (number | null)[];
}

/** Adds a car: nothing or between minimum and maximum power while it is there, targets, limit, taper, end value. */
export function addCar(
  draft: ModelDraft,
  car: PlanCar,
  course: CarCourse = carCourse(car, draft.input),
): CarColumns {
  const { problem, input } = draft;
  const limitKw = Math.min(car.maxPowerKw, car.taper[0]?.powerKw ?? car.maxPowerKw);

  const slots = draft.slots.map((slot, index): CarSlotColumns | null => {
    const slotInput = input.slots[index];
    const presence = course.presence[index];
    const stay = presence && course.stays[presence.stay];
    if (slotInput === undefined || !presence || !stay || stay.roomKwh <= 0) return null;
    const { share } = presence;
    const maxKw = limitKw * share;
    const minKw = Math.min(presence.leastKw, maxKw);
    const power = problem.column(
      0,
      maxKw,
      slot.hours * (slot.latePerKwh - car.endValuePerKwh * car.chargeEfficiency),
    );
    const on = addMinimum(draft, power, minKw, maxKw);
    return { power, on, minKw, maxKw, share, sunOnly: isAbovePriceLimit(car, slotInput) };
  });

  const stays: CarStayColumns[] = [];
  course.stays.forEach((stay, at) => {
    stays.push(addStay(draft, { car, course, slots }, stays, stay, at));
  });
  return { car, course, slots, stays, chargedRows: addLevels(draft, { car, course, slots, stays }) };
}

/** What is charged by the end of a stay: at most what there is room for, at least what is needed. */
function addStay(
  draft: ModelDraft,
  { car, course, slots }: Pick<CarColumns, 'car' | 'course' | 'slots'>,
  before: readonly CarStayColumns[],
  stay: CarStay,
  at: number,
): CarStayColumns {
  const { problem, goals } = draft;
  const until = slots.map((columns, index) =>
    (course.presence[index]?.stay ?? at + 1) <= at ? columns : null,
  );
  const energy: Term[] = until.flatMap((columns, index): Term[] =>
    columns ? [[columns.power, draft.slots[index]?.hours ?? 0]] : [],
  );
  const charged = [...energy, ...elsewhereOf(before)];
  const rows: number[] = [];
  const hasOwn = course.presence.some((presence, index) => presence?.stay === at && slots[index]);
  if (hasOwn) rows.push(problem.atMost(stay.roomKwh, charged));
  const earlier = earlierDepartures(draft, stay);
  const weight = WEIGHTS.departure * (1 + 0.5 ** earlier);
  let missing: number | null = null;
  if (stay.needKwh > 0) {
    missing = problem.column(0, stay.needKwh, 0);
    goals.add('DEPARTURE', earlier, missing, 1, weight);
    rows.push(problem.atLeast(stay.needKwh, [...charged, [missing, 1]]));
  }
  const elsewhere = lackOfTrip();
  draft.countings.push({
    slots: until.flatMap((columns, index) => {
      const hours = draft.slots[index]?.hours ?? 0;
      return columns
        ? [
            {
              on: columns.on,
              power: columns.power,
              hours,
              minKwh: hours * columns.minKw,
              maxKwh: hours * columns.maxKw,
            },
          ]
        : [];
    }),
    // What is charged elsewhere may stand in for a need, so it bounds nothing.
    needKwh: charged.length > energy.length ? 0 : stay.needKwh,
    missing,
    roomKwh: stay.roomKwh,
  });
  return { rows, elsewhere };

  function lackOfTrip(): number | null {
    const next = course.stays[at + 1];
    if (!next || course.startKwh === null || next.usedKwh <= course.startKwh) return null;
    const mostKwh = charged.reduce((sum, [column, hours]) => sum + hours * problem.upperOf(column), 0);
    const { column, rows: own } = addElsewhere(draft, {
      charged,
      mostKwh: hasOwn ? Math.min(stay.roomKwh, mostKwh) : mostKwh,
      lackKwh: next.usedKwh - course.startKwh,
      usedKwh: next.usedKwh - stay.usedKwh,
      isTempting: isElsewhereTempting(draft, car.id, course, at),
    });
    goals.add('DEPARTURE', earlier, column, 1, weight);
    rows.push(...own);
    return column;
  }
}

/** What was charged elsewhere on the trips after these stays. */
export function elsewhereOf(stays: readonly CarStayColumns[]): Term[] {
  return stays.flatMap(({ elsewhere }): Term[] => (elsewhere === null ? [] : [[elsewhere, 1]]));
}

/** A power of nothing or at least `minKw`; the 0/1 column for it, `null` where there is no minimum. */
export function addMinimum(draft: ModelDraft, power: number, minKw: number, maxKw: number): number | null {
  return minKw > 0 ? addChargingSwitch(draft, power, minKw, maxKw, null) : null;
}

/** The 0/1 column that says whether something charges, and what it locks while it does. */
export function addChargingSwitch(
  { problem, switches }: ModelDraft,
  power: number,
  minKw: number,
  maxKw: number,
  locked: Locked | null,
): number {
  const on = problem.binary();
  problem.atMost(0, [
    [power, 1],
    [on, -maxKw],
  ]);
  if (minKw > 0) {
    problem.atLeast(0, [
      [power, 1],
      [on, -minKw],
    ]);
  }
  switches.push({ kind: 'CAR', column: on, power, minKw, maxKw, locked });
  return on;
}

/** How many other departures come before this one, those in one quarter of an hour counted as one. */
function earlierDepartures({ courses }: ModelDraft, { until }: CarStay): number {
  const own = until ?? Number.POSITIVE_INFINITY;
  return new Set(
    courses
      .flatMap(({ stays }) => stays.flatMap((stay) => stay.until ?? []))
      .filter((departure) => departure < own)
      .map((departure) => Math.floor(departure / SLOT_MS)),
  ).size;
}
