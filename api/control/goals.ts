import {
  type Instant,
  isSameName,
  type LoadpointState,
  type LoadpointView,
  type Settings,
  type SiteState,
  type VehicleState,
} from '../house/index.ts';
import { carDeparture } from './car-departure.ts';
import { carKey, personPlan } from './evcc-plans.ts';
import { takesNoMore } from './idle-cars.ts';
import { toldSoc } from './known-soc.ts';
import { CAR_CHARGE_EFFICIENCY } from './measured-soc.ts';
import type { ControlState } from './state.ts';
import { wholeSoc } from './whole-soc.ts';

/** What a car at a loadpoint is to have, and when. */
export interface CarGoal {
  loadpoint: string;
  vehicleName: string | null;
  capacityKwh: number | null;
  socPercent: number | null;
  /** Where the car or evcc stops charging. */
  limitSocPercent: number;
  /** `null` where the car is planned by energy. */
  targetSocPercent: number | null;
  targetEnergyKwh: number | null;
  departure: Instant | null;
  source: NonNullable<LoadpointView['departureSource']>;
  /** Still missing for the target, AC side, ≥ 0. */
  neededKwh: number;
  /** What the settings say that it takes at most, kW; `null` or absent = nothing. */
  chargePowerKw?: number | null;
  /** It stands near its target and has ended its charge itself: nothing is missing. */
  takesNoMore?: true;
}

/** The goals of all cars that are plugged in; loadpoints with a heater or without a car have none. */
export function carGoals(
  site: SiteState,
  control: ControlState,
  settings: Settings,
  now: Instant,
): Map<string, CarGoal> {
  const goals = new Map<string, CarGoal>();
  for (const loadpoint of site.loadpoints) {
    if (loadpoint.connected && !loadpoint.isHeating)
      goals.set(loadpoint.name, carGoal(loadpoint, site, control, settings, now));
  }
  return goals;
}

function carGoal(
  loadpoint: LoadpointState,
  site: SiteState,
  control: ControlState,
  settings: Settings,
  now: Instant,
): CarGoal {
  const vehicle = site.vehicles.find((candidate) => candidate.name === loadpoint.vehicleName);
  const configured = settings.vehicles.find((car) => isItsName(car.name, loadpoint));
  const capacityKwh = configured?.capacityKwh ?? vehicle?.capacityKwh ?? null;
  const socPercent = knownSoc(loadpoint, control);
  const byEnergy = socPercent === null || capacityKwh === null;
  const limitSocPercent = socLimit(loadpoint, vehicle, control);

  const key = carKey(loadpoint);
  const target = control.targets[key];
  const limit = control.sessionLimits[loadpoint.name];
  const usualSocPercent =
    target?.targetSocPercent ?? configured?.targetSocPercent ?? settings.evTargetSocPercent;
  const { departure, source, ...at } = carDeparture(
    {
      key,
      vehicleName: loadpoint.vehicleName,
      evccPlan: personPlan(loadpoint, vehicle, control, now),
      configured,
      usualSocPercent,
    },
    control,
    settings,
    now,
  );
  const wanted = wholeSoc(limit?.socPercent ?? at.targetSocPercent ?? usualSocPercent);
  const targetSocPercent = byEnergy ? null : Math.min(wanted, limitSocPercent);
  const hasEnded =
    targetSocPercent !== null && takesNoMore(control, loadpoint, targetSocPercent, site.observedAt);
  const targetEnergyKwh = byEnergy
    ? (limit?.energyKwh ??
      at.targetEnergyKwh ??
      target?.targetEnergyKwh ??
      energyFromSoc(loadpoint, Math.min(wanted, limitSocPercent)) ??
      energyFromManualSoc(control, loadpoint, capacityKwh, Math.min(wanted, limitSocPercent)) ??
      settings.evDefaultEnergyKwh)
    : null;

  return {
    loadpoint: loadpoint.name,
    vehicleName: loadpoint.vehicleName,
    capacityKwh,
    socPercent,
    limitSocPercent,
    targetSocPercent,
    targetEnergyKwh,
    chargePowerKw: configured?.chargePowerKw ?? null,
    departure,
    source,
    ...(hasEnded && { takesNoMore: true }),
    neededKwh: hasEnded
      ? 0
      : targetSocPercent !== null && socPercent !== null && capacityKwh !== null
        ? Math.max(0, ((targetSocPercent - socPercent) / 100) * capacityKwh) / CAR_CHARGE_EFFICIENCY
        : Math.max(0, (targetEnergyKwh ?? 0) - (loadpoint.sessionEnergyKwh ?? 0)),
  };
}

/**
 * What a session must bring for a SoC where evcc knows the SoC but not the capacity: evcc says what is missing to
 * its own limit, and the target needs the same share of it. `null` where evcc says nothing of the kind.
 */
function energyFromSoc(loadpoint: LoadpointState, targetSocPercent: number): number | null {
  const {
    vehicleSocPercent: soc,
    effectiveLimitSocPercent,
    chargeRemainingEnergyKwh: remainingKwh,
  } = loadpoint;
  if (soc === null) return null;
  const chargedKwh = loadpoint.sessionEnergyKwh ?? 0;
  if (soc >= targetSocPercent) return chargedKwh;
  const limit = effectiveLimitSocPercent || 100;
  if (!remainingKwh || limit <= soc) return null;
  // Whole kWh: the estimate wavers with every percent, and a wavering goal would be written again and again.
  return Math.round(chargedKwh + (remainingKwh * (targetSocPercent - soc)) / (limit - soc));
}

/** What a session must bring where a person told the SoC that evcc does not know, AC side. */
function energyFromManualSoc(
  control: ControlState,
  loadpoint: LoadpointState,
  capacityKwh: number | null,
  targetSocPercent: number,
): number | null {
  const manual = Object.entries(control.manualSoc).find(([name]) => isItsName(name, loadpoint))?.[1];
  if (manual === undefined || capacityKwh === null) return null;
  const noted = control.manualSocNoted[loadpoint.vehicleName ?? ''];
  const neededKwh = ((Math.max(0, targetSocPercent - manual) / 100) * capacityKwh) / CAR_CHARGE_EFFICIENCY;
  return (noted?.sessionKwh ?? 0) + neededKwh;
}

/** What somebody told counts for as long as evcc has nothing newer. */
function knownSoc(loadpoint: LoadpointState, control: ControlState): number | null {
  const { vehicleName, vehicleSocPercent } = loadpoint;
  if (vehicleSocPercent === null || vehicleName === null) return vehicleSocPercent;
  return toldSoc(vehicleName, loadpoint, control) ?? vehicleSocPercent;
}

/** Whether the car that stands there is called that, by evcc or by its people. */
function isItsName(name: string, { vehicleName, vehicleTitle }: LoadpointState): boolean {
  return isSameName(name, vehicleName) || isSameName(name, vehicleTitle);
}

/** The lowest of the car's own limit and evcc's; a session limit that we set ourselves is none. */
function socLimit(
  loadpoint: LoadpointState,
  vehicle: VehicleState | undefined,
  control: ControlState,
): number {
  const ours = control.loadpoints[loadpoint.name]?.limitSocPercent;
  const isOurs = ours !== undefined && (ours.awaiting || ours.ours === loadpoint.limitSocPercent);
  const session = isOurs ? ours.original || vehicle?.limitSocPercent : loadpoint.effectiveLimitSocPercent;
  return Math.min(100, session || 100, loadpoint.vehicleLimitSocPercent || 100);
}
