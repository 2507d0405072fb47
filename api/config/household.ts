import { z } from 'zod';
import type {
  CustomVehicle,
  DriverSettings,
  Finding,
  FlexibleLoadSettings,
  Text,
  VehicleSettings,
  VehicleSourceType,
} from '../house/index.ts';
import {
  A_LIST,
  A_NAME,
  type Entry,
  entries,
  firstFile,
  flag,
  isSet,
  LEFT_OUT,
  NOTHING,
  numberAt,
  PERCENT,
  POSITIVE,
  type Report,
  timeOfDay,
} from './entries.ts';
import { type ConfigFiles, isMapping } from './files.ts';
import { unusableEntry } from './findings.ts';
import { flexibleLoad } from './flexible-loads.ts';
import { type Range, textReader } from './option.ts';

/** Cars and people, the bot that talks to them, and what else can be told when to run. */
export interface Household {
  vehicles: VehicleSettings[];
  flexibleLoads: FlexibleLoadSettings[];
  drivers: DriverSettings[];
  telegramBotToken: string | null;
  files: string[];
  findings: Finding[];
}

/** Reads `vehicles.yaml`, `drivers.yaml` and `loads.yaml`, each from the first folder that has it. */
export function readHousehold(files: ConfigFiles, folders: readonly string[]): Household {
  const report: Report = { findings: [], files: [] };
  const cars = firstFile(files, folders, 'vehicles.yaml', report);
  const people = firstFile(files, folders, 'drivers.yaml', report);
  const loads = firstFile(files, folders, 'loads.yaml', report);
  const token = isMapping(people) ? textReader.safeParse(people.telegram_bot_token).data : null;
  return {
    vehicles: unique(
      entries(cars, 'vehicles', report).flatMap(([path, entry]) => vehicle(path, entry, report) ?? []),
      'vehicles',
      report,
    ),
    flexibleLoads: unique(
      entries(loads, 'loads', report).flatMap(([path, entry]) => flexibleLoad(path, entry, report) ?? []),
      'loads',
      report,
    ),
    drivers: entries(people, 'drivers', report).flatMap(([path, entry]) => driver(path, entry, report) ?? []),
    telegramBotToken: token || null,
    ...report,
  };
}

function vehicle(path: string, entry: Entry, report: Report): VehicleSettings | null {
  const name = textReader.safeParse(entry.name).data;
  if (!name) {
    report.findings.push(unusableEntry(`${path}.name`, entry.name, A_NAME, LEFT_OUT));
    return null;
  }
  const find = (range: Range, unit: string, ...keys: string[]) =>
    numberAt(path, entry, report, range, unit, ...keys);
  const targetSocPercent = find(PERCENT, '%', 'target_soc');
  const minSocPercent = find(PERCENT, '%', 'min_soc');
  const minFits = minSocPercent === null || targetSocPercent === null || minSocPercent <= targetSocPercent;
  if (!minFits) {
    const allowed = {
      de: `höchstens target_soc (${targetSocPercent})`,
      en: `at most target_soc (${targetSocPercent})`,
    };
    report.findings.push(unusableEntry(`${path}.min_soc`, minSocPercent, allowed, NOTHING));
  }
  const type = vehicleType(path, entry, report);
  return {
    name,
    type,
    capacityKwh: find(POSITIVE, 'kWh', 'capacity_kwh', 'capacity'),
    chargePowerKw: find(POSITIVE, 'kW', 'charge_power_kw'),
    disabled: flag.safeParse(entry.disabled).data ?? false,
    pollIntervalMinutes: find({ min: 1, max: 1440 }, 'min', 'poll_interval_minutes', 'poll_interval_min'),
    targetSocPercent,
    minSocPercent: minFits ? minSocPercent : null,
    departure: timeOfDay(`${path}.departure`, entry.departure, report),
    returns: timeOfDay(`${path}.return`, entry.return, report),
    tripKwh: find({ min: 0 }, 'kWh', 'trip_kwh'),
    custom: type === 'custom' ? customVehicle(path, entry, report) : null,
  };
}

const WEB_ADDRESS = z.url({ protocol: /^https?$/ });
const HEADERS = z.record(z.string(), z.string());

