import type { Instant, LoadpointState, SiteState } from '../house/index.ts';
import { carKey, energyPlanKey, isOwnEnergyPlan, isOwnPlan, vehiclePlanKey } from './evcc-plans.ts';
import { hasLostOurPlan, STILL_AHEAD_MS } from './shown-loadpoints.ts';
import type { ControlState } from './state.ts';

/**
 * Notes who changed in evcc what evcc holds for a departure that was asked for here. A plan that is gone is not written
 * again, unless we steer the car; one that became another is the departure from now on. To be called before what evcc
 * shows is remembered.
 */
export function withOutdoneDepartures(
  control: ControlState,
  site: SiteState,
  { pending, leaving }: { pending: ReadonlySet<string>; leaving: ReadonlySet<string> },
  now: Instant,
): ControlState {
  let { departures } = control;
  for (const loadpoint of site.loadpoints) {
    const { name, connected, vehicleName, isHeating } = loadpoint;
    const key = carKey(loadpoint);
    const { [key]: asked, ...others } = departures;
    const isOnItsWay = pending.has(vehiclePlanKey(vehicleName ?? '')) || pending.has(energyPlanKey(name));
    if (!asked || !connected || isHeating || leaving.has(name) || isOnItsWay) continue;
    if (isChanged(control, loadpoint, site)) departures = others;
    else if (hasLostOurPlan(control, loadpoint, site, now) || hasLostOurEnergyPlan(control, loadpoint, now))
      departures = { ...others, [key]: { ...asked, noPlan: true } };
  }
  return { ...control, departures };
}

/** Where evcc showed a plan of ours until now, it shows one that we never wrote. */
function isChanged(
  control: ControlState,
  { name, vehicleName }: LoadpointState,
  { vehicles }: SiteState,
): boolean {
  const before = control.shownLoadpoints[name];
  const plan = vehicles.find((vehicle) => vehicle.name === vehicleName)?.plan;
  if (!before?.plan || before.vehicle !== vehicleName || !plan || vehicleName === null) return false;
  return isOwnPlan(control, vehicleName, before.plan) && !isOwnPlan(control, vehicleName, plan);
}

/** evcc deletes a plan itself once its energy is there, or its time over. */
function hasLostOurEnergyPlan(control: ControlState, loadpoint: LoadpointState, now: Instant): boolean {
  const ours = control.energyPlans[loadpoint.name];
  if (!ours || !control.shownLoadpoints[loadpoint.name]?.energyPlan) return false;
  if (isOwnEnergyPlan(control, loadpoint) || loadpoint.planEnergyKwh === null) return false;
  return (
    ours.time - now > STILL_AHEAD_MS && (loadpoint.sessionEnergyKwh ?? ours.energyKwh) < ours.energyKwh - 0.1
  );
}
