import {
  formatNumber,
  HOUR_MS,
  type Plan,
  type PlanBattery,
  type PlanCar,
  type PlanFlexibleLoad,
  type PlanInput,
  type PlanSlotInput,
  type Shortfall,
  type Text,
} from '../house/index.ts';
import { checkInput } from './check-input.ts';
import { INSTANT, LARGEST_POWER_KW } from './check-values.ts';
import { followThrough, type SlotDecision } from './decode.ts';
import { listOf } from './leave-out.ts';
import { findShortfalls } from './shortfalls.ts';

/** Of what may be left out, that which has a name that says what it is. */
const DEVICES = ['batteries', 'cars', 'loads', 'waiting'] as const;
const OTHERS = ['peakPrices', 'fixed', 'quietHours', 'forced'] as const;

/** Says what of a faulty input is not planned: from when on nothing is, and what is left out. Empty where all is. */
export function unplannedInWords(input: PlanInput, rest: PlanInput): Text {
  const planned = rest.slots.length;
  const { length } = listOf(input.slots);
  const hours = ((rest.slots.at(-1)?.end ?? 0) - (rest.slots[0]?.start ?? 0)) / HOUR_MS;
  const names = [
    ...DEVICES.flatMap((list) =>
      leftOut<object>(input[list], rest[list]).map((item) => nameOf(item) ?? list),
    ),
    ...OTHERS.filter((list) => leftOut<object>(input[list], rest[list]).length > 0),
  ].join(', ');
  const de = [
    planned < length &&
      ` Geplant sind ${planned} von ${length} Abschnitten; nach ${formatNumber(hours, 'de', 2)} Stunden ist nichts geplant.`,
    names && ` Nicht geplant: ${names}.`,
  ];
  const en = [
    planned < length &&
      ` ${planned} of ${length} slots are planned; after ${formatNumber(hours, 'en', 2)} hours nothing is.`,
    names && ` Not planned: ${names}.`,
  ];
  return { de: de.filter(Boolean).join(''), en: en.filter(Boolean).join('') };
}

const leftOut = <T>(given: T[] | undefined, left: T[] = []) =>
  listOf(given).filter((item) => !left.includes(item));

function nameOf(item: object): string | undefined {
  const { title, id, vehicle }: Record<string, unknown> = Object(item);
  return [title, id, vehicle].find((name): name is string => typeof name === 'string' && name !== '');
}

/**
 * What is not reached where only the sound part of an input is planned: over the whole horizon that was asked for, with
 * nothing done once the plan has ended, and nothing for what is left out. As far as that is known.
 */
export function givenUp(input: PlanInput, rest: PlanInput, plan: Plan): Shortfall[] {
  const slots = [...rest.slots, ...unplannedSlots(input, rest)];
  const isSound = (part: Partial<PlanInput>) =>
    checkInput({ ...rest, slots, batteries: [], cars: [], loads: [], ...part }).length === 0;
  const others = <T extends { id: string }>(given: T[] | undefined, left: T[] = []) =>
    leftOut(given, left).filter((item) => !left.some(({ id }) => id === Object(item).id));

  const batteries = others(input.batteries, rest.batteries).map(idleBattery);
  const cars = others(input.cars, rest.cars).map(
    (car) =>
      [idleCar(car), { ...idleCar(car), absences: [] }].find((one) => isSound({ cars: [one] })) ?? null,
  );
  const loads = others(input.loads, rest.loads).map(idleLoad);
  const whole: PlanInput = {
    ...rest,
    slots,
    batteries: [...rest.batteries, ...batteries.filter((battery) => isSound({ batteries: [battery] }))],
    cars: [...rest.cars, ...cars.filter((car) => car !== null)],
    loads: [...(rest.loads ?? []), ...loads.filter((load) => isSound({ loads: [load] }))],
  };
  return findShortfalls(whole, followThrough(whole, plan.slots.map(decisionOf)));
}

/** The rest of the horizon in one piece: when it ends can be told although what is in it cannot be planned. */
function unplannedSlots(input: PlanInput, { slots, computedAt }: PlanInput): PlanSlotInput[] {
  const start = slots.at(-1)?.end ?? computedAt;
  const ends = listOf(input.slots)
    .map((slot) => slot?.end)
    .filter((end) => typeof end === 'number' && end <= INSTANT.max);
  const end = Math.max(start, ...ends);
  if (end === start) return [];
  const nothing = { importPricePerKwh: 0, feedInPricePerKwh: 0, pvKw: 0, loadKw: 0 };
  return [{ ...nothing, start, end, priceSource: 'ASSUMED', importLimitKw: null, exportLimitKw: null }];
}

function decisionOf({ curtailedKw, batteries, cars, loads = [] }: Plan['slots'][number]): SlotDecision {
  const carKw = cars.map(({ chargeKw }) => chargeKw);
  const flexibleKw = loads.map(({ powerKw }) => powerKw);
  return { curtailedKw, batteries, carKw, flexibleKw, marginalPricePerKwh: null };
}

/** With sound values for all that what it lacks does not depend on. */
function idleBattery(battery: PlanBattery): PlanBattery {
  return {
    ...battery,
    reserveSocPercent: 0,
    maxChargeKw: 0,
    maxDischargeKw: 0,
    chargeEfficiency: 1,
    dischargeEfficiency: 1,
    wearCostPerKwh: 0,
    canGridCharge: false,
    canFeedGrid: false,
    canServeCars: false,
    maxGridPricePerKwh: null,
    endValuePerKwh: 0,
    taper: [],
  };
}

/** The same for a car. What it can get after the horizon is not given up. */
function idleCar(car: PlanCar): PlanCar {
  return {
    ...car,
    minPowerKw: 0,
    maxPowerKw: LARGEST_POWER_KW,
    maxGridPricePerKwh: null,
    endValuePerKwh: 0,
    taper: [],
  };
}

/** The same for a flexible load. */
function idleLoad(load: PlanFlexibleLoad): PlanFlexibleLoad {
  return { ...load, powerKw: 1, earliest: null, latest: null, interruptible: true };
}
