import { HOUR_MS } from '../../house/index.ts';
import { type PlantFlow, sum } from './plant.ts';
import type { World } from './world.ts';

/** What the house's meters have counted since it was built. All ≥ 0 except `cost`. */
export interface Meters {
  importKwh: number;
  exportKwh: number;
  /** import · price − export · feed-in, currency. */
  cost: number;
  pvKwh: number;
  /** Household without cars. */
  loadKwh: number;
  carsKwh: number;
  carKwh: number[];
  batteryChargeKwh: number;
  batteryDischargeKwh: number;
  /** Laws of physics broken; 0. */
  violations: number;
  /** Departures below the SoC that was wanted and possible. */
  carsLate: number;
  /** Departures. */
  trips: number;
}

export function emptyMeters(cars: number): Meters {
  return {
    importKwh: 0,
    exportKwh: 0,
    cost: 0,
    pvKwh: 0,
    loadKwh: 0,
    carsKwh: 0,
    carKwh: Array.from({ length: cars }, () => 0),
    batteryChargeKwh: 0,
    batteryDischargeKwh: 0,
    violations: 0,
    carsLate: 0,
    trips: 0,
  };
}

/** Adds one step to the meters, in place. */
export function count(meters: Meters, flow: PlantFlow, world: World): void {
  const hours = (flow.to - flow.from) / HOUR_MS;
  const importKwh = Math.max(0, flow.gridKw) * hours;
  const exportKwh = Math.max(0, -flow.gridKw) * hours;
  meters.importKwh += importKwh;
  meters.exportKwh += exportKwh;
  meters.cost += importKwh * world.importPricePerKwh(flow.from) - exportKwh * world.feedInPricePerKwh;
  meters.pvKwh += flow.pvKw * hours;
  meters.loadKwh += flow.loadKw * hours;
  meters.carsKwh += sum(flow.carsKw) * hours;
  for (const [index, powerKw] of flow.carsKw.entries()) {
    meters.carKwh[index] = (meters.carKwh[index] ?? 0) + powerKw * hours;
  }
  meters.batteryChargeKwh += Math.max(0, -flow.batteryKw) * hours;
  meters.batteryDischargeKwh += Math.max(0, flow.batteryKw) * hours;
}
