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
