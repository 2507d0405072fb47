import type { Instant } from '../house/index.ts';

/** A state of charge with the moment at which it was measured. */
export interface SocReading {
  socPercent: number;
  measuredAt: Instant;
}

/** Asks a car's own source. Throws `VehicleError` where there is no usable answer. */
export type ReadVehicle = (signal: AbortSignal, now: Instant) => Promise<SocReading>;
