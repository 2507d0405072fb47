import {
  type ChargeSession,
  DAY_MS,
  HOUR_MS,
  type Instant,
  localMidnight,
  localTime,
  type QuarterHour,
  SLOT_MS,
} from '../house/index.ts';
import { quantileOf } from './statistics.ts';

/** A car that was plugged in and then left. */
export interface Stay {
  /** As the sessions name it. */
  vehicle: string;
  plugIn: Instant;
  /** The beginning of the quarter of an hour in which it left. */
  plugOut: Instant;
  /** Charged meanwhile, AC side; `null` = unknown. */
  energyKwh: number | null;
}

/** When a car usually leaves on some days of the week. */
export interface UsualDeparture {
  vehicle: string;
  /** 0 = Sunday. */
  weekdays: number[];
  /** Local minutes after midnight, on a quarter of an hour. */
  minutes: number;
  /** Departures that were seen on these days of the week, and how many such days passed meanwhile. */
  seen: number;
  days: number;
  /** In four of five times no more than this was charged; `null` = unknown. */
  energyKwh: number | null;
}

/** Habits older than this are none any more. */
const WINDOW_DAYS = 56;
/** Who is plugged in for less was not at home. */
const SHORTEST_STAY_MS = 2 * HOUR_MS;
/** A day of the week is told with so many departures, on this share of such days, so alike. */
const LEAST_SEEN = 3;
const LEAST_SHARE = 0.6;
const ALIKE_MINUTES = 45;
/** A car should be ready for all but one in five departures. */
const EARLY_SHARE = 0.2;
/** Days of the week with times no further apart than this are told as one. */
const GROUP_MINUTES = 30;
const QUARTER_MINUTES = 15;
const ENERGY_SHARE = 0.8;

/**
 * Who was plugged in when, from measured quarters of an hour, and which car it was, from evcc's sessions: those tell the
 * car and its energy, but only when it charged and not when it left. A stay that begins or ends in a gap, or during which
 * not exactly one car charged, is left out.
 *
 * @param quarters oldest first
 * @param titleOf title of a loadpoint, as sessions name it
 */
export function staysOf(
  quarters: readonly QuarterHour[],
  sessions: readonly ChargeSession[],
  titleOf: (loadpoint: string) => string,
): Stay[] {
  return connectedSpans(quarters).flatMap(({ loadpoint, plugIn, plugOut }): Stay[] => {
    const title = titleOf(loadpoint);
    const during = sessions.filter(
      (session) => session.loadpoint === title && session.start < plugOut + SLOT_MS && session.end > plugIn,
    );
    const cars = new Set(during.map((session) => session.vehicle));
    const [vehicle] = cars;
    if (cars.size !== 1 || vehicle === undefined || vehicle === null) return [];
    return [
      { vehicle, plugIn, plugOut, energyKwh: during.reduce((sum, { energyKwh }) => sum + energyKwh, 0) },
    ];
  });
}

interface Span {
  loadpoint: string;
  plugIn: Instant;
  plugOut: Instant;
}

/** Runs of quarters in which a car was plugged in, of which both ends were seen. */
function connectedSpans(quarters: readonly QuarterHour[]): Span[] {
  const spans: Span[] = [];
  /** Since when a car is at a loadpoint; `null` = none is, absent = nothing is known. */
  const since = new Map<string, Instant | null>();
  let before: Instant | null = null;
  for (const { start, end, loadpoints } of quarters) {
    if (before !== start || !loadpoints) since.clear();
    for (const { id, connected } of loadpoints ?? []) {
      const known = since.get(id);
      if (!connected) {
        if (known !== undefined && known !== null)
          spans.push({ loadpoint: id, plugIn: known, plugOut: start - SLOT_MS });
        since.set(id, null);
      } else if (known === null) since.set(id, start);
    }
    before = end;
  }
  return spans.sort((a, b) => a.plugOut - b.plugOut);
}

