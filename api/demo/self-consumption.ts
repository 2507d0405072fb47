import { DAY_MS, type Instant, nextLocalTime } from '../house/index.ts';
import { CARS, TIME_ZONE } from './plant/index.ts';
import {
  createSimulation,
  DEFAULT_BATTERY_MAX_SOC,
  DEFAULT_INTERVAL_MS,
  type HouseState,
  NO_FAULTS,
  newHouse,
  type StartOptions,
} from './simulation.ts';
import { type Totals, totalsOf } from './totals.ts';

/** Local hour by which every car is to be ready. */
const READY_HOUR = 6;

/**
 * The same world and evcc with nobody steering from `from` to `to`: the battery in self-consumption, cars on surplus,
 * and what a car misses at its plan's end (80 % by six) as late as possible, blind to prices. `initial` are the start
 * options of the house, or a whole state of it, of which plant and evcc's site settings are taken.
 */
export function simulateSelfConsumption(options: {
  seed: number;
  from: Instant;
  to: Instant;
  initial?: StartOptions | HouseState;
}): Totals {
  const { seed, from, to, initial } = options;
  const state = begin(seed, from, initial);
  const simulation = createSimulation({
    state,
    faults: NO_FAULTS,
    intervalMs: DEFAULT_INTERVAL_MS,
    batteryMaxSoc: DEFAULT_BATTERY_MAX_SOC,
    onMovement: (movement) => {
      if (movement.kind === 'ARRIVED') planFor(state, movement.car);
    },
  });
  for (const [index, car] of state.plant.cars.entries()) if (car.connected) planFor(state, index);
  simulation.controlNow();
  simulation.advanceTo(to);
  return totalsOf(state);
}

function begin(seed: number, from: Instant, initial: StartOptions | HouseState | undefined): HouseState {
  if (!initial || !('plant' in initial)) return newHouse(seed, from, DEFAULT_INTERVAL_MS, initial);
  const house = newHouse(seed, from, DEFAULT_INTERVAL_MS, { site: initial.evcc.site });
  return { ...house, plant: structuredClone(initial.plant) };
}

/** 80 % by the next morning, as late as possible: the last seconds before it are as many as it needs. */
function planFor({ evcc, at }: HouseState, car: number): void {
  const spec = CARS[car];
  const vehicle = spec && evcc.vehicles[spec.name];
  if (!vehicle) return;
  vehicle.plan = { soc: spec.wantedSocPercent, time: nextLocalTime(at, READY_HOUR, 0, TIME_ZONE) };
  vehicle.planStrategy = { continuous: false, preconditionS: (7 * DAY_MS) / 1000 };
}
