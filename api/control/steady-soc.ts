import { type Instant, type LoadpointState, MINUTE_MS, type SiteState } from '../house/index.ts';

/** A car on its cable does not lose more than this at once. */
const LARGEST_FALL_PERCENT = 3;
/** What is told for this long is believed, whatever it is. */
const BELIEVED_MS = 10 * MINUTE_MS;

interface Seen {
  vehicleName: string | null;
  socPercent: number;
  /** Since when evcc tells something else; `null` = it does not. */
  doubtfulSince: Instant | null;
}

/**
 * Cars' clouds and chargers tell 0 % or nothing for a moment now and then. While a car stays on its cable, a fall that
 * cannot be is passed over, until it has been told for ten minutes.
 */
export function createSteadySoc(): (site: SiteState) => SiteState {
  const seen = new Map<string, Seen>();

  function steady(loadpoint: LoadpointState, now: Instant): LoadpointState {
    const { name, connected, vehicleName, vehicleSocPercent: told } = loadpoint;
    const before = seen.get(name);
    if (!connected || !before || before.vehicleName !== vehicleName) {
      seen.delete(name);
      if (connected && told !== null) seen.set(name, { vehicleName, socPercent: told, doubtfulSince: null });
      return loadpoint;
    }
    const isPlausible = told !== null && told >= before.socPercent - LARGEST_FALL_PERCENT;
    // What lies ahead was noted before the clock was set back.
    const doubtfulSince = Math.min(before.doubtfulSince ?? now, now);
    if (isPlausible || now - doubtfulSince >= BELIEVED_MS) {
      if (told === null) seen.delete(name);
      else seen.set(name, { vehicleName, socPercent: told, doubtfulSince: null });
      return loadpoint;
    }
    seen.set(name, { ...before, doubtfulSince });
    return { ...loadpoint, vehicleSocPercent: before.socPercent };
  }

  return (site) => ({
    ...site,
    loadpoints: site.loadpoints.map((loadpoint) => steady(loadpoint, site.observedAt)),
  });
}
