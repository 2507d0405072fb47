import { z } from 'zod';
import type { CustomVehicle, RenaultVehicle, Text, VehicleSourceType } from '../house/index.ts';
import { type Entry, isSet, type Report } from './entries.ts';
import { unusableEntry } from './findings.ts';
import { textReader } from './option.ts';

const ownTypes = z.enum(['evcc', 'renault', 'custom', 'manual']);

/**
 * Who tells a car's SoC. A block copied from evcc's own configuration (`type: template`) names its maker as template; of
 * makers without a source of ours evcc tells, and where somebody asked for one of ours that is said.
 */
export function vehicleType(path: string, entry: Entry, report: Report): VehicleSourceType {
  const copied = entry.type === 'template' || !isSet(entry.type);
  const written = copied ? entry.template : entry.type;
  const known = ownTypes.safeParse(typeof written === 'string' ? written.toLowerCase() : written).data;
  if (known || copied) return known ?? 'evcc';
  const allowed = { de: ownTypes.options.join(', '), en: ownTypes.options.join(', ') };
  report.findings.push(unusableEntry(`${path}.type`, written, allowed, { de: 'evcc', en: 'evcc' }));
  return 'evcc';
}

const WEB_ADDRESS = z.url({ protocol: /^https?$/ });
const HEADERS = z.record(z.string(), z.string());

/** Where a car of type `custom` is read; `null`, with a finding, where that is not usable. */
export function customVehicle(path: string, entry: Entry, report: Report): CustomVehicle | null {
  const url = WEB_ADDRESS.safeParse(entry.url).data;
  const headers = HEADERS.safeParse(entry.headers ?? {}).data;
  const socPath = textReader.safeParse(entry.soc_path ?? 'soc').data;
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
    report.findings.push(
      unusableEntry(`${path}.${key}`, isSet(entry[key]) ? '…' : undefined, allowed, BY_EVCC),
    );
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

const LOCALE = /^[a-z]{2}[_-](?<country>[a-z]{2})$/i;

/** The account of a car of type `renault`; `null`, with a finding, where that is not usable. Nothing of it is shown. */
export function renaultVehicle(path: string, entry: Entry, report: Report): RenaultVehicle | null {
  const textAt = (...keys: string[]) => {
    const key = keys.find((candidate) => isSet(entry[candidate]));
    return key === undefined ? null : (textReader.safeParse(entry[key]).data ?? '');
  };
  const user = textAt('user', 'username');
  const password = textAt('password');
  const locale = textAt('locale', 'country');
  const country = locale === null ? 'DE' : countryOf(locale);
  const unusable: [key: string, allowed: Text, isSound: boolean][] = [
    ['user', { de: 'die E-Mail-Adresse des Kontos', en: "the account's e-mail address" }, Boolean(user)],
    ['password', { de: 'das Passwort des Kontos', en: "the account's password" }, Boolean(password)],
    ['locale', { de: 'eine Angabe wie de_DE', en: 'something like de_DE' }, country !== null],
  ];
  for (const [key, allowed] of unusable.filter(([, , isSound]) => !isSound))
    report.findings.push(
      unusableEntry(`${path}.${key}`, isSet(entry[key]) ? '…' : undefined, allowed, BY_EVCC),
    );
  if (!user || !password || country === null) return null;
  return {
    user,
    password,
    vin: textAt('vin') || null,
    country,
    gigyaApiKey: textAt('gigya_api_key') || null,
    kamereonApiKey: textAt('kamereon_api_key') || null,
  };
}

function countryOf(locale: string): string | null {
  const country = LOCALE.exec(locale)?.groups?.country ?? locale;
  return /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null;
}
