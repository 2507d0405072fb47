import {
  CAR_CHARGE_EFFICIENCY,
  type CarGoal,
  type ControlState,
  maxChargePowerKw,
  minChargePowerKw,
} from '../control/index.ts';
import {
  HOUR_MS,
  type Instant,
  type LoadpointState,
  MINUTE_MS,
  type PlanAbsence,
  type PlanCar,
  type PlanSlotInput,
  type Settings,
  type SiteState,
} from '../house/index.ts';
import { expectedCars } from './expected-cars.ts';
import { expectedAbsences } from './plan-absences.ts';

/** The cars that are plugged in and that we or their people let charge, and one that will likely come. */
export function planCars(
  site: SiteState,
  goals: ReadonlyMap<string, CarGoal>,
  control: ControlState,
  settings: Settings,
  slots: readonly PlanSlotInput[],
  now: Instant,
): PlanCar[] {
  const horizonEnd = slots.at(-1)?.end ?? now;
  const absencesOf = ({ vehicleName }: LoadpointState, goal: CarGoal) => {
    const vehicle = site.vehicles.find(({ name }) => name === vehicleName);
    const configured = configuredCar(settings, vehicleName);
    return expectedAbsences(goal, { name: vehicleName, vehicle, configured }, control, settings, horizonEnd);
  };
  const expected = expectedCars(site, control, settings, now, horizonEnd).map(
    ({ loadpoint, title, goal, absences }): PlanCar => ({
      ...planCar(loadpoint, goal, settings, slots, absences),
      title,
    }),
  );
  const here = site.loadpoints.flatMap((loadpoint) => {
    const goal = goals.get(loadpoint.name);
    if (!goal || loadpoint.mode === 'off') return [];
    const car = planCar(loadpoint, goal, settings, slots, absencesOf(loadpoint, goal));
    if (isFast(loadpoint, control)) return [atOnce(car, control, now)];
    return [control.overrides[loadpoint.name] ? onSunAlone(car) : car];
  });
  return [...here, ...expected];
}

function planCar(
  loadpoint: LoadpointState,
  goal: CarGoal,
  settings: Settings,
  slots: readonly PlanSlotInput[],
  absences: PlanAbsence[],
): PlanCar {
  const byEnergy = goal.targetSocPercent === null;
  return {
    id: loadpoint.name,
    title: loadpoint.vehicleTitle ?? loadpoint.title,
    capacityKwh: byEnergy ? null : goal.capacityKwh,
    socPercent: byEnergy ? null : goal.socPercent,
    limitSocPercent: goal.limitSocPercent,
    targetSocPercent: goal.targetSocPercent,
    targetEnergyKwh: byEnergy ? goal.neededKwh : null,
    minSocPercent: minSocPercent(loadpoint, settings),
    departure: goal.departure,
    ...(absences.length > 0 && { absences }),
    minPowerKw: minChargePowerKw(loadpoint),
    maxPowerKw: maxChargePowerKw(loadpoint),
    chargeEfficiency: CAR_CHARGE_EFFICIENCY,
    maxGridPricePerKwh: settings.evMaxPricePerKwh,
    taper: [],
    endValuePerKwh: surplusValuePerKwh(slots),
  };
}

/** Below this the car is charged at once: what evcc does by itself, or what the settings ask for. */
function minSocPercent(
  { effectiveMinSocPercent, vehicleName }: LoadpointState,
  settings: Settings,
): number | null {
  const minimum = Math.max(
    effectiveMinSocPercent ?? 0,
    configuredCar(settings, vehicleName)?.minSocPercent ?? 0,
  );
  return minimum > 0 ? minimum : null;
}

function configuredCar({ vehicles }: Settings, vehicleName: string | null) {
  return vehicles.find(({ name }) => name.toLowerCase() === vehicleName?.toLowerCase());
}

/** Somebody charges at full power, whatever we think: a person's fast mode, our boost, or evcc's own rules. */
function isFast(loadpoint: LoadpointState, control: ControlState): boolean {
  const ours = control.loadpoints[loadpoint.name]?.mode !== undefined;
  return (
    control.boosts[loadpoint.name] !== undefined ||
    loadpoint.planActive ||
    (loadpoint.minSocNotReached && !knowsMinimum(loadpoint)) ||
    loadpoint.smartCostActive ||
    (loadpoint.mode === 'now' && !ours)
  );
}

/** Whether the plan itself says until when evcc charges a car that is below its minimum. */
function knowsMinimum({ effectiveMinSocPercent, vehicleSocPercent }: LoadpointState): boolean {
  return effectiveMinSocPercent !== null && vehicleSocPercent !== null;
}

/** Where a person chose otherwise we do not steer: evcc's own mode takes what the sun leaves, and nothing else. */
function onSunAlone(car: PlanCar): PlanCar {
  return {
    ...car,
    targetSocPercent: null,
    targetEnergyKwh: null,
    departure: null,
    absences: [],
    maxGridPricePerKwh: SUN_ONLY,
  };
}

/** A price that no grid energy ever has. */
const SUN_ONLY = -1000;

/** Full power from now on, until the boost's target or end, or until the car is full. */
function atOnce(car: PlanCar, control: ControlState, now: Instant): PlanCar {
  const boost = control.boosts[car.id];
  const limit = Math.min(boost?.targetSocPercent ?? 100, car.limitSocPercent ?? 100);
  const target = Math.min(limit, reachableSocPercent(car, now, boost?.until ?? null));
  if (car.capacityKwh === null || car.socPercent === null)
    return {
      ...car,
      absences: [],
      departure: now + hoursFor(car.targetEnergyKwh ?? 0, car.maxPowerKw),
      maxGridPricePerKwh: null,
    };
  const missingKwh = (Math.max(0, target - car.socPercent) / 100) * car.capacityKwh;
  return {
    ...car,
    absences: [],
    targetSocPercent: target,
    departure: now + hoursFor(missingKwh / car.chargeEfficiency, car.maxPowerKw),
    maxGridPricePerKwh: null,
  };
}

/** SoC that full power reaches by `until`; 100 where it has no end or the SoC is unknown. */
function reachableSocPercent(car: PlanCar, now: Instant, until: Instant | null): number {
  if (until === null || car.socPercent === null || car.capacityKwh === null) return 100;
  const energyKwh = (car.maxPowerKw * Math.max(0, until - now)) / HOUR_MS;
  return car.socPercent + (100 * energyKwh * car.chargeEfficiency) / car.capacityKwh;
}

function hoursFor(energyKwh: number, powerKw: number): number {
  return powerKw > 0 ? (energyKwh / powerKw) * HOUR_MS + MINUTE_MS : MINUTE_MS;
}

/** Energy beyond a car's target is taken from the sun, never bought: worth a little more than feeding it in. */
function surplusValuePerKwh(slots: readonly PlanSlotInput[]): number {
  const feedIn = Math.max(0, ...slots.map((slot) => slot.feedInPricePerKwh));
  return (feedIn + 0.01) / CAR_CHARGE_EFFICIENCY;
}
