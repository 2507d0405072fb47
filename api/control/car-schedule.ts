import {
  DAY_MS,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localTime,
  type ScheduleEntry,
} from '../house/index.ts';

/** Between departures that are closer together a car may not be there for long enough to charge what the later one needs. */
const TOGETHER_MS = 4 * HOUR_MS;

/** When a schedule next lets the car leave. */
export interface ScheduledDeparture {
  departure: Instant;
  /** Of this departure and of those so soon after it that little can be charged in between; `null` = the usual one. */
  targetsSocPercent: (number | null)[];
}

/** The first departure of a schedule after `now`, by the wall clock of `timeZone`; `null` where it has none. */
export function nextScheduled(
  entries: readonly ScheduleEntry[],
  now: Instant,
  timeZone: string,
): ScheduledDeparture | null {
  const { year, month, day } = localTime(now, timeZone);
  const departures = entries.flatMap(({ weekdays, time, targetSocPercent }) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    // A week and a day: today's may be over already.
    return Array.from({ length: 8 }, (_, ahead) => {
      const departure = fromLocalTime({ year, month, day: day + ahead, hour, minute }, timeZone);
      return { departure, targetSocPercent };
    }).filter(
      ({ departure }) =>
        departure > now &&
        departure <= now + 8 * DAY_MS &&
        weekdays.includes(localTime(departure, timeZone).weekday),
    );
  });
  if (departures.length === 0) return null;
  const first = Math.min(...departures.map(({ departure }) => departure));
  const together = departures.filter(({ departure }) => departure < first + TOGETHER_MS);
  return { departure: first, targetsSocPercent: together.map(({ targetSocPercent }) => targetSocPercent) };
}

/** What the car is to have then: the highest target, since a later one could not be made up for. */
export function scheduledTarget({ targetsSocPercent }: ScheduledDeparture, usualSocPercent: number): number {
  return Math.max(...targetsSocPercent.map((target) => target ?? usualSocPercent));
}
