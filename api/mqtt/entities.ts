import {
  entityKey,
  HOUSE_SENSORS,
  type HouseSensorId,
  LOADPOINT_SENSORS,
  type LoadpointSensorId,
  type SensorKind,
  sensorFields,
} from '../entities/index.ts';
import type {
  ActionResult,
  Actions,
  Capability,
  IntentAction,
  Language,
  LoadpointView,
  PlanStatus,
  Snapshot,
  Text,
} from '../house/index.ts';

/** What Home Assistant knows of an entity beside its topics, as its discovery takes it. */
type Config = Record<string, unknown>;

/** A thing that Home Assistant shows or lets people change. */
export interface Entity {
  /** Stable; part of its unique id, its value's name in the state, and its command topic. */
  id: string;
  platform: 'sensor' | 'binary_sensor' | 'switch' | 'select' | 'number' | 'button';
  name: Text;
  config: Config;
  /** What it shows now; `null` is unknown. A button shows nothing. */
  value?(snapshot: Snapshot): string | number | boolean | null;
  /** Does what a message to its command topic asks for; `null` where that means nothing. */
  command?(payload: string, actions: Actions): Promise<ActionResult<unknown>> | null;
}

type Value = NonNullable<Entity['value']>;

/** Live values: a program that hangs is no longer believed. */
const EXPIRES = { expire_after: 300 };
const DIAGNOSTIC = { entity_category: 'diagnostic' };
const CONFIG = { entity_category: 'config' };

/** Home Assistant refuses what an enumeration does not name: the compiler asks for all there are. */
const BATTERY_ACTIONS: Record<Extract<IntentAction, `BATTERY_${string}`>, true> = {
  BATTERY_RELEASE: true,
  BATTERY_HOLD: true,
  BATTERY_CHARGE: true,
  BATTERY_HOLD_CHARGE: true,
  BATTERY_TO_CAR: true,
};
const PLAN_STATUSES: Record<PlanStatus, true> = { OPTIMAL: true, FEASIBLE: true, FALLBACK: true };

function enumeration(options: object): Config {
  return { device_class: 'enum', options: Object.keys(options) };
}

/** What only the discovery says of the house's values. */
const MORE: Partial<Record<HouseSensorId, Config>> = {
  action: { ...enumeration(BATTERY_ACTIONS), json_attributes_topic: '~/plan' },
  battery_soc: EXPIRES,
  import_price: { ...EXPIRES, suggested_display_precision: 4 },
  plan_cost: { suggested_display_precision: 2 },
  plan_status: { ...DIAGNOSTIC, ...enumeration(PLAN_STATUSES) },
};
const OBSERVE_DAYS = 14;

const CAPABILITY_NAMES: Record<Capability, Text> = {
  BUFFER: { de: 'Puffer live', en: 'Buffer live' },
  BATTERY: { de: 'Batterie live', en: 'Battery live' },
  VEHICLES: { de: 'Autos live', en: 'Cars live' },
};

/** Every entity of a house, those of its loadpoints included. */
export function entitiesOf({ currency, loadpoints, rollouts }: Snapshot, language: Language): Entity[] {
  return [
    ...houseEntities(currency, language),
    ...rollouts.map(({ capability }) => capabilitySwitch(capability)),
    pauseSwitch,
    replanButton,
    ...loadpoints
      .filter(({ isHeating }) => !isHeating)
      .flatMap((loadpoint) => loadpointEntities(loadpoint, currency)),
  ];
}

function houseEntities(currency: string, language: Language): Entity[] {
  const battery = (snapshot: Snapshot) =>
    snapshot.intents.find(({ subject }) => subject === 'battery') ?? null;
  const values: Record<HouseSensorId, Value> = {
    action: (s) => battery(s)?.action ?? null,
    reason: (s) => battery(s)?.reason[language].slice(0, 255) ?? null,
    next_action: (s) => iso(battery(s)?.until),
    grid_power: (s) => s.power?.gridKw ?? null,
    pv_power: (s) => s.power?.pvKw ?? null,
    home_power: (s) => s.power?.homeKw ?? null,
    battery_power: (s) => s.power?.batteryKw ?? null,
    cars_power: (s) => s.power?.carsKw ?? null,
    battery_soc: (s) => s.battery?.socPercent ?? null,
    buffer: (s) => s.buffer?.currentBufferPercent ?? null,
    import_price: (s) => s.power?.importPricePerKwh ?? null,
    plan_cost: (s) => s.plan?.cost ?? null,
    plan_status: (s) => s.plan?.status ?? null,
  };
  return [
    ...sensors(HOUSE_SENSORS, values, currency, ({ name }) => name, MORE),
    {
      id: 'problem',
      platform: 'binary_sensor',
      name: { de: 'Problem', en: 'Problem' },
      config: { ...DIAGNOSTIC, device_class: 'problem', payload_on: 'ON', payload_off: 'OFF' },
      value: ({ notices, plan }) =>
        onOff(plan === null || notices.some(({ severity }) => severity === 'ERROR')),
    },
  ];
}

