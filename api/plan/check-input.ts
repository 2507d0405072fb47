import type {
  PlanBattery,
  PlanCar,
  PlanInput,
  PlanSlotInput,
  PriceSource,
  TaperPoint,
  Text,
} from '../house/index.ts';
import { checkAbsences, checkLoad, checkPeakPrice } from './check-features.ts';
import { checkFixed, checkForced, checkPeriod, checkWaiting } from './check-orders.ts';
import { checkShape, MOST_SLOTS } from './check-shape.ts';
import {
  CAPACITY,
  checkFlag,
  checkNumber,
  checkOneOf,
  checkOptional,
  checkOrder,
  checkText,
  EFFICIENCY,
  ENERGY,
  INSTANT,
  LARGEST_POWER_KW,
  LARGEST_PRICE,
  PERCENT,
  POWER,
  PRICE,
  type Report,
} from './check-values.ts';
import { checkScenarios } from './uncertainty/check-scenarios.ts';
import { checkSpread } from './uncertainty/spread.ts';

/** One value of a plan input that cannot be planned with. */
export interface PlanInputProblem {
  /** Which list the value is in. */
  part:
    | 'SLOT'
    | 'BATTERY'
    | 'CAR'
    | 'LOAD'
    | 'PEAK_PRICE'
    | 'SCENARIO'
    | 'SPREAD'
    | 'FIXED'
    | 'QUIET_HOURS'
    | 'WAITING'
    | 'FORCED'
    | 'INPUT';
  /** Position in that list; `null` for the input as a whole. */
  index: number | null;
  field: string;
  found: unknown;
  message: Text;
}

/** Currency for a tonne. */
const CO2_PRICE = { min: 0, max: 100_000 };
/** Brown coal emits about 1,200 g. */
const CO2_GRAMS = { min: 0, max: 5000 };
const SOURCES: readonly PriceSource[] = ['PUBLISHED', 'ESTIMATED', 'ASSUMED'];

/** Every value that is missing, not a number or out of any sensible range; empty for an input that can be planned. */
export function checkInput(input: PlanInput): PlanInputProblem[] {
  const problems: PlanInputProblem[] = checkShape(input);
  if (problems.length > 0) return problems;
  const reporter =
    (part: PlanInputProblem['part'], index: number | null): Report =>
    (field, found, message) =>
      problems.push({ part, index, field, found, message });

  if (input.slots.length === 0) {
    reporter('INPUT', null)('slots', 0, {
      de: 'slots ist leer: es gibt keinen Zeitabschnitt zu planen.',
      en: 'slots is empty: there is no slot to plan.',
    });
  }
  if (input.slots.length > MOST_SLOTS) {
    reporter('INPUT', null)('slots', input.slots.length, {
      de: `slots hat ${input.slots.length} Abschnitte; erlaubt sind ${MOST_SLOTS}.`,
      en: `slots has ${input.slots.length} entries; ${MOST_SLOTS} are allowed.`,
    });
  }
  checkNumber(reporter('INPUT', null), 'computedAt', input.computedAt, INSTANT);
  input.slots.forEach((slot, index) => {
    checkSlot(slot, input.slots[index - 1], reporter('SLOT', index));
  });
  input.batteries.forEach((battery, index) => {
    checkBattery(battery, reporter('BATTERY', index));
  });
  input.cars.forEach((car, index) => {
    checkCar(car, reporter('CAR', index));
  });
  for (const [index, load] of (input.loads ?? []).entries()) checkLoad(load, reporter('LOAD', index));
  for (const [index, price] of (input.peakPrices ?? []).entries())
    checkPeakPrice(price, reporter('PEAK_PRICE', index));
  for (const [index, fixed] of (input.fixed ?? []).entries()) checkFixed(fixed, reporter('FIXED', index));
  for (const [index, hours] of (input.quietHours ?? []).entries())
    checkPeriod(hours, reporter('QUIET_HOURS', index));
  for (const [index, car] of (input.waiting ?? []).entries()) checkWaiting(car, reporter('WAITING', index));
  for (const [index, forced] of (input.forced ?? []).entries())
    checkForced(forced, reporter('FORCED', index));
  if (input.co2PricePerTonne !== undefined)
    checkNumber(reporter('INPUT', null), 'co2PricePerTonne', input.co2PricePerTonne, CO2_PRICE);
  if (input.preferenceCost !== undefined)
    checkNumber(reporter('INPUT', null), 'preferenceCost', input.preferenceCost, {
      min: 0,
      max: LARGEST_PRICE,
    });
  checkSpread(input.spread ?? [], input.slots.length, LARGEST_POWER_KW, (index, ...problem) =>
    reporter(index === null ? 'INPUT' : 'SPREAD', index)(...problem),
  );
  checkScenarios(input.scenarios ?? [], input.slots.length, LARGEST_POWER_KW, (index, ...problem) =>
    reporter(index === null ? 'INPUT' : 'SCENARIO', index)(...problem),
  );
  checkUnique(input.batteries, 'BATTERY', reporter);
  checkUnique(input.cars, 'CAR', reporter);
  checkUnique(input.loads ?? [], 'LOAD', reporter);
  return problems;
}

