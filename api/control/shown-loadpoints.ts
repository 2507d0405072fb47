import type { ChargeMode, Instant, LoadpointState, SiteState } from '../house/index.ts';
import { isOwnEnergyPlan, isOwnPlan } from './evcc-plans.ts';
import type { ControlState, ShownLoadpoint } from './state.ts';
import { shownSession } from './unseen-departures.ts';

/**
 * Remembers what evcc shows of each loadpoint, and with it which mode is evcc's own doing:
 *
 * - what a loadpoint stands at once its car has left: evcc's default mode, or what is left of a session that is over;
 * - what changes together with the cable being pulled, also where the car is back before that is believed;
 * - a car's own mode, which evcc sets as soon as it knows the car.
 *
 * A mode that is chosen later while nobody is there is a person's, for the car that comes.
 */
export function withShown(
  control: ControlState,
  { loadpoints, vehicles, battery }: SiteState,
  leaving: ReadonlySet<string>,
): ControlState {
  const shownLoadpoints = { ...control.shownLoadpoints };
  for (const loadpoint of loadpoints) {
    if (loadpoint.isHeating) continue;
    const { name, mode, connected, vehicleName } = loadpoint;
    const before = control.shownLoadpoints[name];
    const vehicle = vehicles.find((candidate) => candidate.name === vehicleName);
    const plan = vehicle?.plan && isOwnPlan(control, vehicle.name, vehicle.plan) ? vehicle.plan : null;
    shownLoadpoints[name] = {
      mode,
      connected,
      vehicle: vehicleName,
      plan,
      ...(isOwnEnergyPlan(control, loadpoint) && { energyPlan: true }),
      ...(connected
        ? {
            empty: false,
            evccMode: modeOfArrival(loadpoint, vehicle?.mode ?? null, before),
            session: shownSession(loadpoint, before?.session),
          }
        : {
            ...modeWithoutCar(mode, before, leaving.has(name)),
            session: leaving.has(name) ? (before?.session ?? null) : null,
          }),
    };
  }
  return { ...control, shownLoadpoints, batteryWasSteered: battery?.wasSteered ?? null };
}

/** A plan of ours, for later than a while, that evcc showed until now and whose SoC the car does not have: somebody deleted it. */
export function hasLostOurPlan(
  { shownLoadpoints, vehiclePlans }: ControlState,
  loadpoint: LoadpointState,
  { vehicles }: SiteState,
  now: Instant,
): boolean {
  const { name, vehicleName, vehicleSocPercent, effectivePlanTime } = loadpoint;
  const before = shownLoadpoints[name];
  const vehicle = vehicles.find((candidate) => candidate.name === vehicleName);
  if (!before?.plan || before.vehicle !== vehicleName || !vehicle || vehicle.plan) return false;
  const { plan } = before;
  return (
    isOwnPlan({ vehiclePlans }, vehicle.name, plan) &&
    // Of a person's repeating plan that counts instead, evcc shows the time.
    (effectivePlanTime === null || Math.abs(effectivePlanTime - plan.time) < STILL_AHEAD_MS) &&
    plan.time - now > STILL_AHEAD_MS &&
    vehicleSocPercent !== null &&
    vehicleSocPercent < plan.socPercent - 1
  );
}

/** evcc deletes a plan itself once it is reached or over. */
export const STILL_AHEAD_MS = 5 * 60_000;

/** We delete a plan of ours at this loadpoint ourselves. */
export function withPlanWithdrawn(control: ControlState, name: string): ControlState {
  const shown = control.shownLoadpoints[name];
  if (!shown) return control;
  return { ...control, shownLoadpoints: { ...control.shownLoadpoints, [name]: { ...shown, plan: null } } };
}

/** We have given a loadpoint its mode back: what evcc shows later instead is somebody's choice, even if we are stopped meanwhile. */
export function withModeReturned(control: ControlState, name: string, mode: ChargeMode): ControlState {
  const shown = control.shownLoadpoints[name];
  if (!shown) return control;
  return { ...control, shownLoadpoints: { ...control.shownLoadpoints, [name]: { ...shown, mode } } };
}

/** What evcc itself has set at a loadpoint with a car; `null` = somebody else did. */
function modeOfArrival(
  { mode, vehicleName }: LoadpointState,
  ownMode: ChargeMode | null,
  before: ShownLoadpoint | undefined,
): ChargeMode | null {
  const isIdentified = vehicleName !== null && vehicleName !== before?.vehicle;
  const ofEvcc = isIdentified && ownMode === mode ? mode : (before?.evccMode ?? null);
  return ofEvcc === mode ? mode : null;
}

function modeWithoutCar(
  mode: ChargeMode,
  before: ShownLoadpoint | undefined,
  mayBeLeaving: boolean,
): Pick<ShownLoadpoint, 'empty' | 'evccMode'> {
  if (!before) return { empty: true, evccMode: mode };
  if (before.empty) return { empty: true, evccMode: before.evccMode };
  if (!mayBeLeaving) return { empty: true, evccMode: mode };
  return { empty: false, evccMode: mode === before.mode ? before.evccMode : mode };
}
