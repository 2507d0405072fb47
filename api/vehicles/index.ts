export { VehicleError } from './error.ts';
export { isDue, isThrottled, NEVER_ASKED, type PollState, pollStatesSchema } from './polling.ts';
export { type VehicleReader, vehicleReader } from './reader.ts';
export type { ReadVehicle, SocReading } from './reading.ts';
export type { RenaultHosts } from './renault.ts';
