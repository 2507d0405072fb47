import { CAR_CHARGE_EFFICIENCY, type CarGoal, type ControlState } from '../control/index.ts';
import {
  HOUR_MS,
  type Instant,
  isSameName,
  type LoadpointState,
  nextLocalTime,
  type PlanAbsence,
  type Settings,
  type SiteState,
} from '../house/index.ts';
import { clock, departureAfter } from './plan-absences.ts';

/** A car that is not there but will likely come. */
export interface ExpectedCar {
  loadpoint: LoadpointState;
  title: string;
  goal: CarGoal;
  absences: PlanAbsence[];
}

/**
 * The car that is usually back within the horizon, where there is no doubt which one and where: one car of the settings
 * with its return and consumption that stands nowhere now, and one loadpoint that is free. Nobody knows its SoC; it
 * will want what its trip takes.
 */
export function expectedCars(
  site: Pick<SiteState, 'loadpoints' | 'vehicles'>,
  control: Pick<ControlState, 'schedules'>,
  settings: Pick<Settings, 'vehicles' | 'timeZone'>,
  now: Instant,
  horizonEnd: Instant,
): ExpectedCar[] {
  const { timeZone } = settings;
  const isHere = (name: string) =>
    site.loadpoints.some(({ connected, vehicleName }) => connected && isSameName(vehicleName, name));
  const [car, ...otherCars] = settings.vehicles.filter(
    ({ name, disabled, returns, tripKwh }) => !disabled && returns && tripKwh && !isHere(name),
  );
  const [loadpoint, ...otherPoints] = site.loadpoints.filter(
    ({ connected, isHeating, mode }) => !connected && !isHeating && mode !== 'off',
  );
  const returns = clock(car?.returns ?? null);
  if (!car?.tripKwh || !loadpoint || !returns || otherCars.length > 0 || otherPoints.length > 0) return [];
  const to = nextLocalTime(now, returns.hour, returns.minute, timeZone);
  if (to >= horizonEnd) return [];
  const vehicle = site.vehicles.find(({ name }) => isSameName(name, car.name));
  const known = { name: vehicle?.name ?? car.name, vehicle, configured: car };
  const energyKwh = car.tripKwh / CAR_CHARGE_EFFICIENCY;
  return [
    {
      loadpoint,
      title: vehicle?.title ?? car.name,
      goal: {
        loadpoint: loadpoint.name,
        vehicleName: known.name,
        capacityKwh: null,
        socPercent: null,
        limitSocPercent: 100,
        targetSocPercent: null,
        targetEnergyKwh: energyKwh,
        departure: departureAfter(to, known, control, timeZone)?.at ?? null,
        source: 'VEHICLE',
        neededKwh: energyKwh,
      },
      absences: [{ from: now - HOUR_MS, to, consumptionKwh: 0, targetSocPercent: null }],
    },
  ];
}
