import { DAY_MS, type Instant, localTime, SLOT_MS, utcOffsetMs } from '../house/index.ts';

/** Quarters of an hour in a day of the clock. */
export const QUARTERS_PER_DAY = 96;
/** Monday to Friday; Saturday; Sunday and public holidays. */
export const DAY_CLASSES = 3;

/** Whether a local calendar day is a public holiday; `month` counts from 1. */
export type IsHoliday = (year: number, month: number, day: number) => boolean;

/** Where each of a run of quarters of an hour lies by the clock of a household. */
export interface QuarterCalendar {
  /** 0..95 by the wall clock. */
  quarterOfDay: Uint8Array;
  /** Index of the class of day. */
  dayClass: Uint8Array;
}

const SUNDAY = 0;
const SATURDAY = 6;

/**
 * The place in day and week of `count` quarters from `start` on. When clocks change, a quarter keeps its place by the
 * wall clock: one hour is skipped or comes twice.
 */
export function calendarOf(
  start: Instant,
  count: number,
  timeZone: string,
  isHoliday: IsHoliday = () => false,
): QuarterCalendar {
  const quarterOfDay = new Uint8Array(count);
  const dayClass = new Uint8Array(count);
  let index = 0;
  while (index < count) {
    const from = start + index * SLOT_MS;
    const stretch = sameOffset(from, timeZone) ? QUARTERS_PER_DAY : 1;
    const until = Math.min(count, index + stretch);
    const shifted = (from + utcOffsetMs(from, timeZone)) / SLOT_MS;
    let place = Math.floor(shifted) % QUARTERS_PER_DAY;
    let kind = classOf(from, timeZone, isHoliday);
    for (; index < until; index += 1) {
      if (place === QUARTERS_PER_DAY) {
        place = 0;
        kind = classOf(start + index * SLOT_MS, timeZone, isHoliday);
      }
      quarterOfDay[index] = place;
      dayClass[index] = kind;
      place += 1;
    }
  }
  return { quarterOfDay, dayClass };
}

/** Offsets are dear to find out, and change twice a year at most. */
function sameOffset(from: Instant, timeZone: string): boolean {
  return utcOffsetMs(from, timeZone) === utcOffsetMs(from + DAY_MS, timeZone);
}

function classOf(at: Instant, timeZone: string, isHoliday: IsHoliday): number {
  const { year, month, day, weekday } = localTime(at, timeZone);
  if (weekday === SUNDAY || isHoliday(year, month, day)) return 2;
  return weekday === SATURDAY ? 1 : 0;
}
