import type {
  Plan,
  PlanBattery,
  PlanBatterySlot,
  PlanCar,
  PlanCarSlot,
  PlanInput,
  PlanSlot,
} from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { leastPowerKw, servesHouseholdOnly, taperedPowerKw } from './physics.ts';

/** A rule that a plan breaks. */
export interface Violation {
  rule:
    | 'SLOTS'
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
    | 'MONEY'
    | 'UNREPORTED_SHORTFALL';
  /** Position of the slot; `null` for the plan as a whole. */
  slot: number | null;
  /** Battery, car or `null`. */
  id: string | null;
  /** By how much, in the rule's own unit (kW, kWh, %, currency). */
  amount: number;
}

const TOLERANCE = 1e-4;

type Report = (rule: Violation['rule'], amount: number, id?: string | null) => void;

/**
 * Checks a plan against its input with arithmetic of its own: balance, limits, stores, exclusivity, rules of the
 * devices, money, and that everything given up is reported. Empty for a correct plan.
 */
export function verifyPlan(input: PlanInput, plan: Plan): Violation[] {
  const violations: Violation[] = [];
  const reporter =
    (slot: number | null): Report =>
    (rule, amount, id = null) => {
      // NaN must not pass as "not larger".
      if (!(amount <= TOLERANCE)) violations.push({ rule, slot, id, amount });
    };

  reporter(null)('SLOTS', Math.abs(plan.slots.length - input.slots.length));
  plan.slots.forEach((slot, index) => {
    const report = reporter(index);
    checkFlows(slot, report);
    checkGrid(input, slot, index, report);
    slot.batteries.forEach((flow, at) => {
      const battery = input.batteries[at];
      const before = plan.slots[index - 1]?.batteries[at]?.socPercent ?? battery?.socPercent;
      if (battery && before !== undefined) checkBattery(battery, flow, before, slot, report);
    });
    slot.cars.forEach((flow, at) => {
      const car = input.cars[at];
      const beforeKwh = plan.slots[index - 1]?.cars[at]?.energyKwh ?? 0;
      if (car) checkCar(input, car, flow, beforeKwh, slot, report);
    });
    checkSources(input, slot, report);
  });
  checkMoney(plan, reporter(null));
  checkReported(input, plan, reporter(null));
  return violations;
}

const hoursOf = (slot: { start: number; end: number }) => (slot.end - slot.start) / HOUR_MS;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function checkFlows(slot: PlanSlot, report: Report): void {
  const flows = [
    slot.importKw,
    slot.exportKw,
    slot.curtailedKw,
    ...slot.batteries.flatMap((flow) => [flow.chargeKw, flow.dischargeKw]),
    ...slot.cars.map((flow) => flow.chargeKw),
  ];
  for (const flow of flows) {
    if (!Number.isFinite(flow)) report('NOT_FINITE', Number.POSITIVE_INFINITY);
    report('NEGATIVE', -flow);
  }
  const inKw =
    slot.pvKw - slot.curtailedKw + slot.importKw + sum(slot.batteries.map((flow) => flow.dischargeKw));
  const outKw =
    slot.loadKw +
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
  report('CORRIDOR', flow.socPercent - Math.max(battery.socPercent, battery.maxSocPercent), id);
  report('CORRIDOR', Math.min(before, battery.minSocPercent) - flow.socPercent, id);
  const percentPerKw = (100 * hours * battery.chargeEfficiency) / battery.capacityKwh;
  report('TAPER', flow.chargeKw - taperedPowerKw(battery.taper, before, percentPerKw), id);
}

function checkCar(
  input: PlanInput,
  car: PlanCar,
  flow: PlanCarSlot,
  beforeKwh: number,
  slot: PlanSlot,
  report: Report,
): void {
  const { id } = car;
  const share = shareOf(input, car, slot);
  if (share === 0) report('ABSENT', flow.chargeKw, id);
  report('POWER_LIMIT', flow.chargeKw - car.maxPowerKw * share, id);
  if (flow.chargeKw > 0) report('MINIMUM_POWER', leastPowerKw(car, input) * share - flow.chargeKw, id);
  const hours = hoursOf(slot);
  report('STORE', Math.abs(flow.energyKwh - beforeKwh - flow.chargeKw * hours), id);
  if (car.socPercent === null || car.capacityKwh === null) {
    if (car.targetEnergyKwh !== null) report('CORRIDOR', flow.energyKwh - car.targetEnergyKwh, id);
    return;
  }
  const percentPerKwh = (100 * car.chargeEfficiency) / car.capacityKwh;
  const socPercent = car.socPercent + flow.energyKwh * percentPerKwh;
  report('CORRIDOR', socPercent - Math.max(car.socPercent, car.limitSocPercent ?? 100), id);
  report('STORE', Math.abs(socPercent - (flow.socPercent ?? Number.NaN)), id);
  const beforePercent = car.socPercent + beforeKwh * percentPerKwh;
  report('TAPER', flow.chargeKw - taperedPowerKw(car.taper, beforePercent, percentPerKwh * hours), id);
}

