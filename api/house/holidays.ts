import { DAY_MS } from './time.ts';

/** Whether a local calendar day is a public holiday; `month` counts from 1. */
export type IsHoliday = (year: number, month: number, day: number) => boolean;

/**
 * Public holidays by country and, after a hyphen, by region, whose own ones come on top of the country's (ISO 3166-2).
 * `12-25`: that day each year; `E+39`: so many days from Easter Sunday; `W11-22`: the last Wednesday up to that day;
 * `M05-31`: the last Monday up to it; `S11-06`: the last Saturday up to it. Days that most of the country or region has
 * off, also where a few cantons or towns have not; the holidays of single towns are none.
 */
const HOLIDAYS: Readonly<Record<string, string>> = {
  AT: '01-01 01-06 E+1 05-01 E+39 E+50 E+60 08-15 10-26 11-01 12-08 12-25 12-26',
  BE: '01-01 E+1 05-01 E+39 E+50 07-21 08-15 11-01 11-11 12-25',
  CH: '01-01 E-2 E+1 E+39 E+50 08-01 12-25 12-26',
  CZ: '01-01 E-2 E+1 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26',
  DE: '01-01 E-2 E+1 05-01 E+39 E+50 10-03 12-25 12-26',
  'DE-BB': 'E+0 E+49 10-31',
  'DE-BE': '03-08',
  'DE-BW': '01-06 E+60 11-01',
  'DE-BY': '01-06 E+60 08-15 11-01',
  'DE-HB': '10-31',
  'DE-HE': 'E+60',
  'DE-HH': '10-31',
  'DE-MV': '03-08 10-31',
  'DE-NI': '10-31',
  'DE-NW': 'E+60 11-01',
  'DE-RP': 'E+60 11-01',
  'DE-SH': '10-31',
  'DE-SL': 'E+60 08-15 11-01',
  'DE-SN': '10-31 W11-22',
  'DE-ST': '01-06 10-31',
  'DE-TH': '09-20 10-31',
  DK: '01-01 E-3 E-2 E+1 E+39 E+50 12-25 12-26',
  FI: '01-01 01-06 E-2 E+1 05-01 E+39 S06-26 S11-06 12-06 12-25 12-26',
  FR: '01-01 E+1 05-01 05-08 E+39 E+50 07-14 08-15 11-01 11-11 12-25',
  GB: '01-01 E-2 M05-07 M05-31 12-25 12-26',
  IT: '01-01 01-06 E+1 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26',
  LU: '01-01 E+1 05-01 05-09 E+39 E+50 06-23 08-15 11-01 12-25 12-26',
  NL: '01-01 E+1 04-27 E+39 E+50 12-25 12-26',
  NO: '01-01 E-3 E-2 E+1 05-01 05-17 E+39 E+50 12-25 12-26',
  PL: '01-01 01-06 E+1 05-01 05-03 E+60 08-15 11-01 11-11 12-24 12-25 12-26',
  SE: '01-01 01-06 E-2 E+1 05-01 E+39 06-06 S06-26 S11-06 12-25 12-26',
};

/** The country in which a zone lies; a zone of more than one says nothing. */
const COUNTRY_OF_ZONE: Readonly<Record<string, string>> = {
  'Europe/Amsterdam': 'NL',
  'Europe/Berlin': 'DE',
  'Europe/Brussels': 'BE',
  'Europe/Busingen': 'DE',
  'Europe/Copenhagen': 'DK',
  'Europe/Helsinki': 'FI',
  'Europe/London': 'GB',
  'Europe/Luxembourg': 'LU',
  'Europe/Oslo': 'NO',
  'Europe/Paris': 'FR',
  'Europe/Prague': 'CZ',
  'Europe/Rome': 'IT',
  'Europe/Stockholm': 'SE',
  'Europe/Vienna': 'AT',
  'Europe/Warsaw': 'PL',
  'Europe/Zurich': 'CH',
};

/** Countries and regions whose public holidays are known, as ISO 3166 names them: `AT`, `DE`, `DE-BY`, … */
export const HOLIDAY_REGIONS: readonly string[] = Object.keys(HOLIDAYS);

/** The country whose holidays are assumed where only the zone of a house is known; `null` = none is. */
export function holidayRegionOf(timeZone: string): string | null {
  return COUNTRY_OF_ZONE[timeZone] ?? null;
}

/** Public holidays of a country or region; in one that is not known no day is one. */
export function holidaysOf(region: string | null): IsHoliday {
  const country = region?.split('-')[0] ?? '';
  const own = region === null || region === country ? undefined : HOLIDAYS[region];
  const rules = [HOLIDAYS[country], own].flatMap((list) => list?.split(' ') ?? []);
  const years = new Map<number, Set<number>>();
  return (year, month, day) => {
    let days = years.get(year);
    if (!days) {
      days = new Set(rules.map((rule) => dayOf(rule, year)));
      years.set(year, days);
    }
    return days.has(Date.UTC(year, month - 1, day));
  };
}

const WEEKDAYS: Readonly<Record<string, number>> = { M: 1, W: 3, S: 6 };

/** The day that a rule means in a year, as midnight in UTC. */
function dayOf(rule: string, year: number): number {
  if (rule.startsWith('E')) return easterSunday(year) + Number(rule.slice(1)) * DAY_MS;
  const weekday = WEEKDAYS[rule.charAt(0)];
  const [month = 1, day = 1] = rule
    .replace(/^[A-Z]/, '')
    .split('-')
    .map(Number);
  const date = Date.UTC(year, month - 1, day);
  if (weekday === undefined) return date;
  return date - ((new Date(date).getUTCDay() - weekday + 7) % 7) * DAY_MS;
}

/** Easter Sunday of the Gregorian calendar as midnight in UTC, by the method of Meeus, Jones and Butcher. */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * shift + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1);
}
