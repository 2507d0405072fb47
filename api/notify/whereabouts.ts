import type { LoadpointView } from '../house/index.ts';

/**
 * Where a car stands: at the loadpoint where it was, or at another one, as when evcc gave that another name; `null` =
 * nowhere, or nobody can tell. A car that nobody knows is only where it was.
 */
export function standsAt<T extends Pick<LoadpointView, 'id' | 'connected' | 'vehicleName'>>(
  vehicle: string | null,
  loadpoint: string,
  loadpoints: readonly T[],
): T | null {
  const found = loadpoints.filter(({ connected, vehicleName }) => connected && vehicleName === vehicle);
  const [only = null, ...others] = vehicle === null ? [] : found;
  return found.find(({ id }) => id === loadpoint) ?? (others.length === 0 ? only : null);
}
