import {
  asFound,
  CAR_CHARGE_EFFICIENCY,
  type CarGoal,
  type ControlState,
  carTaking,
  maxChargePowerKw,
  minChargePowerKw,
} from '../control/index.ts';
import {
  type Instant,
  isSameName,
  type LoadpointState,
  type PlanAbsence,
  type PlanCar,
  type PlanSlotInput,
  type Settings,
  type SiteState,
} from '../house/index.ts';
import { expectedCars } from './expected-cars.ts';
import { expectedAbsences } from './plan-absences.ts';
import { atOnce, isFast } from './plan-fast-cars.ts';

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
      ...planCar(asFound(loadpoint, control), goal, control, settings, slots, absences),
      title,
    }),
  );
  const here = site.loadpoints.flatMap((shown) => {
    const loadpoint = asFound(shown, control);
    const goal = goals.get(loadpoint.name);
    if (!goal || loadpoint.mode === 'off') return [];
    const car = planCar(loadpoint, goal, control, settings, slots, absencesOf(loadpoint, goal));
    const isOverridden = control.overrides[loadpoint.name] !== undefined;
    const followsPerson = isOverridden || control.boosts[loadpoint.name] !== undefined;
    const asAsked = followsPerson ? { ...car, followsPerson } : car;
    if (isFast(loadpoint, control)) return [atOnce(asAsked, loadpoint, control, now)];
    return [isOverridden ? onSunAlone(asAsked) : car];
  });
  return [...here, ...expected];
}

function planCar(
  loadpoint: LoadpointState,
  goal: CarGoal,
  control: ControlState,
  settings: Settings,
  slots: readonly PlanSlotInput[],
  absences: PlanAbsence[],
): PlanCar {
  const byEnergy = goal.targetSocPercent === null;
  const { maxPowerKw, taper } = carTaking(
    control,
    goal.vehicleName,
    maxChargePowerKw(loadpoint),
    goal.chargePowerKw,
  );
  // Where nothing beyond full power is wanted from the grid, the planner need not follow the rest.
  const tapers = (taper[0]?.socPercent ?? 100) < (goal.targetSocPercent ?? 0);
  return {
    id: loadpoint.name,
    title: loadpoint.vehicleTitle ?? loadpoint.title,
    capacityKwh: byEnergy ? null : goal.capacityKwh,
    socPercent: byEnergy ? null : goal.socPercent,
    limitSocPercent: goal.takesNoMore ? goal.socPercent : goal.limitSocPercent,
    targetSocPercent: goal.takesNoMore ? goal.socPercent : goal.targetSocPercent,
    targetEnergyKwh: byEnergy ? goal.neededKwh : null,
    minSocPercent: minSocPercent(loadpoint, settings),
    departure: goal.departure,
    ...(absences.length > 0 && { absences }),
    minPowerKw: Math.min(minChargePowerKw(loadpoint), maxPowerKw),
    maxPowerKw,
    chargeEfficiency: CAR_CHARGE_EFFICIENCY,
    maxGridPricePerKwh: settings.evMaxPricePerKwh,
    taper: tapers ? taper : [],
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
  return vehicles.find(({ name }) => isSameName(name, vehicleName));
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

/** Energy beyond a car's target is taken from the sun, never bought: worth a little more than feeding it in. */
function surplusValuePerKwh(slots: readonly PlanSlotInput[]): number {
  const feedIn = Math.max(0, ...slots.map((slot) => slot.feedInPricePerKwh));
  return (feedIn + 0.01) / CAR_CHARGE_EFFICIENCY;
}
