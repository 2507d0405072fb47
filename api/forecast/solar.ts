import { HOUR_MS, type Instant, type Rate, SECOND_MS, type Slot } from '../house/index.ts';

/** Readings up to this far apart are joined by a line, even where the first one says that it ends sooner. */
const LONGEST_STEP_MS = HOUR_MS + SECOND_MS;
/** The same for two readings of 0: the night, which some sources leave out. */
const LONGEST_NIGHT_MS = 18 * HOUR_MS;
/** A slot of which less is covered is unknown. */
const MINIMUM_COVERAGE = 0.5;

/** A stretch over which power goes in a straight line. */
interface Segment {
  start: Instant;
  end: Instant;
  startKw: number;
  endKw: number;
}

/**
 * Mean PV power (kW) of each slot from a forecast of power at instants: between two starts it is linear, as evcc
 * integrates it, so the energy is that of the trapezoids whatever the step of the source. A slot in a gap or
 * beyond the end is `null` (unknown), and so is everything without a forecast.
 *
 * @param rates power in kW at each `start`, in any order; negative values count as 0, those that are no number as absent
 * @param slots sorted, without overlaps
 */
export function integrateSolar(
  rates: readonly Rate[] | null,
  slots: readonly Slot[],
): (number | null)[] | null {
  const segments = toSegments(rates ?? []);
  if (segments.length === 0) return null;
  let first = 0;
  return slots.map((slot) => {
    for (let segment = segments[first]; segment && segment.end <= slot.start; segment = segments[++first]);
    let energy = 0;
    let coveredMs = 0;
    for (let index = first; ; index++) {
      const segment = segments[index];
      if (!segment || segment.start >= slot.end) break;
      const from = Math.max(segment.start, slot.start);
      const until = Math.min(segment.end, slot.end);
      energy += ((powerAt(segment, from) + powerAt(segment, until)) / 2) * (until - from);
      coveredMs += until - from;
    }
    return coveredMs >= MINIMUM_COVERAGE * (slot.end - slot.start) && coveredMs > 0
      ? energy / coveredMs
      : null;
  });
}

function toSegments(rates: readonly Rate[]): Segment[] {
  const byStart = new Map<Instant, Rate>();
  const usable = rates.filter(({ start, end, value }) => Number.isFinite(value) && end > start);
  for (const rate of usable.sort((a, b) => a.start - b.start || a.end - b.end || a.value - b.value)) {
    byStart.set(rate.start, { ...rate, value: Math.max(0, rate.value) });
  }
  const points = [...byStart.values()];
  return points.map(({ start, end, value }, index) => {
    const next = points[index + 1];
    return next && isJoined(start, end, value, next)
      ? { start, end: next.start, startKw: value, endKw: next.value }
      : { start, end, startKw: value, endKw: value };
  });
}

function isJoined(start: Instant, end: Instant, value: number, next: Rate): boolean {
  const stepMs = next.start - start;
  const isNight = value === 0 && next.value === 0 && stepMs <= LONGEST_NIGHT_MS;
  return next.start <= end + SECOND_MS || stepMs <= LONGEST_STEP_MS || isNight;
}

function powerAt({ start, end, startKw, endKw }: Segment, at: Instant): number {
  return startKw + ((endKw - startKw) * (at - start)) / (end - start);
}
