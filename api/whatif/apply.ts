import type { PlanBattery, PlanCar, PlanInput, PlanSlotInput, PowerBand, SlotBand } from '../house/index.ts';
import { HOUR_MS, MINUTE_MS } from '../house/index.ts';
import { endValuePerKwh, joinAbsences } from '../plan/index.ts';
import type { BatteryChange, CarChange, Changes, TariffChange } from './changes.ts';

/** A battery of a size that a house has not: half its capacity in an hour, and losses as usual. */
const USUAL_BATTERY = {
  id: 'battery',
  socPercent: 10,
  minSocPercent: 10,
  maxSocPercent: 100,
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.95,
  wearCostPerKwh: 0,
  canGridCharge: true,
  canFeedGrid: false,
  canServeCars: false,
  maxGridPricePerKwh: null,
  taper: [],
} satisfies Partial<PlanBattery>;
const USUAL_C_RATE = 0.5;

/** The same hours with something different. The input must have been judged with `checkChanges`; it stays as it is. */
export function applyChanges(input: PlanInput, changes: Changes): PlanInput {
  const { tariff = {}, pvFactor = 1, loadFactor = 1 } = changes;
  const slots = input.slots.map((slot) => ({
    ...withPrices(slot, tariff),
    pvKw: slot.pvKw * pvFactor,
    loadKw: slot.loadKw * loadFactor,
    ...(slot.pvBand && { pvBand: scaledBand(slot.pvBand, pvFactor) }),
    ...(slot.loadBand && { loadBand: scaledBand(slot.loadBand, loadFactor) }),
  }));
  const batteries = withBattery(input.batteries, changes.battery).map((battery) => ({
    ...battery,
    endValuePerKwh: revalued(battery, input, slots),
  }));
  const cars = input.cars.map((car) => {
    const change = changes.cars?.find(({ id }) => id === car.id);
    const asked = change ? withWishes(car, change, input) : car;
    return { ...asked, endValuePerKwh: surplusValue(asked, input.slots, slots) };
  });
  const times = (values: readonly number[], factor: number) => values.map((value) => value * factor);
  const scaled = (band: PowerBand, factor: number): PowerBand => ({
    ...scaledBand(band, factor),
    p50Kw: band.p50Kw * factor,
  });
  return {
    ...input,
    slots,
    batteries,
    cars,
    ...(input.scenarios && {
      scenarios: input.scenarios.map((scenario) => ({
        ...scenario,
        loadKw: times(scenario.loadKw, loadFactor),
        pvKw: times(scenario.pvKw, pvFactor),
      })),
    }),
    ...(input.spread && {
      spread: input.spread.map(({ load, pv }) => ({
        load: scaled(load, loadFactor),
        pv: scaled(pv, pvFactor),
      })),
    }),
  };
}

function scaledBand({ p10Kw, p90Kw }: SlotBand, factor: number): SlotBand {
  return { p10Kw: p10Kw * factor, p90Kw: p90Kw * factor };
}

function withPrices(slot: PlanSlotInput, tariff: TariffChange): PlanSlotInput {
  const { importFactor = 1, importOffsetPerKwh = 0 } = tariff;
  return {
    ...slot,
    importPricePerKwh: tariff.importPricePerKwh ?? slot.importPricePerKwh * importFactor + importOffsetPerKwh,
    feedInPricePerKwh: tariff.feedInPricePerKwh ?? slot.feedInPricePerKwh,
  };
}

function withBattery(batteries: readonly PlanBattery[], change: BatteryChange | undefined): PlanBattery[] {
  if (!change) return [...batteries];
  if (change.capacityKwh === 0) return [];
  const [own] = batteries;
  const given = withoutAbsent(change);
  if (own) return [{ ...own, ...given }, ...batteries.slice(1)].map(keepInOrder);
  if (change.capacityKwh === undefined) return [];
  const powerKw = change.capacityKwh * USUAL_C_RATE;
  const usual = {
    ...USUAL_BATTERY,
    capacityKwh: change.capacityKwh,
    reserveSocPercent: USUAL_BATTERY.minSocPercent,
    maxChargeKw: powerKw,
    maxDischargeKw: powerKw,
    endValuePerKwh: 0,
  };
  return [keepInOrder({ ...usual, ...given })];
}

