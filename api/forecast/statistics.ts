/** `value` kept between `low` and `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

export interface Weighted {
  value: number;
  /** > 0. */
  weight: number;
}

/** The lowest value that at least `share` of the weight does not exceed; `null` without values. */
export function quantile(sorted: readonly Weighted[], share: number): number | null {
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  for (const { value, weight } of sorted) {
    passed += weight;
    if (passed >= share * total) return value;
  }
  return sorted.at(-1)?.value ?? null;
}

/** Sorted for `quantile`. */
export function byValue(values: Iterable<Weighted>): Weighted[] {
  return [...values].sort((a, b) => a.value - b.value);
}

/** Mean of each element and its neighbours up to `reach` on a ring, the nearer the heavier (a triangle). */
export function smoothRing(values: readonly number[], reach: number): number[] {
  return values.map((_, index) => {
    let sum = 0;
    let weight = 0;
    for (let step = -reach; step <= reach; step++) {
      const share = reach + 1 - Math.abs(step);
      sum += share * (values[(index + step + values.length) % values.length] ?? 0);
      weight += share;
    }
    return sum / weight;
  });
}
