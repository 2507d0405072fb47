import type { Statement, Value } from './connection.ts';
import type { Row, Table } from './tables.ts';

/** What is given up first when too much waits; what is not named here never is. */
const GIVE_UP_ORDER = ['cycles', 'events', 'commands', 'quarterHours'];

/** A row that is to be on the disk, with the statement that puts it there. */
export interface Write extends Statement {
  table: string;
  key: string | number;
  row: Row;
}

/** The statement that adds a row, or replaces the one with its key. */
export function writeOf<T>(table: Table<T>, value: T): Write {
  const row = table.toRow(value);
  const key = row[table.key];
  if (typeof key !== 'string' && typeof key !== 'number') throw new TypeError(`${table.name} without a key`);
  const updates = table.columns.map((column) => `"${column}" = excluded."${column}"`);
  const places = table.columns.map(() => '?').join(', ');
  return {
    table: table.name,
    key,
    row,
    sql: `INSERT INTO "${table.name}" (${columnsOf(table)}) VALUES (${places}) ON CONFLICT ("${table.key}") DO UPDATE SET ${updates.join(', ')}`,
    values: table.columns.map((column): Value => row[column] ?? null),
  };
}

/** A table's columns as a statement names them. */
export function columnsOf({ columns }: Pick<Table<unknown>, 'columns'>): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** What of all that waits may be given up first; `null` where nothing may. */
export function leastValuable(waiting: Map<string, Write>): Write | null {
  for (const table of GIVE_UP_ORDER)
    for (const write of waiting.values()) if (write.table === table) return write;
  return null;
}
