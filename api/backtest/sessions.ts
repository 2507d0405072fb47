import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../house/index.ts';
import { InputError } from './input-error.ts';
import { readCsv, readNumber, readTime } from './table.ts';

/** A car at the cable. */
export interface Session {
  plugIn: Instant;
  plugOut: Instant;
  /** To be charged by `plugOut`, at the wall box. */
  energyKwh: number;
}

export const UNUSABLE = ['NO_ENERGY', 'TOO_MUCH', 'TOO_SHORT', 'OVERLAP'] as const;
/**
 * Why a row is no session that can be used: `NO_ENERGY` it lacks the energy, or it is negative; `TOO_MUCH` more than any
 * car takes; `TOO_SHORT` hardly anything was charged, or the car left before there was time; `OVERLAP` the car was still
 * there from the session before.
 */
export type Unusable = (typeof UNUSABLE)[number];

/** The sessions of one car, oldest first, none overlapping. */
export interface SessionCar {
  id: string;
  sessions: Session[];
  unusable: { plugIn: Instant; why: Unusable }[];
}

/** What a car's file says of the days that were asked for. */
export interface CarInput {
  id: string;
  sessions: Session[];
  /** Rows that cannot be used, by why. */
  unusable: Record<Unusable, number>;
  /** Sessions of which more was charged than full power can bring; the rest is not asked for. */
  cut: number;
}

/** Sessions are moved by multiples of it, so that weekdays stay. */
const SHIFT_MS = 364 * DAY_MS;
const SHORTEST_MS = 10 * MINUTE_MS;
const LEAST_KWH = 0.5;
/** More than any car's battery holds. */
const MOST_KWH = 300;
/** Of what full power could bring while the car is there, so much is asked for at most. */
const REACHABLE_SHARE = 0.95;

const COLUMNS = ['ev_id', 'plugin_utc', 'plugout_utc', 'energy_kwh'] as const;

/**
 * Reads a car's sessions from CSV (`ev_id,plugin_utc,plugout_utc,energy_kwh`, in any order).
 *
 * @param id `null` for a file with one car
 * @throws {InputError} naming the columns or the cars that are there, a cell that cannot be read, or a car without any
 *   session that can be used
 */
export function readSessions(file: string, content: string, id: string | null): SessionCar {
  const { heading, rows } = readCsv(file, content);
  const missing = COLUMNS.filter((name) => !heading.includes(name));
  if (missing.length > 0)
    throw new InputError(file, {
      de: `Es fehlen die Spalten ${missing.join(', ')}. Da sind: ${heading.join(', ')}.`,
      en: `The columns ${missing.join(', ')} are missing. There are: ${heading.join(', ')}.`,
    });
  const all = rows.map(({ line, cells }) => {
    const cell = (name: (typeof COLUMNS)[number]) => cells[heading.indexOf(name)] ?? '';
    return {
      id: cell('ev_id'),
      plugIn: readTime(file, line, cell('plugin_utc')),
      plugOut: readTime(file, line, cell('plugout_utc')),
      energyKwh: readNumber(file, line, 'energy_kwh', cell('energy_kwh')),
    };
  });
  const ids = [...new Set(all.map((row) => row.id))];
  const wanted = id ?? (ids.length === 1 ? ids[0] : undefined);
  if (wanted === undefined || !ids.includes(wanted))
    throw new InputError(file, {
      de: `${id === null ? 'Welches Auto gemeint ist, ist nicht klar' : `Es gibt kein Auto „${id}“`}. Da sind: ${ids.join(', ')}. Angabe als DATEI:ev_id.`,
      en: `${id === null ? 'It is not clear which car is meant' : `There is no car "${id}"`}. There are: ${ids.join(', ')}. Name it as FILE:ev_id.`,
    });
  const own = all.filter((row) => row.id === wanted);
  const car = { id: wanted, ...sorted(own) };
  if (car.sessions.length === 0)
    throw new InputError(file, {
      de: `Keiner der ${own.length} Ladevorgänge von „${wanted}“ ist brauchbar. Gebraucht werden mindestens ${SHORTEST_MS / MINUTE_MS} Minuten zwischen plugin_utc und plugout_utc und ${LEAST_KWH} bis ${MOST_KWH} kWh.`,
      en: `None of the ${own.length} sessions of "${wanted}" can be used. At least ${SHORTEST_MS / MINUTE_MS} minutes between plugin_utc and plugout_utc are needed, and ${LEAST_KWH} to ${MOST_KWH} kWh.`,
    });
  return car;
}

