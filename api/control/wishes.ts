import type { EvccCommand } from '../evcc/index.ts';
import {
  type BatteryState,
  HOUR_MS,
  type Instant,
  type Intent,
  type LoadpointState,
  type SiteState,
  type Text,
} from '../house/index.ts';
import type { CarGoal } from './goals.ts';
import type { ControlState, OwnedLoadpoint } from './state.ts';

/**
 * One setting of evcc as we want it. Only one that is not `satisfied` leads to a write.
 * `own` notes, before the write, that the setting is ours and what it was; `settle` is applied once evcc
 * shows what we want.
 */
export interface Wish {
  /** One writer for each thing: wishes with the same key are about the same setting. */
  key: string;
  subject: string;
  command: EvccCommand;
  satisfied: boolean;
  cause: Text;
  own?: (control: ControlState) => ControlState;
  settle?: (control: ControlState) => ControlState;
}

/** evcc's plan strategy "as late as possible, in one block": the plan waits for us until it must not. */
export const LATE_STRATEGY = { continuous: true, preconditionS: 7 * 24 * 3600 } as const;

/** Cause of every write that undoes one of ours. */
export const PUT_BACK: Text = {
  de: 'Smartload stellt zurück, was es geändert hatte.',
  en: 'Smartload puts back what it had changed.',
};

/** The battery mode: `hold` and `charge` are ours for as long as we say so, anything else is released. */
export function batteryWishes(
  battery: BatteryState | null,
  intent: Intent | undefined,
  control: ControlState,
): Wish[] {
  if (!battery) return [];
  const wanted = wantedBatteryMode(battery, intent);
  if (wanted)
    return [
      {
        key: 'battery:mode',
        subject: 'battery',
        command: { kind: 'batteryMode', mode: wanted },
        satisfied: control.batteryMode === wanted && battery.externalMode === wanted,
        cause: intent?.reason ?? PUT_BACK,
        own: (state) => ({ ...state, batteryMode: wanted }),
      },
    ];
  if (control.batteryMode === null) return [];
  return [
    {
      key: 'battery:mode',
      subject: 'battery',
      command: { kind: 'releaseBatteryMode' },
      satisfied: battery.externalMode === null,
      cause: intent?.reason ?? PUT_BACK,
      settle: (state) => ({ ...state, batteryMode: null }),
    },
  ];
}

/** `charge` becomes `hold` once the planned SoC is reached, since nothing else would stop it within the slot. */
function wantedBatteryMode(battery: BatteryState, intent: Intent | undefined): 'hold' | 'charge' | null {
  if (!intent?.live) return null;
  if (intent.action === 'BATTERY_HOLD') return 'hold';
  if (intent.action !== 'BATTERY_CHARGE') return null;
  const reached =
    intent.socPercent !== null && battery.socPercent !== null && battery.socPercent >= intent.socPercent;
  return reached ? 'hold' : 'charge';
}

/**
 * What we want of one loadpoint, in the order in which it is safe to write: the car's own plan first, so that
 * evcc finishes the job if we die, then a limit that ends `now`, then `now` itself.
 */
export function loadpointWishes(
  loadpoint: LoadpointState,
  site: SiteState,
  goal: CarGoal | undefined,
  intent: Intent | undefined,
  control: ControlState,
): Wish[] {
  const owned = control.loadpoints[loadpoint.name];
  const steering = intent?.live === true && loadpoint.connected;
  const charging = steering && intent.action === 'CAR_CHARGE';
  const deadMan = steering && goal ? deadMansPlan(loadpoint, site, goal, control) : [];
  if (charging)
    return [...deadMan, ...limitWishes(loadpoint, goal, intent, control), nowWish(loadpoint, intent)];
  return [...deadMan, ...putBackWishes(loadpoint, owned, intent?.reason ?? PUT_BACK)];
}

