import {
  type Capability,
  type Instant,
  type Intent,
  type LoadpointState,
  type Plan,
  type SiteState,
  slotStart,
} from '../house/index.ts';
import { type BatteryAbility, batteryDecision, batteryReason, nextBatteryChange } from './battery-action.ts';
import { carDecision, carReason, nextCarChange } from './car-action.ts';
import type { CarGoal } from './goals.ts';
import { maxChargePowerKw } from './power.ts';
import type { Boost, ControlState } from './state.ts';

export interface IntentInput {
  site: SiteState;
  plan: Plan | null;
  goals: ReadonlyMap<string, CarGoal>;
  control: ControlState;
  ability: BatteryAbility;
  live: Record<Capability, boolean>;
  now: Instant;
}

/** What we want of the battery and of each car now, with the reason. Without a plan nothing is wanted. */
export function intents(input: IntentInput): Intent[] {
  const battery = batteryIntent(input);
  const cars = input.site.loadpoints
    .filter((loadpoint) => loadpoint.connected && !loadpoint.isHeating)
    .map((loadpoint) => carIntent(input, loadpoint))
    .filter((intent) => intent !== null);
  return battery ? [battery, ...cars] : cars;
}

/** The plan from the running slot on; `null` where it does not cover now. */
export function planFrom(plan: Plan | null, now: Instant): Plan | null {
  if (!plan) return null;
  const slots = plan.slots.filter((slot) => slot.end > now && slot.end > slotStart(now));
  return slots.length > 0 ? { ...plan, slots } : null;
}

function batteryIntent({ site, plan, control, ability, live, now }: IntentInput): Intent | null {
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
  const controllable = site.battery.controllable;
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
  const { plan, goals, control, live, now } = input;
  const { name } = loadpoint;
  const base = { subject: name, capability: 'VEHICLES', since: now } as const;
  const boost = control.boosts[name];
  if (boost) return boostIntent(base, loadpoint, boost);
  const override = control.overrides[name]?.override;
  if (override)
    return {
      ...base,
      action: 'CAR_LEAVE_ALONE',
      powerKw: null,
      socPercent: null,
      until: override.until,
      live: false,
      reason: override.message,
    };
  const goal = goals.get(name);
  const ahead = planFrom(plan, now);
  const slot = ahead?.slots[0];
  if (!goal || !ahead || !slot) return null;
  const maxPowerKw = maxChargePowerKw(loadpoint);
  const decision =
    goal.neededKwh > 0.1
      ? carDecision(slot, ahead.slots.slice(1), name, maxPowerKw)
      : ({ action: 'CAR_WAIT', powerKw: 0 } as const);
  return {
    ...base,
    action: decision.action,
    powerKw: decision.action === 'CAR_CHARGE' ? maxPowerKw : decision.powerKw,
    socPercent: decision.action === 'CAR_CHARGE' ? goal.targetSocPercent : null,
    until: nextCarChange(ahead, name, maxPowerKw),
    live: live.VEHICLES,
    reason: carReason(decision, slot, ahead, name, goal.departure, goal.neededKwh, maxPowerKw),
  };
}

/** A boost is a person's own wish: it is carried out even while cars are only observed. */
function boostIntent(
  base: { subject: string; capability: 'VEHICLES'; since: Instant },
  loadpoint: LoadpointState,
  boost: Boost,
): Intent {
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
