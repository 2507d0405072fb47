import type { Plan, PlanBattery, PlanBatterySlot, PlanInput, PlanSlot } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { servesHouseholdOnly, taperedPowerKw } from './physics.ts';
import { checkCars, type FoundCar, followCars } from './verify-cars.ts';
import { checkFixed, checkForced } from './verify-fixed.ts';
import { checkLoads } from './verify-loads.ts';
import { checkDevices, checkValues, checkVerdict, isWhole } from './verify-shape.ts';
import { checkShortfalls } from './verify-shortfalls.ts';

/** A rule that a plan breaks. */
export interface Violation {
  rule:
    | 'SHAPE'
    | 'SLOTS'
    | 'DEVICES'
    | 'NOT_FINITE'
    | 'NEGATIVE'
    | 'BALANCE'
    | 'CURTAILMENT'
    | 'POWER_LIMIT'
    | 'SIMULTANEOUS'
    | 'STORE'
    | 'CORRIDOR'
    | 'FEED_GRID'
    | 'SERVE_CARS'
    | 'SUN_ONLY'
    | 'PRICE_LIMIT'
    | 'MINIMUM_POWER'
    | 'ABSENT'
    | 'TAPER'
    | 'PEAK'
    | 'CO2'
    | 'LOAD_WINDOW'
    | 'LOAD_BLOCK'
    | 'MONEY'
    | 'FIXED'
    | 'FORCED'
    | 'PROOF'
    | 'UNREPORTED_SHORTFALL'
    | 'INVENTED_SHORTFALL';
  /** Position of the slot; `null` for the plan as a whole. */
  slot: number | null;
  /** Battery, car or `null`. */
  id: string | null;
  /** By how much, in the rule's own unit (kW, kWh, %, currency). */
  amount: number;
}

const TOLERANCE = 1e-4;

export type Report = (rule: Violation['rule'], amount: number, id?: string | null) => void;

/**
 * Checks a plan against its input with arithmetic of its own: balance, limits, stores, exclusivity, rules of the
 * devices, money, and that everything given up is reported, and nothing else. Empty for a correct plan. Does not throw,
 * whatever the plan is.
 */
export function verifyPlan(input: PlanInput, plan: Plan): Violation[] {
  if (!isWhole(plan)) return [{ rule: 'SHAPE', slot: null, id: null, amount: 1 }];
  const violations: Violation[] = [];
  const reporter =
    (slot: number | null): Report =>
    (rule, amount, id = null) => {
      // NaN must not pass as "not larger".
      if (!(amount <= TOLERANCE)) violations.push({ rule, slot, id, amount });
    };

  const found = followCars(input, plan);
  reporter(null)('SLOTS', Math.abs(plan.slots.length - input.slots.length));
  plan.slots.forEach((slot, index) => {
    const report = reporter(index);
    checkDevices(input, slot, report);
    checkFlows(slot, report);
    checkValues(slot, report);
    checkGrid(input, slot, index, report);
    slot.batteries.forEach((flow, at) => {
      const battery = input.batteries[at];
      const before = plan.slots[index - 1]?.batteries[at]?.socPercent ?? battery?.socPercent;
      if (battery && before !== undefined) checkBattery(battery, flow, before, slot, report);
    });
    checkCars(input, found, plan, index, report);
    checkSources(input, slot, found, index, report);
  });
  checkLoads(input, plan, reporter);
  checkMoney(input, plan, reporter(null));
  // The simple rules know nothing of what people decided; it is carried out all the same.
  if (plan.status !== 'FALLBACK') {
    checkFixed(input, plan.slots, found, reporter);
    checkForced(input, plan.slots, reporter);
  }
  checkVerdict(input, plan, reporter(null));
  checkShortfalls(input, plan, found, reporter(null));
  return violations;
}

