import { DAY_MS, fromLocalTime, HOUR_MS, type Instant, utcOffsetMs } from '../../house/index.ts';

/** Where the virtual house stands. */
export const TIME_ZONE = 'Europe/Berlin';
export const LATITUDE = 50.1;
export const LONGITUDE = 8.7;

/** What the wall clock of the house shows, in the form the world's formulas want. */
export interface WallClock {
  /** Local calendar days since 1970-01-01. */
  day: number;
  /** Hours since local midnight by the wall clock, with fraction. */
  hour: number;
  /** 0 = Sunday. */
  weekday: number;
}

let cachedHour = Number.NaN;
let cachedOffsetMs = 0;

/** UTC offset of the house. Clock changes happen on whole UTC hours, so one look-up an hour is enough. */
export function offsetMs(at: Instant): number {
  const hour = Math.floor(at / HOUR_MS);
  if (hour !== cachedHour) {
    cachedOffsetMs = utcOffsetMs(hour * HOUR_MS, TIME_ZONE);
    cachedHour = hour;
  }
  return cachedOffsetMs;
}

export function wallClock(at: Instant): WallClock {
  const wall = at + offsetMs(at);
  const day = Math.floor(wall / DAY_MS);
  return { day, hour: (wall - day * DAY_MS) / HOUR_MS, weekday: weekdayOf(day) };
}

/** 0 = Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

/** The instant at which the wall clock shows `minute` minutes past the midnight of local day `day`. */
export function localInstant(day: number, minute = 0): Instant {
  return fromLocalTime({ year: 1970, month: 1, day: day + 1, hour: 0, minute }, TIME_ZONE);
}

/** +1 at midsummer, −1 at midwinter. */
export function season(day: number): number {
  const midsummer = 172;
  return Math.cos((2 * Math.PI * ((day % 365.2425) - midsummer)) / 365.2425);
}

/** RFC 3339 in local time with its offset, as evcc writes instants. */
export function rfc3339(at: Instant): string {
  const offset = offsetMs(at);
  const minutes = Math.round(offset / 60_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const wall = new Date(at + offset).toISOString().replace(/\.?0*Z$/, '');
  const text = wall.length === 16 ? `${wall}:00` : wall;
  return `${text}${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
}
