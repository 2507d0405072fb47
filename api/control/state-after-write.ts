import { type EvccClient, EvccError } from '../evcc/index.ts';
import { MINUTE_MS, type SiteState } from '../house/index.ts';

/**
 * What evcc shows right after a write. It shows a mode with its answer, so that whatever differs from then on is somebody
 * else's doing. SoCs are as in the reading `before`: a single one that jumps is not to be believed. `null` where evcc
 * cannot be read now; the next reading tells as well, only later.
 */
export async function stateAfterWrite(
  evcc: Pick<EvccClient, 'readState'>,
  before: SiteState,
): Promise<SiteState | null> {
  try {
    const shown = await evcc.readState();
    const socOf = new Map(
      before.loadpoints.map((loadpoint) => [loadpoint.name, loadpoint.vehicleSocPercent]),
    );
    const loadpoints = shown.loadpoints.map((loadpoint) => {
      const vehicleSocPercent = socOf.get(loadpoint.name);
      return vehicleSocPercent === undefined ? loadpoint : { ...loadpoint, vehicleSocPercent };
    });
    return { ...shown, loadpoints };
  } catch (error) {
    if (error instanceof EvccError) return null;
    throw error;
  }
}

/** A reading is not on its way for longer; one that looks older still is so because the clock was set back. */
const ON_ITS_WAY_MS = MINUTE_MS;

/** A reading, or what was seen after a write where that was not asked for before it: the reading was on its way then. */
export function newerOf(reading: SiteState, written: SiteState | null): SiteState {
  if (!written) return reading;
  const olderMs = written.observedAt - reading.observedAt;
  return olderMs >= 0 && olderMs < ON_ITS_WAY_MS ? written : reading;
}
