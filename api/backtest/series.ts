import { type Instant, SLOT_MS, slotStart } from '../house/index.ts';
import { type Column, type Reading, readingsOf } from './column.ts';
import type { Quantity } from './units.ts';

/** Mean values of quarters of an hour; a gap is `null`, never 0. */
export interface Series {
  /** Start of the first quarter. */
  start: Instant;
  /** After the last quarter. */
  end: Instant;
  /** The mean of the quarter that starts then; `null` in a gap and outside. */
  at(start: Instant): number | null;
  /** Whether that quarter was not measured and is bridged. */
  isBridged(start: Instant): boolean;
  /** Rows of the files; among them those without a value, those told again later, and values that cannot be. */
  count: { rows: number; missing: number; repeated: number; refused: number };
}

/** What a series may hold. */
export interface Wanted {
  quantities: readonly Quantity[];
  /** Columns that are taken where none is named, in this order. */
  usual: readonly string[];
  /**
   * The readings that can be, cleaned; the others count as missing.
   *
   * @throws {InputError} where the column must be in another unit
   */
  sound(readings: readonly Reading[], column: Column): Reading[];
  /** Gaps up to this length are bridged; longer ones stay gaps. */
  bridgedMs: number;
  /**
   * `LAST`: what is measured goes on with the last value, since the next one is not known yet. `LINE`: of a forecast
   * both are.
   */
  bridgedBy: 'LAST' | 'LINE';
}

/** A quarter is known where this share of it is. */
const LEAST_COVERAGE = 0.5;

/**
 * One series of one or several columns that follow each other; where they overlap the later file counts.
 *
 * @throws {InputError} where a cell cannot be read or a column must be in another unit
 */
export function toSeries(columns: readonly Column[], wanted: Wanted): Series {
  const sums = new Map<Instant, { energy: number; coveredMs: number }>();
  const count = { rows: 0, missing: 0, repeated: 0, refused: 0 };
  for (const column of columns) {
    const { readings, missing, repeated } = readingsOf(column);
    const sound = wanted.sound(readings, column);
    count.rows += column.table.rows.length;
    count.missing += missing;
    count.repeated += repeated;
    count.refused += readings.length - sound.length;
    for (const [start, quarter] of quartersOf(sound)) sums.set(start, quarter);
  }
  const starts = [...sums.keys()].sort((a, b) => a - b);
  const start = starts[0] ?? 0;
  const end = (starts.at(-1) ?? -SLOT_MS) + SLOT_MS;
  const values = new Float64Array((end - start) / SLOT_MS).fill(Number.NaN);
  for (const [at, { energy, coveredMs }] of sums)
    if (coveredMs >= LEAST_COVERAGE * SLOT_MS) values[(at - start) / SLOT_MS] = energy / coveredMs;
  const bridged = bridge(values, wanted);
  return {
    start,
    end,
    count,
    isBridged: (quarter) => bridged.has((quarter - start) / SLOT_MS),
    at(quarter) {
      const value = values[(quarter - start) / SLOT_MS];
      return value === undefined || Number.isNaN(value) ? null : value;
    },
  };
}

/** Fills short gaps in place; those at the beginning and the end stay. */
function bridge(values: Float64Array, { bridgedMs, bridgedBy }: Wanted): Set<number> {
  const bridged = new Set<number>();
  let last = Number.NaN;
  let begin = 0;
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    const quarters = index - begin;
    const rise = bridgedBy === 'LINE' ? (value - last) / (quarters + 1) : 0;
    if (quarters * SLOT_MS <= bridgedMs && !Number.isNaN(last))
      for (let gap = begin; gap < index; gap += 1) {
        values[gap] = last + rise * (gap - begin + 1);
        bridged.add(gap);
      }
    last = value;
    begin = index + 1;
  }
  return bridged;
}

function quartersOf(readings: readonly Reading[]): Map<Instant, { energy: number; coveredMs: number }> {
  const quarters = new Map<Instant, { energy: number; coveredMs: number }>();
  for (const reading of readings)
    for (let start = slotStart(reading.start); start < reading.end; start += SLOT_MS) {
      const coveredMs = Math.min(reading.end, start + SLOT_MS) - Math.max(reading.start, start);
      const quarter = quarters.get(start) ?? { energy: 0, coveredMs: 0 };
      quarters.set(start, {
        energy: quarter.energy + reading.value * coveredMs,
        coveredMs: quarter.coveredMs + coveredMs,
      });
    }
  return quarters;
}
