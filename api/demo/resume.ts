import { DAY_MS, type Instant } from '../house/index.ts';
import type { EvccMemory } from './evcc/index.ts';
import { carAt, createWorld } from './plant/index.ts';
import { type HouseState, meterReading, newHouse, stepMs } from './simulation.ts';

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
  const plant = { ...state.plant, cars };
  const flow = meterReading(plant, state.orders, world, at, step);
  const evcc = withTimersAt(state.evcc, Math.min(0, at - state.at));
  return { ...state, at, plant, flow, evcc, startingUntil: at, deviceTimeoutAt: null };
}

/** evcc's timers go by the time that passes: they keep their age where the wall clock is set back. */
function withTimersAt(evcc: EvccMemory, setByMs: number): EvccMemory {
  const moved = (at: Instant | null) => at && at + setByMs;
  const { battery, loadpoints } = evcc;
  return {
    ...evcc,
    battery: { ...battery, externalAt: battery.externalAt + setByMs },
    loadpoints: loadpoints.map(({ run, ...rest }) => ({
      ...rest,
      run: { ...run, pvSince: moved(run.pvSince), phaseSince: moved(run.phaseSince) },
    })),
  };
}

/** A house read back from a file, or `null` where `value` is none (or one of another build of the house). */
export function decodeHouseState(value: unknown): HouseState | null {
  return isHouseState(value) ? value : null;
}

function isHouseState(value: unknown): value is HouseState {
  return hasShapeOf(newHouse(1, 0, 30_000), value);
}

/** Whether `value` has every field of `template` in the same kind; what the template leaves empty may be anything. */
function hasShapeOf(template: unknown, value: unknown): boolean {
  if (template === null) return true;
  if (Array.isArray(template)) {
    if (!Array.isArray(value)) return false;
    return template.length === 0 || (value.length === template.length && matchesAll(template, value));
  }
  if (typeof template === 'object')
    return typeof value === 'object' && value !== null && matchesAll(template, value);
  return typeof template === 'number' ? Number.isFinite(value) : typeof template === typeof value;
}

function matchesAll(template: object, value: object): boolean {
  const found = new Map(Object.entries(value));
  return Object.entries(template).every(([key, part]) => hasShapeOf(part, found.get(key)));
}
