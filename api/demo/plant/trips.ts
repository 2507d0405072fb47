import { type Instant, MINUTE_MS } from '../../house/index.ts';
import { isWeekend, localInstant, wallClock } from './calendar.ts';
import { hash01, hashNormal } from './noise.ts';

const STREAM = 41;

/** Minute of the local day at which each car leaves for work. */
const DEPARTURE_MINUTES = [7 * 60 + 10, 8 * 60];
/** No car leaves before it, so that a deadline at 06:00 is always in time. */
const EARLIEST_MINUTE = 6 * 60 + 30;

/** A car on the road: gone from `start` to `end`, back with `energyKwh` less. */
export interface Trip {
  start: Instant;
  end: Instant;
  /** Taken from the car's battery. */
  energyKwh: number;
}

/** The trip that `car` makes on local day `day`, on whole minutes; `null` on a day at home. At most one a day. */
export function tripOfDay(seed: number, car: number, day: number): Trip | null {
  const chance = (part: number) => hash01(seed, STREAM + 10 * car, day, part);
  if (isWeekend(day)) return chance(1) < 0.35 ? weekendTrip(chance, day) : null;
  const worksFromHome = chance(2) < 0.1;
  if (worksFromHome) return null;
  const shake = (part: number) => hashNormal(seed, STREAM + 10 * car, day, part);
  const leaves = (DEPARTURE_MINUTES[car] ?? 450) + 8 * shake(3);
  const returns = 17 * 60 + 20 * car + 35 * shake(4);
  return trip(day, leaves, returns, 5 + 10 * chance(5));
}

function weekendTrip(chance: (part: number) => number, day: number): Trip {
  return trip(day, 570 + 120 * chance(6), 880 + 180 * chance(7), 6 + 9 * chance(8));
}

function trip(day: number, leavesMinute: number, returnsMinute: number, energyKwh: number): Trip {
  return {
    start: localInstant(day, Math.max(EARLIEST_MINUTE, Math.round(leavesMinute))),
    end: localInstant(day, Math.round(returnsMinute)),
    energyKwh,
  };
}

/** Trips of one car, looked up by time. */
export interface TripCalendar {
  /** The trip under way at `at` (start inclusive, end exclusive). */
  at(at: Instant): Trip | null;
  /** The first trip that starts after `at`; a household leaves within a fortnight. */
  next(at: Instant): Trip | null;
  /** Trips that start in [from, to). */
  between(from: Instant, to: Instant): Trip[];
}

export function tripCalendar(seed: number, car: number): TripCalendar {
  const days = new Map<number, Trip | null>();

  function ofDay(day: number): Trip | null {
    let found = days.get(day);
    if (found === undefined) {
      if (days.size > 100) days.clear();
      found = tripOfDay(seed, car, day);
      days.set(day, found);
    }
    return found;
  }

  function between(from: Instant, to: Instant): Trip[] {
    const result: Trip[] = [];
    const last = wallClock(to).day;
    for (let day = wallClock(from).day; day <= last; day++) {
      const found = ofDay(day);
      if (found && found.start >= from && found.start < to) result.push(found);
    }
    return result;
  }

  return {
    at(at) {
      const found = ofDay(wallClock(at).day);
      return found && at >= found.start && at < found.end ? found : null;
    },
    next: (at) => between(at + 1, at + 14 * 24 * 60 * MINUTE_MS)[0] ?? null,
    between,
  };
}
