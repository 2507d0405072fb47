import { DAY_MS, type Instant, type IsHoliday, localTime, SLOT_MS, utcOffsetMs } from '../house/index.ts';

/** Quarters of an hour in a day of the clock. */
export const QUARTERS_PER_DAY = 96;
/** Monday to Friday; Saturday; Sunday. */
export const DAY_CLASSES = 3;

/** Where each of a run of quarters of an hour lies by the clock of a household. */
export interface QuarterCalendar {
  /** 0..95 by the wall clock. */
  quarterOfDay: Uint8Array;
  /** Index of the class of day, by its weekday. */
  dayClass: Uint8Array;
  /** 1 on public holidays, 0 on other days. */
  holiday: Uint8Array;
}

/** The class of Sundays, of which public holidays are thought to be. */
export const SUNDAY_CLASS = 2;

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
  const holiday = new Uint8Array(count);
  let index = 0;
  while (index < count) {
    const from = start + index * SLOT_MS;
    const stretch = sameOffset(from, timeZone) ? QUARTERS_PER_DAY : 1;
    const until = Math.min(count, index + stretch);
    const shifted = (from + utcOffsetMs(from, timeZone)) / SLOT_MS;
    let place = Math.floor(shifted) % QUARTERS_PER_DAY;
    let day = dayOf(from, timeZone, isHoliday);
    for (; index < until; index += 1) {
      if (place === QUARTERS_PER_DAY) {
        place = 0;
        day = dayOf(start + index * SLOT_MS, timeZone, isHoliday);
      }
      quarterOfDay[index] = place;
      dayClass[index] = day.class;
      holiday[index] = day.holiday;
      place += 1;
    }
  }
  return { quarterOfDay, dayClass, holiday };
}

/** Offsets are dear to find out, and change twice a year at most. */
function sameOffset(from: Instant, timeZone: string): boolean {
  return utcOffsetMs(from, timeZone) === utcOffsetMs(from + DAY_MS, timeZone);
}

function dayOf(at: Instant, timeZone: string, isHoliday: IsHoliday): { class: number; holiday: number } {
  const { year, month, day, weekday } = localTime(at, timeZone);
  return {
    class: weekday === SUNDAY ? SUNDAY_CLASS : weekday === SATURDAY ? 1 : 0,
    holiday: isHoliday(year, month, day) ? 1 : 0,
  };
}
