import type { LoadpointState, SiteState } from '../house/index.ts';
import type { ControlState, OwnedLoadpoint, ShownLoadpoint } from './state.ts';

type ShownSession = NonNullable<ShownLoadpoint['session']>;

/** A session's energy only grows; by less it may seem to fall where evcc rounds or two meters differ. */
const FALLEN_KWH = 0.05;
/** No car loses so much at a cable within the time for which we are stopped: it was driven. */
const DRIVEN_PERCENT = 5;

/** Loadpoints whose cable was pulled and plugged in again between two readings. */
export interface UnseenDepartures {
  /** Another car, or one that was away while we were stopped. */
  left: ReadonlySet<string>;
  /** Out for less than the time between two readings of ours: no longer than a cable may lose contact. */
  lostContact: ReadonlySet<string>;
}

type Facts = Pick<ControlState, 'shownLoadpoints' | 'loadpoints' | 'overrides'>;

/**
 * Recognises cables that were pulled unseen. evcc has no name for a session, and its `connectedDuration` stands at 0 for
 * as long as a car is there, so what tells is what evcc begins anew with each: the session's energy falls, and a limit of
 * the session is gone together with the mode. A limit that still stands tells a restart of evcc, which begins the energy
 * anew as well, from a cable; so does, while we look, a mode that somebody chose and that still stands. Another car is another session in any case.
 *
 * @param afterStop whether nobody has looked since we were started
 */
export function unseenDepartures(
  { shownLoadpoints, loadpoints: owned, overrides }: Facts,
  { loadpoints }: SiteState,
  afterStop: boolean,
): UnseenDepartures {
  const left = new Set<string>();
  const lostContact = new Set<string>();
  for (const loadpoint of loadpoints) {
    const { name, connected, isHeating } = loadpoint;
    const before = shownLoadpoints[name]?.session;
    if (!connected || isHeating || !before) continue;
    const isNew = hasBegunAnew(loadpoint, before) || hasLostOurs(loadpoint, owned[name]);
    const isAsChosen = overrides[name] !== undefined && shownLoadpoints[name]?.mode === loadpoint.mode;
    if (isAnotherCar(loadpoint, before) || (afterStop && (isNew || wasDriven(loadpoint, before))))
      left.add(name);
    else if (isNew && !isAsChosen) lostContact.add(name);
  }
  return { left, lostContact };
}

/** A reading as it would have been while the cables were out. */
export function withCablesOut(site: SiteState, { left, lostContact }: UnseenDepartures): SiteState {
  const loadpoints = site.loadpoints.map((loadpoint) =>
    left.has(loadpoint.name) || lostContact.has(loadpoint.name)
      ? { ...loadpoint, connected: false, charging: false, chargePowerKw: 0 }
      : loadpoint,
  );
  return { ...site, loadpoints };
}

/** What evcc shows of the session at a loadpoint with a car; what it does not show now is as it was. */
export function shownSession(
  { vehicleName, sessionEnergyKwh, vehicleSocPercent, limitSocPercent, limitEnergyKwh }: LoadpointState,
  before: ShownSession | null | undefined,
): ShownSession {
  return {
    vehicle: vehicleName ?? before?.vehicle ?? null,
    energyKwh: sessionEnergyKwh ?? before?.energyKwh ?? null,
    socPercent: vehicleSocPercent ?? before?.socPercent ?? null,
    limitSocPercent: limitSocPercent || null,
    limitEnergyKwh: limitEnergyKwh || null,
  };
}

function isAnotherCar({ vehicleName }: LoadpointState, { vehicle }: ShownSession): boolean {
  return vehicleName !== null && vehicle !== null && vehicleName !== vehicle;
}

function hasBegunAnew(
  { sessionEnergyKwh, limitSocPercent, limitEnergyKwh }: LoadpointState,
  before: ShownSession,
): boolean {
  const limitStands =
    (before.limitSocPercent !== null && before.limitSocPercent === limitSocPercent) ||
    (before.limitEnergyKwh !== null && before.limitEnergyKwh === limitEnergyKwh);
  if (limitStands || sessionEnergyKwh === null || before.energyKwh === null) return false;
  return sessionEnergyKwh < before.energyKwh - FALLEN_KWH;
}

/** Mode and limit were ours, and both are gone: people change one at a time. */
function hasLostOurs(
  { mode, limitSocPercent, limitEnergyKwh }: LoadpointState,
  owned: OwnedLoadpoint | undefined,
): boolean {
  if (!owned?.mode || owned.mode.awaiting || mode === owned.mode.ours) return false;
  const isGone = (ours: OwnedLoadpoint['limitSocPercent'], shown: number | null) =>
    ours !== undefined && ours.ours > 0 && !ours.awaiting && shown === 0;
  return isGone(owned.limitSocPercent, limitSocPercent) || isGone(owned.limitEnergyKwh, limitEnergyKwh);
}

function wasDriven({ vehicleSocPercent }: LoadpointState, { socPercent }: ShownSession): boolean {
  return (
    vehicleSocPercent !== null && socPercent !== null && vehicleSocPercent <= socPercent - DRIVEN_PERCENT
  );
}
