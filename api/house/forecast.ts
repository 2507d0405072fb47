import type { Instant } from './time.ts';

/** Energy of one measured quarter of an hour (or another span). */
export interface EnergySample {
  start: Instant;
  end: Instant;
  /** ≥ 0. */
  energyKwh: number;
}

/** Expected mean power in one slot with its spread. All ≥ 0, p10 ≤ p50 ≤ p90. */
export interface PowerForecast {
  start: Instant;
  end: Instant;
  meanKw: number;
  p10Kw: number;
  p50Kw: number;
  p90Kw: number;
}
