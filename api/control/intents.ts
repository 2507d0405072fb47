import {
  type Capability,
  type Instant,
  type Intent,
  type LoadpointState,
  MINUTE_MS,
  type Plan,
  type PlanSlot,
  type SiteState,
  slotStart,
} from '../house/index.ts';
import { type BatteryAbility, batteryDecision, batteryReason, nextBatteryChange } from './battery-action.ts';
import { batteryToCarIntent, type ToCarTerms } from './battery-to-car.ts';
import { type CarDecision, carDecision, carReason, nextCarChange } from './car-action.ts';
import { asFound } from './charge-current.ts';
import type { CarGoal } from './goals.ts';
import { carTaking } from './learned-cars.ts';
import { pauseOverride, pauseView } from './pause.ts';
import { maxChargePowerKw } from './power.ts';
import { batterySlotIntent, type CarIntentBase, carSlotIntent, leftAlone, slotsNow } from './slot-intents.ts';
import type { Boost, ControlState } from './state.ts';

export interface IntentInput {
  site: SiteState;
  plan: Plan | null;
  goals: ReadonlyMap<string, CarGoal>;
  control: ControlState;
  ability: BatteryAbility;
  live: Record<Capability, boolean>;
  /** When the battery may help a car; absent = never. */
  toCar?: ToCarTerms;
  /** What was wanted until now. */
  before: readonly Intent[];
  now: Instant;
}

/** Below this a car is not charging. */
const STILL_CHARGING_KW = 0.5;
/** evcc ends a charge within this time, its own delay of three minutes included. */
const STOPPING_MS = 5 * MINUTE_MS;

/** What we want of the battery and of each car now, with the reason. Without a plan nothing is wanted. */
export function intents(input: IntentInput): Intent[] {
  const cars = input.site.loadpoints
    .filter((loadpoint) => loadpoint.connected && !loadpoint.isHeating)
    .map((loadpoint) => carIntent(input, asFound(loadpoint, input.control)))
    .filter((intent) => intent !== null);
  const battery = batteryIntent(input, cars, isCarStopping(input, withSince(cars, input.before)));
  return battery ? [battery, ...cars] : cars;
}

/** The plan from the running slot on; `null` where it does not cover now. */
export function planFrom(plan: Plan | null, now: Instant): Plan | null {
  if (!plan) return null;
  const slots = plan.slots.filter((slot) => slot.end > now && slot.end > slotStart(now));
  return slots.length > 0 ? { ...plan, slots } : null;
}

/**
 * A car that was told a moment ago to wait still takes more than the sun gives: evcc needs some minutes to end a
 * charge, and lets go of the battery at once. Until then the battery would empty itself into the car.
 */
function isCarStopping({ site, now }: IntentInput, cars: readonly Intent[]): boolean {
  const { battery, loadpoints, pvPowerKw, homePowerKw } = site;
  if (battery?.dischargeControl === false) return false;
  const stopped = cars.filter(({ action, since }) => action !== 'CAR_CHARGE' && now - since < STOPPING_MS);
  const waiting = new Set(stopped.map(({ subject }) => subject));
  const stillKw = loadpoints.reduce(
    (sum, { name, chargePowerKw }) => sum + (waiting.has(name) ? (chargePowerKw ?? 0) : 0),
    0,
  );
  return stillKw > Math.max(0, (pvPowerKw ?? 0) - (homePowerKw ?? 0)) + STILL_CHARGING_KW;
}

/** What the battery gives now would be missed later at a higher price. On a day that overflows with sun it would not. */
function isWorthKeeping({ batteries, importPricePerKwh }: PlanSlot): boolean {
  return batteries.some(
    ({ storedValuePerKwh }) => storedValuePerKwh === null || storedValuePerKwh > importPricePerKwh,
  );
}

