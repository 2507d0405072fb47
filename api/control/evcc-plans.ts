import type { Instant, LoadpointState, SiteState, VehicleState } from '../house/index.ts';
import type { ControlState } from './state.ts';

/** A plan for a car that a person made in evcc. */
export interface PersonPlan {
  time: Instant;
  /** `null` for a plan by energy. */
  socPercent: number | null;
  energyKwh: number | null;
}

/** Plans that lie this close together are the same: evcc keeps seconds, some versions less. */
const SAME_MS = 60_000;
/** So many plans of ours for a car are remembered: evcc may still show one that we meant to replace. */
const OURS_KEPT = 4;

export const vehiclePlanKey = (vehicle: string) => `vehicle:${vehicle}:plan`;
export const energyPlanKey = (loadpoint: string) => `loadpoint:${loadpoint}:plan`;

/** Under which name plans and departures of the car at this loadpoint are kept. */
export function carKey(loadpoint: LoadpointState): string {
  return loadpoint.vehicleName ?? loadpoint.name;
}

/** Notes a plan that we are about to write for a car, newest first. */
export function withOwnPlan(
  control: ControlState,
  vehicle: string,
  plan: { socPercent: number; time: Instant },
): ControlState {
  const before = (control.vehiclePlans[vehicle] ?? []).filter(
    (other) => other.time !== plan.time || other.socPercent !== plan.socPercent,
  );
  return {
    ...control,
    vehiclePlans: { ...control.vehiclePlans, [vehicle]: [plan, ...before].slice(0, OURS_KEPT) },
  };
}

/** Whether a plan that evcc shows of a car is one that we wrote. */
export function isOwnPlan(
  control: Pick<ControlState, 'vehiclePlans'>,
  vehicle: string,
  { time, socPercent }: { time: Instant; socPercent: number | null },
): boolean {
  const ours = control.vehiclePlans[vehicle] ?? [];
  return ours.some((plan) => isSameTime(plan.time, time) && plan.socPercent === socPercent);
}

/** Whether the energy plan that evcc shows at a loadpoint is the one that we wrote. */
export function isOwnEnergyPlan(
  { energyPlans }: Pick<ControlState, 'energyPlans'>,
  { name, planEnergyKwh, effectivePlanTime }: LoadpointState,
): boolean {
  const ours = energyPlans[name];
  const sameTime = ours && (effectivePlanTime === null || isSameTime(ours.time, effectivePlanTime));
  return ours !== undefined && sameTime === true && planEnergyKwh === ours.energyKwh;
}

/** The plan of a person that counts for this car: shown by evcc, or reached and deleted by it since. */
export function personPlan(
  loadpoint: LoadpointState,
  vehicle: VehicleState | undefined,
  control: ControlState,
  now: Instant,
): PersonPlan | null {
  const shown = shownPlan(loadpoint, vehicle, control, now);
  if (shown) return shown;
  const seen = control.personPlans[carKey(loadpoint)];
  return seen && seen.time > now && isReached(seen, loadpoint) ? seen : null;
}

/**
 * Remembers persons' plans while they count. evcc deletes a plan once its SoC is reached; without this the car
 * would then be charged on to the default. One that vanishes before was deleted by a person.
 */
export function rememberPersonPlans(control: ControlState, site: SiteState, now: Instant): ControlState {
  const personPlans: ControlState['personPlans'] = {};
  for (const loadpoint of site.loadpoints) {
    if (!loadpoint.connected || loadpoint.isHeating) continue;
    const vehicle = site.vehicles.find(({ name }) => name === loadpoint.vehicleName);
    const plan = personPlan(loadpoint, vehicle, control, now);
    if (plan) personPlans[carKey(loadpoint)] = plan;
  }
  return { ...control, personPlans };
}

function shownPlan(
  loadpoint: LoadpointState,
  vehicle: VehicleState | undefined,
  control: ControlState,
  now: Instant,
): PersonPlan | null {
  const time = loadpoint.effectivePlanTime ?? vehicle?.plan?.time ?? null;
  if (time === null || time <= now) return null;
  const socPercent = loadpoint.effectivePlanSocPercent || vehicle?.plan?.socPercent || null;
  const energyKwh = loadpoint.planEnergyKwh || null;
  if (isOwnPlan(control, loadpoint.vehicleName ?? '', { time, socPercent })) return null;
  const ourEnergy = control.energyPlans[loadpoint.name];
  if (ourEnergy && isSameTime(ourEnergy.time, time)) return null;
  return { time, socPercent, energyKwh };
}

function isReached(plan: PersonPlan, { vehicleSocPercent }: LoadpointState): boolean {
  return plan.socPercent !== null && vehicleSocPercent !== null && vehicleSocPercent >= plan.socPercent - 0.5;
}

/** Whether two plans are for the same time. */
export function isSameTime(a: Instant, b: Instant): boolean {
  return Math.abs(a - b) < SAME_MS;
}
