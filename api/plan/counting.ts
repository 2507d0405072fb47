import { type Cut, excess } from './cut.ts';
import type { Term } from './problem.ts';

/** A car's slot as far as its energy goes: nothing, or between `minKwh` and `maxKwh`. */
export interface CountedSlot {
  /** `null` for a car that can charge as little as it likes. */
  on: number | null;
  power: number;
  hours: number;
  minKwh: number;
  maxKwh: number;
}

/**
 * What a car needs and has room for. Since it charges in whole slots, their number is bounded, too: who can take 6 kWh
 * in portions of 1 to 3 charges in 2 to 6 slots, and who charges in 3 of them takes more in some than the minimum.
 */
export interface Counting {
  slots: readonly CountedSlot[];
  needKwh: number;
  /** What may be missing of it, kWh; `null` without a need. */
  missing: number | null;
  roomKwh: number;
  /** What may be taken beyond the room, kWh; without it nothing may. */
  beyond?: number;
}

const NOTABLE = 1e-3;
/** Remainders too close to a whole number make rows of bad numbers. */
const LEAST_REMAINDER = 0.02;

/** The rounding cuts that this relaxed solution breaks. */
export function violatedCounts(countings: readonly Counting[], values: Float64Array): Cut[] {
  return countings.flatMap((counting) => {
    let [leastKwh, mostKwh] = [0, 0];
    for (const { on, minKwh, maxKwh } of counting.slots) {
      if (on === null) continue;
      leastKwh = Math.max(leastKwh, minKwh);
      mostKwh = Math.max(mostKwh, maxKwh);
    }
    return [leastKwh, mostKwh]
      .filter((kwh) => kwh > 0)
      .flatMap((kwh) => [...needCut(counting, kwh, values), ...roomCut(counting, kwh, values)]);
  });
}

/**
 * Σ a·z + s ≥ b with whole z ≥ 0 and s ≥ 0 implies Σ (⌊a⌋ + min(1, frac a / f))·z + s / f ≥ ⌈b⌉ with f = frac b (mixed
 * integer rounding). Here in portions, each slot's energy written as what makes the row break most: all of `max`·z,
 * `min`·z and something more, or something.
 */
function needCut({ slots, needKwh, missing }: Counting, portionKwh: number, values: Float64Array): Cut[] {
  const portions = needKwh / portionKwh;
  const remainder = portions - Math.floor(portions);
  if (needKwh <= 0 || remainder < LEAST_REMAINDER) return [];
  const rate = 1 / (portionKwh * remainder);
  const factor = (kwh: number) => {
    const whole = Math.floor(kwh / portionKwh + 1e-9);
    return whole + Math.min(1, Math.max(0, kwh / portionKwh - whole) / remainder);
  };
  const terms: Term[] = missing === null ? [] : [[missing, -rate]];
  for (const { on, power, hours, minKwh, maxKwh } of slots) {
    if (on === null) {
      terms.push([power, -hours * rate]);
      continue;
    }
    const z = values[on] ?? 0;
    const kwh = hours * (values[power] ?? 0);
    const asPower = kwh * rate;
    const whole = factor(maxKwh) * z;
    const beyondMin = factor(minKwh) * z + (kwh - minKwh * z) * rate;
    if (asPower <= whole && asPower <= beyondMin) terms.push([power, -hours * rate]);
    else if (whole <= beyondMin) terms.push([on, -factor(maxKwh)]);
    else terms.push([on, minKwh * rate - factor(minKwh)], [power, -hours * rate]);
  }
  return broken({ upper: -Math.ceil(portions), terms }, values);
}

/**
 * Σ a·z ≤ b + s implies Σ (⌊a⌋ + max(0, frac a − f) / (1 − f))·z − s / (1 − f) ≤ ⌊b⌋: the same for what there is room
 * for, each slot's energy as at least `min`·z, or as `max`·z less something.
 */
function roomCut({ slots, roomKwh, beyond }: Counting, portionKwh: number, values: Float64Array): Cut[] {
  const portions = roomKwh / portionKwh;
  const remainder = portions - Math.floor(portions);
  if (remainder > 1 - LEAST_REMAINDER) return [];
  const rate = 1 / (portionKwh * (1 - remainder));
  const factor = (kwh: number) => {
    const whole = Math.floor(kwh / portionKwh + 1e-9);
    return whole + Math.max(0, kwh / portionKwh - whole - remainder) / (1 - remainder);
  };
  const terms: Term[] = beyond === undefined ? [] : [[beyond, -rate]];
  for (const { on, power, hours, minKwh, maxKwh } of slots) {
    if (on === null) continue;
    const z = values[on] ?? 0;
    const kwh = hours * (values[power] ?? 0);
    const atLeast = factor(minKwh) * z;
    const lessSomething = factor(maxKwh) * z - (maxKwh * z - kwh) * rate;
    if (lessSomething > atLeast) {
      terms.push([on, factor(maxKwh) - maxKwh * rate], [power, hours * rate]);
    } else if (factor(minKwh) > 0) terms.push([on, factor(minKwh)]);
  }
  return broken({ upper: Math.floor(portions), terms }, values);
}

function broken(cut: Cut, values: Float64Array): Cut[] {
  return excess(cut, values) > NOTABLE ? [cut] : [];
}
