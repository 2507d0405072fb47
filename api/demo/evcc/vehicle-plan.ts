import {
  type Instant,
  localTime,
  nextLocalTime,
  type PlanStrategy,
  type Rate,
  SLOT_MS,
} from '../../house/index.ts';
import { CARS, type CarSpec, currentToKw } from '../plant/index.ts';
import type { LoadpointMemory, RepeatingPlan, VehicleSettings } from './memory.ts';
import { chargingPlan } from './planner.ts';

/** A plan that is not yet running starts only where at least this much of its slot is left. */
const SHORT_MS = SLOT_MS - 60_000;

/** The plan that a loadpoint follows next. */
export interface EffectivePlan {
  /** 1 = set once, 2 and up = repeating. */
  id: number;
  time: Instant;
  /** 0 for an energy plan. */
  soc: number;
  strategy: PlanStrategy;
}

/** What planning has to know of the loadpoint. */
export interface PlanContext {
  now: Instant;
  loadpoint: LoadpointMemory;
  vehicle: VehicleSettings | null;
  car: CarSpec | null;
  /** `null` = unknown. */
  socPercent: number | null;
  maxPowerKw: number;
  rates: readonly Rate[] | null;
}

/** The next plan of the car (or the loadpoint's energy plan where the car's SoC is unknown); `null` = none. */
export function effectivePlan(
  context: Pick<PlanContext, 'now' | 'loadpoint' | 'vehicle'>,
): EffectivePlan | null {
  const { now, loadpoint, vehicle } = context;
  const { planTime, planEnergyKwh, planStrategy } = loadpoint.settings;
  if (!vehicle) {
    return planTime !== null && planEnergyKwh > 0
      ? { id: 1, time: planTime, soc: 0, strategy: planStrategy }
      : null;
  }
  const strategy = vehicle.planStrategy;
  const plans: EffectivePlan[] = [];
  if (vehicle.plan) plans.push({ id: 1, time: vehicle.plan.time, soc: vehicle.plan.soc, strategy });
  for (const [index, plan] of vehicle.repeatingPlans.entries()) {
    const time = plan.active ? nextOccurrence(plan, now) : null;
    if (time !== null) plans.push({ id: index + 2, time, soc: plan.soc, strategy });
  }
  return plans.sort((a, b) => a.time - b.time)[0] ?? null;
}

function nextOccurrence(plan: RepeatingPlan, now: Instant): Instant | null {
  const [hour = 0, minute = 0] = plan.time.split(':').map(Number);
  let at = now;
  for (let day = 0; day < 8; day++) {
    at = nextLocalTime(at, hour, minute, plan.tz);
    if (plan.weekdays.includes(localTime(at, plan.tz).weekday)) return at;
  }
  return null;
}

/** Charging time that a goal still needs at full power, in ms. */
export function requiredMs(context: PlanContext, plan: EffectivePlan): number {
  const { car, socPercent, maxPowerKw, loadpoint } = context;
  const energyKwh =
    plan.soc > 0 && car && socPercent !== null
      ? (Math.max(0, plan.soc - socPercent) * car.capacityKwh) / 100 / car.chargeEfficiency
      : Math.max(0, loadpoint.settings.planEnergyKwh - loadpoint.run.sessionKwh);
  return (energyKwh / maxPowerKw) * 3_600_000;
}

/**
 * Whether a slot of the plan is running now. Keeps the plan and its progress in the loadpoint's memory and deletes
 * a plan that is reached or over.
 */
export function planIsActive(context: PlanContext): boolean {
  const { run } = context.loadpoint;
  const active = run.connected && evaluate(context);
  run.planActive = active;
  if (!active) run.planSlotEnd = null;
  return active;
}

function evaluate(context: PlanContext): boolean {
  const { now, loadpoint, rates } = context;
  const { run } = loadpoint;
  run.plan = null;
  run.planOverrunS = 0;
  const goal = effectivePlan(context);
  if (!goal) return false;
  if (now > goal.time && !run.planActive) {
    finishPlan(context, goal);
    return false;
  }
  const neededMs = requiredMs(context, goal);
  if (neededMs <= 0) {
    if (run.planActive && goal.soc === 100) return true;
    finishPlan(context, goal);
    return false;
  }
  const plan = chargingPlan(now, neededMs, goal.time, rates, goal.strategy);
  const first = plan[0];
  if (!first) return false;
  run.plan = plan;
  run.planOverrunS = Math.max(0, Math.round((neededMs - (goal.time - now)) / 1000));

  const index = plan.findIndex(({ start, end }) => now >= start && now < end);
  const slot = plan[index];
  if (slot) {
    const successor = plan[index + 1]?.start === slot.end;
    if (!run.planActive && slot.end - now < SHORT_MS && !successor) return false;
    run.planSlotEnd = slot.end;
    return true;
  }
  if (!run.planActive) return false;
  const beyondPrecondition = neededMs > goal.strategy.preconditionS * 1000;
  return (
    now > goal.time ||
    (run.planSlotEnd !== null && now < run.planSlotEnd && beyondPrecondition) ||
    (neededMs < SLOT_MS && beyondPrecondition) ||
    first.start - now < SHORT_MS ||
    (goal.strategy.continuous && beyondPrecondition)
  );
}

/** A plan that was set once is gone after it; repeating ones stay. */
function finishPlan({ loadpoint, vehicle }: PlanContext, plan: EffectivePlan): void {
  if (plan.id !== 1) return;
  if (vehicle) vehicle.plan = null;
  else {
    loadpoint.settings.planEnergyKwh = 0;
    loadpoint.settings.planTime = null;
  }
}

/** The car that evcc knows by `name`. */
export function knownCar(name: string | null): CarSpec | null {
  return CARS.find((car) => car.name === name) ?? null;
}

/** AC power in kW at which a plan is carried out. */
export function planPowerKw(loadpoint: LoadpointMemory, car: CarSpec | null): number {
  const { maxCurrentA, phasesConfigured } = loadpoint.settings;
  const phases = Math.min(phasesConfigured || 3, car?.phases ?? 3);
  return currentToKw(Math.min(maxCurrentA, car?.maxCurrentA ?? maxCurrentA), phases);
}
