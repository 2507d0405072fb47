import {
  HOUR_MS,
  type Instant,
  type LoadpointState,
  type SiteState,
  type VehicleSoc,
} from '../house/index.ts';
import type { ControlState } from './state.ts';

/** A SoC that is older than this may be another by now. */
const MAX_AGE_MS = 12 * HOUR_MS;

/**
 * What is known of a car's SoC: what evcc tells of it at a loadpoint, unless somebody told it since; away from one the
 * newest of what evcc saw last and what somebody told. `null` = nobody ever told it.
 */
export function newestSoc(
  vehicle: string,
  { loadpoints }: Pick<SiteState, 'loadpoints'>,
  { manualSoc, manualSocNoted, lastSoc }: Pick<ControlState, 'manualSoc' | 'manualSocNoted' | 'lastSoc'>,
  now: Instant,
): VehicleSoc | null {
  const live = loadpoints.find(({ connected, vehicleName }) => connected && vehicleName === vehicle);
  const seen = lastSoc[vehicle];
  const socPercent = toldSoc(vehicle, live, { manualSoc, manualSocNoted });
  const noted = manualSocNoted[vehicle];
  // Told while it stands there, it counts until evcc has something newer.
  const told =
    socPercent !== null && noted && (live || !seen || noted.at > (seen.measured?.at ?? seen.at))
      ? { socPercent, measuredAt: noted.at, teller: noted.teller }
      : null;
  if (!told && live && live.vehicleSocPercent !== null)
    return { socPercent: live.vehicleSocPercent, measuredAt: null, teller: 'EVCC', stale: false };
  const last =
    told ?? (seen ? { socPercent: seen.socPercent, measuredAt: seen.at, teller: 'EVCC' as const } : null);
  return last && { ...last, stale: now - last.measuredAt > MAX_AGE_MS };
}

/**
 * The SoC that somebody told of a car beside evcc, with what was charged since as evcc counts it; `null` = nobody told
 * one, or evcc has measured since.
 */
export function toldSoc(
  vehicle: string,
  live: Pick<LoadpointState, 'vehicleSocPercent'> | undefined,
  { manualSoc, manualSocNoted }: Pick<ControlState, 'manualSoc' | 'manualSocNoted'>,
): number | null {
  const told = manualSoc[vehicle];
  const noted = manualSocNoted[vehicle];
  if (told === undefined || !noted) return null;
  const shown = live?.vehicleSocPercent ?? null;
  const gained = shown === null || noted.socPercent === null ? 0 : Math.max(0, shown - noted.socPercent);
  return Math.min(100, told + gained);
}
