import {
  type Capability,
  type Instant,
  type Intent,
  MINUTE_MS,
  type Plan,
  type PlanSlot,
  type SiteState,
  type Text,
} from '../house/index.ts';
import {
  type BatteryAbility,
  type BatteryDecision,
  batteryDecision,
  batteryReason,
  nextBatteryChange,
} from './battery-action.ts';
import { evccLocks } from './battery-lock.ts';
import { batteryToCarIntent, chargingByPlan, type ToCarTerms } from './battery-to-car.ts';
import { carIntent } from './car-intents.ts';
import { asFound } from './charge-current.ts';
import type { CarGoal } from './goals.ts';
import { pauseView } from './pause.ts';
import { planFrom } from './plan-ahead.ts';
import { batterySlotIntent, slotsNow } from './slot-intents.ts';
import type { ControlState } from './state.ts';

export interface IntentInput {
  site: SiteState;
  plan: Plan | null;
  goals: ReadonlyMap<string, CarGoal>;
  control: ControlState;
  ability: BatteryAbility;
  live: Record<Capability, boolean>;
  /** Dearer energy from the grid is not charged into a car unless a departure needs it; `null` or absent = no limit. */
  carMaxPricePerKwh?: number | null;
  /** When the battery may help a car; absent = never. */
  toCar?: ToCarTerms;
  /** What was wanted until now. */
  before: readonly Intent[];
  now: Instant;
}

/** Below this a car is not charging. */
const STILL_CHARGING_KW = 0.5;
/** A battery that gives less gives nothing. */
const IDLE_KW = 0.05;
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

/**
 * A car that was told a moment ago to wait still takes more than the sun gives: evcc needs some minutes to end a
 * charge, and lets go of the battery at once. Until then the battery would empty itself into the car.
 */
function isCarStopping({ site, now }: IntentInput, cars: readonly Intent[]): boolean {
  const { loadpoints, pvPowerKw, homePowerKw } = site;
  const stopped = cars.filter(({ action, since }) => action !== 'CAR_CHARGE' && now - since < STOPPING_MS);
  const waiting = new Set(stopped.map(({ subject }) => subject));
  const stillKw = loadpoints.reduce(
    (sum, { name, chargePowerKw }) => sum + (waiting.has(name) ? (chargePowerKw ?? 0) : 0),
    0,
  );
  return stillKw > Math.max(0, (pvPowerKw ?? 0) - (homePowerKw ?? 0)) + STILL_CHARGING_KW;
}

/** A car charges because we let it, and evcc would let the battery empty itself into it. */
function isUnprotected(site: SiteState, cars: readonly Intent[]): boolean {
  return !evccLocks(site) && chargingByPlan(site, cars).length > 0;
}

/** Released and nearly empty it gives nothing although the house lacks: its own limit does what a hold would do. */
function stopsByItself(
  { action, belowMinimum }: BatteryDecision,
  { battery, gridPowerKw }: SiteState,
  { batteryMode }: ControlState,
): boolean {
  const givesNothing = battery?.powerKw != null && Math.abs(battery.powerKw) < IDLE_KW;
  const lacks = gridPowerKw !== null && gridPowerKw > IDLE_KW;
  return action === 'BATTERY_HOLD' && belowMinimum && batteryMode === null && givesNothing && lacks;
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
  const planned = batteryDecision(slot, ability, socPercent);
  const decision = stopsByItself(planned, site, control)
    ? ({ ...planned, action: 'BATTERY_RELEASE' } as const)
    : planned;
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
  const gives = decision.action === 'BATTERY_RELEASE' || decision.action === 'BATTERY_HOLD_CHARGE';
  const lock = isUnprotected(site, cars)
    ? UNPROTECTED
    : carStopping && isWorthKeeping(slot)
      ? STOPPING
      : null;
  if (lock && gives)
    return {
      ...base,
      action: 'BATTERY_HOLD',
      powerKw: 0,
      socPercent: null,
      until: null,
      live: live.BATTERY && controllable,
      reason: lock,
    };
  const change = nextBatteryChange(ahead, ability, socPercent);
  return {
    ...base,
    action: decision.action,
    powerKw: decision.powerKw,
    socPercent: decision.stopSocPercent,
    until: change?.at ?? null,
    next: change?.action ?? null,
    live: live.BATTERY && controllable,
    reason: batteryReason(decision, slot, ahead),
  };
}

const UNPROTECTED: Text = {
  de: 'Die Batterie bleibt gesperrt, solange Smartload ein Auto schnell lädt: evcc sperrt sie dabei nicht, und ihre Energie flösse mit Verlust hinein.',
  en: 'The battery stays locked while Smartload charges a car fast: evcc does not lock it then, and its energy would flow into it with losses.',
};

const STOPPING: Text = {
  de: 'Die Batterie bleibt gesperrt, bis das Auto wirklich aufgehört hat zu laden: Sonst flösse ihre Energie hinein.',
  en: 'The battery stays locked until the car has really stopped charging: its energy would flow into it.',
};

/** Cars that charge by our plan alone. */
function withoutBoosts(cars: readonly Intent[], { boosts }: ControlState): Intent[] {
  return cars.filter(({ subject }) => !boosts[subject]);
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
