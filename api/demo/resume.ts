import { DAY_MS, type Instant } from '../house/index.ts';
import { carAt, createWorld } from './plant/index.ts';
import { type HouseState, stepMs } from './simulation.ts';

/** A house that stood still for longer than this does not live through the time in between. */
const MAX_GAP_MS = 7 * DAY_MS;

/**
 * The house to go on with at `now`: the same one, which then catches up on what it missed; or, where that is too
 * much or lies ahead, the same stores at the new time.
 */
export function resumeHouse(saved: HouseState, now: Instant, intervalMs: number): HouseState {
  const state = structuredClone(saved);
  const step = stepMs(intervalMs);
  if (state.at <= now && now - state.at <= MAX_GAP_MS && state.at % step === 0) return state;
  const world = createWorld(state.seed);
  const at = Math.floor(now / step) * step;
  const cars = state.plant.cars.map((car, index) => carAt(world, index, car.storedKwh, at));
  return {
    ...state,
    at,
    plant: { ...state.plant, cars },
    flow: null,
    startingUntil: at,
    deviceTimeoutAt: null,
  };
}