/** Where a car of type `custom` is read; `null`, with a finding, where that is not usable. */
function customVehicle(path: string, entry: Entry, report: Report): CustomVehicle | null {
  const url = WEB_ADDRESS.safeParse(entry.url).data;
  const headers = HEADERS.safeParse(entry.headers ?? {}).data;
  const socPath = textReader.safeParse(isSet(entry.soc_path) ? entry.soc_path : 'soc').data;
  const socRegex = isSet(entry.soc_regex) ? patternOf(entry.soc_regex) : null;
  const missing: [key: string, allowed: Text, isSound: boolean][] = [
    ['url', { de: 'eine Adresse wie http://…', en: 'an address such as http://…' }, url !== undefined],
    [
      'headers',
      { de: 'Zeilen der Form „Name: Wert“', en: 'lines of the form "Name: value"' },
      headers !== undefined,
    ],
    ['soc_path', { de: 'ein Pfad wie data.soc', en: 'a path such as data.soc' }, Boolean(socPath)],
    [
      'soc_regex',
      { de: 'ein regulärer Ausdruck mit einer Gruppe', en: 'a regular expression with a group' },
      socRegex !== undefined,
    ],
  ];
  const unusable = missing.filter(([, , isSound]) => !isSound);
  // An address or a header may be secret, so what was found is not shown.
  for (const [key, allowed] of unusable)
    report.findings.push(unusableEntry(`${path}.${key}`, isSet(entry[key]) ? '…' : null, allowed, BY_EVCC));
  if (unusable.length > 0 || !url || !headers || !socPath || socRegex === undefined) return null;
  return { url, headers, socPath, socRegex };
}

const BY_EVCC: Text = { de: 'nur, was evcc vom Auto weiß', en: 'only what evcc knows of the car' };

/** The expression as written; `undefined` where it is none, or has no group. */
function patternOf(written: unknown): string | undefined {
  try {
    const groups = new RegExp(`${written}|`).exec('')?.length ?? 0;
    return typeof written === 'string' && groups > 1 ? written : undefined;
  } catch {
    return undefined;
  }
}

const ownTypes = z.enum(['evcc', 'renault', 'custom', 'manual']);

/** A block copied from evcc's own configuration (`type: template`) and makers without a source of ours are evcc's. */
function vehicleType(path: string, entry: Entry, report: Report): VehicleSourceType {
  const copied = entry.type === 'template' || !isSet(entry.type);
  const written = copied ? entry.template : entry.type;
  const known = ownTypes.safeParse(typeof written === 'string' ? written.toLowerCase() : written).data;
  if (known || copied || READ_BY_EVCC.includes(String(written).toLowerCase())) return known ?? 'evcc';
  const allowed = { de: ownTypes.options.join(', '), en: ownTypes.options.join(', ') };
  report.findings.push(unusableEntry(`${path}.type`, written, allowed, { de: 'evcc', en: 'evcc' }));
  return 'evcc';
}

const READ_BY_EVCC: readonly string[] = ['kia', 'hyundai', 'genesis'];

function driver(path: string, entry: Entry, report: Report): DriverSettings | null {
  const name = textReader.safeParse(entry.name).data;
  if (!name) {
    report.findings.push(unusableEntry(`${path}.name`, entry.name, A_NAME, LEFT_OUT));
    return null;
  }
  const cars = entry.vehicles;
  const vehicles = z.array(textReader).safeParse(typeof cars === 'string' ? [cars] : (cars ?? [])).data;
  if (!vehicles) report.findings.push(unusableEntry(`${path}.vehicles`, cars, A_LIST, NOTHING));
  const chat = textReader.safeParse(entry.telegram_chat_id).data;
  return { name, vehicles: vehicles ?? [], telegramChatId: chat || null };
}

/** Of several entries with one name, whatever its case, the first counts. */
function unique<T extends { name: string }>(all: T[], key: string, report: Report): T[] {
  const names = new Set<string>();
  return all.filter(({ name }) => {
    const isNew = !names.has(name.toLowerCase());
    names.add(name.toLowerCase());
    if (!isNew) {
      const allowed = { de: 'jeder Name einmal', en: 'each name once' };
      const used = { de: 'der erste Eintrag', en: 'the first entry' };
      report.findings.push(unusableEntry(`${key}.name`, name, allowed, used));
    }
    return isNew;
  });
}