const hoursOf = (slot: { start: number; end: number }) => (slot.end - slot.start) / HOUR_MS;
const loadsKw = (slot: PlanSlot) => sum((slot.loads ?? []).map(({ powerKw }) => powerKw));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function checkFlows(slot: PlanSlot, report: Report): void {
  const flows = [
    slot.importKw,
    slot.exportKw,
    slot.curtailedKw,
    ...slot.batteries.flatMap((flow) => [flow.chargeKw, flow.dischargeKw]),
    ...slot.cars.map((flow) => flow.chargeKw),
    loadsKw(slot),
  ];
  for (const flow of flows) {
    if (!Number.isFinite(flow)) report('NOT_FINITE', Number.POSITIVE_INFINITY);
    report('NEGATIVE', -flow);
  }
  const inKw =
    slot.pvKw - slot.curtailedKw + slot.importKw + sum(slot.batteries.map((flow) => flow.dischargeKw));
  const outKw =
    slot.loadKw +
    loadsKw(slot) +
    slot.exportKw +
    sum(slot.batteries.map((flow) => flow.chargeKw)) +
    sum(slot.cars.map((flow) => flow.chargeKw));
  report('BALANCE', Math.abs(inKw - outKw));
  report('CURTAILMENT', slot.curtailedKw - slot.pvKw);
  report('SIMULTANEOUS', Math.min(slot.importKw, slot.exportKw));
}

function checkGrid(input: PlanInput, slot: PlanSlot, index: number, report: Report): void {
  const given = input.slots[index];
  if (!given) return;
  const same =
    given.start === slot.start &&
    given.end === slot.end &&
    given.importPricePerKwh === slot.importPricePerKwh &&
    given.feedInPricePerKwh === slot.feedInPricePerKwh &&
    given.priceSource === slot.priceSource &&
    given.importLimitKw === slot.importLimitKw &&
    given.exportLimitKw === slot.exportLimitKw &&
    (given.co2GramsPerKwh ?? null) === (slot.co2GramsPerKwh ?? null) &&
    given.pvKw === slot.pvKw &&
    given.loadKw === slot.loadKw;
  report('SLOTS', same ? 0 : 1);
  const money =
    hoursOf(slot) * (slot.importKw * given.importPricePerKwh - slot.exportKw * given.feedInPricePerKwh);
  report('MONEY', Math.abs(money - slot.cost) * 100);
}

function checkBattery(
  battery: PlanBattery,
  flow: PlanBatterySlot,
  before: number,
  slot: PlanSlot,
  report: Report,
): void {
  const { id } = battery;
  report('POWER_LIMIT', flow.chargeKw - battery.maxChargeKw, id);
  report('POWER_LIMIT', flow.dischargeKw - battery.maxDischargeKw, id);
  report('SIMULTANEOUS', Math.min(flow.chargeKw, flow.dischargeKw), id);
  const hours = hoursOf(slot);
  const changeKwh =
    hours * (flow.chargeKw * battery.chargeEfficiency - flow.dischargeKw / battery.dischargeEfficiency);
  const afterKwh = ((flow.socPercent - before) / 100) * battery.capacityKwh;
  report('STORE', Math.abs(afterKwh - changeKwh), id);
  // Above its corridor it may only fall, and what has come within does not leave it again. What is nothing in kWh is nothing
  // in per cent of a small store.
  const outside = (percent: number) =>
    report('CORRIDOR', Math.min(percent, (percent / 100) * battery.capacityKwh), id);
  outside(flow.socPercent - Math.max(before, battery.maxSocPercent));
  outside(Math.min(before, battery.minSocPercent) - flow.socPercent);
  const percentPerKw = (100 * hours * battery.chargeEfficiency) / battery.capacityKwh;
  report('TAPER', flow.chargeKw - taperedPowerKw(battery.taper, before, percentPerKw), id);
}

