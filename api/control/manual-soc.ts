import { type Instant, type LoadpointState, MINUTE_MS, type SiteState } from '../house/index.ts';
import { lastMeasured } from './measured-soc.ts';
import type { ControlState } from './state.ts';

/** What has not changed is remembered anew so often: a car that leaves was seen no longer ago. */
const SEEN_AGAIN_MS = 15 * MINUTE_MS;

/** Who told a SoC: a person, or a source of the car's own. */
export type SocTeller = 'PERSON' | 'SOURCE';

/** Notes a SoC that was told beside evcc, with what evcc shows of the car at that moment. */
export function withManualSoc(
  control: ControlState,
  vehicle: string,
  socPercent: number,
  site: SiteState,
  now: Instant,
  teller: SocTeller = 'PERSON',
): ControlState {
  const loadpoint = site.loadpoints.find(
    ({ connected, vehicleName }) => connected && vehicleName === vehicle,
  );
  return {
    ...control,
    manualSoc: { ...control.manualSoc, [vehicle]: socPercent },
    manualSocNoted: {
      ...control.manualSocNoted,
      [vehicle]: {
        at: now,
        teller,
        loadpoint: loadpoint?.name ?? null,
        sessionKwh: loadpoint?.sessionEnergyKwh ?? null,
        socPercent: loadpoint?.vehicleSocPercent ?? null,
      },
    },
  };
}

/** Forgets a SoC that a person typed in. */
export function withoutManualSoc(control: ControlState, vehicle: string): ControlState {
  const { [vehicle]: _soc, ...manualSoc } = control.manualSoc;
  const { [vehicle]: _noted, ...manualSocNoted } = control.manualSocNoted;
  return { ...control, manualSoc, manualSocNoted };
}

/** Remembers what evcc shows of each car, in whole percent, for when it is away from a cable, and about when it was seen. */
export function withLastSoc(
  control: ControlState,
  { loadpoints, vehicles, observedAt }: SiteState,
): ControlState {
  const lastSoc = { ...control.lastSoc };
  for (const loadpoint of loadpoints) {
    const { connected, vehicleName, vehicleSocPercent } = loadpoint;
    if (!connected || vehicleName === null || vehicleSocPercent === null) continue;
    const socPercent = Math.round(vehicleSocPercent);
    const known = lastSoc[vehicleName];
    const capacityKwh = vehicles.find(({ name }) => name === vehicleName)?.capacityKwh ?? null;
    const shown = { ...loadpoint, vehicleSocPercent };
    const measured = lastMeasured(known?.measured, shown, capacityKwh, observedAt);
    const isNews = known?.socPercent !== socPercent || observedAt - known.at >= SEEN_AGAIN_MS;
    lastSoc[vehicleName] = isNews ? { socPercent, at: observedAt, measured } : { ...known, measured };
  }
  return { ...control, lastSoc };
}

/** A SoC that was typed in ends with the first one that was measured since, and when the car leaves. */
export function endedManualSocs(
  control: ControlState,
  site: SiteState,
  leaving: ReadonlySet<string>,
): ControlState {
  return Object.entries(control.manualSocNoted).reduce((state, [vehicle, noted]) => {
    if (noted.loadpoint !== null && leaving.has(noted.loadpoint)) return state;
    const loadpoint = site.loadpoints.find(
      ({ connected, vehicleName }) => connected && vehicleName === vehicle,
    );
    if (!loadpoint) return noted.loadpoint === null ? state : withoutManualSoc(state, vehicle);
    const real = loadpoint.vehicleSocPercent;
    const measuredAt = state.lastSoc[vehicle]?.measured?.at;
    const isMeasuredSince = noted.socPercent === null || (measuredAt !== undefined && measuredAt > noted.at);
    if (real !== null && isMeasuredSince) return withoutManualSoc(state, vehicle);
    if (noted.loadpoint !== null) return state;
    // It has come since: from here on this session is the one that the SoC belongs to.
    return withManualSocSeen(state, vehicle, loadpoint);
  }, control);
}

function withManualSocSeen(control: ControlState, vehicle: string, loadpoint: LoadpointState): ControlState {
  const noted = control.manualSocNoted[vehicle];
  if (!noted) return control;
  return {
    ...control,
    manualSocNoted: {
      ...control.manualSocNoted,
      [vehicle]: {
        ...noted,
        loadpoint: loadpoint.name,
        sessionKwh: loadpoint.sessionEnergyKwh,
        socPercent: loadpoint.vehicleSocPercent,
      },
    },
  };
}
