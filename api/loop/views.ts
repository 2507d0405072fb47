import {
  boostOverride,
  type CarGoal,
  type ControlState,
  pauseOverride,
  pauseView,
  sessionLimitOverride,
  slotOverrideNow,
  slotsOverride,
} from '../control/index.ts';
import type {
  BatteryView,
  Instant,
  LoadpointState,
  LoadpointView,
  Override,
  Plan,
  PowerFlow,
  Settings,
  SiteState,
} from '../house/index.ts';

/** The powers of one reading. */
export function powerFlow(site: SiteState): PowerFlow {
  const cars = site.loadpoints.map((loadpoint) => loadpoint.chargePowerKw);
  return {
    observedAt: site.observedAt,
    gridKw: site.gridPowerKw,
    pvKw: site.pvPowerKw,
    homeKw: site.homePowerKw,
    batteryKw: site.battery ? site.battery.powerKw : null,
    carsKw: cars.length === 0 || cars.every((power) => power === null) ? null : sum(cars),
    importPricePerKwh: site.importPricePerKwh,
    feedInPricePerKwh: site.feedInPricePerKwh,
  };
}

export function batteryView(site: SiteState, settings: Settings): BatteryView | null {
  const { battery } = site;
  if (!battery) return null;
  return {
    socPercent: battery.socPercent,
    capacityKwh: settings.batteryCapacityKwh ?? battery.capacityKwh,
    minSocPercent: settings.batteryMinSocPercent,
    maxSocPercent: settings.batteryMaxSocPercent,
    powerKw: battery.powerKw,
    controllable: battery.controllable,
    mode: battery.mode,
    externalMode: battery.externalMode,
    wearCostPerKwh: settings.batteryWearCostPerKwh,
  };
}

export function loadpointView(
  loadpoint: LoadpointState,
  goal: CarGoal | undefined,
  control: ControlState,
  plan: Plan | null,
  now: Instant,
): LoadpointView {
  return {
    id: loadpoint.name,
    title: loadpoint.title,
    mode: loadpoint.mode,
    connected: loadpoint.connected,
    charging: loadpoint.charging,
    powerKw: loadpoint.chargePowerKw,
    vehicleName: loadpoint.vehicleName,
    vehicleTitle: loadpoint.vehicleTitle,
    // What is planned with: a SoC that somebody told counts until evcc has a newer one.
    vehicleSocPercent: goal?.socPercent ?? loadpoint.vehicleSocPercent,
    capacityKwh: goal?.capacityKwh ?? null,
    targetSocPercent: goal?.targetSocPercent ?? null,
    targetEnergyKwh: goal?.targetEnergyKwh ?? null,
    departure: goal?.departure ?? null,
    departureSource: goal && goal.departure !== null ? goal.source : null,
    neededKwh: goal?.neededKwh ?? null,
    expectedSocPercent: goal ? expectedSocPercent(loadpoint.name, goal, plan) : null,
    isHeating: loadpoint.isHeating,
    override: overrideOf(loadpoint.name, control, now),
  };
}

function overrideOf(loadpoint: string, control: ControlState, now: Instant): Override | null {
  const boost = control.boosts[loadpoint];
  if (boost) return boostOverride(boost);
  const changed = control.overrides[loadpoint]?.override ?? null;
  const pause = pauseView(control);
  const slots = slotOverrideNow(control, loadpoint, now);
  if (slots && slots.since > Math.max(changed?.since ?? 0, pause?.since ?? 0)) return slotsOverride(slots);
  return pause ? pauseOverride(pause) : (changed ?? sessionLimitOverride(control, loadpoint));
}

/** SoC that the plan reaches by departure, or by its end. */
function expectedSocPercent(loadpoint: string, goal: CarGoal, plan: Plan | null): number | null {
  const until = goal.departure ?? Number.POSITIVE_INFINITY;
  const last = plan?.slots.findLast((slot) => slot.end <= until);
  const planned = last?.cars.find((car) => car.id === loadpoint);
  if (planned) return planned.socPercent;
  return goal.neededKwh > 0 ? null : goal.socPercent;
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
