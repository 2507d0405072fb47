import type { Instant, LoadpointState, Override, SiteState } from '../house/index.ts';
import { carKey } from './evcc-plans.ts';
import { limitEnergyKey, limitSocKey } from './limit-wishes.ts';
import type { ControlState, OwnedLoadpoint, SessionLimit } from './state.ts';
import { disowning } from './wish.ts';

/**
 * Notices who moved a limit of ours while a car charges: in evcc it says how far the car is to be charged this time, so
 * it counts as the target until the car leaves, it is taken away, or a target is named here.
 */
export function withSessionLimits(
  control: ControlState,
  { loadpoints }: SiteState,
  { pending, leaving }: { pending: ReadonlySet<string>; leaving: ReadonlySet<string> },
  now: Instant,
): ControlState {
  let state = control;
  for (const loadpoint of loadpoints) {
    const { name, connected, isHeating } = loadpoint;
    if (isHeating || leaving.has(name)) continue;
    const before = state.sessionLimits[name];
    const isOver = before && (!connected || isOutdated(state, loadpoint, before));
    const shown = before ? shownLimit(loadpoint, before, now) : movedLimit(state, loadpoint, pending, now);
    if (shown && !isOver) state = withSessionLimit(state, name, shown);
    else if (before) state = withoutSessionLimit(state, name);
  }
  return state;
}

/** What was ours of it is theirs now. */
function withSessionLimit(control: ControlState, name: string, limit: SessionLimit): ControlState {
  const isTheirs = disowning(name, limit.socPercent === null ? 'limitEnergyKwh' : 'limitSocPercent');
  return isTheirs({ ...control, sessionLimits: { ...control.sessionLimits, [name]: limit } });
}

/** Forgets what a person set: the target is what it was. */
export function withoutSessionLimit(control: ControlState, name: string): ControlState {
  const { [name]: _ended, ...sessionLimits } = control.sessionLimits;
  return { ...control, sessionLimits };
}

/** As people see it; `null` where nobody moved a limit. */
export function sessionLimitOverride(control: ControlState, name: string): Override | null {
  const limit = control.sessionLimits[name];
  if (!limit) return null;
  const { since, socPercent, energyKwh } = limit;
  const shown = socPercent === null ? `${energyKwh} kWh` : `${socPercent} %`;
  return {
    kind: 'PERSON',
    since,
    until: null,
    targetSocPercent: socPercent,
    message: {
      de: `In evcc steht die Grenze dieser Ladung auf ${shown}. Smartload lädt bis dahin, bis das Auto absteckt oder hier ein Ziel gewählt wird.`,
      en: `The limit of this session in evcc is ${shown}. Smartload charges up to it until the car is unplugged or a target is chosen here.`,
    },
  };
}

/** A target that was named here after the limit counts more. */
function isOutdated(
  { targets, departures, boosts }: ControlState,
  loadpoint: LoadpointState,
  { since }: SessionLimit,
): boolean {
  const target = targets[carKey(loadpoint)];
  const departure = departures[carKey(loadpoint)];
  const boost = boosts[loadpoint.name];
  const named = [
    target,
    (departure?.targetSocPercent ?? departure?.targetEnergyKwh ?? null) === null ? undefined : departure,
    boost?.targetSocPercent === null ? undefined : boost,
  ];
  return named.some((wish) => (wish?.since ?? 0) >= since);
}

/** What evcc shows of a limit that is known as a person's; `null` = it is gone. */
function shownLimit(loadpoint: LoadpointState, before: SessionLimit, now: Instant): SessionLimit | null {
  const shown = before.socPercent === null ? loadpoint.limitEnergyKwh : loadpoint.limitSocPercent;
  if (!shown) return null;
  if (shown === (before.socPercent ?? before.energyKwh)) return before;
  return before.socPercent === null
    ? { socPercent: null, energyKwh: shown, since: now }
    : { socPercent: shown, energyKwh: null, since: now };
}

/** A limit that was ours and is another one now, though nothing is on its way; evcc's own reset to none is nobody's. */
function movedLimit(
  { loadpoints }: ControlState,
  { name, connected, limitSocPercent, limitEnergyKwh }: LoadpointState,
  pending: ReadonlySet<string>,
  now: Instant,
): SessionLimit | null {
  const owned = loadpoints[name];
  if (!connected || !owned?.mode) return null;
  const isMoved = (ours: OwnedLoadpoint['limitSocPercent'], shown: number | null, key: string) =>
    ours && !ours.awaiting && shown && shown !== ours.ours && !pending.has(key) ? shown : null;
  const socPercent = isMoved(owned.limitSocPercent, limitSocPercent, limitSocKey(name));
  if (socPercent) return { socPercent, energyKwh: null, since: now };
  const energyKwh = isMoved(owned.limitEnergyKwh, limitEnergyKwh, limitEnergyKey(name));
  return energyKwh ? { socPercent: null, energyKwh, since: now } : null;
}
