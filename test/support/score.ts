/** Adds up how a forecast did. */
export interface Score {
  /** `band` = what eight in ten values should lie within; `null` = not judged. */
  add(expected: number, measured: number, band: { low: number; high: number } | null): void;
  count(): number;
  rmse(): number;
  /** Mean of expected − measured. */
  bias(): number;
  /** Share of the values inside their band, 0..1. */
  coverage(): number;
}

/** The band counts as holding a value up to rounding. */
const TOLERANCE = 1e-9;

export function createScore(): Score {
  let count = 0;
  let squares = 0;
  let sum = 0;
  let banded = 0;
  let inside = 0;
  return {
    add(expected, measured, band) {
      count += 1;
      squares += (expected - measured) ** 2;
      sum += expected - measured;
      if (!band) return;
      banded += 1;
      if (measured >= band.low - TOLERANCE && measured <= band.high + TOLERANCE) inside += 1;
    },
    count: () => count,
    rmse: () => Math.sqrt(squares / count),
    bias: () => sum / count,
    coverage: () => inside / banded,
  };
}
