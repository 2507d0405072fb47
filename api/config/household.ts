import {
  type DriverSettings,
  type FlexibleLoadSettings,
  nameKey,
  type VehicleSettings,
} from '../house/index.ts';
import { driver } from './drivers.ts';
import {
  A_NAME,
  type Entry,
  entries,
  firstFile,
  LEFT_OUT,
  NOTHING,
  numberAt,
  PERCENT,
  type Report,
  timeOfDay,
  yesOrNo,
} from './entries.ts';
import { type ConfigFileId, type ConfigFiles, isMapping } from './files.ts';
import { type Fault, unusableEntry } from './findings.ts';
import { flexibleLoad } from './flexible-loads.ts';
import { type Range, textReader } from './option.ts';
import { reportUnknownKeys } from './vehicle-keys.ts';
import { customVehicle, renaultVehicle, vehicleType } from './vehicle-sources.ts';

/** Cars and people, the bot that talks to them, and what else can be told when to run. */
export interface Household {
  vehicles: VehicleSettings[];
  flexibleLoads: FlexibleLoadSettings[];
  drivers: DriverSettings[];
  telegramBotToken: string | null;
  files: string[];
  /** What is to be said of each file. */
  findings: Record<Exclude<ConfigFileId, 'options'>, Fault[]>;
}

/**
 * Reads `vehicles.yaml`, `drivers.yaml` and `loads.yaml`, each from the first folder that has it.
 *
 * @param usualTargetSocPercent of cars that name none of their own; `null` = not known
 */
export function readHousehold(
  files: ConfigFiles,
  folders: readonly string[],
  usualTargetSocPercent: number | null = null,
): Household {
  const reports = { vehicles: newReport(), drivers: newReport(), loads: newReport() };
  const cars = firstFile(files, folders, 'vehicles.yaml', reports.vehicles);
  const people = firstFile(files, folders, 'drivers.yaml', reports.drivers);
  const loads = firstFile(files, folders, 'loads.yaml', reports.loads);
  const car = (path: string, entry: Entry, report: Report) =>
    vehicle(path, entry, report, usualTargetSocPercent);
  const token = isMapping(people) ? textReader.safeParse(people.telegram_bot_token).data : null;
  return {
    vehicles: unique(each(cars, 'vehicles', reports.vehicles, car), 'vehicles', reports.vehicles),
    flexibleLoads: unique(each(loads, 'loads', reports.loads, flexibleLoad), 'loads', reports.loads),
    drivers: unique(each(people, 'drivers', reports.drivers, driver), 'drivers', reports.drivers),
    telegramBotToken: token || null,
    files: Object.values(reports).flatMap((report) => report.files),
    findings: {
      vehicles: reports.vehicles.findings,
      drivers: reports.drivers.findings,
      loads: reports.loads.findings,
    },
  };
}

const newReport = (): Report => ({ findings: [], files: [] });

/** The entries that can be used, each as `read` understands it. */
function each<T>(
  content: unknown,
  key: string,
  report: Report,
  read: (path: string, entry: Entry, report: Report) => T | null,
): T[] {
  return entries(content, key, report).flatMap(([path, entry]) => read(path, entry, report) ?? []);
}

/** No car takes more; 11000 was meant to be 11. */
const CAR_POWER: Range = { above: 0, max: 400 };
const CAR_CAPACITY: Range = { above: 0, max: 1000 };

function vehicle(
  path: string,
  entry: Entry,
  report: Report,
  usualTargetSocPercent: number | null,
): VehicleSettings | null {
  reportUnknownKeys(path, entry, report);
  const name = textReader.safeParse(entry.name).data;
  if (!name) {
    report.findings.push(unusableEntry(`${path}.name`, entry.name, A_NAME, LEFT_OUT));
    return null;
  }
  const find = (range: Range, unit: string, ...keys: string[]) =>
    numberAt(path, entry, report, range, unit, ...keys);
  const targetSocPercent = find(PERCENT, '%', 'target_soc');
  const minSocPercent = find(PERCENT, '%', 'min_soc');
  const highestPercent = targetSocPercent ?? usualTargetSocPercent;
  const minFits = minSocPercent === null || highestPercent === null || minSocPercent <= highestPercent;
  if (!minFits) {
    const target = targetSocPercent === null ? 'ev_target_soc' : 'target_soc';
    const allowed = {
      de: `höchstens ${target} (${highestPercent})`,
      en: `at most ${target} (${highestPercent})`,
    };
    report.findings.push(unusableEntry(`${path}.min_soc`, minSocPercent, allowed, NOTHING));
  }
  const type = vehicleType(path, entry, report);
  return {
    name,
    type,
    capacityKwh: find(CAR_CAPACITY, 'kWh', 'capacity_kwh', 'capacity'),
    chargePowerKw: find(CAR_POWER, 'kW', 'charge_power_kw'),
    disabled: yesOrNo(`${path}.disabled`, entry.disabled, report),
    pollIntervalMinutes: find({ min: 1, max: 1440 }, 'min', 'poll_interval_minutes', 'poll_interval_min'),
    targetSocPercent,
    minSocPercent: minFits ? minSocPercent : null,
    departure: timeOfDay(`${path}.departure`, entry.departure, report),
    returns: timeOfDay(`${path}.return`, entry.return, report),
    tripKwh: find({ min: 0 }, 'kWh', 'trip_kwh'),
    custom: type === 'custom' ? customVehicle(path, entry, report) : null,
    renault: type === 'renault' ? renaultVehicle(path, entry, report) : null,
  };
}

/** Of several entries with one name, whatever its case, the first counts. */
function unique<T extends { name: string }>(all: T[], key: string, report: Report): T[] {
  const names = new Set<string>();
  return all.filter(({ name }) => {
    const isNew = !names.has(nameKey(name));
    names.add(nameKey(name));
    if (!isNew) {
      const allowed = { de: 'jeder Name einmal', en: 'each name once' };
      const used = { de: 'der erste Eintrag', en: 'the first entry' };
      report.findings.push(unusableEntry(`${key}.name`, name, allowed, used));
    }
    return isNew;
  });
}