/** Part of the slot in which the car is there. */
function shareOf(input: PlanInput, { departure }: PlanCar, slot: PlanSlot): number {
  const leaves = departure !== null && departure > (input.slots[0]?.start ?? 0) ? departure : null;
  if (leaves === null) return 1;
  return Math.min(1, Math.max(0, (leaves - slot.start) / (slot.end - slot.start)));
}

/** Who may take energy from where. */
function checkSources(input: PlanInput, slot: PlanSlot, report: Report): void {
  const carsKw = sum(slot.cars.map((flow) => flow.chargeKw));
  const leftKw = slot.pvKw - slot.loadKw - carsKw;
  const tooDear = (limit: number | null) =>
    limit !== null && slot.priceSource === 'PUBLISHED' && slot.importPricePerKwh > limit;

  const homeOnly = slot.batteries.filter((_, at) => !input.batteries[at]?.canFeedGrid);
  report('FEED_GRID', sum(homeOnly.map((flow) => flow.dischargeKw)) - Math.max(0, -leftKw));

  const householdOnly = slot.batteries.filter((_, at) => {
    const battery = input.batteries[at];
    return battery && servesHouseholdOnly(battery);
  });
  const lockedShares = slot.cars.map(({ chargeKw }, at) => {
    const car = input.cars[at];
    if (!car || chargeKw <= 0) return 0;
    const share = shareOf(input, car, slot);
    // A car without a least power can charge for a moment only.
    return leastPowerKw(car, input) > 0 ? share : Math.min(share, chargeKw / car.maxPowerKw);
  });
  report(
    'SERVE_CARS',
    sum(householdOnly.map((flow) => flow.dischargeKw)) -
      Math.max(0, slot.loadKw - slot.pvKw) * (1 - Math.max(0, ...lockedShares)),
  );

  const sunOnly = slot.batteries.filter((_, at) => {
    const battery = input.batteries[at];
    return battery && (!battery.canGridCharge || tooDear(battery.maxGridPricePerKwh));
  });
  const sunOnlyKw = sum(sunOnly.map((flow) => flow.chargeKw));
  if (sunOnlyKw > 0) report('SUN_ONLY', sunOnlyKw - Math.max(0, leftKw - slot.curtailedKw));

  const limited = slot.cars.filter((_, at) => tooDear(input.cars[at]?.maxGridPricePerKwh ?? null));
  const departing = input.cars.some((car) => (car.departure ?? 0) > (input.slots[0]?.start ?? 0));
  if (limited.length > 0 && !departing) {
    const freeKw = Math.max(0, slot.pvKw - slot.loadKw) - slot.curtailedKw;
    report('PRICE_LIMIT', sum(limited.map((flow) => flow.chargeKw)) - Math.max(0, freeKw));
  }
}

function checkMoney(plan: Plan, report: Report): void {
  report('MONEY', Math.abs(sum(plan.slots.map((slot) => slot.cost)) - plan.cost) * 100);
}

/** What was given up must be among the shortfalls. */
function checkReported(input: PlanInput, plan: Plan, report: Report): void {
  const reported = (kind: string, id: string | null) =>
    plan.shortfalls.find((shortfall) => shortfall.kind === kind && shortfall.id === id)?.energyKwh ?? 0;
  const overKwh = (limit: 'importLimitKw' | 'exportLimitKw', flow: 'importKw' | 'exportKw') =>
    sum(plan.slots.map((slot) => Math.max(0, slot[flow] - (slot[limit] ?? slot[flow])) * hoursOf(slot)));
  const slackKwh = 1e-2;
  report(
    'UNREPORTED_SHORTFALL',
    overKwh('importLimitKw', 'importKw') - reported('IMPORT_LIMIT', null) - slackKwh,
  );
  report(
    'UNREPORTED_SHORTFALL',
    overKwh('exportLimitKw', 'exportKw') - reported('EXPORT_LIMIT', null) - slackKwh,
  );
  const end = input.slots.at(-1)?.end ?? 0;
  for (const [at, car] of input.cars.entries()) {
    const { departure, targetSocPercent, socPercent, capacityKwh, limitSocPercent } = car;
    if (departure === null || departure > end || departure <= (input.slots[0]?.start ?? 0)) continue;
    const chargedKwh = plan.slots.at(-1)?.cars[at]?.energyKwh ?? 0;
    const kwhPerPercent = capacityKwh === null ? 0 : capacityKwh / 100 / car.chargeEfficiency;
    const wantedKwh =
      socPercent === null || capacityKwh === null || targetSocPercent === null
        ? 0
        : (Math.min(targetSocPercent, limitSocPercent ?? 100) - socPercent) * kwhPerPercent;
    const missingKwh = wantedKwh - chargedKwh - reported('DEPARTURE', car.id) - slackKwh;
    report('UNREPORTED_SHORTFALL', missingKwh, car.id);
  }
}
