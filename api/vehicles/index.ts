export { customVehicle, type ReadVehicle, type SocReading } from './custom.ts';
export { VehicleError } from './error.ts';
export { isDue, isThrottled, NEVER_ASKED, type PollState } from './polling.ts';
