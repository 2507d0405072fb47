import { type Instant, type LoadpointState, MINUTE_MS, type SiteState } from '../house/index.ts';
import type { ControlState } from './state.ts';

type IdleCar = ControlState['idleCars'][string];

/** Less is only a car's electronics. */
const TAKES_KW = 0.5;
/** A car that takes nothing for so long has ended its charge itself. */
const QUIET_MS = 15 * MINUTE_MS;
/** Cars that think themselves full tell up to so much less, and keep a limit of their own about so exactly. */
const NEAR_PERCENT = 3;
/** By so much a SoC falls only where the car was used, or heats itself. */
const USED_PERCENT = 2;

/**
 * Notices cars that may charge fast and take nothing. One that has done so for a while counts as such until it takes
 * something again, has used some of what it had, or leaves.
 */
export function withIdleCars(
  control: ControlState,
  { loadpoints, dimmed, observedAt }: SiteState,
  leaving: ReadonlySet<string>,
): ControlState {
  const idleCars: Record<string, IdleCar> = {};
  for (const loadpoint of loadpoints) {
    const { name, isHeating } = loadpoint;
    const before = control.idleCars[name];
    const idle = isHeating || leaving.has(name) ? before : idleCar(loadpoint, before, dimmed, observedAt);
    if (idle) idleCars[name] = idle;
  }
  return { ...control, idleCars };
}

function idleCar(
  loadpoint: LoadpointState,
  before: IdleCar | undefined,
  dimmed: boolean,
  at: Instant,
): IdleCar | undefined {
  const { connected, chargePowerKw, vehicleName: vehicle, vehicleSocPercent: socPercent } = loadpoint;
  if (!connected || chargePowerKw === null || chargePowerKw >= TAKES_KW) return undefined;
  const known = before?.vehicle === vehicle && !isUsed(before, socPercent) ? before : undefined;
  if (known && isQuiet(known, at)) return known;
  return mayTake(loadpoint) && !dimmed ? (known ?? { vehicle, socPercent, since: at }) : undefined;
}

/** Fast charging is on, and nothing holds it back. */
function mayTake({ mode, enabled, offeredCurrentA, minCurrentA }: LoadpointState): boolean {
  return mode === 'now' && enabled && (offeredCurrentA ?? minCurrentA) >= minCurrentA;
}

function isUsed(before: IdleCar, socPercent: number | null): boolean {
  return before.socPercent !== null && socPercent !== null && socPercent < before.socPercent - USED_PERCENT;
}

function isQuiet({ since }: IdleCar, at: Instant): boolean {
  return at - since >= QUIET_MS;
}

/** Whether the car at a loadpoint stands near what it is to have and has ended its charge itself. */
export function takesNoMore(
  { idleCars }: Pick<ControlState, 'idleCars'>,
  { name, vehicleSocPercent }: LoadpointState,
  targetSocPercent: number,
  at: Instant,
): boolean {
  const idle = idleCars[name];
  const isNear = vehicleSocPercent !== null && vehicleSocPercent >= targetSocPercent - NEAR_PERCENT;
  return idle !== undefined && isNear && isQuiet(idle, at);
}
