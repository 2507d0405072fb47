import { HOUR_MS, type Instant, SLOT_MS, slotStart } from '../house/index.ts';
import { InputError } from './input-error.ts';
import type { Row, Table } from './table.ts';
import { type Quantity, UNIT_SUFFIXES, type Unit, unitOf } from './units.ts';

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
}

/** What a series may hold. Values outside are errors of a meter and count as missing. */
export interface Wanted {
  quantities: readonly Quantity[];
  /** Columns that are taken where none is named, in this order. */
  usual: readonly string[];
  min: number;
  max: number;
  /** Gaps up to this length are bridged; longer ones stay gaps. */
  bridgedMs: number;
  /**
   * `LAST`: what is measured goes on with the last value, since the next one is not known yet. `LINE`: of a forecast
   * both are.
   */
  bridgedBy: 'LAST' | 'LINE';
}

/** A column of a table with its unit. */
export interface Column {
  table: Table;
  name: string;
  unit: Unit;
}

/** A quarter is known where this share of it is. */
const LEAST_COVERAGE = 0.5;
const MISSING = new Set(['', 'nan', 'na', 'n/a', 'null', 'none', '-']);

/**
 * The column of a table that is meant: the named one, else a usual one, else the only one that can be.
 *
 * @throws {InputError} naming what is there
 */
export function columnOf(table: Table, named: string | null, { quantities, usual }: Wanted): Column {
  const { file, columns } = table;
  const fitting = columns.filter((name) => quantities.includes(unitOf(name)?.quantity ?? 'PRICE'));
  const only = fitting.length === 1 ? fitting[0] : undefined;
  const name = named ?? usual.find((candidate) => columns.includes(candidate)) ?? only;
  const there = columns.join(', ');
  if (name === undefined || !columns.includes(name))
    throw new InputError(file, {
      de: `${name === undefined ? 'Welche Spalte gemeint ist, ist nicht klar' : `Es gibt keine Spalte „${name}“`}. Da sind: ${there}. Angabe als DATEI:spalte.`,
      en: `${name === undefined ? 'It is not clear which column is meant' : `There is no column "${name}"`}. There are: ${there}. Name it as FILE:column.`,
    });
  const unit = unitOf(name);
  if (!unit || !quantities.includes(unit.quantity))
    throw new InputError(file, {
      de: `Die Spalte „${name}“ hat keine passende Einheit. Ihr Name muss auf eine von ${UNIT_SUFFIXES.join(' ')} enden; da sind: ${there}.`,
      en: `The column "${name}" has no fitting unit. Its name must end in one of ${UNIT_SUFFIXES.join(' ')}; there are: ${there}.`,
    });
  return { table, name, unit };
}

/** One series of one or several columns that follow each other; where they overlap the later file counts. */
export function toSeries(columns: readonly Column[], wanted: Wanted): Series {
  const sums = new Map<Instant, { energy: number; coveredMs: number }>();
  for (const column of columns) {
    const own = quartersOf(column, wanted);
    for (const [start, quarter] of own) sums.set(start, quarter);
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

function quartersOf({ table, name, unit }: Column, wanted: Wanted) {
  const position = table.columns.indexOf(name);
  const rows = table.rows.toSorted((a, b) => a.start - b.start);
  const stepMs = usualStepMs(rows);
  const quarters = new Map<Instant, { energy: number; coveredMs: number }>();
  rows.forEach((row, index) => {
    const next = rows[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const end = Math.min(row.start + stepMs, next);
    const value = readCell(row, position, table.file, name);
    if (value === null) return;
    const converted = unit.convert(value, stepMs / HOUR_MS);
    if (converted < wanted.min || converted > wanted.max) return;
    for (let start = slotStart(row.start); start < end; start += SLOT_MS) {
      const coveredMs = Math.min(end, start + SLOT_MS) - Math.max(row.start, start);
      const quarter = quarters.get(start) ?? { energy: 0, coveredMs: 0 };
      quarters.set(start, {
        energy: quarter.energy + converted * coveredMs,
        coveredMs: quarter.coveredMs + coveredMs,
      });
    }
  });
  return quarters;
}

/** @throws {InputError} where a cell holds something that is neither a number nor missing */
function readCell({ line, cells }: Row, position: number, file: string, name: string): number | null {
  const cell = cells[position] ?? '';
  if (MISSING.has(cell.toLowerCase())) return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new InputError(file, {
    de: `Zeile ${line}, Spalte „${name}“: „${cell}“ ist keine Zahl. Fehlende Werte bleiben leer.`,
    en: `Line ${line}, column "${name}": "${cell}" is no number. Missing values stay empty.`,
  });
}

/** The distance between rows that occurs most often. */
function usualStepMs(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const [index, { start }] of rows.entries()) {
    const stepMs = start - (rows[index - 1]?.start ?? start);
    if (stepMs > 0) counts.set(stepMs, (counts.get(stepMs) ?? 0) + 1);
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return usual?.[0] ?? SLOT_MS;
}