/** Rows by plug-in: sessions, and those that are none. */
function sorted(
  rows: readonly { plugIn: Instant; plugOut: Instant; energyKwh: number | null }[],
): Omit<SessionCar, 'id'> {
  const sessions: Session[] = [];
  const unusable: SessionCar['unusable'] = [];
  for (const { plugIn, plugOut, energyKwh } of rows.toSorted((a, b) => a.plugIn - b.plugIn)) {
    const leave = (why: Unusable) => unusable.push({ plugIn, why });
    if (energyKwh === null || energyKwh < 0) leave('NO_ENERGY');
    else if (energyKwh > MOST_KWH) leave('TOO_MUCH');
    else if (plugOut - plugIn < SHORTEST_MS || energyKwh < LEAST_KWH) leave('TOO_SHORT');
    else if (plugIn < (sessions.at(-1)?.plugOut ?? plugIn)) leave('OVERLAP');
    else sessions.push({ plugIn, plugOut, energyKwh });
  }
  return { sessions, unusable };
}

/**
 * The sessions that a car has from `from` to `to`, moved by a multiple of 364 days so that as many as possible fall
 * into that time. What full power could not bring is not asked for; a car that is there at the beginning is left out.
 */
export function sessionsBetween(
  { id, sessions, unusable }: SessionCar,
  from: Instant,
  to: Instant,
  maxPowerKw: number,
): CarInput {
  const isWithin = ({ plugIn }: { plugIn: Instant }) => plugIn >= from && plugIn < to;
  const byMs = bestShift(sessions, from, to);
  const asked = sessions.map((session) => moveBy(session, byMs)).filter(isWithin);
  const possible = asked.map((session) => {
    const mostKwh = (REACHABLE_SHARE * maxPowerKw * (session.plugOut - session.plugIn)) / HOUR_MS;
    return { ...session, energyKwh: Math.min(session.energyKwh, mostKwh) };
  });
  const left = unusable.map(({ plugIn, why }) => ({ plugIn: plugIn + byMs, why })).filter(isWithin);
  const countOf = (reason: Unusable) => left.filter(({ why }) => why === reason).length;
  return {
    id,
    sessions: possible,
    unusable: {
      NO_ENERGY: countOf('NO_ENERGY'),
      TOO_MUCH: countOf('TOO_MUCH'),
      TOO_SHORT: countOf('TOO_SHORT'),
      OVERLAP: countOf('OVERLAP'),
    },
    cut: possible.filter(({ energyKwh }, index) => energyKwh < (asked[index]?.energyKwh ?? 0)).length,
  };
}

/** The multiple of 364 days by which most sessions come to lie between two instants, ms. */
function bestShift(sessions: readonly Session[], from: Instant, to: Instant): number {
  const first = sessions[0]?.plugIn ?? from;
  const last = sessions.at(-1)?.plugIn ?? from;
  let best = { byMs: 0, count: 0 };
  for (
    let shift = Math.floor((from - last) / SHIFT_MS);
    shift <= Math.ceil((to - first) / SHIFT_MS);
    shift += 1
  ) {
    const byMs = shift * SHIFT_MS;
    const count = sessions.filter(({ plugIn }) => plugIn + byMs >= from && plugIn + byMs < to).length;
    if (count > best.count) best = { byMs, count };
  }
  return best.byMs;
}

function moveBy({ plugIn, plugOut, energyKwh }: Session, byMs: number): Session {
  return { plugIn: plugIn + byMs, plugOut: plugOut + byMs, energyKwh };
}