/** The usual departures of each car, as far as its last eight weeks have a habit; what is irregular is not told. */
export function usualDepartures(stays: readonly Stay[], timeZone: string, now: Instant): UsualDeparture[] {
  const recent = stays.filter(
    ({ plugIn, plugOut }) =>
      plugOut >= now - WINDOW_DAYS * DAY_MS && plugOut <= now && plugOut - plugIn >= SHORTEST_STAY_MS,
  );
  return [...Map.groupBy(recent, ({ vehicle }) => vehicle).values()].flatMap((own) =>
    together(habitsOf(own, timeZone, now)),
  );
}

/** What is usual on one day of the week. */
interface Habit extends Omit<UsualDeparture, 'energyKwh'> {
  energiesKwh: number[];
}

function habitsOf(stays: readonly Stay[], timeZone: string, now: Instant): Habit[] {
  const byDay = new Map<Instant, Stay>();
  for (const stay of stays) {
    const day = localMidnight(stay.plugOut, timeZone);
    const known = byDay.get(day);
    if (!known || stay.plugOut < known.plugOut) byDay.set(day, stay);
  }
  const firstDay = Math.min(...byDay.keys());
  const passed = Array.from(
    { length: Math.round((localMidnight(now, timeZone) - firstDay) / DAY_MS) + 1 },
    (_, nth) => localTime(firstDay + nth * DAY_MS + 12 * HOUR_MS, timeZone).weekday,
  );
  return [0, 1, 2, 3, 4, 5, 6].flatMap((weekday): Habit[] => {
    const first = [...byDay.values()].filter(
      ({ plugOut }) => localTime(plugOut, timeZone).weekday === weekday,
    );
    const days = passed.filter((other) => other === weekday).length;
    if (first.length < LEAST_SEEN || first.length < LEAST_SHARE * days) return [];
    const minutes = Float64Array.from(first, ({ plugOut }) => minutesOf(plugOut, timeZone)).sort();
    const middle = quantileOf(minutes, 0.5);
    const alike = minutes.filter((one) => Math.abs(one - middle) <= ALIKE_MINUTES);
    if (alike.length < LEAST_SEEN || alike.length < LEAST_SHARE * days) return [];
    const early = quantileOf(alike, EARLY_SHARE);
    return [
      {
        vehicle: first[0]?.vehicle ?? '',
        weekdays: [weekday],
        minutes: Math.floor(early / QUARTER_MINUTES) * QUARTER_MINUTES,
        seen: alike.length,
        days,
        energiesKwh: first.flatMap(({ energyKwh }) => (energyKwh === null ? [] : [energyKwh])),
      },
    ];
  });
}

function minutesOf(at: Instant, timeZone: string): number {
  const { hour, minute } = localTime(at, timeZone);
  return hour * 60 + minute;
}

/** Days of the week with nearly the same time as one, at the earliest of their times. */
function together(habits: readonly Habit[]): UsualDeparture[] {
  const groups: Habit[][] = [];
  for (const habit of [...habits].sort((a, b) => a.minutes - b.minutes)) {
    const group = groups.find(([first]) => first && habit.minutes - first.minutes <= GROUP_MINUTES);
    if (group) group.push(habit);
    else groups.push([habit]);
  }
  return groups.flatMap((group): UsualDeparture[] => {
    const [first] = group;
    if (!first) return [];
    const energies = Float64Array.from(group.flatMap(({ energiesKwh }) => energiesKwh)).sort();
    const sum = (value: (habit: Habit) => number) => group.reduce((total, habit) => total + value(habit), 0);
    return [
      {
        vehicle: first.vehicle,
        weekdays: group.flatMap(({ weekdays }) => weekdays).sort((a, b) => a - b),
        minutes: first.minutes,
        seen: sum(({ seen }) => seen),
        days: sum(({ days }) => days),
        energyKwh: energies.length === 0 ? null : quantileOf(energies, ENERGY_SHARE),
      },
    ];
  });
}
