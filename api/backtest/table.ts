import type { Instant } from '../house/index.ts';
import { InputError } from './input-error.ts';

/** The rows of a CSV file below its heading. */
export interface Csv {
  heading: string[];
  rows: CsvRow[];
}

export interface CsvRow {
  /** Counted from 1, the heading included. */
  line: number;
  /** As they stand in the file, without quotes, in the order of the heading. */
  cells: string[];
}

/** A CSV file whose first column is the start of each row's interval. */
export interface Table {
  file: string;
  /** All but the first. */
  columns: string[];
  rows: Row[];
}

export interface Row extends CsvRow {
  start: Instant;
}

const MISSING = new Set(['', 'nan', 'na', 'n/a', 'null', 'none', '-', 'unknown', 'unavailable']);

/**
 * Reads comma-separated rows, the first of which names the columns; a cell in quotes may hold commas.
 *
 * @throws {InputError} where nothing is in it, or something else separates the cells
 */
export function readCsv(file: string, content: string): Csv {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const heading = split(lines[0] ?? '');
  if (heading.length === 1 && heading[0]?.includes(';'))
    throw new InputError(file, {
      de: 'Die Spalten sind mit Strichpunkten getrennt. Gebraucht werden Kommas, und Punkte in den Zahlen.',
      en: 'Semicolons separate the columns. Commas are needed, and points within numbers.',
    });
  const rows = lines.flatMap((text, index): CsvRow[] =>
    index === 0 || text.trim() === '' ? [] : [{ line: index + 1, cells: split(text) }],
  );
  if (heading.length < 2 || rows.length === 0)
    throw new InputError(file, {
      de: 'Die Datei hat keine Spalten oder keine Zeilen. Gebraucht wird CSV mit einer Überschrift und Werten darunter.',
      en: 'The file has no columns or no rows. CSV with a heading and values below it is needed.',
    });
  return { heading, rows };
}

/**
 * Reads rows that begin with a time, which is UTC where it names no zone.
 *
 * @throws {InputError} where a time cannot be read or nothing is in it
 */
export function readTable(file: string, content: string): Table {
  const { heading, rows } = readCsv(file, content);
  return {
    file,
    columns: heading.slice(1),
    rows: rows.map(({ line, cells: [time = '', ...cells] }) => ({
      line,
      start: readTime(file, line, time),
      cells,
    })),
  };
}

/** @throws {InputError} naming file and line */
export function readTime(file: string, line: number, text: string): Instant {
  const iso = text.trim().replace(' ', 'T');
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`);
  if (!Number.isFinite(at))
    throw new InputError(file, {
      de: `Zeile ${line}: „${text}“ ist keine Zeit. Gebraucht wird etwa 2024-10-01T00:00:00Z.`,
      en: `Line ${line}: "${text}" is no time. Something like 2024-10-01T00:00:00Z is needed.`,
    });
  return at;
}

/**
 * The number in a cell; `null` where it says that there is none.
 *
 * @throws {InputError} where it holds something else, naming file, line and column
 */
export function readNumber(file: string, line: number, column: string, cell: string): number | null {
  if (MISSING.has(cell.toLowerCase())) return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  const isComma = /^[-+]?\d+,\d+$/.test(cell);
  throw new InputError(file, {
    de: `Zeile ${line}, Spalte „${column}“: „${cell}“ ist keine Zahl. ${isComma ? 'Gebraucht wird ein Punkt statt des Kommas.' : 'Fehlende Werte bleiben leer.'}`,
    en: `Line ${line}, column "${column}": "${cell}" is no number. ${isComma ? 'A point is needed instead of the comma.' : 'Missing values stay empty.'}`,
  });
}

/** A quoted cell, with "" for a quote within, or all up to the next comma. */
const CELL = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?:,|$)/y;

function split(line: string): string[] {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (let from = 0; from <= line.length; from = CELL.lastIndex) {
    CELL.lastIndex = from;
    const match = CELL.exec(line);
    if (!match) return [...cells, line.slice(from).trim()];
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? '');
    if (!match[0].endsWith(',')) break;
  }
  return cells;
}