function sensors<Id extends string>(
  kinds: Record<Id, SensorKind>,
  values: Record<Id, Value>,
  currency: string,
  nameOf: (kind: SensorKind) => Text,
  more: Partial<Record<Id, Config>> = {},
): (Entity & { id: Id })[] {
  return (Object.keys(values) as Id[]).map((id) => ({
    id,
    platform: 'sensor',
    name: nameOf(kinds[id]),
    value: values[id],
    config: {
      ...sensorFields(kinds[id], currency),
      ...(kinds[id].deviceClass === 'power' ? { ...EXPIRES, suggested_display_precision: 2 } : {}),
      ...more[id],
    },
  }));
}

function capabilitySwitch(capability: Capability): Entity {
  return {
    id: `live_${capability.toLowerCase()}`,
    platform: 'switch',
    name: CAPABILITY_NAMES[capability],
    config: CONFIG,
    value: ({ rollouts }) =>
      onOff(rollouts.some((found) => found.capability === capability && found.mode === 'LIVE')),
    command: (payload, actions) => {
      if (payload === 'ON') return actions.activateLive(capability);
      return payload === 'OFF' ? actions.extendObservation(capability, OBSERVE_DAYS) : null;
    },
  };
}

const pauseSwitch: Entity = {
  id: 'pause',
  platform: 'switch',
  name: { de: 'Steuerung pausieren', en: 'Pause control' },
  config: { icon: 'mdi:pause-circle-outline' },
  value: ({ control }) => onOff((control?.pause ?? null) !== null),
  command: (payload, actions) => {
    if (payload === 'ON') return actions.pauseControl(null);
    return payload === 'OFF' ? actions.resumeControl() : null;
  },
};

const replanButton: Entity = {
  id: 'replan',
  platform: 'button',
  name: { de: 'Neu planen', en: 'Plan anew' },
  config: { icon: 'mdi:refresh' },
  command: (_payload, actions) => actions.replan(),
};

/** What a person may ask of a car at a loadpoint. */
const CHARGING = { AUTO: 'auto', BOOST: 'boost' } as const;

function loadpointEntities({ id: loadpoint, title }: LoadpointView, currency: string): Entity[] {
  const of = (snapshot: Snapshot) => snapshot.loadpoints.find(({ id }) => id === loadpoint) ?? null;
  const key = entityKey(loadpoint);
  const named = (de: string, en: string): Text => ({ de: `${title} ${de}`, en: `${title} ${en}` });
  const values: Record<LoadpointSensorId, Value> = {
    power: (s) => of(s)?.powerKw ?? null,
    soc: (s) => of(s)?.vehicleSocPercent ?? null,
    departure: (s) => iso(of(s)?.departure),
  };
  return [
    ...sensors(LOADPOINT_SENSORS, values, currency, ({ name }) => named(name.de, name.en)).map((entity) => ({
      ...entity,
      id: `${key}_${entity.id}`,
    })),
    {
      id: `${key}_charging`,
      platform: 'select',
      name: named('Laden', 'charging'),
      config: { options: Object.values(CHARGING), icon: 'mdi:ev-station' },
      value: (s) => (of(s)?.override?.kind === 'BOOST' ? CHARGING.BOOST : CHARGING.AUTO),
      command: (payload, actions) => {
        if (payload === CHARGING.BOOST)
          return actions.boost({ loadpoint, until: null, minutes: null, targetSocPercent: null });
        return payload === CHARGING.AUTO ? actions.cancelBoost(loadpoint) : null;
      },
    },
    {
      id: `${key}_target`,
      platform: 'number',
      name: named('Ladeziel', 'target'),
      config: { ...CONFIG, min: 0, max: 100, step: 5, unit_of_measurement: '%', mode: 'slider' },
      value: (s) => of(s)?.targetSocPercent ?? null,
      command: (payload, actions) => {
        const targetSocPercent = payload.trim() === '' ? Number.NaN : Number(payload);
        if (!(targetSocPercent >= 0 && targetSocPercent <= 100)) return null;
        return actions.setTarget({ loadpoint, targetSocPercent, targetEnergyKwh: null });
      },
    },
  ];
}

function onOff(on: boolean): 'ON' | 'OFF' {
  return on ? 'ON' : 'OFF';
}

function iso(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined ? null : new Date(instant).toISOString();
}
