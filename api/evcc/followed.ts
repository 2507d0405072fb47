import { type Instant, SECOND_MS, type SiteState } from '../house/index.ts';
import type { EvccCommand } from './command.ts';

/**
 * Whether a state shows what a command asked for. `null` where it does not tell: the loadpoint, the car or
 * the value is not in it.
 */
export function followed(command: EvccCommand, state: SiteState): boolean | null {
  const { battery } = state;
  const loadpoint =
    'loadpoint' in command ? state.loadpoints.find(({ name }) => name === command.loadpoint) : undefined;
  const vehicle =
    'vehicle' in command ? state.vehicles.find(({ name }) => name === command.vehicle) : undefined;

  switch (command.kind) {
    case 'batteryMode':
      return battery && battery.mode === command.mode;
    case 'releaseBatteryMode':
      return battery && battery.externalMode === null;
    case 'prioritySoc':
      return same(battery?.prioritySocPercent, Math.round(command.socPercent));
    case 'bufferSoc':
      return same(battery?.bufferSocPercent, Math.round(command.socPercent));
    case 'bufferStartSoc':
      return same(battery?.bufferStartSocPercent, Math.round(command.socPercent));
    case 'loadpointMode':
      return loadpoint ? loadpoint.mode === command.mode : null;
    case 'limitSoc':
      return same(loadpoint?.limitSocPercent, Math.round(command.socPercent));
    case 'limitEnergy':
      return same(loadpoint?.limitEnergyKwh, command.energyKwh);
    case 'maxCurrent':
      return same(loadpoint?.configuredMaxCurrentA, command.currentA);
    case 'phases':
      return same(loadpoint?.phasesConfigured, command.phases);
    case 'priority':
      return null;
    case 'vehiclePlan':
      if (!vehicle) return null;
      return (
        vehicle.plan !== null &&
        vehicle.plan.socPercent === Math.round(command.socPercent) &&
        sameSecond(vehicle.plan.time, command.time)
      );
    case 'deleteVehiclePlan':
      return vehicle ? vehicle.plan === null : null;
    case 'vehiclePlanStrategy':
      if (!vehicle?.planStrategy) return null;
      return (
        vehicle.planStrategy.continuous === command.continuous &&
        vehicle.planStrategy.preconditionS === Math.round(command.preconditionS)
      );
    case 'loadpointEnergyPlan': {
      const sameEnergy = same(loadpoint?.planEnergyKwh, command.energyKwh);
      if (!loadpoint || !sameEnergy) return sameEnergy;
      return loadpoint.effectivePlanTime === null
        ? null
        : sameSecond(loadpoint.effectivePlanTime, command.time);
    }
    case 'deleteLoadpointEnergyPlan':
      return same(loadpoint?.planEnergyKwh, 0);
  }
}

/** Equal within the three decimals that evcc keeps. */
function same(shown: number | null | undefined, wanted: number): boolean | null {
  return shown === null || shown === undefined ? null : Math.abs(shown - wanted) < 0.002;
}

function sameSecond(shown: Instant, wanted: Instant): boolean {
  return Math.floor(shown / SECOND_MS) === Math.floor(wanted / SECOND_MS);
}
