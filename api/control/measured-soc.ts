import { HOUR_MS, type Instant, type LoadpointState } from '../house/index.ts';
import type { ControlState } from './state.ts';

/** AC to battery of a car; evcc assumes the same where it knows nothing better. */
export const CAR_CHARGE_EFFICIENCY = 0.9;

/** evcc asks a car that charges at least so often, unless it is told otherwise. */
const ASKED_AGAIN_MS = HOUR_MS;
/** Between two measurements evcc's estimate and ours differ by so much at most: of what was charged, and in all. */
const ESTIMATE_SHARE = 0.15;
const ESTIMATE_PERCENT = 1;
/** Without charging, what moves by more was measured. */
const STILL_PERCENT = 0.1;

type Measured = NonNullable<ControlState['lastSoc'][string]['measured']>;

/**
 * When evcc measured the SoC that it shows, as far as that can be told. Between two measurements it counts on from the
 * last one by what was charged; what that explains is no news, for an hour of charging at most.
 *
 * @param before what was known until this reading
 */
export function lastMeasured(
  before: Measured | undefined,
  { name, sessionEnergyKwh, vehicleSocPercent }: LoadpointState & { vehicleSocPercent: number },
  capacityKwh: number | null,
  now: Instant,
): Measured {
  const sessionKwh = sessionEnergyKwh ?? 0;
  const measured = {
    at: now,
    loadpoint: name,
    socPercent: vehicleSocPercent,
    sessionKwh,
    chargedSince: null,
  };
  if (!before || before.loadpoint !== name || sessionKwh < before.sessionKwh) return measured;
  const chargedKwh = sessionKwh - before.sessionKwh;
  const movedPercent = vehicleSocPercent - before.socPercent;
  if (chargedKwh === 0) return Math.abs(movedPercent) > STILL_PERCENT ? measured : before;
  const chargedSince = before.chargedSince ?? now;
  if (now - chargedSince >= ASKED_AGAIN_MS) return measured;
  const explained = capacityKwh ? ((chargedKwh * CAR_CHARGE_EFFICIENCY) / capacityKwh) * 100 : 0;
  const isExplained = Math.abs(movedPercent - explained) <= ESTIMATE_PERCENT + ESTIMATE_SHARE * explained;
  return isExplained ? { ...before, chargedSince } : measured;
}