/** Who may take energy from where. */
function checkSources(
  input: PlanInput,
  slot: PlanSlot,
  found: readonly FoundCar[],
  index: number,
  report: Report,
): void {
  const carsKw = sum(slot.cars.map((flow) => flow.chargeKw));
  const homeKw = slot.loadKw + loadsKw(slot);
  const leftKw = slot.pvKw - homeKw - carsKw;
  const tooDear = (limit: number | null) =>
    limit !== null && slot.priceSource === 'PUBLISHED' && slot.importPricePerKwh > limit;

  const homeOnly = slot.batteries.filter((_, at) => !input.batteries[at]?.canFeedGrid);
  report('FEED_GRID', sum(homeOnly.map((flow) => flow.dischargeKw)) - Math.max(0, -leftKw));

  const householdOnly = slot.batteries.filter((_, at) => {
    const battery = input.batteries[at];
    return battery && servesHouseholdOnly(battery);
  });
  const mostKw = sum(input.batteries.filter(servesHouseholdOnly).map(({ maxDischargeKw }) => maxDischargeKw));
  const lockedShares = slot.cars.map(({ chargeKw }, at) => {
    const car = input.cars[at];
    if (!car || chargeKw <= 0) return 0;
    const { share = 0, leastKw = 0 } = found[at]?.slots[index] ?? {};
    // A car without a least power can charge for a moment only.
    return leastKw > 0 ? share : Math.min(share, chargeKw / car.maxPowerKw);
  });
  report(
    'SERVE_CARS',
    sum(householdOnly.map((flow) => flow.dischargeKw)) -
      Math.min(mostKw, Math.max(0, homeKw - slot.pvKw)) * (1 - Math.max(0, ...lockedShares)),
  );

  const sunOnly = slot.batteries.filter((_, at) => {
    const battery = input.batteries[at];
    return battery && (!battery.canGridCharge || tooDear(battery.maxGridPricePerKwh));
  });
  const sunOnlyKw = sum(sunOnly.map((flow) => flow.chargeKw));
  if (sunOnlyKw > 0) report('SUN_ONLY', sunOnlyKw - Math.max(0, leftKw - slot.curtailedKw));

  // A departure or a minimum to come may be served at any price, but only that of the car itself.
  const limited = slot.cars.filter(
    (_, at) => tooDear(input.cars[at]?.maxGridPricePerKwh ?? null) && !found[at]?.slots[index]?.isNeeded,
  );
  if (limited.length > 0) {
    const freeKw = Math.max(0, slot.pvKw - slot.loadKw) - slot.curtailedKw;
    report('PRICE_LIMIT', sum(limited.map((flow) => flow.chargeKw)) - Math.max(0, freeKw));
  }
}

function checkMoney(input: PlanInput, plan: Plan, report: Report): void {
  for (const [at, price] of (input.peakPrices ?? []).entries()) {
    const energies = new Map<number, { kwh: number; hours: number }>();
    for (const slot of plan.slots) {
      const stepMs = price.intervalMinutes * 60_000;
      const start = slot.start - (slot.start % stepMs);
      if (start < (price.from ?? start) || start >= (price.until ?? Number.POSITIVE_INFINITY)) continue;
      const before = energies.get(start) ?? { kwh: 0, hours: 0 };
      const hours = hoursOf(slot);
      energies.set(start, { kwh: before.kwh + slot.importKw * hours, hours: before.hours + hours });
    }
    const means = [...energies.values()].map(({ kwh, hours }) => kwh / hours);
    const peakKw = Math.max(price.reachedKw, ...means);
    const peak = plan.peaks?.[at];
    report('PEAK', Math.abs(peakKw - (peak?.peakKw ?? Number.NaN)));
    report('PEAK', Math.abs((peakKw - price.reachedKw) * price.pricePerKw - (peak?.cost ?? Number.NaN)));
  }
  const gramsKnown = plan.slots.map((slot) => slot.importKw * hoursOf(slot) * (slot.co2GramsPerKwh ?? 0));
  const knowsCo2 = input.slots.some(({ co2GramsPerKwh }) => typeof co2GramsPerKwh === 'number');
  const co2Kg = plan.co2Kg ?? (knowsCo2 ? Number.NaN : 0);
  report('CO2', Math.abs(sum(gramsKnown) / 1000 - co2Kg));
  report('MONEY', Math.abs(sum(plan.slots.map((slot) => slot.cost)) - plan.cost) * 100);
}
