import type { Instant } from '../house/index.ts';
import { InputError } from './input-error.ts';

/** A CSV file whose first column is the start of each row's interval. */
export interface Table {
  file: string;
  /** All but the first. */
  columns: string[];
  rows: Row[];
}

export interface Row {
  /** Counted from 1, the heading included. */
  line: number;
  start: Instant;
  /** As they stand in the file, in the order of `columns`. */
  cells: string[];
}

/**
 * Reads comma-separated rows, the first of which names the columns; times are UTC where they name no zone.
 *
 * @throws {InputError} where a time cannot be read or nothing is in it
 */
export function readTable(file: string, content: string): Table {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [, ...columns] = split(lines[0] ?? '');
  const rows = lines.flatMap((text, index): Row[] => {
    if (index === 0 || text.trim() === '') return [];
    const [time = '', ...cells] = split(text);
    return [{ line: index + 1, start: readTime(file, index + 1, time), cells }];
  });
  if (columns.length === 0 || rows.length === 0)
    throw new InputError(file, {
      de: 'Die Datei hat keine Spalten oder keine Zeilen. Gebraucht wird CSV mit Überschrift, die erste Spalte ist die Zeit.',
      en: 'The file has no columns or no rows. CSV with a heading is needed, its first column is the time.',
    });
  return { file, columns, rows };
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

function split(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}