function deadMansPlan(
  loadpoint: LoadpointState,
  site: SiteState,
  goal: CarGoal,
  control: ControlState,
): Wish[] {
  if (goal.departure === null || goal.source === 'EVCC' || goal.neededKwh < 0.1) return [];
  const cause: Text = {
    de: 'Ziel und Abfahrt stehen in evcc, damit das Auto auch ohne Smartload rechtzeitig voll ist.',
    en: 'Target and departure are kept in evcc, so that the car is ready in time even without Smartload.',
  };
  const time = Math.floor(goal.departure / 1000) * 1000;
  const { vehicleName, targetSocPercent, targetEnergyKwh } = goal;
  if (vehicleName !== null && targetSocPercent !== null) {
    const socPercent = Math.round(targetSocPercent);
    const vehicle = site.vehicles.find((candidate) => candidate.name === vehicleName);
    const plan: Wish = {
      key: `vehicle:${vehicleName}:plan`,
      subject: loadpoint.name,
      command: { kind: 'vehiclePlan', vehicle: vehicleName, socPercent, time },
      satisfied: vehicle?.plan?.socPercent === socPercent && vehicle.plan.time === time,
      cause,
      own: (state) => ({
        ...state,
        vehiclePlans: { ...state.vehiclePlans, [vehicleName]: { socPercent, time } },
      }),
    };
    const strategy = vehicle?.planStrategy;
    if (!strategy) return [plan];
    return [
      plan,
      {
        key: `vehicle:${vehicleName}:strategy`,
        subject: loadpoint.name,
        command: { kind: 'vehiclePlanStrategy', vehicle: vehicleName, ...LATE_STRATEGY },
        satisfied:
          strategy.continuous === LATE_STRATEGY.continuous &&
          strategy.preconditionS === LATE_STRATEGY.preconditionS,
        cause,
        own: (state) => ({
          ...state,
          vehicleStrategies: {
            ...state.vehicleStrategies,
            [vehicleName]: state.vehicleStrategies[vehicleName] ?? {
              original: strategy,
              ours: { ...LATE_STRATEGY },
            },
          },
        }),
      },
    ];
  }
  if (targetEnergyKwh === null) return [];
  const energyKwh = Math.round(targetEnergyKwh * 10) / 10;
  const ours = control.energyPlans[loadpoint.name];
  return [
    {
      key: `loadpoint:${loadpoint.name}:plan`,
      subject: loadpoint.name,
      command: { kind: 'loadpointEnergyPlan', loadpoint: loadpoint.name, energyKwh, time },
      satisfied: ours?.time === time && loadpoint.planEnergyKwh === energyKwh,
      cause,
      own: (state) => ({
        ...state,
        energyPlans: { ...state.energyPlans, [loadpoint.name]: { energyKwh, time } },
      }),
    },
  ];
}

/** `now` never ends by itself, so a limit goes first: SoC where the car has one, energy of the session otherwise. */
function limitWishes(
  loadpoint: LoadpointState,
  goal: CarGoal | undefined,
  intent: Intent,
  control: ControlState,
): Wish[] {
  const { name } = loadpoint;
  const socPercent = intent.socPercent ?? goal?.targetSocPercent ?? null;
  if (loadpoint.vehicleSocPercent !== null && socPercent !== null) {
    const limit = Math.round(socPercent);
    return [
      {
        key: `loadpoint:${name}:limit`,
        subject: name,
        command: { kind: 'limitSoc', loadpoint: name, socPercent: limit },
        satisfied: loadpoint.limitSocPercent === limit,
        cause: intent.reason,
        own: owning(name, (owned) => ({
          limitSocPercent: {
            original: owned.limitSocPercent?.original ?? loadpoint.limitSocPercent ?? 0,
            ours: limit,
          },
        })),
      },
    ];
  }
  // The limit counts from the session's start; it is fixed when `now` begins and not moved while it runs.
  const held = control.loadpoints[name]?.limitEnergyKwh?.ours;
  const limit = held ?? Math.ceil((loadpoint.sessionEnergyKwh ?? 0) + energyUntil(intent, goal));
  return [
    {
      key: `loadpoint:${name}:limit`,
      subject: name,
      command: { kind: 'limitEnergy', loadpoint: name, energyKwh: limit },
      satisfied: loadpoint.limitEnergyKwh === limit,
      cause: intent.reason,
      own: owning(name, (owned) => ({
        limitEnergyKwh: {
          original: owned.limitEnergyKwh?.original ?? loadpoint.limitEnergyKwh ?? 0,
          ours: limit,
        },
      })),
    },
  ];
}

/** What the car may still take: a boost by its time, anything else by what is needed. */
function energyUntil(intent: Intent, goal: CarGoal | undefined): number {
  const hours = intent.until === null ? 0 : Math.max(0, intent.until - intent.since) / HOUR_MS;
  return Math.max(goal?.neededKwh ?? 0, hours * (intent.powerKw ?? 0), 1);
}

