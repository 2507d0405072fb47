import { DAY_MS, fromLocalTime, type Instant, localTime, type ScheduleEntry } from '../house/index.ts';

/** When a schedule next lets the car leave. */
export interface ScheduledDeparture {
  departure: Instant;
  targetSocPercent: number | null;
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
  return departures.reduce<ScheduledDeparture | null>(
    (first, next) => (first && first.departure <= next.departure ? first : next),
    null,
  );
}