function batteryIntent(
  { site, plan, control, ability, live, before, toCar: terms, now }: IntentInput,
  cars: readonly Intent[],
  carStopping: boolean,
): Intent | null {
  if (!site.battery) return null;
  const base = { subject: 'battery', capability: 'BATTERY', since: now } as const;
  const override = control.overrides.battery?.override;
  const ahead = planFrom(plan, now);
  const slot = ahead?.slots[0];
  const { socPercent } = site.battery;
  const released = {
    ...base,
    action: 'BATTERY_RELEASE',
    powerKw: null,
    socPercent: null,
    until: null,
  } as const;
  const { controllable } = site.battery;
  const slots = slotsNow(control, 'battery', now);
  if (slots && !(override && override.since >= slots.since))
    return batterySlotIntent(base, slots, live.BATTERY, controllable, ability);
  const pause = pauseView(control);
  if (pause) return { ...released, until: pause.until, live: false, reason: pause.message };
  if (override) return { ...released, live: false, reason: override.message };
  if (!ahead || !slot || slot.batteries.length === 0 || socPercent === null)
    return {
      ...released,
      live: live.BATTERY,
      reason:
        socPercent === null
          ? {
              de: 'Der Ladestand der Batterie ist unbekannt, sie bleibt sich selbst überlassen.',
              en: "The battery's state of charge is unknown, it is left to itself.",
            }
          : { de: 'Es gibt noch keinen Plan für die Batterie.', en: 'There is no plan for the battery yet.' },
    };
  const decision = batteryDecision(slot, ability, socPercent);
  const toCar =
    terms && decision.action !== 'BATTERY_CHARGE'
      ? batteryToCarIntent(
          {
            site,
            slot,
            cars: withoutBoosts(cars, control),
            before,
            ability,
            terms,
            live: live.BATTERY && controllable,
          },
          now,
        )
      : null;
  if (toCar) return toCar;
  if (carStopping && decision.action === 'BATTERY_RELEASE' && isWorthKeeping(slot))
    return {
      ...base,
      action: 'BATTERY_HOLD',
      powerKw: 0,
      socPercent: null,
      until: null,
      live: live.BATTERY && controllable,
      reason: {
        de: 'Die Batterie bleibt gesperrt, bis das Auto wirklich aufgehört hat zu laden: Sonst flösse ihre Energie hinein.',
        en: 'The battery stays locked until the car has really stopped charging: its energy would flow into it.',
      },
    };
  return {
    ...base,
    action: decision.action,
    powerKw: decision.powerKw,
    socPercent: decision.stopSocPercent,
    until: nextBatteryChange(ahead, ability, socPercent),
    live: live.BATTERY && controllable,
    reason: batteryReason(decision, slot, ahead),
  };
}

function carIntent(input: IntentInput, loadpoint: LoadpointState): Intent | null {
  const { site, plan, goals, control, live, now } = input;
  const { name } = loadpoint;
  const base = { subject: name, capability: 'VEHICLES', since: now } as const;
  const boost = control.boosts[name];
  if (boost) return boostIntent(base, loadpoint, boost);
  const changed = control.overrides[name]?.override ?? null;
  const slots = slotsNow(control, name, now);
  if (slots && !(changed && changed.since >= slots.since))
    return carSlotIntent(base, loadpoint, slots, live.VEHICLES);
  const pause = pauseView(control);
  const override = pause ? pauseOverride(pause) : changed;
  if (override) return leftAlone(base, override);
  const goal = goals.get(name);
  const ahead = planFrom(plan, now);
  const slot = ahead?.slots[0];
  if (!goal || !ahead || !slot) return null;
  const given = maxChargePowerKw(loadpoint);
  const { maxPowerKw } = carTaking(control, loadpoint.vehicleName, given);
  const car = { loadpoint: name, maxPowerKw, departure: goal.departure };
  const decision: CarDecision =
    goal.neededKwh > 0.1
      ? carDecision(slot, ahead.slots.slice(1), car)
      : { action: 'CAR_WAIT', powerKw: 0, heldToKw: null };
  const { action, heldToKw } = decision;
  // evcc holds to its own circuits and to §14a, and better than a plan can.
  const isOurLimit = slot.importLimitKw !== site.importLimitKw;
  return {
    ...base,
    action,
    powerKw: action === 'CAR_CHARGE' ? ((isOurLimit ? heldToKw : null) ?? given) : decision.powerKw,
    socPercent: action === 'CAR_CHARGE' ? goal.targetSocPercent : null,
    until: nextCarChange(ahead, car),
    live: live.VEHICLES,
    reason: carReason(decision, slot, ahead, car, goal.neededKwh),
  };
}

/** Cars that charge by our plan alone. */
function withoutBoosts(cars: readonly Intent[], { boosts }: ControlState): Intent[] {
  return cars.filter(({ subject }) => !boosts[subject]);
}

/** A boost is a person's own wish: it is carried out even while cars are only observed. */
function boostIntent(base: CarIntentBase, loadpoint: LoadpointState, boost: Boost): Intent {
  return {
    ...base,
    action: 'CAR_CHARGE',
    powerKw: maxChargePowerKw(loadpoint),
    socPercent: boost.targetSocPercent ?? (loadpoint.vehicleSocPercent === null ? null : 100),
    until: boost.until,
    live: true,
    reason: {
      de: 'Boost: Das Auto lädt sofort mit voller Leistung, weil jemand darum gebeten hat.',
      en: 'Boost: the car charges at full power at once because somebody asked for it.',
    },
  };
}

/** Keeps `since` of what is wanted unchanged, so that people see how long it has been so. */
export function withSince(current: readonly Intent[], before: readonly Intent[]): Intent[] {
  return current.map((intent) => {
    const same = before.find(
      (other) =>
        other.subject === intent.subject && other.action === intent.action && other.live === intent.live,
    );
    return same ? { ...intent, since: same.since } : intent;
  });
}
