import {
  DAY_MS,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localMidnight,
  localTime,
  type QuarterHour,
  SLOT_MS,
  slotStart,
  utcOffsetMs,
} from '../house/index.ts';

/** How finely history is summed up; hours, days and months are those of the house's clock. */
export const RESOLUTIONS = ['QUARTER_HOUR', 'HOUR', 'DAY', 'MONTH'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** A span of the calendar, from `start` (inclusive) to `end` (exclusive). */
export interface Span {
  start: Instant;
  end: Instant;
}

/** What is summed up. */
export const SUMMED = [
  'importKwh',
  'exportKwh',
  'pvKwh',
  'loadKwh',
  'batteryChargeKwh',
  'batteryDischargeKwh',
  'carsKwh',
  'cost',
  'plannedCost',
] as const;

/** What counts by its mean. */
export const AVERAGED = ['importPricePerKwh', 'feedInPricePerKwh'] as const;

type Figure = (typeof SUMMED)[number] | (typeof AVERAGED)[number];

/** What a span of time brought: sums of what is known of it, means of its prices, the battery's last SoC. */
export interface HistorySpan extends Span, Record<Figure, number | null> {
  socPercent: number | null;
  /** Quarters of an hour that were recorded. */
  quarters: number;
  /** Share [0, 1] of the span's quarters whose import was measured. */
  knownShare: number;
}

/** Where the span of that resolution begins in which `at` lies. */
export function spanStart(at: Instant, resolution: Resolution, timeZone: string): Instant {
  switch (resolution) {
    case 'QUARTER_HOUR':
      return slotStart(at);
    case 'HOUR': {
      // By the clock's hands; an hour that a clock change repeats counts twice, each by itself.
      const local = at + utcOffsetMs(at, timeZone);
      return at - (local - Math.floor(local / HOUR_MS) * HOUR_MS);
    }
    case 'DAY':
      return localMidnight(at, timeZone);
    case 'MONTH': {
      const { year, month } = localTime(at, timeZone);
      return fromLocalTime({ year, month, day: 1, hour: 0 }, timeZone);
    }
  }
}

/** Longer than a span and shorter than two, clock changes included: where the next one is looked for. */
const STRIDE_MS = { QUARTER_HOUR: SLOT_MS, HOUR: HOUR_MS, DAY: DAY_MS + 2 * HOUR_MS, MONTH: 32 * DAY_MS };

/** The whole spans that overlap with [from, to), oldest first. */
export function spansBetween(from: Instant, to: Instant, resolution: Resolution, timeZone: string): Span[] {
  const spans: Span[] = [];
  for (let start = spanStart(from, resolution, timeZone); start < to; ) {
    const end = spanStart(start + STRIDE_MS[resolution], resolution, timeZone);
    spans.push({ start, end });
    start = end;
  }
  return spans;
}

/**
 * Sums quarters up by spans; those without any are left out.
 *
 * @param quarters oldest first
 * @param spans oldest first, without overlap
 */
export function sumUp(quarters: readonly QuarterHour[], spans: readonly Span[]): HistorySpan[] {
  let at = 0;
  return spans.flatMap((span): HistorySpan[] => {
    while (at < quarters.length && (quarters[at]?.start ?? 0) < span.start) at += 1;
    const first = at;
    while (at < quarters.length && (quarters[at]?.start ?? 0) < span.end) at += 1;
    return at > first ? [sumOf(quarters.slice(first, at), span)] : [];
  });
}

function sumOf(quarters: readonly QuarterHour[], { start, end }: Span): HistorySpan {
  const known = (figure: Figure | 'socPercent') => quarters.flatMap((quarter) => quarter[figure] ?? []);
  const sum = (figure: Figure) => {
    const values = known(figure);
    return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
  };
  const mean = (figure: Figure) => {
    const total = sum(figure);
    return total === null ? null : total / known(figure).length;
  };
  return {
    start,
    end,
    importKwh: sum('importKwh'),
    exportKwh: sum('exportKwh'),
    pvKwh: sum('pvKwh'),
    loadKwh: sum('loadKwh'),
    batteryChargeKwh: sum('batteryChargeKwh'),
    batteryDischargeKwh: sum('batteryDischargeKwh'),
    carsKwh: sum('carsKwh'),
    cost: sum('cost'),
    plannedCost: sum('plannedCost'),
    importPricePerKwh: mean('importPricePerKwh'),
    feedInPricePerKwh: mean('feedInPricePerKwh'),
    socPercent: known('socPercent').at(-1) ?? null,
    quarters: quarters.length,
    knownShare: (known('importKwh').length * SLOT_MS) / (end - start),
  };
}
