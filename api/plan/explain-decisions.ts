import type {
  Instant,
  Plan,
  PlanBattery,
  PlanBinding,
  PlanCar,
  PlanInput,
  PlanSlot,
  Text,
} from '../house/index.ts';
import { DAY_MS } from '../house/index.ts';
import { BATTERY, type DecisionAction, type ExplainedDecision, inWords } from './decision-words.ts';
import { batteryOtherwise, carOtherwise, type Otherwise, type OtherwiseCost } from './explain-otherwise.ts';
import { isAbovePriceLimit, servesHouseholdOnly } from './physics.ts';
import { carCourse } from './stays.ts';

/** Below this a flow is nothing, kW. */
const NOTHING_KW = 0.05;
/** Of a full power or a full store. */
const NEARLY = 0.99;
/** Explains what each battery and car does in a slot; empty where the plan has no such slot. */
export function explainDecisions(input: PlanInput, plan: Plan, at: number): ExplainedDecision[] {
  const slot = plan.slots[at];
  if (!slot) return [];
  const batteries = input.batteries.map((battery, index) =>
    explainBattery(input, plan, slot, at, battery, index),
  );
  const cars = input.cars.flatMap((car, index) => explainCar(input, plan, slot, at, car, index) ?? []);
  return [...batteries, ...cars];
}

function explainBattery(
  input: PlanInput,
  plan: Plan,
  slot: PlanSlot,
  at: number,
  battery: PlanBattery,
  index: number,
): ExplainedDecision {
  const { chargeKw = 0, dischargeKw = 0, storedValuePerKwh = null } = slot.batteries[index] ?? {};
  const action = chargeKw > NOTHING_KW ? 'CHARGE' : dischargeKw > NOTHING_KW ? 'DISCHARGE' : 'WAIT';
  const otherwise: Otherwise =
    action === 'CHARGE'
      ? 'NOT_CHARGE'
      : action === 'DISCHARGE'
        ? 'NOT_DISCHARGE'
        : slot.importKw > NOTHING_KW
          ? 'DISCHARGE'
          : 'CHARGE';
  const cost = batteryOtherwise(input, plan, at, index, otherwise);
  const binding = slot.batteries[index]?.binding ?? batteryBinding(slot, battery, index, action);
  const facts = {
    ...ranked(plan, at, slot.start + DAY_MS),
    storedValuePerKwh,
    otherwise,
    binding,
    action,
  } as const;
  return decision(input, slot, battery.id, BATTERY, facts, cost);
}

function explainCar(
  input: PlanInput,
  plan: Plan,
  slot: PlanSlot,
  at: number,
  car: PlanCar,
  index: number,
): ExplainedDecision | null {
  const course = carCourse(car, input);
  const presence = course.presence[at];
  if (!presence) return null;
  const own = slot.cars[index];
  const action = (own?.chargeKw ?? 0) > NOTHING_KW ? 'CHARGE' : 'WAIT';
  const otherwise = action === 'CHARGE' ? 'NOT_CHARGE' : 'CHARGE';
  const cost = carOtherwise(input, plan, at, index, otherwise);
  const until = course.stays[presence.stay]?.until ?? slot.start + DAY_MS;
  const binding = own?.binding ?? carBinding(slot, car, own?.chargeKw ?? 0, cost);
  const facts = {
    ...ranked(plan, at, until),
    storedValuePerKwh: own?.storedValuePerKwh ?? null,
    otherwise,
    binding,
    action,
  } as const;
  return decision(input, slot, car.id, { de: car.title, en: car.title }, facts, cost);
}

type Facts = Pick<
  ExplainedDecision,
  'priceRank' | 'pricesCompared' | 'storedValuePerKwh' | 'otherwise' | 'binding' | 'action'
>;

function decision(
  input: PlanInput,
  slot: PlanSlot,
  subject: string,
  name: Text,
  facts: Facts,
  cost: OtherwiseCost | null,
): ExplainedDecision {
  const isPossible = cost !== null && cost.missingKwh === 0;
  const binding =
    facts.action === 'CHARGE' && cost !== null && cost.missingKwh > 0 ? 'DEPARTURE' : facts.binding;
  const explained = {
    start: slot.start,
    end: slot.end,
    subject,
    pricePerKwh: slot.importPricePerKwh,
    ...facts,
    binding,
    otherwise: isPossible ? facts.otherwise : null,
    otherwiseCost: isPossible ? cost.cost : null,
    otherwiseEnergyKwh: isPossible ? cost.energyKwh : null,
  };
  return { ...explained, reason: inWords(explained, name, input.currency) };
}

/** Where a slot's price stands among those until `until`, itself included. */
function ranked(plan: Plan, at: number, until: Instant): Pick<Facts, 'priceRank' | 'pricesCompared'> {
  const own = plan.slots[at]?.importPricePerKwh ?? 0;
  const coming = plan.slots.slice(at).filter(({ start }) => start < until);
  return {
    priceRank: 1 + coming.filter(({ importPricePerKwh }) => importPricePerKwh < own - 1e-9).length,
    pricesCompared: coming.length,
  };
}

function batteryBinding(
  slot: PlanSlot,
  battery: PlanBattery,
  index: number,
  action: DecisionAction,
): PlanBinding {
  const { chargeKw = 0, dischargeKw = 0, socPercent = 0 } = slot.batteries[index] ?? {};
  if (isAtLimit(slot)) return 'IMPORT_LIMIT';
  if (action === 'CHARGE') {
    if (socPercent >= battery.maxSocPercent - 0.5) return 'SOC_MAX';
    if (chargeKw >= battery.maxChargeKw * NEARLY) return 'POWER';
    return slot.importKw < NOTHING_KW && slot.exportKw < NOTHING_KW ? 'SUN' : 'NONE';
  }
  const floor = Math.max(battery.minSocPercent, battery.reserveSocPercent);
  if (socPercent <= floor + 0.5)
    return battery.reserveSocPercent > battery.minSocPercent ? 'RESERVE' : 'SOC_MIN';
  if (action === 'DISCHARGE') {
    if (dischargeKw >= battery.maxDischargeKw * NEARLY) return 'POWER';
    return slot.importKw < NOTHING_KW ? 'DEMAND' : 'NONE';
  }
  const carsKw = slot.cars.reduce((sum, { chargeKw: kw }) => sum + kw, 0);
  return carsKw > NOTHING_KW && servesHouseholdOnly(battery) ? 'LOCKED' : 'NONE';
}

function carBinding(slot: PlanSlot, car: PlanCar, chargeKw: number, cost: OtherwiseCost | null): PlanBinding {
  if (chargeKw > NOTHING_KW) {
    if (cost !== null && cost.missingKwh > 0) return 'DEPARTURE';
    if (isAtLimit(slot)) return 'IMPORT_LIMIT';
    if (chargeKw >= car.maxPowerKw * NEARLY) return 'POWER';
    return slot.importKw < NOTHING_KW ? 'SUN' : 'NONE';
  }
  if (cost === null) return 'SOC_MAX';
  return isAbovePriceLimit(car, slot) ? 'PRICE_LIMIT' : 'NONE';
}

function isAtLimit({ importLimitKw, importKw }: PlanSlot): boolean {
  return importLimitKw !== null && importKw >= importLimitKw * NEARLY;
}
