import { type CarGoal, type ControlState, nextScheduled } from '../control/index.ts';
import {
  HOUR_MS,
  type Instant,
  nextLocalTime,
  type PlanAbsence,
  type Settings,
  type VehicleSettings,
  type VehicleState,
} from '../house/index.ts';

/** So long a car is taken to be away that is known to leave again, but not when it comes back. */
const ASSUMED_AWAY_MS = 9 * HOUR_MS;
/** It is there for at least so long before it leaves again. */
const SHORTEST_STAY_MS = HOUR_MS;

/** A departure that something says. */
export interface Departure {
  at: Instant;
  targetSocPercent: number | null;
}

/** What is known of a car beside its goal. */
export interface KnownCar {
  /** evcc's name. */
  name: string | null;
  vehicle: Pick<VehicleState, 'repeatingPlans'> | undefined;
  configured: Pick<VehicleSettings, 'departure' | 'returns' | 'tripKwh'> | undefined;
}

/**
 * When a car that leaves within the horizon is away: from its departure until its usual return, and again from the next
 * departures of its repeating plans in evcc and of its own schedule. Empty where nothing says that it comes back.
 */
export function expectedAbsences(
  { departure }: Pick<CarGoal, 'departure'>,
  car: KnownCar,
  control: Pick<ControlState, 'schedules'>,
  { timeZone }: Pick<Settings, 'timeZone'>,
  horizonEnd: Instant,
): PlanAbsence[] {
  if (departure === null || departure >= horizonEnd) return [];
  const { configured } = car;
  const absences: PlanAbsence[] = [];
  let leaving: Departure | null = { at: departure, targetSocPercent: null };
  while (leaving !== null && leaving.at < horizonEnd) {
    const next = departureAfter(leaving.at + SHORTEST_STAY_MS, car, control, timeZone);
    const returns = clock(configured?.returns ?? null);
    if (!returns && !next) break;
    const usual = returns
      ? nextLocalTime(leaving.at, returns.hour, returns.minute, timeZone)
      : leaving.at + ASSUMED_AWAY_MS;
    const to = Math.min(usual, (next?.at ?? Number.POSITIVE_INFINITY) - SHORTEST_STAY_MS);
    if (to > leaving.at) {
      const { at: from, targetSocPercent } = leaving;
      absences.push({ from, to, consumptionKwh: configured?.tripKwh ?? 0, targetSocPercent });
    }
    leaving = next;
  }
  return absences;
}

/** The next time that it leaves after `from`; `null` where nothing says so. */
export function departureAfter(
  from: Instant,
  { name, vehicle, configured }: KnownCar,
  control: Pick<ControlState, 'schedules'>,
  timeZone: string,
): Departure | null {
  const schedule = control.schedules[name ?? '']?.entries ?? [];
  const daily = clock(configured?.departure ?? null);
  const found = [
    nextScheduled(schedule, from, timeZone),
    ...(vehicle?.repeatingPlans ?? []).map(({ weekdays, time, timeZone: own, socPercent }) =>
      nextScheduled([{ weekdays, time, targetSocPercent: socPercent }], from, own ?? timeZone),
    ),
    // The hour of a car that nobody said to come back is that of its next departure alone.
    daily && configured?.returns
      ? { departure: nextLocalTime(from, daily.hour, daily.minute, timeZone), targetsSocPercent: [] }
      : null,
  ].filter((each) => each !== null);
  const first = Math.min(...found.map((each) => each.departure));
  const targets = found
    .flatMap((each) => (each.departure === first ? each.targetsSocPercent : []))
    .filter((target) => target !== null);
  if (found.length === 0) return null;
  return { at: first, targetSocPercent: targets.length > 0 ? Math.max(...targets) : null };
}

/** `HH:MM` as numbers; `null` for anything else. */
export function clock(time: string | null): { hour: number; minute: number } | null {
  const [, hour, minute] = time?.match(/^(\d{1,2}):(\d{2})$/) ?? [];
  return hour === undefined || minute === undefined ? null : { hour: Number(hour), minute: Number(minute) };
}
