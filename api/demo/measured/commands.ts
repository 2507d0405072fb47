import type { EvccCommand } from '../../evcc/index.ts';
import type { Instant } from '../../house/index.ts';
import { type EvccMemory, type LoadpointMemory, setExternalMode } from '../evcc/index.ts';
import type { Devices } from '../plant/index.ts';

/**
 * Does what evcc's API would for a command.
 *
 * @throws {RangeError} for one that has no meaning in a house whose cars evcc does not know
 */
export function execute(command: EvccCommand, evcc: EvccMemory, devices: Devices, now: Instant): void {
  switch (command.kind) {
    case 'batteryMode':
      setExternalMode(evcc.battery, command.mode, now);
      return;
    case 'releaseBatteryMode':
      setExternalMode(evcc.battery, 'unknown', now);
      return;
    case 'loadpointMode':
      loadpointOf(command.loadpoint, evcc, devices).settings.mode = command.mode;
      return;
    case 'limitSoc':
      loadpointOf(command.loadpoint, evcc, devices).settings.limitSoc = command.socPercent;
      return;
    case 'limitEnergy':
      loadpointOf(command.loadpoint, evcc, devices).settings.limitEnergyKwh = command.energyKwh;
      return;
    case 'loadpointEnergyPlan': {
      const { settings } = loadpointOf(command.loadpoint, evcc, devices);
      settings.planEnergyKwh = command.energyKwh;
      settings.planTime = command.time;
      return;
    }
    case 'deleteLoadpointEnergyPlan': {
      const { settings } = loadpointOf(command.loadpoint, evcc, devices);
      settings.planEnergyKwh = 0;
      settings.planTime = null;
      return;
    }
    default:
      throw new RangeError(`this house cannot do ${command.kind}`);
  }
}

function loadpointOf(name: string, evcc: EvccMemory, { chargers }: Devices): LoadpointMemory {
  const found = evcc.loadpoints[chargers.findIndex((charger) => charger.name === name)];
  if (!found) throw new RangeError(`this house has no loadpoint ${name}`);
  return found;
}