/** The reserve is never below the minimum, and never above the maximum. */
function keepInOrder(battery: PlanBattery): PlanBattery {
  const { minSocPercent, maxSocPercent, reserveSocPercent } = battery;
  return {
    ...battery,
    reserveSocPercent: Math.min(maxSocPercent, Math.max(minSocPercent, reserveSocPercent)),
  };
}

/** A battery keeps its end value where neither prices and house nor what it can give are different, else it gets a new one. */
function revalued(battery: PlanBattery, input: PlanInput, slots: readonly PlanSlotInput[]): number {
  const own = input.batteries.find(({ id }) => id === battery.id);
  const is = endValuePerKwh(slots, battery);
  return own && is === endValuePerKwh(input.slots, own) ? own.endValuePerKwh : is;
}

function withWishes(car: PlanCar, { fillNow, ...change }: CarChange, input: PlanInput): PlanCar {
  const asked: PlanCar = { ...car, ...withoutAbsent(change), id: car.id, ...movedAbsence(car, change) };
  return fillNow ? atOnce(asked, change, input) : asked;
}

/** A car that leaves at another time is away from then on, trips that fall into that included. */
function movedAbsence(car: PlanCar, { departure }: CarChange): Pick<PlanCar, 'absences'> {
  if (!car.absences || departure === undefined) return {};
  const absences = car.absences.flatMap((absence) => {
    if (absence.from !== car.departure) return [absence];
    return departure === null || departure >= absence.to ? [] : [{ ...absence, from: departure }];
  });
  return { absences: joinAbsences(absences.toSorted((one, other) => one.from - other.from)) };
}

/** Full power from now on: the departure is the moment at which that fills it. */
function atOnce(car: PlanCar, change: Omit<CarChange, 'fillNow'>, input: PlanInput): PlanCar {
  const start = input.slots[0]?.start ?? input.computedAt;
  const byNow = (energyKwh: number) => start + (energyKwh / car.maxPowerKw) * HOUR_MS + MINUTE_MS;
  if (car.capacityKwh === null || car.socPercent === null)
    return { ...car, departure: byNow(car.targetEnergyKwh ?? 0), maxGridPricePerKwh: null };
  const targetSocPercent = Math.min(change.targetSocPercent ?? 100, car.limitSocPercent ?? 100);
  const missingKwh = (Math.max(0, targetSocPercent - car.socPercent) / 100) * car.capacityKwh;
  return {
    ...car,
    targetSocPercent,
    departure: byNow(missingKwh / car.chargeEfficiency),
    maxGridPricePerKwh: null,
  };
}

/** A little less than what it costs to buy. */
const SUN_ONLY_MARGIN_PER_KWH = 0.001;

/**
 * Energy beyond a car's target comes from the sun, for a little more than feeding it in, as before; but a feed-in price
 * that rises above what energy costs makes nobody buy it for a car that needs none.
 */
function surplusValue(
  { endValuePerKwh, chargeEfficiency }: PlanCar,
  before: readonly PlanSlotInput[],
  after: readonly PlanSlotInput[],
): number {
  const moved = endValuePerKwh + (highestFeedIn(after) - highestFeedIn(before)) / chargeEfficiency;
  const cheapest = Math.min(...after.map(({ importPricePerKwh }) => importPricePerKwh));
  const bought = (cheapest - SUN_ONLY_MARGIN_PER_KWH) / chargeEfficiency;
  return moved <= endValuePerKwh ? moved : Math.max(endValuePerKwh, Math.min(moved, bought));
}

function highestFeedIn(slots: readonly PlanSlotInput[]): number {
  return Math.max(0, ...slots.map(({ feedInPricePerKwh }) => feedInPricePerKwh));
}

/** An object without the keys whose value was not given. */
type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what was not given, so that spreading it changes only the rest. */
function withoutAbsent<T extends object>(change: T): Given<T> {
  const given: Given<T> = { ...change };
  for (const key in given) if (given[key] === undefined) delete given[key];
  return given;
}
