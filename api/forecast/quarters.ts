import { type EnergySample, HOUR_MS, type Instant, SLOT_MS, slotStart } from '../house/index.ts';

/** A household draws no more than this; above it is an error of a meter or of a unit. */
const ABSURD_POWER_KW = 50;
/** A longer span says nothing about the time of day. */
const LONGEST_SAMPLE_MS = 3 * HOUR_MS;

/** Measured mean powers of a run of quarters of an hour. */
export interface Quarters {
  start: Instant;
  /** One for each quarter from `start` on; `NaN` where nothing was measured. */
  powerKw: Float64Array;
  /** Quarters that were measured. */
  known: number;
  /** Samples that cannot be true and were left out: negative, not a number, absurdly large or of no sensible span. */
  refused: number;
}

function isUsable({ start, end, energyKwh }: EnergySample): boolean {
  const spanMs = end - start;
  const powerKw = (energyKwh * HOUR_MS) / spanMs;
  return spanMs > 0 && spanMs <= LONGEST_SAMPLE_MS && powerKw >= 0 && powerKw <= ABSURD_POWER_KW;
}

/**
 * Measured energies of any span up to three hours as the mean power of each quarter of an hour in [from, until).
 * Samples that cannot be true are left out and counted, and where samples overlap their mean counts.
 */
export function toQuarters(samples: readonly EnergySample[], from: Instant, until: Instant): Quarters {
  const first = slotStart(from);
  const count = Math.max(0, Math.ceil((until - first) / SLOT_MS));
  const energy = new Float64Array(count);
  const durationMs = new Float64Array(count);
  let refused = 0;
  for (const sample of samples) {
    if (sample.end <= from || sample.start >= until) continue;
    if (!isUsable(sample)) {
      refused += 1;
      continue;
    }
    const powerKw = (sample.energyKwh * HOUR_MS) / (sample.end - sample.start);
    const [begin, end] = [Math.max(sample.start, from), Math.min(sample.end, until)];
    for (let start = slotStart(begin); start < end; start += SLOT_MS) {
      const index = (start - first) / SLOT_MS;
      const overlapMs = Math.min(end, start + SLOT_MS) - Math.max(begin, start);
      energy[index] = (energy[index] ?? 0) + powerKw * overlapMs;
      durationMs[index] = (durationMs[index] ?? 0) + overlapMs;
    }
  }
  let known = 0;
  const powerKw = energy.map((sum, index) => {
    const duration = durationMs[index] ?? 0;
    if (duration === 0) return Number.NaN;
    known += 1;
    return sum / duration;
  });
  return { start: first, powerKw, known, refused };
}

/** A value of more than this many times what one in a hundred exceeds is cut to it. */
const MOST_ABOVE_USUAL = 4;

/** The same powers with single ones that stand out beyond all others cut, so that one odd sample says only so much. */
export function tame(powerKw: Float64Array): Float64Array {
  const known = powerKw.filter((power) => !Number.isNaN(power)).sort();
  const high = known[Math.floor(known.length * 0.99)] ?? 0;
  const limit = high > 0 ? MOST_ABOVE_USUAL * high : Number.POSITIVE_INFINITY;
  return powerKw.map((power) => (power > limit ? limit : power));
}
