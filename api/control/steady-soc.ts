import { HOUR_MS, type Instant, type LoadpointState, MINUTE_MS, type SiteState } from '../house/index.ts';

/** A car on its cable does not lose more than this at once. */
const LARGEST_FALL_PERCENT = 3;
/** Nor does it gain more than this beside what it was charged with. */
const LARGEST_RISE_PERCENT = 5;
/** What a capacity or a meter tells may be wrong by this. */
const CHARGED_FACTOR = 1.25;
/** Where nothing is known of the car or of what it was charged with: the smallest car at the strongest wallbox. */
const LEAST_CAPACITY_KWH = 20;
const MOST_CHARGE_KW = 22;
/** What is told for this long is believed, whatever it is. */
const BELIEVED_MS = 10 * MINUTE_MS;

interface Seen {
  vehicleName: string | null;
  socPercent: number;
  /** Since when this is told, and what the session had brought then. */
  since: Instant;
  sessionKwh: number | null;
  /** Since when evcc tells something else; `null` = it does not. */
  doubtfulSince: Instant | null;
}

/**
 * Cars' clouds and chargers tell 0 %, 100 % or nothing for a moment now and then. While a car stays on its cable, a fall
 * or a rise that cannot be is passed over, until it has been told for ten minutes.
 */
export function createSteadySoc(): (site: SiteState) => SiteState {
  const seen = new Map<string, Seen>();

  function steady(
    loadpoint: LoadpointState,
    { observedAt: now, vehicles }: Pick<SiteState, 'observedAt' | 'vehicles'>,
  ): LoadpointState {
    const { name, connected, vehicleName, vehicleSocPercent: told } = loadpoint;
    const before = seen.get(name);
    if (!connected || !before || before.vehicleName !== vehicleName) {
      seen.delete(name);
      if (connected && told !== null) seen.set(name, believed(loadpoint, told, now));
      return loadpoint;
    }
    const capacityKwh = vehicles.find((vehicle) => vehicle.name === vehicleName)?.capacityKwh;
    const isPlausible =
      told !== null &&
      told >= before.socPercent - LARGEST_FALL_PERCENT &&
      told <=
        before.socPercent +
          LARGEST_RISE_PERCENT +
          chargedPercent(before, loadpoint, capacityKwh ?? null, now);
    // What lies ahead was noted before the clock was set back.
    const doubtfulSince = Math.min(before.doubtfulSince ?? now, now);
    if (isPlausible || now - doubtfulSince >= BELIEVED_MS) {
      if (told === null) seen.delete(name);
      else if (told === before.socPercent) seen.set(name, { ...before, doubtfulSince: null });
      else seen.set(name, believed(loadpoint, told, now));
      return loadpoint;
    }
    seen.set(name, { ...before, doubtfulSince });
    return { ...loadpoint, vehicleSocPercent: before.socPercent };
  }

  return (site) => ({
    ...site,
    loadpoints: site.loadpoints.map((loadpoint) => steady(loadpoint, site)),
  });
}

function believed({ vehicleName, sessionEnergyKwh }: LoadpointState, socPercent: number, now: Instant): Seen {
  return { vehicleName, socPercent, since: now, sessionKwh: sessionEnergyKwh, doubtfulSince: null };
}

/** What the car may have gained since its SoC was told first. */
function chargedPercent(
  { since, sessionKwh }: Seen,
  { sessionEnergyKwh }: LoadpointState,
  capacityKwh: number | null,
  now: Instant,
): number {
  const measuredKwh = sessionKwh === null || sessionEnergyKwh === null ? null : sessionEnergyKwh - sessionKwh;
  const mostKwh = (MOST_CHARGE_KW * Math.max(0, now - since)) / HOUR_MS;
  const chargedKwh = measuredKwh === null || measuredKwh < 0 ? mostKwh : measuredKwh;
  return (CHARGED_FACTOR * 100 * chargedKwh) / (capacityKwh ?? LEAST_CAPACITY_KWH);
}