function nowWish(loadpoint: LoadpointState, intent: Intent): Wish {
  return {
    key: modeKey(loadpoint.name),
    subject: loadpoint.name,
    command: { kind: 'loadpointMode', loadpoint: loadpoint.name, mode: 'now' },
    satisfied: loadpoint.mode === 'now',
    cause: intent.reason,
    own: owning(loadpoint.name, (owned) => ({
      mode: { original: owned.mode?.original ?? loadpoint.mode, ours: 'now', awaiting: 'ours' },
    })),
    settle: owning(loadpoint.name, ({ mode }) =>
      mode ? { mode: { original: mode.original, ours: mode.ours } } : {},
    ),
  };
}

function modeKey(loadpoint: string): string {
  return `loadpoint:${loadpoint}:mode`;
}

/** Mode first, so that nothing charges without its limit. */
function putBackWishes(loadpoint: LoadpointState, owned: OwnedLoadpoint | undefined, cause: Text): Wish[] {
  const { name } = loadpoint;
  const wishes: Wish[] = [];
  if (owned?.mode) {
    const { original, ours } = owned.mode;
    wishes.push({
      key: modeKey(name),
      subject: name,
      command: { kind: 'loadpointMode', loadpoint: name, mode: original },
      satisfied: loadpoint.mode === original,
      cause,
      own: owning(name, () => ({ mode: { original, ours, awaiting: 'original' } })),
      settle: disowning(name, 'mode'),
    });
  }
  if (owned?.limitSocPercent)
    wishes.push({
      key: `loadpoint:${name}:limit`,
      subject: name,
      command: { kind: 'limitSoc', loadpoint: name, socPercent: owned.limitSocPercent.original },
      // evcc clears a session limit itself when the car leaves, and a limit that a person moved is theirs.
      satisfied: loadpoint.limitSocPercent !== owned.limitSocPercent.ours,
      cause,
      settle: disowning(name, 'limitSocPercent'),
    });
  if (owned?.limitEnergyKwh)
    wishes.push({
      key: `loadpoint:${name}:limit`,
      subject: name,
      command: { kind: 'limitEnergy', loadpoint: name, energyKwh: owned.limitEnergyKwh.original },
      satisfied: loadpoint.limitEnergyKwh !== owned.limitEnergyKwh.ours,
      cause,
      settle: disowning(name, 'limitEnergyKwh'),
    });
  return wishes;
}

/** Strategies of cars go back on shutdown; their plans stay, they must outlive us. */
export function strategyPutBackWishes(site: SiteState, control: ControlState): Wish[] {
  return Object.entries(control.vehicleStrategies).map(([vehicle, strategy]) => {
    const current = site.vehicles.find((candidate) => candidate.name === vehicle)?.planStrategy;
    return {
      key: `vehicle:${vehicle}:strategy`,
      subject: vehicle,
      command: { kind: 'vehiclePlanStrategy', vehicle, ...strategy.original },
      satisfied:
        !current ||
        current.preconditionS !== strategy.ours.preconditionS ||
        current.continuous !== strategy.ours.continuous,
      cause: PUT_BACK,
      settle: (state) => {
        const { [vehicle]: _done, ...rest } = state.vehicleStrategies;
        return { ...state, vehicleStrategies: rest };
      },
    } satisfies Wish;
  });
}

function owning(name: string, change: (owned: OwnedLoadpoint) => Partial<OwnedLoadpoint>) {
  return (state: ControlState): ControlState => {
    const owned = state.loadpoints[name] ?? {};
    return { ...state, loadpoints: { ...state.loadpoints, [name]: { ...owned, ...change(owned) } } };
  };
}

function disowning(name: string, key: keyof OwnedLoadpoint) {
  return (state: ControlState): ControlState => {
    const { [key]: _returned, ...rest } = state.loadpoints[name] ?? {};
    const { [name]: _all, ...others } = state.loadpoints;
    return { ...state, loadpoints: Object.keys(rest).length > 0 ? { ...others, [name]: rest } : others };
  };
}

/** Departures that lie behind us mean nothing any more. */
export function withoutPast(control: ControlState, now: Instant): ControlState {
  const later = <T>(record: Record<string, T>, time: (value: T) => Instant): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => time(value) > now));
  return {
    ...control,
    departures: later(control.departures, (departure) => departure.departure),
    vehiclePlans: later(control.vehiclePlans, (plan) => plan.time),
    energyPlans: later(control.energyPlans, (plan) => plan.time),
    boosts: Object.fromEntries(
      Object.entries(control.boosts).filter(([, boost]) => boost.until === null || boost.until > now),
    ),
  };
}
