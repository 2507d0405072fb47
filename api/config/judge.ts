import {
  type Fault,
  influxHalf,
  missingEvccUrl,
  quietHoursEmpty,
  slipOfThePen,
  socCorridorEmpty,
  unusableOption,
} from './findings.ts';
import { type OptionDoc, optionDocs } from './option.ts';
import { ALIASES, isOptionName, type Options, optionsSchema, RETIRED_OPTIONS } from './schema.ts';
import { meantName } from './slips.ts';

/** An option as somebody gave it. `origin` tells where, when that is not under its own name in a file. */
export interface Given {
  value: unknown;
  origin: string | null;
}

/** What was given, by the name that was written. */
export type GivenOptions = ReadonlyMap<string, Given>;

/** Every option with a usable value, and all that is to be said of those that had none. */
export interface Judgement {
  options: Options;
  findings: Fault[];
}

/**
 * Judges each option by itself, then what belongs together. A missing `evcc_url` is reported only where all
 * that was written could be read (`complete`).
 */
export function judge(given: GivenOptions, complete = true): Judgement {
  const findings: Fault[] = [...slips(given.keys())];
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(optionsSchema.shape)) {
    const doc = optionDocs.get(schema);
    const entry = given.get(name);
    if (!doc || !entry || isUnset(entry.value)) {
      values[name] = undefined;
    } else if (schema.safeParse(entry.value).success) {
      values[name] = entry.value;
    } else {
      values[name] = usable(doc);
      findings.push(unusableOption(name, entry.value, entry.origin, doc));
    }
  }
  const options = optionsSchema.parse(values);
  return { options, findings: [...findings, ...together(options, findings, complete)] };
}

/** Empty means not set: the add-on's form cannot say it in another way. */
function isUnset(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function usable({ fallback }: OptionDoc): unknown {
  return fallback === null ? undefined : fallback;
}

function* slips(written: Iterable<string>): Generator<Fault> {
  const known = [...Object.keys(optionsSchema.shape), ...Object.keys(ALIASES), ...RETIRED_OPTIONS];
  for (const name of written) {
    if (isOptionName(name) || known.includes(name)) continue;
    const meant = meantName(name, known);
    if (meant) yield slipOfThePen(name, meant);
  }
}

function* together(options: Options, soFar: readonly Fault[], complete: boolean): Generator<Fault> {
  const judged = soFar.some((finding) => finding.field === 'evcc_url');
  if (options.evcc_url === null && complete && !judged) yield missingEvccUrl();
  if (options.battery_min_soc >= options.battery_max_soc) {
    yield socCorridorEmpty(options.battery_min_soc, options.battery_max_soc);
  }
  if (options.quiet_hours_enabled && options.quiet_hours_start === options.quiet_hours_end) {
    yield quietHoursEmpty(options.quiet_hours_start);
  }
  const missing = missingForInflux(options);
  if (missing) yield influxHalf(missing.field, missing.value, missing.missing);
}

/** What the predecessor's form was delivered with: whoever left it had no InfluxDB. */
const PLACEHOLDER_HOST = 'influxdb.local';
const PLACEHOLDER_DATABASE = 'smartload';

/** Whether a real InfluxDB is named. */
export function hasInflux(options: Options): boolean {
  return Boolean(options.influxdb_host) && options.influxdb_host !== PLACEHOLDER_HOST;
}

/** The setting that keeps an InfluxDB that somebody began to configure from working. */
export function missingForInflux(
  options: Options,
): { field: string; value: string | null; missing: string } | null {
  const { influxdb_username: user, influxdb_password: password, influxdb_database: database } = options;
  if (!hasInflux(options)) {
    const begun = user !== '' || password !== '' || database !== PLACEHOLDER_DATABASE;
    return begun ? { field: 'influxdb_host', value: options.influxdb_host, missing: 'influxdb_host' } : null;
  }
  if (user !== '' && password === '') {
    return { field: 'influxdb_password', value: null, missing: 'influxdb_password' };
  }
  if (user === '' && password !== '') {
    return { field: 'influxdb_username', value: null, missing: 'influxdb_username' };
  }
  return null;
}
