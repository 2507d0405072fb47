import { z } from 'zod';
import { HOLIDAY_REGIONS } from '../house/index.ts';
import { option, textReader } from './option.ts';

type Description = Parameters<typeof option>[4];

/** evcc's address without anything that does not belong to it; it may carry a user and a password. */
export function evccUrl(description: Description): z.ZodType<string | null> {
  const reader = textReader.transform((value, context) => {
    const url = httpUrl(value);
    if (url) return url;
    context.addIssue({ code: 'custom', message: 'not an http(s) URL' });
    return z.NEVER;
  });
  const allowed = {
    de: 'eine Adresse, die mit http:// oder https:// beginnt',
    en: 'an address that begins with http:// or https://',
  };
  return option({ type: 'url' }, reader, allowed, null, {
    invalid: 'CRITICAL',
    guess: (value) =>
      typeof value === 'string' && !value.includes('//') ? httpUrl(`http://${value.trim()}`) : null,
    ...description,
  });
}

function httpUrl(value: string): string | null {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return null;
  const { protocol, username, password, host, pathname } = new URL(value);
  const user = username || password ? `${username}:${password}@` : '';
  return `${protocol}//${user}${host}${pathname.replace(/\/+$/, '')}`;
}

/** An IANA time zone that this machine knows. */
export function timeZone(defaultValue: string, description: Description): z.ZodType<string> {
  const reader = textReader.transform((value) => value.replace(/^:/, '')).refine(isTimeZone);
  const allowed = {
    de: 'eine IANA-Zeitzone wie Europe/Berlin',
    en: 'an IANA time zone such as Europe/Berlin',
  };
  return option({ type: 'timeZone' }, reader, allowed, defaultValue, description);
}

/** Turns public holidays off. */
export const NO_HOLIDAYS = 'none';

/** A country or region whose public holidays are known, or none. */
export function holidayRegion(description: Description): z.ZodType<string | null> {
  const reader = textReader.transform((value, context) => {
    if (value.toLowerCase() === NO_HOLIDAYS) return NO_HOLIDAYS;
    if (HOLIDAY_REGIONS.includes(value.toUpperCase())) return value.toUpperCase();
    context.addIssue({ code: 'custom', message: 'no region' });
    return z.NEVER;
  });
  const regions = HOLIDAY_REGIONS.join(', ');
  const allowed = { de: `${regions} oder ${NO_HOLIDAYS}`, en: `${regions} or ${NO_HOLIDAYS}` };
  return option({ type: 'text' }, reader, allowed, null, description);
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Request headers by name, from a mapping or from lines of `Name: value`. */
export function headers(description: Description): z.ZodType<Record<string, string>> {
  const lines = z.string().transform((value) =>
    Object.fromEntries(
      value
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => [line.split(':', 1)[0]?.trim() ?? '', line.split(':').slice(1).join(':').trim()]),
    ),
  );
  const reader = z
    .union([z.record(z.string(), textReader), lines])
    .refine((found) =>
      Object.entries(found).every(
        ([name, value]) => headerName.test(name) && value && headerValue.test(value),
      ),
    );
  const allowed = { de: 'Zeilen der Form „Name: Wert“', en: 'lines of the form "Name: value"' };
  return option<Record<string, string>, Record<string, string>>(
    { type: 'headers' },
    reader,
    allowed,
    {},
    { secret: true, ...description },
  );
}

/** Who writes 92 for an efficiency means percent. */
export function guessEfficiency(value: unknown): string | null {
  const percent = Number(value);
  return percent > 1 && percent <= 100 ? String(percent / 100) : null;
}
