import { QUARTERS_PER_DAY } from './calendar.ts';

/** A mean by local quarter of an hour in which older days fade. */
export interface FadingProfile {
  /** A day passes: what was added before counts less. */
  fade(): void;
  add(quarterOfDay: number, value: number): void;
  /**
   * The mean of each quarter and its neighbours up to `reach`, drawn to `assumed` as if that had been seen on
   * `strength` days.
   */
  mean(assumed: ArrayLike<number>, strength: number, reach: number): Float64Array;
  /** What `shape` has to be multiplied by to have the mean of what was seen; 1 where nothing was seen. */
  scaleOf(shape: ArrayLike<number>): number;
}

/** @param halfLifeDays after so many days a value counts half */
export function fadingProfile(halfLifeDays: number): FadingProfile {
  const rest = 0.5 ** (1 / halfLifeDays);
  const weights = new Float64Array(QUARTERS_PER_DAY);
  const sums = new Float64Array(QUARTERS_PER_DAY);
  const excess = new Float64Array(QUARTERS_PER_DAY);
  return {
    fade() {
      for (let quarter = 0; quarter < QUARTERS_PER_DAY; quarter += 1) {
        weights[quarter] = (weights[quarter] ?? 0) * rest;
        sums[quarter] = (sums[quarter] ?? 0) * rest;
      }
    },
    add(quarter, value) {
      weights[quarter] = (weights[quarter] ?? 0) + 1;
      sums[quarter] = (sums[quarter] ?? 0) + value;
    },
    mean(assumed, strength, reach) {
      for (let quarter = 0; quarter < QUARTERS_PER_DAY; quarter += 1)
        excess[quarter] = (sums[quarter] ?? 0) - (weights[quarter] ?? 0) * (assumed[quarter] ?? 0);
      const near = smoothed(weights, reach);
      const mean = smoothed(excess, reach);
      for (let quarter = 0; quarter < QUARTERS_PER_DAY; quarter += 1) {
        const weight = (near[quarter] ?? 0) + strength;
        const above = weight > 0 ? (mean[quarter] ?? 0) / weight : 0;
        mean[quarter] = (assumed[quarter] ?? 0) + above;
      }
      return mean;
    },
    scaleOf(shape) {
      let seen = 0;
      let expected = 0;
      for (let quarter = 0; quarter < QUARTERS_PER_DAY; quarter += 1) {
        seen += sums[quarter] ?? 0;
        expected += (weights[quarter] ?? 0) * (shape[quarter] ?? 0);
      }
      return expected > 0 ? seen / expected : 1;
    },
  };
}

/** Each quarter as the mean of itself and its neighbours up to `reach` around the clock, the nearer the heavier. */
export function smoothed(values: Float64Array, reach: number): Float64Array {
  const size = values.length;
  const result = new Float64Array(size);
  const whole = (reach + 1) * (reach + 1);
  for (let index = 0; index < size; index += 1) {
    let sum = (reach + 1) * (values[index] ?? 0);
    for (let step = 1; step <= reach; step += 1) {
      const before = index < step ? index - step + size : index - step;
      const after = index + step < size ? index + step : index + step - size;
      sum += (reach + 1 - step) * ((values[before] ?? 0) + (values[after] ?? 0));
    }
    result[index] = sum / whole;
  }
  return result;
}
