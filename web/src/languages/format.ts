import type { Language } from '../../../api/house/index.ts';
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  localMidnight,
  MINUTE_MS,
  occursTwice,
  SECOND_MS,
} from '../../../api/house/index.ts';

/** What numbers and times are written with. */
export interface FormatSettings {
  language: Language;
  /** IANA zone of the house: the page shows its time, not the browser's. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
}

/** Shown where a value is unknown; never 0. */
const UNKNOWN = '–';

/** What rounds to zero carries no sign. */
const SIGN = { signDisplay: 'negative' } as const;

/** An age below which nobody counts seconds. */
const JUST_NOW_MS = 10 * SECOND_MS;

/** Hundredths of a currency, as people quote electricity prices in it. */
const SUBUNITS: Record<string, string> = {
  EUR: 'ct',
  USD: '¢',
  GBP: 'p',
  CHF: 'Rp.',
  DKK: 'øre',
  NOK: 'øre',
  SEK: 'öre',
  PLN: 'gr',
  CZK: 'h',
};

/** A Sunday in UTC. */
const SUNDAY = Date.UTC(2026, 5, 7);

export type Format = ReturnType<typeof createFormat>;

/** All numbers and times of the page pass through here. `null` is written as a dash. */
export function createFormat({ language, timeZone, currency }: FormatSettings) {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const number = (digits: number) =>
    new Intl.NumberFormat(locale, { ...SIGN, minimumFractionDigits: digits, maximumFractionDigits: digits });
  const whole = number(0);
  const oneDigit = number(1);
  const twoDigits = number(2);
  const upToOneDigit = new Intl.NumberFormat(locale, { ...SIGN, maximumFractionDigits: 1 });
  const amount = new Intl.NumberFormat(locale, { ...SIGN, style: 'currency', currency });
  const days = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
  const present = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const time = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  const clock = time({ hour: '2-digit', minute: '2-digit' });
  const zonedClock = time({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  const dayClock = time({ weekday: 'short', hour: '2-digit', minute: '2-digit' });
  const day = time({ weekday: 'short', day: 'numeric', month: 'numeric' });
  const dayName = time({ weekday: 'short' });
  const full = time({ dateStyle: 'medium', timeStyle: 'medium' });
  const inUtc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const periods = {
    day: inUtc({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }),
    month: inUtc({ month: 'long', year: 'numeric' }),
    year: inUtc({ year: 'numeric' }),
  };
  const minutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute' });
  const hours = new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour' });
  const weekday = inUtc({ weekday: 'short' });
  const month = inUtc({ month: 'short' });
  const subunit = SUBUNITS[currency];

  const given = <T>(value: T | null | undefined, write: (value: T) => string) =>
    value === null || value === undefined ? UNKNOWN : write(value);

  return {
    /** `0,45 kW`, `11,0 kW`: three digits, so that it keeps its width. Without its sign where `magnitude` is set. */
    power: (kw: number | null | undefined, magnitude = false) =>
      given(kw, (value) => {
        const shown = magnitude ? Math.abs(value) : value;
        return `${(Math.abs(shown) < 9.995 ? twoDigits : oneDigit).format(shown)} kW`;
      }),
    energy: (kwh: number | null | undefined) => given(kwh, (value) => `${oneDigit.format(value)} kWh`),
    percent: (percent: number | null | undefined) => given(percent, (value) => `${whole.format(value)} %`),
    /** `27,4 ct/kWh`, or in the whole currency where it has no usual hundredth. */
    price: (perKwh: number | null | undefined) =>
      given(perKwh, (value) =>
        subunit ? `${oneDigit.format(value * 100)} ${subunit}/kWh` : `${amount.format(value)}/kWh`,
      ),
    /** A price for narrow places: the number in hundredths alone. */
    priceNumber: (perKwh: number) => oneDigit.format(perKwh * 100),
    /** A price in hundredths already, as the buffer's spread comes. */
    subunits: (value: number | null) => given(value, (known) => `${oneDigit.format(known)} ${subunit ?? ''}`),
    /** Unit of `priceNumber`. */
    priceUnit: `${subunit ?? `${currency}/100`}/kWh`,
    money: (value: number | null | undefined) => given(value, (known) => amount.format(known)),
    number: (value: number, digits: 0 | 1 | 2 = 0) =>
      (digits === 0 ? whole : digits === 1 ? oneDigit : twoDigits).format(value),
    /** `1,20–3,45`. */
    range: (range: readonly [low: number, high: number] | null | undefined) =>
      given(range, ([low, high]) => `${twoDigits.format(low)}–${twoDigits.format(high)}`),
    /** At most one digit after the point, only where there is one. */
    plain: (value: number) => upToOneDigit.format(value),
    days: (count: number) => days.format(count),
    clock: (at: Instant) => clock.format(at),
    /** `02:15`; with its zone, `02:15 MESZ`, where the clock shows that time twice on the day. */
    tellingClock: (at: Instant) => (occursTwice(at, timeZone) ? zonedClock : clock).format(at),
    day: (at: Instant) => day.format(at),
    dayName: (at: Instant) => dayName.format(at),
    dayClock: (at: Instant) => dayClock.format(at),
    /** `Sa., 18:00`, with the date where it is further away than a week. */
    dateClock: (at: Instant, now: Instant) =>
      at - now < 6 * DAY_MS ? dayClock.format(at) : `${day.format(at)} ${clock.format(at)}`,
    full: (at: Instant) => full.format(at),
    /** The time alone today, with the weekday on other days. */
    soon: (at: Instant, now: Instant) =>
      localMidnight(at, timeZone) === localMidnight(now, timeZone) ? clock.format(at) : dayClock.format(at),
    /** `vor 3 Min.`; times ahead of `now` count as now. */
    ago: (at: Instant, now: Instant) => {
      const age = Math.max(0, now - at);
      if (age < JUST_NOW_MS) return present.format(0, 'second');
      if (age < MINUTE_MS) return relative.format(-Math.floor(age / SECOND_MS), 'second');
      if (age < HOUR_MS) return relative.format(-Math.floor(age / MINUTE_MS), 'minute');
      if (age < 2 * DAY_MS) return relative.format(-Math.floor(age / HOUR_MS), 'hour');
      return relative.format(-Math.floor(age / DAY_MS), 'day');
    },
    /** Name of a period of local days that begins on a day `YYYY-MM-DD`. */
    period: (unit: 'day' | 'month' | 'year', from: string) =>
      periods[unit].format(Date.parse(`${from}T00:00Z`)),
    /** Short names, of an instant that says the day in UTC. */
    weekday: (at: Instant) => weekday.format(at),
    month: (at: Instant) => month.format(at),
    /** Short name of a day of the week, 0 = Sunday. */
    dayOfWeek: (day: number) => weekday.format(SUNDAY + day * DAY_MS),
    /** Some days of the week, 0 = Sunday: `Mo–Fr`, `Mo, Mi`. */
    weekdays: (days: readonly number[]) => weekdayRuns(days, (day) => weekday.format(SUNDAY + day * DAY_MS)),
    /** `15 Min.`, `2 Std.` */
    duration: (ms: number) => (ms < HOUR_MS ? minutes.format(ms / MINUTE_MS) : hours.format(ms / HOUR_MS)),
    /** `0,84 s` */
    seconds: (ms: number) => `${twoDigits.format(ms / SECOND_MS)} s`,
  };
}

/** Days that follow each other are written as a span where they are three or more; the week begins on Monday. */
function weekdayRuns(days: readonly number[], name: (day: number) => string): string {
  const sorted = [...new Set(days)].map((day) => (day + 6) % 7).sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) => run.map((day) => name((day + 1) % 7)))
    .map((names) => (names.length > 2 ? `${names[0]}–${names.at(-1)}` : names.join(', ')))
    .join(', ');
}
