import type { LoadpointState, SiteState } from '../house/index.ts';
import type { ControlState, OwnedLoadpoint, ShownLoadpoint } from './state.ts';

type ShownSession = NonNullable<ShownLoadpoint['session']>;

/** A session's energy only grows; by less it may seem to fall where evcc rounds or two meters differ. */
const FALLEN_KWH = 0.05;
/** No car loses so much at a cable within the time for which we are stopped: it was driven. */
const DRIVEN_PERCENT = 5;
/** By so much evcc's estimate may have been ahead of what the car itself tells after a restart. */
const ESTIMATE_PERCENT = 2;

/** Loadpoints whose cable was pulled and plugged in again between two readings. */
export interface UnseenDepartures {
  /** Another car, or one that was away while we were stopped. */
  left: ReadonlySet<string>;
  /** Out for less than the time between two readings of ours: no longer than a cable may lose contact. */
  lostContact: ReadonlySet<string>;
}

type Facts = Pick<ControlState, 'shownLoadpoints' | 'loadpoints' | 'overrides' | 'batteryWasSteered'>;

/**
 * Recognises cables that were pulled unseen. evcc has no name for a session, and its `connectedDuration` stands at 0 for
 * as long as a car is there. With each session it begins the energy anew, takes the limits of the session away and sets
 * its default mode, where it has one. A restart of evcc begins the energy anew as well, but keeps modes and limits.
 *
 * - Another car is another session after a stop, and so is one that lost SoC meanwhile. While we look, evcc may only have
 *   found out, or been told, which car it is: a session that goes on is the same.
 * - Mode and limit of ours that are gone together tell a cable: people change one at a time.
 * - A session's energy that fell tells a cable where evcc has run on since, and nothing where it has restarted. Which of
 *   both, its battery tells: that it was steered evcc forgets with a restart alone.
 * - Where that is not known either, a limit that still stands tells a restart. So does a mode that somebody chose while
 *   we look, and any mode that still stands after we were stopped, if the car has lost no SoC.
 *
 * A car that was away while we were stopped, came back as full as it left and found the same mode cannot be told from a
 * restart of evcc then. It counts as having stayed: a choice that is kept until the next unplugging is the lesser harm
 * than one that is undone.
 *
 * @param afterStop whether nobody has looked since we were started
 */
export function unseenDepartures(
  { shownLoadpoints, loadpoints: owned, overrides, batteryWasSteered }: Facts,
  { loadpoints, battery }: SiteState,
  afterStop: boolean,
): UnseenDepartures {
  const left = new Set<string>();
  const lostContact = new Set<string>();
  const evcc = evccSince(batteryWasSteered, battery);
  for (const loadpoint of loadpoints) {
    const { name, connected, isHeating } = loadpoint;
    const shown = shownLoadpoints[name];
    const before = shown?.session;
    if (!connected || isHeating || !before) continue;
    const lostLimit = hasLostOurLimit(loadpoint, owned[name]);
    const isAsLeft =
      shown.mode === loadpoint.mode && (afterStop ? !lostLimit : overrides[name] !== undefined);
    const restarted = evcc === 'RESTARTED' || (evcc === 'UNKNOWN' && isAsLeft);
    const isNew =
      (hasBegunAnew(loadpoint, before) && !restarted) ||
      (lostLimit && hasLostOurMode(loadpoint, owned[name]));
    const isAnother = isAnotherCar(loadpoint, before);
    if (afterStop ? isAnother || isNew || wasDriven(loadpoint, before) : isAnother && isNew) left.add(name);
    else if (isNew) lostContact.add(name);
  }
  return { left, lostContact };
}

/** What became of evcc since the reading before, as far as what it remembers of its battery tells. */
function evccSince(
  wasSteered: boolean | null,
  battery: SiteState['battery'],
): 'RESTARTED' | 'RAN_ON' | 'UNKNOWN' {
  if (!wasSteered || battery?.wasSteered === undefined) return 'UNKNOWN';
  return battery.wasSteered ? 'RAN_ON' : 'RESTARTED';
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

function hasLostOurMode({ mode }: LoadpointState, owned: OwnedLoadpoint | undefined): boolean {
  return owned?.mode !== undefined && !owned.mode.awaiting && mode !== owned.mode.ours;
}

function hasLostOurLimit(
  { limitSocPercent, limitEnergyKwh }: LoadpointState,
  owned: OwnedLoadpoint | undefined,
): boolean {
  const isGone = (ours: OwnedLoadpoint['limitSocPercent'], shown: number | null) =>
    ours !== undefined && ours.ours > 0 && !ours.awaiting && shown === 0;
  return isGone(owned?.limitSocPercent, limitSocPercent) || isGone(owned?.limitEnergyKwh, limitEnergyKwh);
}

/** Lost more at once than a car loses at a cable; less tells it as well where its session has begun anew. */
function wasDriven(loadpoint: LoadpointState, before: ShownSession): boolean {
  const { vehicleSocPercent } = loadpoint;
  if (vehicleSocPercent === null || before.socPercent === null) return false;
  const lostPercent = before.socPercent - vehicleSocPercent;
  return hasBegunAnew(loadpoint, before) ? lostPercent > ESTIMATE_PERCENT : lostPercent >= DRIVEN_PERCENT;
}
