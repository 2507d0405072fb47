import type { VehicleSettings } from '../house/index.ts';
import { customVehicle } from './custom.ts';
import type { ReadVehicle } from './reading.ts';
import { RENAULT_HOSTS, type RenaultHosts, renaultVehicle } from './renault.ts';

/** A car's own source. */
export interface VehicleReader {
  read: ReadVehicle;
  /** A maker's cloud, which locks out whoever asks too often or with a wrong password. */
  isCloud: boolean;
}

/** The source that a car of `vehicles.yaml` has of its own; `null` where evcc or a person tells its SoC. */
export function vehicleReader(
  { custom, renault, disabled }: VehicleSettings,
  hosts: RenaultHosts = RENAULT_HOSTS,
): VehicleReader | null {
  if (disabled) return null;
  if (custom) return { read: customVehicle(custom), isCloud: false };
  if (renault) return { read: renaultVehicle(renault, hosts), isCloud: true };
  return null;
}
