import type { HouseState } from './simulation.ts';

/** What a virtual house has brought so far. */
export interface Totals {
  importKwh: number;
  exportKwh: number;
  /** import · price − export · feed-in, currency. */
  cost: number;
  pvKwh: number;
  /** Household without cars. */
  loadKwh: number;
  carsKwh: number;
  /** In the home battery now. */
  storedKwh: number;
  /** In each car now. */
  carStoredKwh: number[];
  /** Laws of physics broken. */
  violations: number;
  /** Departures below what was wanted and possible. */
  carsLate: number;
  /** Departures. */
  trips: number;
}

export function totalsOf({ meters, plant }: HouseState): Totals {
  const { importKwh, exportKwh, cost, pvKwh, loadKwh, carsKwh, violations, carsLate, trips } = meters;
  return {
    importKwh,
    exportKwh,
    cost,
    pvKwh,
    loadKwh,
    carsKwh,
    storedKwh: plant.batteryKwh,
    carStoredKwh: plant.cars.map((car) => car.storedKwh),
    violations,
    carsLate,
    trips,
  };
}
