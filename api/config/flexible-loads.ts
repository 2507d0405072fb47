import type { FlexibleLoadSettings } from '../house/index.ts';
import {
  A_NAME,
  type Entry,
  isSet,
  LEFT_OUT,
  numberAt,
  POSITIVE,
  type Report,
  timeOfDay,
  yesOrNo,
} from './entries.ts';
import { unusableEntry } from './findings.ts';
import { rangeText, textReader } from './option.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
/** How days of the week may begin, from Sunday on. */
const DAYS: readonly string[][] = [
  ['su', 'so'],
  ['mo'],
  ['tu', 'di'],
  ['we', 'mi'],
  ['th', 'do'],
  ['fr'],
  ['sa'],
];

/** An entry of `loads.yaml`; `null`, with a finding, where name, energy or power are missing. */
export function flexibleLoad(path: string, entry: Entry, report: Report): FlexibleLoadSettings | null {
  const name = textReader.safeParse(entry.name).data;
  const need = (key: string, unit: string) => {
    if (!isSet(entry[key]))
      report.findings.push(unusableEntry(`${path}.${key}`, undefined, rangeText(POSITIVE, unit), LEFT_OUT));
    return numberAt(path, entry, report, POSITIVE, unit, key);
  };
  if (!name) {
    report.findings.push(unusableEntry(`${path}.name`, entry.name, A_NAME, LEFT_OUT));
    return null;
  }
  const energyKwh = need('energy_kwh', 'kWh');
  const powerKw = need('power_kw', 'kW');
  if (energyKwh === null || powerKw === null) return null;
  return {
    name,
    energyKwh,
    powerKw,
    earliest: timeOfDay(`${path}.earliest`, entry.earliest, report) ?? '00:00',
    latest: timeOfDay(`${path}.latest`, entry.latest, report) ?? '00:00',
    weekdays: weekdaysOf(`${path}.weekdays`, entry.weekdays, report),
    interruptible: yesOrNo(`${path}.interruptible`, entry.interruptible, report),
  };
}

function weekdaysOf(path: string, value: unknown, report: Report): number[] {
  if (!isSet(value)) return EVERY_DAY;
  const textOf = (one: unknown) => textReader.safeParse(one).data ?? '';
  const written: unknown[] = Array.isArray(value) ? value : textOf(value).split(/[\s,]+/);
  const days = written.map((day) =>
    DAYS.findIndex((names) => names.includes(textOf(day).slice(0, 2).toLowerCase())),
  );
  if (days.length > 0 && days.every((day) => day >= 0)) return [...new Set(days)];
  const allowed = { de: 'Wochentage wie [mo, di, fr]', en: 'days of the week such as [mo, tu, fr]' };
  report.findings.push(unusableEntry(path, value, allowed, { de: 'jeden Tag', en: 'every day' }));
  return EVERY_DAY;
}
