import { type EnergySample, HOUR_MS, type Instant, localTime, SLOT_MS, slotStart } from '../house/index.ts';

/** Quarters of an hour in a day of the clock. */
export const QUARTERS_PER_DAY = 96;
/** A household draws no more than this; above it is an error of a meter or of a unit. */
const ABSURD_POWER_KW = 50;
/** A longer span says nothing about the time of day. */
const LONGEST_SAMPLE_MS = 3 * HOUR_MS;

/** Mean power measured in one quarter of an hour. */
export interface Quarter {
  start: Instant;
  meanKw: number;
}

function isUsable({ start, end, energyKwh }: EnergySample): boolean {
  const spanMs = end - start;
  const powerKw = (energyKwh * HOUR_MS) / spanMs;
  return spanMs > 0 && spanMs <= LONGEST_SAMPLE_MS && powerKw >= 0 && powerKw <= ABSURD_POWER_KW;
}

/**
 * Measured energies of any span up to three hours as the mean power of each quarter of an hour that they touch,
 * oldest first. Samples that cannot be true (negative, not a number, absurdly large) are left out, duplicates
 * count as one.
 */
export function toQuarters(samples: readonly EnergySample[], from: Instant, until: Instant): Quarter[] {
  const found = new Map<Instant, { energy: number; durationMs: number }>();
  for (const sample of samples) {
    if (!isUsable(sample)) continue;
    const powerKw = (sample.energyKwh * HOUR_MS) / (sample.end - sample.start);
    const [begin, end] = [Math.max(sample.start, from), Math.min(sample.end, until)];
    for (let start = slotStart(begin); start < end; start += SLOT_MS) {
      const durationMs = Math.min(end, start + SLOT_MS) - Math.max(begin, start);
      const quarter = found.get(start) ?? { energy: 0, durationMs: 0 };
      found.set(start, {
        energy: quarter.energy + powerKw * durationMs,
        durationMs: quarter.durationMs + durationMs,
      });
    }
  }
  return [...found]
    .map(([start, { energy, durationMs }]) => ({ start, meanKw: energy / durationMs }))
    .sort((a, b) => a.start - b.start);
}

/** Monday to Friday, Saturday, Sunday. */
export const DAY_CLASSES = 3;

/** Where an instant lies in the week of a household: its class of day, and its quarter by the wall clock (0..95). */
export function placeInWeek(at: Instant, timeZone: string): { dayClass: number; quarter: number } {
  const { weekday, hour, minute } = localTime(at, timeZone);
  const dayClass = weekday === 0 ? 2 : weekday === 6 ? 1 : 0;
  return { dayClass, quarter: hour * 4 + Math.floor(minute / 15) };
}
