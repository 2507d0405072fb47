import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../house/index.ts';
import { InputError } from './input-error.ts';
import { readTime } from './table.ts';

/** A car at the cable. */
export interface Session {
  plugIn: Instant;
  plugOut: Instant;
  /** To be charged by `plugOut`, at the wall box. */
  energyKwh: number;
}

/** The sessions of one car, oldest first, none overlapping. */
export interface SessionCar {
  id: string;
  sessions: Session[];
}

/** Sessions are moved by multiples of it, so that weekdays stay. */
const SHIFT_MS = 364 * DAY_MS;
const SHORTEST_MS = 10 * MINUTE_MS;
const LEAST_KWH = 0.5;
/** Of what full power could bring while the car is there, so much is asked for at most. */
const REACHABLE_SHARE = 0.95;

const COLUMNS = ['ev_id', 'plugin_utc', 'plugout_utc', 'energy_kwh'] as const;

/**
 * Reads a car's sessions from CSV (`ev_id,plugin_utc,plugout_utc,energy_kwh`, in any order).
 *
 * @param id `null` for a file with one car
 * @throws {InputError} naming the columns or the cars that are there
 */
export function readSessions(file: string, content: string, id: string | null): SessionCar {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const heading = (lines[0] ?? '').split(',').map((name) => name.trim());
  const missing = COLUMNS.filter((name) => !heading.includes(name));
  if (missing.length > 0)
    throw new InputError(file, {
      de: `Es fehlen die Spalten ${missing.join(', ')}. Da sind: ${heading.join(', ')}.`,
      en: `The columns ${missing.join(', ')} are missing. There are: ${heading.join(', ')}.`,
    });
  const all = lines.slice(1).flatMap((text, index) => {
    if (text.trim() === '') return [];
    const cells = text.split(',').map((cell) => cell.trim());
    const cell = (name: (typeof COLUMNS)[number]) => cells[heading.indexOf(name)] ?? '';
    const plugIn = readTime(file, index + 2, cell('plugin_utc'));
    const plugOut = readTime(file, index + 2, cell('plugout_utc'));
    return [{ id: cell('ev_id'), plugIn, plugOut, energyKwh: Number(cell('energy_kwh')) }];
  });
  const ids = [...new Set(all.map((session) => session.id))];
  const wanted = id ?? (ids.length === 1 ? ids[0] : undefined);
  if (wanted === undefined || !ids.includes(wanted))
    throw new InputError(file, {
      de: `${id === null ? 'Welches Auto gemeint ist, ist nicht klar' : `Es gibt kein Auto „${id}“`}. Da sind: ${ids.join(', ')}. Angabe als DATEI:ev_id.`,
      en: `${id === null ? 'It is not clear which car is meant' : `There is no car "${id}"`}. There are: ${ids.join(', ')}. Name it as FILE:ev_id.`,
    });
  const own = all.filter((session) => session.id === wanted).sort((a, b) => a.plugIn - b.plugIn);
  return { id: wanted, sessions: withoutOverlap(own.filter(isUsable)) };
}

function isUsable({ plugIn, plugOut, energyKwh }: Session): boolean {
  return plugOut - plugIn >= SHORTEST_MS && energyKwh >= LEAST_KWH;
}

function withoutOverlap(sessions: readonly Session[]): Session[] {
  const kept: Session[] = [];
  for (const { plugIn, plugOut, energyKwh } of sessions)
    if (plugIn >= (kept.at(-1)?.plugOut ?? 0)) kept.push({ plugIn, plugOut, energyKwh });
  return kept;
}

/**
 * The sessions that a car has from `from` to `to`, moved by a multiple of 364 days so that as many as possible fall
 * into that time. What full power could not bring is not asked for; a car that is there at the beginning is left out.
 */
export function sessionsBetween(
  { sessions }: SessionCar,
  from: Instant,
  to: Instant,
  maxPowerKw: number,
): Session[] {
  const first = sessions[0]?.plugIn ?? 0;
  const last = sessions.at(-1)?.plugIn ?? 0;
  const lowest = Math.floor((from - last) / SHIFT_MS);
  const highest = Math.ceil((to - first) / SHIFT_MS);
  let best: Session[] = [];
  for (let shift = lowest; shift <= highest; shift += 1) {
    const moved = sessions
      .map((session) => moveBy(session, shift * SHIFT_MS))
      .filter(({ plugIn }) => plugIn >= from && plugIn < to);
    if (moved.length > best.length) best = moved;
  }
  return best.map((session) => {
    const mostKwh = (REACHABLE_SHARE * maxPowerKw * (session.plugOut - session.plugIn)) / HOUR_MS;
    return { ...session, energyKwh: Math.min(session.energyKwh, mostKwh) };
  });
}

function moveBy({ plugIn, plugOut, energyKwh }: Session, byMs: number): Session {
  return { plugIn: plugIn + byMs, plugOut: plugOut + byMs, energyKwh };
}
