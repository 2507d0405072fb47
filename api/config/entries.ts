import { join } from 'node:path';
import { z } from 'zod';
import type { Text } from '../house/index.ts';
import { type ConfigFiles, isMapping, readConfigFile } from './files.ts';
import { type Fault, unusableEntry } from './findings.ts';
import { meantPercent, numberReader, type Range, rangeText, textReader } from './option.ts';

/** What came of reading a file of entries. */
export interface Report {
  findings: Fault[];
  files: string[];
}

/** A mapping that somebody wrote. */
export type Entry = Record<string, unknown>;

export const LEFT_OUT: Text = { de: 'nichts, der Eintrag entfällt', en: 'nothing, the entry is left out' };
export const NOTHING: Text = { de: 'nichts', en: 'nothing' };
export const A_NAME: Text = { de: 'ein Name', en: 'a name' };
export const A_LIST: Text = { de: 'eine Liste', en: 'a list' };
export const POSITIVE: Range = { above: 0 };
export const PERCENT: Range = { min: 0, max: 100 };
/** Yes or no, also written as text or as a number, in German too. */
const flag: z.ZodType<boolean> = z.union([
  z.boolean(),
  z.literal([0, 1]).transform((bit) => bit === 1),
  z.stringbool({
    truthy: ['true', 'yes', 'on', '1', 'y', 't', 'enabled', 'ja', 'j', 'wahr', 'an', 'ein'],
    falsy: ['false', 'no', 'off', '0', 'n', 'f', 'disabled', 'nein', 'falsch', 'aus'],
  }),
]);

/** The content of the first file of that name in the folders; `null` without one, or, with a finding, where it is broken. */
export function firstFile(
  files: ConfigFiles,
  folders: readonly string[],
  name: string,
  report: Report,
): unknown {
  for (const path of new Set(folders.map((folder) => join(folder, name)))) {
    const file = readConfigFile(files, path);
    if (file.state === 'absent') continue;
    report.files.push(path);
    if (file.state === 'read') return file.content;
    report.findings.push(file.finding);
    return null;
  }
  return null;
}

/** The mappings of a list, each with its place as people find it; the list may also be the whole file. */
export function entries(content: unknown, key: string, report: Report): [path: string, entry: Entry][] {
  const misnamed = isMapping(content) && !Object.hasOwn(content, key) ? unknownNames(content) : [];
  if (misnamed.length > 0) report.findings.push(unusableEntry(key, misnamed.join(', '), A_LIST, NOTHING));
  const list = isMapping(content) ? content[key] : content;
  if (list === null || list === undefined) return [];
  if (!Array.isArray(list)) {
    report.findings.push(unusableEntry(key, list, A_LIST, NOTHING));
    return [];
  }
  return list.flatMap((entry: unknown, index): [string, Entry][] => {
    const path = `${key}[${index}]`;
    if (isMapping(entry)) return [[path, entry]];
    const allowed = { de: 'Zeilen der Form „name: wert“', en: 'lines of the form "name: value"' };
    report.findings.push(unusableEntry(path, entry, allowed, LEFT_OUT));
    return [];
  });
}

/** What stands in a file beside its list, where its name is not one that may. */
function unknownNames(content: Entry): string[] {
  return Object.keys(content).filter((name) => name !== 'telegram_bot_token');
}

/** The number under the first of these keys that is set; `null` where none is, or, with a finding, where it is unusable. */
export function numberAt(
  path: string,
  entry: Entry,
  report: Report,
  range: Range,
  unit: string,
  ...keys: string[]
): number | null {
  const key = keys.find((candidate) => isSet(entry[candidate]));
  if (!key) return null;
  const { data } = numberReader(range, unit).safeParse(entry[key]);
  if (data === undefined) {
    const allowed = withUnitHint(rangeText(range, unit), entry[key], unit, range);
    report.findings.push(unusableEntry(`${path}.${key}`, entry[key], allowed, NOTHING));
  }
  return data ?? null;
}

/** Who writes watts where kilowatts are asked for, or 0.8 for 80 %, is told the number that was probably meant. */
function withUnitHint(allowed: Text, value: unknown, unit: string, range: Range): Text {
  const meant = meantPercent(value, unit) ?? meantThousands(value, unit, range);
  if (meant === null) return allowed;
  const inUnit = unit === '%' ? '' : `, in ${unit}`;
  return {
    de: `${allowed.de}${inUnit}, vermutlich ${meant}`,
    en: `${allowed.en}${inUnit}, probably ${meant}`,
  };
}

function meantThousands(value: unknown, unit: string, range: Range): string | null {
  const { data } = textReader.safeParse(value);
  const thousandth = Number(data) / 1000;
  const isMeant =
    unit.startsWith('k') && thousandth >= 1 && numberReader(range).safeParse(thousandth).success;
  return isMeant ? `${thousandth}` : null;
}

/** A time of day as `HH:MM`; `null` where none is set, or, with a finding, where it is none. */
export function timeOfDay(path: string, value: unknown, report: Report): string | null {
  if (!isSet(value)) return null;
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(textReader.safeParse(value).data ?? '') ?? [];
  if (hour !== '' && Number(hour) < 24 && Number(minute) < 60) return `${hour.padStart(2, '0')}:${minute}`;
  const allowed = { de: 'eine Uhrzeit wie "07:30"', en: 'a time of day such as "07:30"' };
  report.findings.push(unusableEntry(path, value, allowed, NOTHING));
  return null;
}

/** Yes or no; no where nothing is written, or, with a finding, where it is neither. */
export function yesOrNo(path: string, value: unknown, report: Report): boolean {
  if (!isSet(value)) return false;
  const { data } = flag.safeParse(value);
  if (data === undefined) {
    const no = { de: 'false', en: 'false' };
    report.findings.push(unusableEntry(path, value, { de: 'true oder false', en: 'true or false' }, no));
  }
  return data ?? false;
}

/** Whether anything is written there. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
