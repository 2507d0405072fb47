import type {
  Instant,
  Plan,
  PlanBattery,
  PlanBatterySlot,
  PlanBinding,
  PlanCar,
  PlanInput,
  PlanSlot,
  PlanWaitingCar,
  Text,
} from '../house/index.ts';
import { DAY_MS } from '../house/index.ts';
import { NEAR_KW } from './binding.ts';
import { carOtherwise } from './car-otherwise.ts';
import { BATTERY, type DecisionAction, type ExplainedDecision, inWords } from './decision-words.ts';
import { batteryOtherwise, type Otherwise, type OtherwiseShift } from './explain-otherwise.ts';
import { carCourse } from './stays.ts';

/** Below this an import is not worth replacing, kW. */
const NOTABLE_IMPORT_KW = 0.05;
/** A car shows whole per cents. */
const NEAR_TARGET_PERCENT = 0.5;

/** Explains what each battery and car does in a slot; empty where the plan has no such slot. */
export function explainDecisions(input: PlanInput, plan: Plan, at: number): ExplainedDecision[] {
  const slot = plan.slots[at];
  if (!slot) return [];
  const batteries = input.batteries.map((battery, index) =>
    explainBattery(input, plan, slot, at, battery, index),
  );
  const cars = input.cars.flatMap((car, index) => explainCar(input, plan, slot, at, car, index) ?? []);
  const waiting = (input.waiting ?? []).map((car) => explainWaiting(input, plan, slot, at, car));
  return [...batteries, ...cars, ...waiting];
}

/** What a storage does with such flows. */
export function actionOf({
  chargeKw = 0,
  dischargeKw = 0,
}: Partial<Pick<PlanBatterySlot, 'chargeKw' | 'dischargeKw'>> = {}): DecisionAction {
  // What is told to bind it goes by the same: who takes a trickle, and all that there is, does not wait.
  if (chargeKw > NEAR_KW) return 'CHARGE';
  return dischargeKw > NEAR_KW ? 'DISCHARGE' : 'WAIT';
}

/** What a battery could do in a slot instead. */
export function batteryInstead({ importKw }: PlanSlot, action: DecisionAction): Otherwise {
  if (action === 'CHARGE') return 'NOT_CHARGE';
  if (action === 'DISCHARGE') return 'NOT_DISCHARGE';
  return importKw > NOTABLE_IMPORT_KW ? 'DISCHARGE' : 'CHARGE';
}

function explainBattery(
  input: PlanInput,
  plan: Plan,
  slot: PlanSlot,
  at: number,
  battery: PlanBattery,
  index: number,
): ExplainedDecision {
  const own = slot.batteries[index];
  const storedValuePerKwh = own?.storedValuePerKwh ?? null;
  const action = actionOf(own);
  const otherwise = batteryInstead(slot, action);
  const shift = batteryOtherwise(input, plan, at, index, otherwise);
  const binding = own?.binding ?? 'NONE';
  const facts = {
    ...ranked(plan, at, slot.start + DAY_MS),
    storedValuePerKwh,
    otherwise,
    binding,
    action,
  } as const;
  return decision(input, slot, battery.id, BATTERY, facts, shift);
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
  const action = actionOf(own);
  const otherwise = action === 'CHARGE' ? 'NOT_CHARGE' : 'CHARGE';
  const shift = carOtherwise(input, plan, at, index, otherwise);
  const until = course.stays[presence.stay]?.until ?? slot.start + DAY_MS;
  const binding = own?.binding ?? 'NONE';
  const facts = {
    ...ranked(plan, at, until),
    storedValuePerKwh: own?.storedValuePerKwh ?? null,
    otherwise,
    binding,
    action,
  } as const;
  const name = { de: car.title, en: car.title };
  const { targetSocPercent } = car;
  const socPercent = own?.socPercent ?? null;
  const hasTarget =
    targetSocPercent !== null && socPercent !== null && socPercent >= targetSocPercent - NEAR_TARGET_PERCENT;
  return decision(input, slot, car.id, name, facts, shift, hasTarget);
}

/** A car that could charge if somebody plugged it in. */
function explainWaiting(
  input: PlanInput,
  plan: Plan,
  slot: PlanSlot,
  at: number,
  { vehicle, title }: PlanWaitingCar,
): ExplainedDecision {
  const isQuiet = input.quietHours?.some(({ start, end }) => start < slot.end && end > slot.start) ?? false;
  const facts = {
    ...ranked(plan, at, slot.start + DAY_MS),
    storedValuePerKwh: null,
    otherwise: 'CHARGE',
    binding: isQuiet ? 'QUIET_HOURS' : 'ABSENT',
    action: 'WAIT',
  } as const;
  return decision(input, slot, vehicle, { de: title, en: title }, facts, null);
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
  shift: OtherwiseShift | null,
  hasTarget = false,
): ExplainedDecision {
  const isPossible = shift !== null && shift.missingKwh === 0;
  const isUrgent = facts.action === 'CHARGE' && shift !== null && shift.missingKwh > 0;
  // Records of before may name the departure where there were other times as well.
  const usual: PlanBinding = facts.binding === 'DEPARTURE' ? 'NONE' : facts.binding;
  const binding: PlanBinding = isUrgent ? 'DEPARTURE' : usual;
  const explained = {
    start: slot.start,
    end: slot.end,
    subject,
    pricePerKwh: slot.importPricePerKwh,
    ...facts,
    binding,
    otherwise: isPossible ? facts.otherwise : null,
    otherwiseEnergyKwh: isPossible ? shift.energyKwh : null,
  };
  return { ...explained, reason: inWords(explained, name, input.currency, hasTarget) };
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
