import { createHash } from 'node:crypto';
import type { Text } from '../house/index.ts';

/** What Home Assistant is told of a value, whatever the way by which it gets it. */
export interface SensorKind {
  name: Text;
  /** `CURRENCY` stands for the site's own. */
  unit?: string;
  /** As Home Assistant names them. Prices have none. */
  deviceClass?: 'power' | 'battery' | 'timestamp';
  /** What is planned is no measurement. */
  isMeasured?: boolean;
}

const POWER = { unit: 'kW', deviceClass: 'power', isMeasured: true } as const;
const PERCENT = { unit: '%', isMeasured: true } as const;

/** The values of a house, by the ids of their entities. */
export const HOUSE_SENSORS = {
  action: { name: { de: 'Batterie Vorhaben', en: 'Battery intent' } },
  reason: { name: { de: 'Grund', en: 'Reason' } },
  next_action: { name: { de: 'Nächste Änderung', en: 'Next change' }, deviceClass: 'timestamp' },
  grid_power: { name: { de: 'Netz', en: 'Grid' }, ...POWER },
  pv_power: { name: { de: 'Erzeugung', en: 'PV' }, ...POWER },
  home_power: { name: { de: 'Verbrauch', en: 'Home' }, ...POWER },
  battery_power: { name: { de: 'Hausbatterie', en: 'Battery' }, ...POWER },
  cars_power: { name: { de: 'Autos', en: 'Cars' }, ...POWER },
  battery_soc: {
    name: { de: 'Hausbatterie Ladestand', en: 'Battery SoC' },
    ...PERCENT,
    deviceClass: 'battery',
  },
  buffer: { name: { de: 'Puffer', en: 'Buffer' }, ...PERCENT },
  import_price: { name: { de: 'Strompreis', en: 'Import price' }, unit: 'CURRENCY/kWh', isMeasured: true },
  plan_cost: { name: { de: 'Kosten laut Plan', en: 'Planned cost' }, unit: 'CURRENCY' },
  plan_status: { name: { de: 'Plan', en: 'Plan' } },
} as const satisfies Record<string, SensorKind>;

export type HouseSensorId = keyof typeof HOUSE_SENSORS;

/** The values of a loadpoint, to be called behind its title. */
export const LOADPOINT_SENSORS = {
  power: { name: { de: 'Ladeleistung', en: 'charging power' }, ...POWER },
  soc: { name: { de: 'Ladestand', en: 'SoC' }, ...PERCENT, deviceClass: 'battery' },
  departure: { name: { de: 'Abfahrt', en: 'departure' }, deviceClass: 'timestamp' },
} as const satisfies Record<string, SensorKind>;

export type LoadpointSensorId = keyof typeof LOADPOINT_SENSORS;

/** The fields of a sensor as Home Assistant's YAML and its discovery have them alike. */
export function sensorFields(
  { unit, deviceClass, isMeasured }: SensorKind,
  currency: string,
): { device_class?: string; state_class?: string; unit_of_measurement?: string } {
  return {
    ...(deviceClass ? { device_class: deviceClass } : {}),
    ...(isMeasured ? { state_class: 'measurement' } : {}),
    ...(unit ? { unit_of_measurement: unit.replace('CURRENCY', currency) } : {}),
  };
}

/** A name as ids and topics of Home Assistant may hold it; two that would look the same there are told apart. */
export function entityKey(name: string): string {
  if (/^[a-z0-9_]+$/.test(name)) return name;
  const tail = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}_${tail}`;
}
