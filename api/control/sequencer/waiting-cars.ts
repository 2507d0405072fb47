import {
  type Instant,
  isSameName,
  type Settings,
  type SiteState,
  type VehicleState,
} from '../../house/index.ts';
import { carDeparture } from '../car-departure.ts';
import { isOwnPlan } from '../evcc-plans.ts';
import { newestSoc } from '../known-soc.ts';
import { CAR_CHARGE_EFFICIENCY } from '../measured-soc.ts';
import type { ControlState } from '../state.ts';

/** Less than this is not worth a walk to the cable. */
const WORTH_A_CABLE_KWH = 2;

/** A car without a cable that needs energy. */
export interface WaitingCar {
  vehicle: string;
  title: string;
  neededKwh: number;
  departure: Instant | null;
}

/** Cars that evcc knows, that stand at no loadpoint, and of which we know that they need energy. */
export function waitingCars(
  site: SiteState,
  control: ControlState,
  settings: Settings,
  now: Instant,
): WaitingCar[] {
  const plugged = new Set(
    site.loadpoints.flatMap(({ connected, vehicleName }) => (connected && vehicleName ? [vehicleName] : [])),
  );
  return site.vehicles
    .filter(({ name }) => !plugged.has(name))
    .map((vehicle) => waitingCar(vehicle, control, settings, now))
    .filter(({ neededKwh }) => neededKwh >= WORTH_A_CABLE_KWH);
}

function waitingCar(
  { name, title, capacityKwh, limitSocPercent, plan }: VehicleState,
  control: ControlState,
  settings: Settings,
  now: Instant,
): WaitingCar {
  const configured = settings.vehicles.find((car) => isSameName(car.name, name));
  const socPercent = newestSoc(name, { loadpoints: [] }, control, now)?.socPercent ?? null;
  const usualSocPercent =
    control.targets[name]?.targetSocPercent ?? configured?.targetSocPercent ?? settings.evTargetSocPercent;
  const isTheirs = plan !== null && plan.time > now && !isOwnPlan(control, name, plan);
  const evccPlan = isTheirs ? { ...plan, energyKwh: null } : null;
  const car = { key: name, vehicleName: name, evccPlan, configured, usualSocPercent };
  const { departure, targetSocPercent } = carDeparture(car, control, settings, now);
  const target = Math.min(targetSocPercent ?? usualSocPercent, limitSocPercent || 100);
  const capacity = configured?.capacityKwh ?? capacityKwh;
  const missingPercent = socPercent === null ? 0 : Math.max(0, target - socPercent);
  return {
    vehicle: name,
    title,
    neededKwh: capacity === null ? 0 : ((missingPercent / 100) * capacity) / CAR_CHARGE_EFFICIENCY,
    departure,
  };
}
