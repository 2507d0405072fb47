import { z } from 'zod';
import {
  formatNumber,
  HOUR_MS,
  type Instant,
  type Language,
  type LoadpointView,
  MINUTE_MS,
  type Snapshot,
  type Text,
} from '../house/index.ts';
import { standsAt } from './whereabouts.ts';

const text = z.object({ de: z.string(), en: z.string() });
const staySchema = z.object({
  loadpoint: z.string(),
  /** evcc's name of the car; `null` = unknown. */
  vehicle: z.string().nullable(),
  since: z.number(),
  /** What it lacked when that was first known, kWh. */
  neededKwh: z.number().nullable(),
  departure: z.number().nullable(),
  /** Since when that departure is known. */
  departureSince: z.number(),
  /** Most that it took, or was planned to take, kW. */
  peakKw: z.number(),
  /** How somebody intervened last; `null` = nobody did. */
  intervention: text.nullable(),
  /** For how long evcc did not answer. */
  awayMs: z.number(),
});
/** What happened to a car since it was plugged in, as far as it may explain what it lacks. */
export type Stay = z.infer<typeof staySchema>;
/** Plain JSON, kept across restarts. */
export const staysSchema = z.array(staySchema);

/** No car takes more than this from alternating current, kW. */
const MOST_KW = 22;
/** Less is no reason for anything. */
const LONG_AWAY_MS = 10 * MINUTE_MS;

/**
 * The stays after another state of the house; those of cars that left are gone.
 *
 * @param seenAt when the house was seen before
 */
export function staysAfter(stays: readonly Stay[], seenAt: Instant, after: Snapshot): Stay[] {
  const isAway = after.notices.some(({ code }) => code === 'EVCC_UNREACHABLE');
  const awayMs = isAway ? Math.max(0, after.publishedAt - seenAt) : 0;
  return after.loadpoints
    .filter(({ connected, isHeating }) => connected && !isHeating)
    .map((now) => {
      const known = stays.find(
        ({ loadpoint, vehicle }) => standsAt(vehicle, loadpoint, after.loadpoints)?.id === now.id,
      );
      const stay = known ? goesOn(known, now, after.publishedAt, awayMs) : begins(now, after.publishedAt);
      return { ...stay, peakKw: Math.max(stay.peakKw, plannedKw(after, now.id)) };
    });
}

/** Most that it is planned to take, kW. */
function plannedKw({ plan }: Snapshot, loadpoint: string): number {
  const slots = plan?.slots ?? [];
  return Math.max(0, ...slots.map(({ cars }) => cars.find(({ id }) => id === loadpoint)?.chargeKw ?? 0));
}

function begins(now: LoadpointView, at: Instant): Stay {
  const { id: loadpoint, vehicleName: vehicle, neededKwh, departure, powerKw } = now;
  const facts = { intervention: interventionIn(now), awayMs: 0 };
  const times = { since: at, departure, departureSince: at };
  return { loadpoint, vehicle, neededKwh, peakKw: powerKw ?? 0, ...times, ...facts };
}

function goesOn(stay: Stay, now: LoadpointView, at: Instant, awayMs: number): Stay {
  return {
    ...stay,
    loadpoint: now.id,
    neededKwh: stay.neededKwh ?? now.neededKwh,
    departure: now.departure,
    departureSince: now.departure === stay.departure ? stay.departureSince : at,
    peakKw: Math.max(stay.peakKw, now.powerKw ?? 0),
    intervention: interventionIn(now) ?? stay.intervention,
    awayMs: stay.awayMs + awayMs,
  };
}

/** A boost takes nothing from a car. */
function interventionIn({ override }: LoadpointView): Text | null {
  return override === null || override.kind === 'BOOST' ? null : override.message;
}

/** Whether something changed that is worth keeping; what only grows is kept along with the next of these. */
export function isNewsOf(before: readonly Stay[], after: readonly Stay[]): boolean {
  const facts = (stays: readonly Stay[]) =>
    JSON.stringify(stays.map((stay) => ({ ...stay, awayMs: 0, peakKw: 0 })));
  return facts(before) !== facts(after);
}

/** Why a car lacks what it lacks at its departure: the first thing that explains it. */
export function whyShort(stay: Stay | null, { rollouts, timeZone }: Snapshot): Text {
  const isObserved = rollouts.some(
    ({ capability, mode }) => capability === 'VEHICLES' && mode === 'OBSERVATION',
  );
  const time = stay && tooLittleTime(stay, timeZone);
  if (time) return time;
  if (stay?.intervention) return stay.intervention;
  if (isObserved)
    return {
      de: 'Smartload beobachtet die Autos noch und steuert sie nicht.',
      en: 'Smartload still observes the cars and does not steer them.',
    };
  const minutes = Math.round((stay?.awayMs ?? 0) / MINUTE_MS);
  if (stay && stay.awayMs >= LONG_AWAY_MS)
    return {
      de: `evcc hat ${minutes} min lang nicht geantwortet.`,
      en: `evcc did not answer for ${minutes} min.`,
    };
  return { de: 'Woran es lag, ist nicht bekannt.', en: 'What caused it is not known.' };
}

/**
 * Where the car was there, or its departure known, too late for what it needed at the power that it took; where it took
 * none, too late for any car.
 */
function tooLittleTime(stay: Stay, timeZone: string): Text | null {
  const { since, departure, departureSince, neededKwh, peakKw } = stay;
  if (departure === null || neededKwh === null) return null;
  const neededMs = (neededKwh / (peakKw > 0 ? peakKw : MOST_KW)) * HOUR_MS;
  const clock = (at: Instant, language: Language) =>
    new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    }).format(at);
  const need = (language: Language) =>
    `${formatNumber(neededKwh, language, 1)} kWh${peakKw > 0 ? ` (${formatNumber(peakKw, language, 1)} kW)` : ''}`;
  if (departure - since < neededMs)
    return {
      de: `Das Auto wurde erst um ${clock(since, 'de')} Uhr angesteckt, für ${need('de')} blieb zu wenig Zeit.`,
      en: `The car was plugged in only at ${clock(since, 'en')}, which left too little time for ${need('en')}.`,
    };
  if (departure - departureSince < neededMs)
    return {
      de: `Die Abfahrt war erst seit ${clock(departureSince, 'de')} Uhr bekannt, für ${need('de')} blieb zu wenig Zeit.`,
      en: `The departure was known only since ${clock(departureSince, 'en')}, which left too little time for ${need('en')}.`,
    };
  return null;
}