function checkUnique(
  items: readonly { id: string }[],
  part: 'BATTERY' | 'CAR' | 'LOAD',
  reporter: (part: 'BATTERY' | 'CAR' | 'LOAD', index: number) => Report,
): void {
  items.forEach(({ id }, index) => {
    if (items.findIndex((item) => item.id === id) === index) return;
    reporter(part, index)('id', id, { de: `id „${id}“ kommt zweimal vor.`, en: `id "${id}" occurs twice.` });
  });
}

function checkSlot(slot: PlanSlotInput, previous: PlanSlotInput | undefined, report: Report): void {
  checkNumber(report, 'start', slot.start, INSTANT);
  checkNumber(report, 'end', slot.end, INSTANT);
  if (slot.end <= slot.start)
    report('end', slot.end, { de: 'end liegt nicht nach start.', en: 'end is not after start.' });
  if (previous && previous.end !== slot.start) {
    report('start', slot.start, {
      de: 'start schließt nicht an das Ende des vorigen Abschnitts an.',
      en: 'start does not follow the end of the slot before.',
    });
  }
  checkNumber(report, 'importPricePerKwh', slot.importPricePerKwh, PRICE);
  checkNumber(report, 'feedInPricePerKwh', slot.feedInPricePerKwh, PRICE);
  checkOneOf(report, 'priceSource', slot.priceSource, SOURCES);
  checkNumber(report, 'pvKw', slot.pvKw, POWER);
  checkNumber(report, 'loadKw', slot.loadKw, POWER);
  checkOptional(report, 'importLimitKw', slot.importLimitKw, POWER);
  checkOptional(report, 'exportLimitKw', slot.exportLimitKw, POWER);
  checkOptional(report, 'co2GramsPerKwh', slot.co2GramsPerKwh ?? null, CO2_GRAMS);
}

function checkBattery(battery: PlanBattery, report: Report): void {
  checkText(report, 'id', battery.id);
  checkNumber(report, 'capacityKwh', battery.capacityKwh, CAPACITY);
  checkNumber(report, 'socPercent', battery.socPercent, PERCENT);
  checkNumber(report, 'minSocPercent', battery.minSocPercent, PERCENT);
  checkNumber(report, 'maxSocPercent', battery.maxSocPercent, PERCENT);
  checkNumber(report, 'reserveSocPercent', battery.reserveSocPercent, PERCENT);
  checkOrder(report, 'minSocPercent', battery.minSocPercent, 'maxSocPercent', battery.maxSocPercent);
  checkNumber(report, 'maxChargeKw', battery.maxChargeKw, POWER);
  checkNumber(report, 'maxDischargeKw', battery.maxDischargeKw, POWER);
  checkNumber(report, 'chargeEfficiency', battery.chargeEfficiency, EFFICIENCY);
  checkNumber(report, 'dischargeEfficiency', battery.dischargeEfficiency, EFFICIENCY);
  checkNumber(report, 'wearCostPerKwh', battery.wearCostPerKwh, { min: 0, max: LARGEST_PRICE });
  checkFlag(report, 'canGridCharge', battery.canGridCharge);
  checkFlag(report, 'canFeedGrid', battery.canFeedGrid);
  checkFlag(report, 'canServeCars', battery.canServeCars);
  checkOptional(report, 'maxGridPricePerKwh', battery.maxGridPricePerKwh, PRICE);
  checkNumber(report, 'endValuePerKwh', battery.endValuePerKwh, PRICE);
  checkTaper(report, battery.taper);
}

function checkCar(car: PlanCar, report: Report): void {
  checkText(report, 'id', car.id);
  checkOptional(report, 'capacityKwh', car.capacityKwh, CAPACITY);
  checkOptional(report, 'socPercent', car.socPercent, PERCENT);
  checkOptional(report, 'limitSocPercent', car.limitSocPercent, PERCENT);
  checkOptional(report, 'targetSocPercent', car.targetSocPercent, PERCENT);
  checkOptional(report, 'targetEnergyKwh', car.targetEnergyKwh, ENERGY);
  checkOptional(report, 'minSocPercent', car.minSocPercent ?? null, PERCENT);
  checkOptional(report, 'departure', car.departure, INSTANT);
  checkAbsences(report, car.absences ?? []);
  checkNumber(report, 'minPowerKw', car.minPowerKw, POWER);
  checkNumber(report, 'maxPowerKw', car.maxPowerKw, POWER);
  checkOrder(report, 'minPowerKw', car.minPowerKw, 'maxPowerKw', car.maxPowerKw);
  checkNumber(report, 'chargeEfficiency', car.chargeEfficiency, EFFICIENCY);
  checkOptional(report, 'maxGridPricePerKwh', car.maxGridPricePerKwh, PRICE);
  checkNumber(report, 'endValuePerKwh', car.endValuePerKwh, PRICE);
  checkTaper(report, car.taper);
}

function checkTaper(report: Report, taper: readonly TaperPoint[]): void {
  taper.forEach((point, index) => {
    const before = taper[index - 1];
    checkNumber(report, `taper[${index}].socPercent`, point.socPercent, {
      min: before?.socPercent ?? 0,
      max: 100,
    });
    checkNumber(report, `taper[${index}].powerKw`, point.powerKw, {
      min: 0,
      max: before?.powerKw ?? LARGEST_POWER_KW,
    });
  });
}
