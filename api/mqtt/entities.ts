import { createHash } from 'node:crypto';
import type {
  ActionResult,
  Actions,
  Capability,
  Intent,
  Language,
  LoadpointView,
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

const MEASUREMENT = { state_class: 'measurement' };
const POWER = {
  device_class: 'power',
  unit_of_measurement: 'kW',
  ...MEASUREMENT,
  suggested_display_precision: 2,
};
const PERCENT = { unit_of_measurement: '%', ...MEASUREMENT };
/** Live values: a program that hangs is no longer believed. */
const EXPIRES = { expire_after: 300 };
const DIAGNOSTIC = { entity_category: 'diagnostic' };
const CONFIG = { entity_category: 'config' };

const ACTIONS: Intent['action'][] = [
  'BATTERY_RELEASE',
  'BATTERY_HOLD',
  'BATTERY_CHARGE',
  'BATTERY_HOLD_CHARGE',
];
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
    ...loadpoints.filter(({ isHeating }) => !isHeating).flatMap(loadpointEntities),
  ];
}

function houseEntities(currency: string, language: Language): Entity[] {
  const battery = (snapshot: Snapshot) =>
    snapshot.intents.find(({ subject }) => subject === 'battery') ?? null;
  return [
    sensor('action', { de: 'Batterie Vorhaben', en: 'Battery intent' }, (s) => battery(s)?.action ?? null, {
      device_class: 'enum',
      options: ACTIONS,
      json_attributes_topic: '~/plan',
    }),
    sensor(
      'reason',
      { de: 'Grund', en: 'Reason' },
      (s) => battery(s)?.reason[language].slice(0, 255) ?? null,
    ),
    sensor('next_action', { de: 'Nächste Änderung', en: 'Next change' }, (s) => iso(battery(s)?.until), {
      device_class: 'timestamp',
    }),
    sensor('grid_power', { de: 'Netz', en: 'Grid' }, (s) => s.power?.gridKw ?? null, {
      ...POWER,
      ...EXPIRES,
    }),
    sensor('pv_power', { de: 'Erzeugung', en: 'PV' }, (s) => s.power?.pvKw ?? null, { ...POWER, ...EXPIRES }),
    sensor('home_power', { de: 'Verbrauch', en: 'Home' }, (s) => s.power?.homeKw ?? null, {
      ...POWER,
      ...EXPIRES,
    }),
    sensor('battery_power', { de: 'Hausbatterie', en: 'Battery' }, (s) => s.power?.batteryKw ?? null, {
      ...POWER,
      ...EXPIRES,
    }),
    sensor(
      'battery_soc',
      { de: 'Hausbatterie Ladestand', en: 'Battery SoC' },
      (s) => s.battery?.socPercent ?? null,
      {
        ...PERCENT,
        ...EXPIRES,
        device_class: 'battery',
      },
    ),
    sensor('buffer', { de: 'Puffer', en: 'Buffer' }, (s) => s.buffer?.currentBufferPercent ?? null, PERCENT),
    sensor(
      'import_price',
      { de: 'Strompreis', en: 'Import price' },
      (s) => s.power?.importPricePerKwh ?? null,
      {
        ...MEASUREMENT,
        ...EXPIRES,
        unit_of_measurement: `${currency}/kWh`,
        suggested_display_precision: 4,
      },
    ),
    // What is planned is no measurement, so that it has no state class.
    sensor('plan_cost', { de: 'Kosten laut Plan', en: 'Planned cost' }, (s) => s.plan?.cost ?? null, {
      unit_of_measurement: currency,
      suggested_display_precision: 2,
    }),
    sensor('plan_status', { de: 'Plan', en: 'Plan' }, (s) => s.plan?.status ?? null, {
      ...DIAGNOSTIC,
      device_class: 'enum',
      options: ['OPTIMAL', 'FEASIBLE', 'FALLBACK'],
    }),
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

function sensor(id: string, name: Text, value: NonNullable<Entity['value']>, config: Config = {}): Entity {
  return { id, platform: 'sensor', name, value, config };
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

function loadpointEntities({ id: loadpoint, title }: LoadpointView): Entity[] {
  const of = (snapshot: Snapshot) => snapshot.loadpoints.find(({ id }) => id === loadpoint) ?? null;
  const key = keyOf(loadpoint);
  const named = (de: string, en: string): Text => ({ de: `${title} ${de}`, en: `${title} ${en}` });
  return [
    sensor(`${key}_power`, named('Ladeleistung', 'charging power'), (s) => of(s)?.powerKw ?? null, {
      ...POWER,
      ...EXPIRES,
    }),
    sensor(`${key}_soc`, named('Ladestand', 'SoC'), (s) => of(s)?.vehicleSocPercent ?? null, {
      ...PERCENT,
      device_class: 'battery',
    }),
    sensor(`${key}_departure`, named('Abfahrt', 'departure'), (s) => iso(of(s)?.departure), {
      device_class: 'timestamp',
    }),
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

/** A loadpoint's name as topics and ids may hold it; two that would look the same are told apart. */
function keyOf(loadpoint: string): string {
  if (/^[a-z0-9_]+$/.test(loadpoint)) return loadpoint;
  const tail = createHash('sha256').update(loadpoint).digest('hex').slice(0, 6);
  return `${loadpoint.toLowerCase().replace(/[^a-z0-9]+/g, '_')}_${tail}`;
}

function onOff(on: boolean): 'ON' | 'OFF' {
  return on ? 'ON' : 'OFF';
}

function iso(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined ? null : new Date(instant).toISOString();
}
