import { HOUR_MS, type Instant, type Rate, SLOT_MS } from '../house/index.ts';
import { InputError } from './input-error.ts';
import { readNumber, type Table } from './table.ts';
import { type Quantity, UNIT_SUFFIXES, type Unit, unitOf } from './units.ts';

/** A column of a table with its unit. */
export interface Column {
  table: Table;
  name: string;
  unit: Unit;
}

/** What a row of a column says of its interval: kW, kW/kWp or currency/kWh. */
export interface Reading extends Rate {
  /** In the file. */
  line: number;
}

/**
 * The column of a table that is meant: the named one, else a usual one, else the only one that can be.
 *
 * @param quantities what it may hold
 * @param usual columns that are taken where none is named, in this order
 * @throws {InputError} naming what is there
 */
export function columnOf(
  table: Table,
  named: string | null,
  { quantities, usual }: { quantities: readonly Quantity[]; usual: readonly string[] },
): Column {
  const { file, columns } = table;
  const fits = (unit: Unit | null): unit is Unit => unit !== null && quantities.includes(unit.quantity);
  const fitting = columns.filter((name) => fits(unitOf(name)));
  const sole = fitting.length === 0 ? columns : fitting;
  const only = sole.length === 1 ? sole[0] : undefined;
  const name = named ?? usual.find((candidate) => columns.includes(candidate)) ?? only;
  const there = columns.join(', ');
  if (name === undefined || !columns.includes(name))
    throw new InputError(file, {
      de: `${name === undefined ? 'Welche Spalte gemeint ist, ist nicht klar' : `Es gibt keine Spalte „${name}“`}. Da sind: ${there}. Angabe als DATEI:spalte.`,
      en: `${name === undefined ? 'It is not clear which column is meant' : `There is no column "${name}"`}. There are: ${there}. Name it as FILE:column.`,
    });
  const unit = unitOf(name);
  if (!fits(unit)) {
    const endings = UNIT_SUFFIXES.filter((suffix) => fits(unitOf(suffix))).join(' ');
    throw new InputError(file, {
      de: `Die Spalte „${name}“ ${unit ? 'hat keine passende Einheit' : 'nennt keine Einheit'}. Ihr Name muss auf eine von ${endings} enden; da sind: ${there}.`,
      en: `The column "${name}" ${unit ? 'has no fitting unit' : 'names no unit'}. Its name must end in one of ${endings}; there are: ${there}.`,
    });
  }
  return { table, name, unit };
}

/** The rows of a column by what they hold. */
export interface Readings {
  readings: Reading[];
  /** Rows without a value. */
  missing: number;
  /** Rows for a time of which a later row tells again. */
  repeated: number;
}

/**
 * The rows of a column that hold something, by time. A row lasts until the next one, at most the usual step around it, so
 * steps may change within a file and what is missing stays a gap. Of rows for the same time the last one counts.
 *
 * @throws {InputError} where a cell holds something that is neither a number nor missing
 */
export function readingsOf({ table, name, unit }: Column): Readings {
  const position = table.columns.indexOf(name);
  const rows = [...new Map(table.rows.map((row) => [row.start, row])).values()].sort(
    (a, b) => a.start - b.start,
  );
  const lengths = lengthsOf(rows.map(({ start }) => start));
  const readings = rows.flatMap(({ line, start, cells }, index): Reading[] => {
    const value = readNumber(table.file, line, name, cells[position] ?? '');
    const lengthMs = lengths[index] ?? SLOT_MS;
    return value === null
      ? []
      : [{ line, start, end: start + lengthMs, value: unit.convert(value, lengthMs / HOUR_MS) }];
  });
  return { readings, missing: rows.length - readings.length, repeated: table.rows.length - rows.length };
}

/** The usual step at a row is that of so many rows before it or after it. */
const STEPS_AROUND = 6;
/** Clocks of loggers are not exact: a row this much longer than usual is no gap. */
const LONGEST_SHARE = 1.5;

/** How long each row lasts, ms. */
function lengthsOf(starts: readonly Instant[]): number[] {
  const steps = starts.slice(1).map((start, index) => start - (starts[index] ?? start));
  return starts.map((_, index) => {
    const before = steps.slice(Math.max(0, index - STEPS_AROUND), index);
    const after = steps.slice(index, index + STEPS_AROUND);
    const shortestMs = Math.min(...before, ...after);
    const usualMs = Math.max(usualOf(before), usualOf(after)) || shortestMs;
    const stepMs = steps[index] ?? usualMs;
    const lengthMs = stepMs <= LONGEST_SHARE * usualMs ? stepMs : usualMs;
    return Number.isFinite(lengthMs) ? lengthMs : SLOT_MS;
  });
}

/** The step that occurs most often, of several the shortest; 0 where none occurs twice. */
function usualOf(steps: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const stepMs of steps) counts.set(stepMs, (counts.get(stepMs) ?? 0) + 1);
  const [usual] = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return usual?.[0] ?? 0;
}
