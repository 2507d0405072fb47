import type { Instant } from '../../house/index.ts';
import { CARS } from './devices.ts';
import type { CarState } from './plant.ts';
import type { Trip } from './trips.ts';
import type { World } from './world.ts';

/** A battery is never driven quite empty. */
const LEAST_SOC_PERCENT = 3;
/** A departure this close to the wanted SoC is in time. */
const TOLERANCE_PERCENT = 0.5;

export type Movement =
  | { kind: 'DEPARTED'; car: number; wasConnected: boolean; late: boolean }
  | { kind: 'ARRIVED'; car: number };

/** A car at the beginning: on the road if its world says so, else plugged in. */
export function carAt(world: World, index: number, storedKwh: number, at: Instant): CarState {
  const trip = world.trips[index]?.at(at) ?? null;
  return {
    storedKwh,
    connected: trip === null,
    away: trip !== null,
    tripStart: trip?.start ?? null,
    tripKwh: trip?.energyKwh ?? 0,
    reachableKwh: storedKwh,
  };
}

/** Lets cars leave and come home as the world wants it at `at`; `null` where nothing moved. */
export function moveCars(
  world: World,
  cars: readonly CarState[],
  at: Instant,
): { cars: CarState[]; movements: Movement[] } | null {
  const movements: Movement[] = [];
  const moved = cars.map((car, index) => {
    const trip = world.trips[index]?.at(at) ?? null;
    if (trip && trip.start !== car.tripStart) {
      movements.push({ kind: 'DEPARTED', car: index, wasConnected: car.connected, late: isLate(car, index) });
      return depart(car, trip);
    }
    if (!trip && car.away) {
      movements.push({ kind: 'ARRIVED', car: index });
      return arrive(car, index);
    }
    return car;
  });
  return movements.length > 0 ? { cars: moved, movements } : null;
}

function depart(car: CarState, trip: Trip): CarState {
  return { ...car, connected: false, away: true, tripStart: trip.start, tripKwh: trip.energyKwh };
}

/** Home again: the trip's energy is gone, and the cable is in. */
export function arrive(car: CarState, index: number): CarState {
  const leastKwh = ((CARS[index]?.capacityKwh ?? 0) * LEAST_SOC_PERCENT) / 100;
  const storedKwh = car.away
    ? Math.max(Math.min(leastKwh, car.storedKwh), car.storedKwh - car.tripKwh)
    : car.storedKwh;
  return { ...car, storedKwh, connected: true, away: false, tripKwh: 0, reachableKwh: storedKwh };
}

/** Below what it could have had at full power since it was plugged in, at most the wanted SoC. */
function isLate(car: CarState, index: number): boolean {
  const spec = CARS[index];
  if (!spec) return false;
  const wantedKwh = (spec.wantedSocPercent / 100) * spec.capacityKwh;
  const toleranceKwh = (TOLERANCE_PERCENT / 100) * spec.capacityKwh;
  return car.storedKwh < Math.min(wantedKwh, car.reachableKwh) - toleranceKwh;
}
