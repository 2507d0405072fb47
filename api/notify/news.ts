import { formatNumber, type LoadpointView, MINUTE_MS, type Snapshot } from '../house/index.ts';
import { bannerMessages } from './banners.ts';
import { type Message, nameOf } from './message.ts';
import { isForgotten, type SeenLoadpoint, type Sighting } from './sighting.ts';
import { whyShort } from './stays.ts';
import { standsAt } from './whereabouts.ts';

/** A car that lacks less than this has what it needs, kWh. */
const ENOUGH_KWH = 0.5;
/** Who leaves so much before the departure did not wait for the target. */
const EARLY_MS = 15 * MINUTE_MS;

/** What people are to hear of between what was last seen of the house and its state now. */
export function messagesBetween(before: Sighting, after: Snapshot): Message[] {
  const pairs = isForgotten(before, after) ? [] : before.loadpoints.flatMap((then) => pairOf(then, after));
  return [
    ...pairs.flatMap((pair) => full(pair, after) ?? []),
    ...pairs.flatMap((pair) => short(pair, before, after) ?? []),
    ...bannerMessages(before.banners, after),
  ];
}

function pairOf(then: SeenLoadpoint, { loadpoints }: Snapshot): Pair[] {
  if (!then.connected || then.isHeating) return [];
  const stands = standsAt(then.vehicleName, then.id, loadpoints);
  const now = stands ?? loadpoints.find(({ id }) => id === then.id);
  return now ? [{ then, now, hasLeft: stands === null }] : [];
}

/** A car that stood there, and what became of it. */
interface Pair {
  then: SeenLoadpoint;
  /** Where it stands now, or stood if it has left. */
  now: LoadpointView;
  hasLeft: boolean;
}

/** It has what was wanted of it before; who wants less knows that it is enough. */
function full({ then, now, hasLeft }: Pair, { publishedAt }: Snapshot): Message | null {
  if (hasLeft || (then.neededKwh ?? 0) <= 0 || now.neededKwh !== 0 || isLessWanted(then, now)) return null;
  const { vehicleSocPercent: soc, targetSocPercent, targetEnergyKwh } = now;
  return {
    occasion: 'CAR_FULL',
    about: targetSocPercent === null ? `${Math.round(targetEnergyKwh ?? 0)} kWh` : `${targetSocPercent} %`,
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

function isLessWanted(then: SeenLoadpoint, now: LoadpointView): boolean {
  const isLess = (before: number | null, after: number | null, tolerance: number) =>
    (before === null) !== (after === null) ||
    (before !== null && after !== null && after < before - tolerance);
  return (
    isLess(then.targetSocPercent, now.targetSocPercent, 0) ||
    isLess(then.targetEnergyKwh, now.targetEnergyKwh, ENOUGH_KWH)
  );
}

/** The departure has come, or the car is gone about then, and something is missing. */
function short(pair: Pair, before: Sighting, after: Snapshot): Message | null {
  const { then, hasLeft } = pair;
  const { departure } = then;
  const neededKwh = missingKwh(pair);
  if (departure === null || neededKwh === null || neededKwh < ENOUGH_KWH) return null;
  if (before.publishedAt >= departure) return null;
  // Of a car that left while nobody looked nobody knows when, and what it had by then.
  const wasWatched = after.publishedAt - before.publishedAt < EARLY_MS;
  if (hasLeft ? !wasWatched || after.publishedAt < departure - EARLY_MS : after.publishedAt < departure)
    return null;
  const stay = before.stays.find(
    ({ loadpoint, vehicle }) => loadpoint === then.id && vehicle === then.vehicleName,
  );
  const why = whyShort(stay ?? null, after);
  return {
    occasion: 'CAR_SHORT',
    about: `${departure}`,
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

/** What a car lacks of what was wanted of it before, kWh; what it has got since counts. */
function missingKwh({ then, now, hasLeft }: Pair): number | null {
  if (hasLeft || then.neededKwh === null) return then.neededKwh;
  const { vehicleSocPercent: soc } = now;
  if (soc !== null && then.targetSocPercent !== null && soc >= then.targetSocPercent) return 0;
  return isLessWanted(then, now) ? then.neededKwh : Math.min(then.neededKwh, now.neededKwh ?? then.neededKwh);
}
