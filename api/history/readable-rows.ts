import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { pageBounds } from './page-bounds.ts';
import type { Table } from './tables.ts';

/** A row by column; `null` stands for what was there and could not be read, be it one row or many. */
export type FoundRow = Record<string, SQLOutputValue> | null;

/** Rows that are counted through behind one that cannot be read. */
const MOST_PLACES = 1000;

type AnyTable = Pick<Table<unknown>, 'name' | 'key'>;

/**
 * The rows of a damaged table with numbers as keys, past its indexes: from the beginning of each page on, so that none
 * hides those behind it.
 *
 * @param columns what is selected of a row, in SQL
 */
export function* rowsByNumber(
  database: DatabaseSync,
  file: string,
  table: AnyTable,
  columns: string,
): Generator<FoundRow> {
  const { name, key } = table;
  const keys = `SELECT "${key}" AS "key" FROM "${name}" NOT INDEXED WHERE "${key}" >= ? ORDER BY "${key}"`;
  const select = database.prepare(`SELECT ${columns} FROM "${name}" WHERE "${key}" = ?`);
  const known = new Set<unknown>();
  const bounds = boundsOf(database, file, name).sort((a, b) => a - b);
  // A statement that failed fails once more, so each page gets one of its own.
  for (const bound of [-1, ...bounds]) {
    const { found, isBroken } = upTo(known, () => database.prepare(keys).iterate(bound + 1));
    if (isBroken) yield null;
    // Where a page holds rubbish, its keys are not found where they would belong.
    for (const one of found) yield readable(() => select.get(one)) ?? null;
  }
}

/** The keys up to the end, to one that is known, or to a page that cannot be read. */
function upTo(
  known: Set<unknown>,
  read: () => Iterable<Record<string, SQLOutputValue>>,
): { found: SQLOutputValue[]; isBroken: boolean } {
  const found: SQLOutputValue[] = [];
  const isBroken = !readable(() => {
    for (const { key = null } of read()) {
      if (known.has(key)) break;
      known.add(key);
      found.push(key);
    }
    return true;
  });
  return { found, isBroken };
}

function boundsOf(database: DatabaseSync, file: string, name: string): number[] {
  const pageSize = Number(database.prepare('PRAGMA page_size').get()?.page_size);
  const root = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)?.rootpage;
  return pageBounds(file, pageSize, Number(root));
}

/**
 * The rows of a damaged table with names as keys, of which there are few: counted through from both sides, since looking
 * for a name means reading others.
 *
 * @param columns what is selected of a row, in SQL
 */
export function* rowsByPlace(
  database: DatabaseSync,
  { name, key }: AnyTable,
  columns: string,
): Generator<FoundRow> {
  const known = new Set<unknown>();
  for (const order of ['ASC', 'DESC']) {
    const sql = `SELECT ${columns} FROM "${name}" ORDER BY "${key}" ${order} LIMIT 1 OFFSET ?`;
    const select = database.prepare(sql);
    for (let place = 0, tries = 0; tries < MOST_PLACES; place++) {
      const rows = readable(() => select.all(place));
      if (rows?.length === 0) break;
      const [row] = rows ?? [];
      if (!row) tries++;
      if (row && known.has(row[key])) continue;
      if (row) known.add(row[key]);
      yield row ?? null;
    }
  }
}

/** What is read; `null` where the file is damaged there. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
