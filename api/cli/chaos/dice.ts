/** Random numbers that a seed decides. */
export interface Dice {
  /** [0, 1). */
  roll(): number;
  /** [from, to). */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** Mulberry32: small, and good enough to shuffle faults. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  function roll(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    roll,
    between: (from, to) => from + (to - from) * roll(),
    chance: (probability) => roll() < probability,
    pick: (items) => items[Math.floor(roll() * items.length)] ?? items[0],
  };
}
