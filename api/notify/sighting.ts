import { z } from 'zod';
import { HOUR_MS, type LoadpointView, MINUTE_MS, type Snapshot } from '../house/index.ts';
import { bannersAfter, bannersSchema } from './banners.ts';
import { isNewsOf, staysAfter, staysSchema } from './stays.ts';

/** What became of a car in a longer time than this is no news any more. */
const FORGOTTEN_MS = 2 * HOUR_MS;
/** What was seen is kept this often, also where nothing happens. */
const KEPT_MS = 5 * MINUTE_MS;

const seenLoadpointSchema = z.object({
  id: z.string(),
  title: z.string(),
  connected: z.boolean(),
  isHeating: z.boolean(),
  vehicleName: z.string().nullable(),
  vehicleTitle: z.string().nullable(),
  targetSocPercent: z.number().nullable(),
  targetEnergyKwh: z.number().nullable(),
  departure: z.number().nullable(),
  neededKwh: z.number().nullable(),
}) satisfies z.ZodType<Partial<LoadpointView>>;
/** What is remembered of a loadpoint and its car. */
export type SeenLoadpoint = z.infer<typeof seenLoadpointSchema>;

/** What was last seen of the house, to know what is news after it: plain JSON, kept across restarts. */
export const sightingSchema = z.object({
  /** When the loadpoints were last known. */
  publishedAt: z.number(),
  loadpoints: z.array(seenLoadpointSchema),
  stays: staysSchema,
  banners: bannersSchema,
});
export type Sighting = z.infer<typeof sightingSchema>;

export const NOTHING_SEEN: Sighting = { publishedAt: 0, loadpoints: [], stays: [], banners: [] };

/** What was seen, with another state of the house. */
export function sightingAfter(before: Sighting, after: Snapshot): Sighting {
  const banners = bannersAfter(before.banners, after);
  // Before evcc was read for the first time nothing is known of its cars.
  if (after.loadpoints.length === 0) return { ...before, banners };
  return {
    publishedAt: after.publishedAt,
    loadpoints: after.loadpoints.map(seenOf),
    stays: staysAfter(before.stays, before.publishedAt, after),
    banners,
  };
}

function seenOf(loadpoint: LoadpointView): SeenLoadpoint {
  const { id, title, connected, isHeating, vehicleName, vehicleTitle } = loadpoint;
  const { targetSocPercent, targetEnergyKwh, departure, neededKwh } = loadpoint;
  const wanted = { targetSocPercent, targetEnergyKwh, departure, neededKwh };
  return { id, title, connected, isHeating, vehicleName, vehicleTitle, ...wanted };
}

/** Whether it was seen too long ago to tell people what became of it. */
export function isForgotten(
  before: Pick<Sighting, 'publishedAt'>,
  after: Pick<Sighting, 'publishedAt'>,
): boolean {
  return after.publishedAt - before.publishedAt > FORGOTTEN_MS;
}

/** Whether what was seen is worth keeping; what changes all the time is kept along with it, or after a while. */
export function isWorthKeeping(kept: Sighting, seen: Sighting): boolean {
  const facts = ({ loadpoints, banners }: Sighting) =>
    JSON.stringify([loadpoints.map((one) => ({ ...one, neededKwh: (one.neededKwh ?? 0) > 0 })), banners]);
  const isLongAgo = Math.abs(seen.publishedAt - kept.publishedAt) >= KEPT_MS;
  return isLongAgo || facts(kept) !== facts(seen) || isNewsOf(kept.stays, seen.stays);
}
