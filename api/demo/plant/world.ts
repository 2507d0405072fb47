import { type Instant, SLOT_MS, slotStart } from '../../house/index.ts';
import { type Devices, VIRTUAL_DEVICES } from './devices.ts';
import { householdLoad } from './load.ts';
import { FEED_IN_PRICE_PER_KWH, importPricePerKwh } from './price.ts';
import { clearSkyKw } from './sun.ts';
import { type TripCalendar, tripCalendar } from './trips.ts';
import { transmission } from './weather.ts';

/** The world is constant within each of these spans, so its means do not depend on how time is cut. */
const GRAIN_MS = 10_000;

/**
 * Everything that happens to the house whatever anyone does: a pure function of seed and time. Two houses of one
 * seed live in the same world.
 */
export interface World {
  readonly seed: number;
  readonly devices: Devices;
  /** Mean PV power over [from, to) in kW, ≥ 0. */
  pvKw(from: Instant, to: Instant): number;
  /** Mean household load without cars over [from, to) in kW, > 0. */
  loadKw(from: Instant, to: Instant): number;
  /** Currency/kWh of the quarter of an hour around `at`. */
  importPricePerKwh(at: Instant): number;
  /** Currency/kWh. */
  readonly feedInPricePerKwh: number;
  readonly trips: readonly TripCalendar[];
}

export function createWorld(seed: number): World {
  const load = householdLoad(seed);
  const priceOfSlot = remembered((slot) => importPricePerKwh(seed, slot));

  return {
    seed,
    devices: VIRTUAL_DEVICES,
    pvKw: means((at) => pvAt(seed, at)),
    loadKw: means(load.at),
    importPricePerKwh: (at) => priceOfSlot(slotStart(at)),
    feedInPricePerKwh: FEED_IN_PRICE_PER_KWH,
    trips: [tripCalendar(seed, 0), tripCalendar(seed, 1)],
  };
}

function pvAt(seed: number, at: Instant): number {
  const clear = clearSkyKw(at);
  return clear > 0 ? clear * transmission(seed, at) : 0;
}

/** The mean of a function over any span; whole slots, which histories ask for again and again, are remembered. */
function means(valueAt: (at: Instant) => number): (from: Instant, to: Instant) => number {
  const meanOfSlot = remembered((slot) => mean(slot, slot + SLOT_MS, valueAt));
  return (from, to) =>
    to - from === SLOT_MS && from % SLOT_MS === 0 ? meanOfSlot(from) : mean(from, to, valueAt);
}

/** A function of a slot's start that keeps its last few thousand answers. */
function remembered(compute: (slot: Instant) => number): (slot: Instant) => number {
  const values = new Map<Instant, number>();
  return (slot) => {
    let found = values.get(slot);
    if (found === undefined) {
      if (values.size > 10_000) values.clear();
      found = compute(slot);
      values.set(slot, found);
    }
    return found;
  };
}

/** Mean of a function that is constant on each grain. */
function mean(from: Instant, to: Instant, valueAt: (at: Instant) => number): number {
  let sum = 0;
  for (let grain = Math.floor(from / GRAIN_MS) * GRAIN_MS; grain < to; grain += GRAIN_MS) {
    const overlap = Math.min(to, grain + GRAIN_MS) - Math.max(from, grain);
    sum += valueAt(grain + GRAIN_MS / 2) * overlap;
  }
  return sum / (to - from);
}
