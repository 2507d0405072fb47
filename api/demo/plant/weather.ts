import { type Instant, MINUTE_MS } from '../../house/index.ts';
import { season, wallClock } from './calendar.ts';
import { hash01, smoothNoise, smoothStep } from './noise.ts';

const STREAM = { day: 11, drift: 12, fast: 13, medium: 14, wind: 15 };

/** How dull local day `day` is: 0 cloudless, 1 overcast. Winter is duller. */
export function dullnessOfDay(seed: number, day: number): number {
  const chance = hash01(seed, STREAM.day, day) + 0.12 - 0.22 * season(day) * 0.5;
  return smoothStep(0.28, 0.98, chance);
}

/** Dullness at a moment: days melt into each other around midnight, and drift within themselves. */
export function dullness(seed: number, at: Instant): number {
  const { day, hour } = wallClock(at);
  const today = dullnessOfDay(seed, day);
  const blend =
    hour < 3
      ? dullnessOfDay(seed, day - 1) * (0.5 - hour / 6) + today * (0.5 + hour / 6)
      : hour > 21
        ? today * (1 - (hour - 21) / 6) + (dullnessOfDay(seed, day + 1) * (hour - 21)) / 6
        : today;
  const drift = (smoothNoise(seed, STREAM.drift, at / (150 * MINUTE_MS)) - 0.5) * 0.5;
  return Math.max(0, Math.min(1, blend + drift * Math.sqrt(4 * blend * (1 - blend))));
}

/** Share of clear-sky power that the cloud cover leaves on average: what a forecast can know. */
export function meanTransmission(dull: number): number {
  return (1 - 0.82 * dull ** 1.2) * (1 - 0.45 * passingDepth(dull));
}

/** Share of clear-sky power at a moment, with single clouds passing within minutes. */
export function transmission(seed: number, at: Instant): number {
  const dull = dullness(seed, at);
  const depth = passingDepth(dull);
  const cover =
    0.6 * smoothNoise(seed, STREAM.medium, at / (17 * MINUTE_MS)) +
    0.4 * smoothNoise(seed, STREAM.fast, at / (3.5 * MINUTE_MS));
  return (1 - 0.82 * dull ** 1.2) * (1 - depth * smoothStep(0.42, 0.58, cover));
}

/** Single clouds are darkest on days that are half and half. */
function passingDepth(dull: number): number {
  return 2.4 * dull * (1 - dull);
}

/** Wind over the country in [0, 1], changing over a day or two; it presses prices. */
export function wind(seed: number, at: Instant): number {
  return smoothNoise(seed, STREAM.wind, at / (26 * 60 * MINUTE_MS));
}
