/** An instant in UTC as milliseconds since 1970-01-01, as `Date.now()` gives it. */
export type Instant = number;

/** Length of a planning slot: a quarter of an hour. */
export const SLOT_MS = 15 * 60 * 1000;
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A span of time from `start` (inclusive) to `end` (exclusive). */
export interface Slot {
  start: Instant;
  end: Instant;
}

/** The quarter of an hour, in UTC, that `at` lies in. */
export function slotStart(at: Instant): Instant {
  return Math.floor(at / SLOT_MS) * SLOT_MS;
}

/** A calendar moment as a wall clock in one place shows it. */
export interface LocalTime {
  year: number;
  /** 1 = January. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0 = Sunday, as evcc counts. */
  weekday: number;
}

/** A zone's formatter, and the offsets it gave; offsets change on a quarter of an hour at the finest. */
interface Zone {
  formatter: Intl.DateTimeFormat;
  offsetMs: Map<Instant, number>;
}

/** So many offsets are kept for a zone: some months of quarter-hours. */
const OFFSETS_KEPT = 20_000;
const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    const formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    zone = { formatter, offsetMs: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}

/** UTC offset of `timeZone` at `at` in milliseconds, east positive. */
export function utcOffsetMs(at: Instant, timeZone: string): number {
  const { formatter, offsetMs } = zoneOf(timeZone);
  const quarter = slotStart(at);
  const known = offsetMs.get(quarter);
  if (known !== undefined) return known;
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(quarter)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter;
  if (offsetMs.size >= OFFSETS_KEPT) offsetMs.clear();
  offsetMs.set(quarter, offset);
  return offset;
}

/** What a wall clock in `timeZone` shows at `at`. */
export function localTime(at: Instant, timeZone: string): LocalTime {
  const shifted = new Date(at + utcOffsetMs(at, timeZone));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    weekday: shifted.getUTCDay(),
  };
}

/**
 * The instant at which a wall clock in `timeZone` shows the given time. A time that a clock change skips
 * is moved forward by the gap; of a time that occurs twice the first is meant. `day` may overflow its month.
 */
export function fromLocalTime(
  local: { year: number; month: number; day: number; hour: number; minute?: number },
  timeZone: string,
): Instant {
  const wall = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute ?? 0);
  const before = wall - utcOffsetMs(wall - DAY_MS, timeZone);
  if (before + utcOffsetMs(before, timeZone) === wall) return before;
  const after = wall - utcOffsetMs(wall + DAY_MS, timeZone);
  return after + utcOffsetMs(after, timeZone) === wall ? after : before;
}

/** Whether a wall clock in `timeZone` shows the time of `at` twice, as in the hour that is set back. */
export function occursTwice(at: Instant, timeZone: string): boolean {
  const wall = at + utcOffsetMs(at, timeZone);
  return [at - DAY_MS, at + DAY_MS].some((beside) => {
    const offset = utcOffsetMs(beside, timeZone);
    const other = wall - offset;
    return other !== at && utcOffsetMs(other, timeZone) === offset;
  });
}

/** Local midnight that begins the day in which `at` lies. */
export function localMidnight(at: Instant, timeZone: string): Instant {
  const { year, month, day } = localTime(at, timeZone);
  return fromLocalTime({ year, month, day, hour: 0 }, timeZone);
}

/** The next instant strictly after `at` at which the wall clock shows `hour`:`minute`. */
export function nextLocalTime(at: Instant, hour: number, minute: number, timeZone: string): Instant {
  const { year, month, day } = localTime(at, timeZone);
  const today = fromLocalTime({ year, month, day, hour, minute }, timeZone);
  return today > at ? today : fromLocalTime({ year, month, day: day + 1, hour, minute }, timeZone);
}
