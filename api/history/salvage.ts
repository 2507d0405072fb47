import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { asItIs } from './as-it-is.ts';
import { MIGRATIONS } from './migrations.ts';
import { type FoundRow, rowsByNumber, rowsByPlace } from './readable-rows.ts';
import { columnsOf } from './row-write.ts';
import { versionOf } from './soundness.ts';
import { commands, cycleHeads, cycles, events, quarterHours, settings, type Table } from './tables.ts';

/** What was brought over from one table of a damaged file. */
export interface SalvagedTable {
  name: string;
  rows: number;
  /** Nothing that was in it is missing. */
  isWhole: boolean;
}

type AnyTable = Pick<Table<unknown>, 'name' | 'key' | 'columns' | 'fromRow'>;

/** All tables of a file. */
const TABLES: readonly AnyTable[] = [
  settings,
  quarterHours,
  // To unpack them all would take too long for a start; one that is torn is found out when it is asked for.
  { ...cycles, fromRow: cycleHeads.fromRow },
  commands,
  events,
];

/**
 * Copies what can be read of a damaged file into a new one, row by row and past the indexes: only what lies on pages
 * that cannot be read stays behind. The damaged file itself is not changed.
 *
 * @param target an open database of the newest schema, with empty tables
 * @returns what came over of each table; `null` where nothing can be read, or it is no file of ours
 * @throws SQLite's error where the new file cannot be written
 */
export function salvage(damaged: string, target: DatabaseSync): SalvagedTable[] | null {
  const source = openToRead(damaged);
  if (!source) return null;
  try {
    target.exec('BEGIN IMMEDIATE');
    const salvaged = TABLES.map((table) => copyTable(source, damaged, target, table));
    target.exec('COMMIT');
    return salvaged.some(({ rows }) => rows > 0) ? salvaged : null;
  } finally {
    source.close();
  }
}

function openToRead(path: string): DatabaseSync | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(asItIs(path), { readOnly: true, timeout: 1000, defensive: false });
    // Else a file that was cut off is not looked at in any place.
    database.exec('PRAGMA writable_schema = ON');
    const version = versionOf(database);
    if (version > 0 && version <= MIGRATIONS.length) return database;
  } catch {
    // What is wrong is told by whoever found the fault.
  }
  database?.close();
  return null;
}

function copyTable(source: DatabaseSync, file: string, target: DatabaseSync, table: AnyTable): SalvagedTable {
  const { name, columns, key } = table;
  const present = new Set(
    source
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(name)
      .map((column) => column.name),
  );
  if (!present.has(key)) return { name, rows: 0, isWhole: false };
  // A file of an older schema lacks some columns; bringing it forward would leave them empty too.
  const wanted = columns.map((column) => (present.has(column) ? `"${column}"` : `NULL AS "${column}"`));
  const rows =
    table === settings
      ? rowsByPlace(source, table, wanted.join(', '))
      : rowsByNumber(source, file, table, wanted.join(', '));
  return { name, ...copyRows(rows, target, table) };
}

function copyRows(
  rows: Iterable<FoundRow>,
  target: DatabaseSync,
  table: AnyTable,
): Pick<SalvagedTable, 'rows' | 'isWhole'> {
  const places = table.columns.map(() => '?').join(', ');
  const insert = target.prepare(
    `INSERT OR IGNORE INTO "${table.name}" (${columnsOf(table)}) VALUES (${places})`,
  );
  const copied = { rows: 0, isWhole: true };
  for (const row of rows) {
    const isCopied = row !== null && isOurs(row, table) && insert.run(...valuesOf(row, table)).changes === 1;
    if (isCopied) copied.rows++;
    else copied.isWhole = false;
  }
  return copied;
}

function isOurs(row: Record<string, SQLOutputValue>, { fromRow }: AnyTable): boolean {
  try {
    fromRow(row);
    return true;
  } catch {
    return false;
  }
}

function valuesOf(row: Record<string, SQLOutputValue>, { columns }: AnyTable): SQLOutputValue[] {
  return columns.map((column) => row[column] ?? null);
}
