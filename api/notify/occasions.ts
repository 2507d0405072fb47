import {
  formatNumber,
  type LoadpointView,
  MINUTE_MS,
  type Notice,
  type Snapshot,
  type Text,
} from '../house/index.ts';
import type { Message } from './message.ts';
import { type Stay, whyShort } from './stays.ts';
import { standsAt } from './whereabouts.ts';

/** A car that lacks less than this has what it needs, kWh. */
const ENOUGH_KWH = 0.5;
/** Who leaves so much before the departure did not wait for the target. */
const EARLY_MS = 15 * MINUTE_MS;
/** So long a message about a cable is sent on, however soon it should be done: later it may be night. */
const STILL_NEWS_MS = 15 * MINUTE_MS;
/** What lasts shorter than this is no news to anybody who is away. */
const LASTING_MS = 10 * MINUTE_MS;

/**
 * What people are to hear of between two states of the house.
 *
 * @param stays of the cars up to the first of them
 */
export function messagesBetween(before: Snapshot, after: Snapshot, stays: readonly Stay[] = []): Message[] {
  const cars = before.loadpoints.filter(({ connected, isHeating }) => connected && !isHeating);
  const pairs = cars.flatMap((then) => {
    const stands = standsAt(then.vehicleName, then.id, after.loadpoints);
    const now = stands ?? after.loadpoints.find(({ id }) => id === then.id);
    return now ? [{ then, now, hasLeft: stands === null }] : [];
  });
  return [
    ...pairs.flatMap((pair) => full(pair, after) ?? []),
    ...pairs.flatMap((pair) => short(pair, before, after, stays) ?? []),
    ...after.notices.flatMap((notice) => noticed(notice, before, after) ?? []),
  ];
}

/** A car that stood there, and what became of it. */
interface Pair {
  then: LoadpointView;
  /** Where it stands now, or stood if it has left. */
  now: LoadpointView;
  hasLeft: boolean;
}

/** It has what was wanted of it before; who wants less knows that it is enough. */
function full({ then, now, hasLeft }: Pair, { publishedAt }: Snapshot): Message | null {
  if (hasLeft || (then.neededKwh ?? 0) <= 0 || now.neededKwh !== 0 || isLessWanted(then, now)) return null;
  const soc = now.vehicleSocPercent;
  return {
    occasion: 'CAR_FULL',
    vehicle: now.vehicleName,
    vehicleTitle: now.vehicleTitle,
    at: publishedAt,
    title: { de: `${nameOf(now)} ist geladen`, en: `${nameOf(now)} is charged` },
    text:
      soc === null
        ? { de: 'Die gewünschte Energie ist geladen.', en: 'The energy asked for is charged.' }
        : {
            de: `Der Ladestand ist ${formatNumber(soc, 'de')} %.`,
            en: `The state of charge is ${formatNumber(soc, 'en')} %.`,
          },
  };
}

function isLessWanted(then: LoadpointView, now: LoadpointView): boolean {
  const isLess = (before: number | null, after: number | null, tolerance: number) =>
    (before === null) !== (after === null) ||
    (before !== null && after !== null && after < before - tolerance);
  return (
    isLess(then.targetSocPercent, now.targetSocPercent, 0) ||
    isLess(then.targetEnergyKwh, now.targetEnergyKwh, ENOUGH_KWH)
  );
}

/** The departure has come, or the car is gone about then, and something is missing. */
function short(
  { then, hasLeft }: Pair,
  before: Snapshot,
  after: Snapshot,
  stays: readonly Stay[],
): Message | null {
  const { departure, neededKwh } = then;
  if (departure === null || neededKwh === null || neededKwh < ENOUGH_KWH) return null;
  const isOver = before.publishedAt < departure && after.publishedAt >= departure;
  if (!(isOver && !hasLeft) && !(hasLeft && after.publishedAt >= departure - EARLY_MS)) return null;
  if (hasLeft && before.publishedAt >= departure) return null;
  const stay = stays.find(({ loadpoint, vehicle }) => loadpoint === then.id && vehicle === then.vehicleName);
  const why = whyShort(stay ?? null, before);
  return {
    occasion: 'CAR_SHORT',
    vehicle: then.vehicleName,
    vehicleTitle: then.vehicleTitle,
    at: after.publishedAt,
    title: {
      de: `${nameOf(then)}: ${formatNumber(neededKwh, 'de', 1)} kWh fehlen`,
      en: `${nameOf(then)}: ${formatNumber(neededKwh, 'en', 1)} kWh short`,
    },
    text: {
      de: `Das Ladeziel wurde bis zur Abfahrt nicht erreicht. Grund: ${why.de}`,
      en: `The target was not reached by the departure. Reason: ${why.en}`,
    },
  };
}

/** Banners that are worth a message. */
const LASTING: readonly { code: RegExp; occasion: Message['occasion']; title: (name: string) => Text }[] = [
  {
    code: /^EVCC_UNREACHABLE$/,
    occasion: 'EVCC_AWAY',
    title: () => ({ de: 'evcc antwortet nicht', en: 'evcc does not answer' }),
  },
  {
    code: /^SHORTFALL_DEPARTURE_/,
    occasion: 'CAR_WILL_BE_SHORT',
    title: (name) => ({
      de: `${name} wird nicht rechtzeitig geladen`,
      en: `${name} will not be charged in time`,
    }),
  },
];
const CABLE = /^(?<kind>SWAP|PLUG_IN)_(?<vehicle>.+)$/;
const CABLE_TITLES: Readonly<Record<string, Text>> = {
  SWAP: { de: 'Bitte das Kabel wechseln', en: 'Please swap the cable' },
  PLUG_IN: { de: 'Bitte für die Nacht anstecken', en: 'Please plug in for the night' },
};

/** Cables are news at once; other banners once they have lasted. */
function noticed(notice: Notice, before: Snapshot, after: Snapshot): Message | null {
  const { code, message, since } = notice;
  const about = { at: after.publishedAt, text: message };
  const { kind: advice = '', vehicle: waiting } = CABLE.exec(code)?.groups ?? {};
  const title = CABLE_TITLES[advice];
  if (waiting !== undefined && title) {
    const isNew = !before.notices.some((other) => other.code === code);
    const vehicleTitle = after.control?.vehicles.find((wishes) => wishes.vehicle === waiting)?.title ?? null;
    const until = Math.max(after.control?.queue.advice?.until ?? 0, about.at + STILL_NEWS_MS);
    return isNew ? { occasion: 'CABLE', vehicle: waiting, vehicleTitle, until, title, ...about } : null;
  }
  const kind = LASTING.find((entry) => entry.code.test(code));
  const lastsNow = before.publishedAt - since < LASTING_MS && after.publishedAt - since >= LASTING_MS;
  if (!kind || !lastsNow) return null;
  const loadpoint = after.loadpoints.find(({ id }) => code.replace(kind.code, '') === id);
  return {
    occasion: kind.occasion,
    vehicle: loadpoint?.vehicleName ?? null,
    vehicleTitle: loadpoint?.vehicleTitle ?? null,
    title: kind.title(loadpoint ? nameOf(loadpoint) : ''),
    ...about,
  };
}

function nameOf({ vehicleTitle, title }: LoadpointView): string {
  return vehicleTitle ?? title;
}
