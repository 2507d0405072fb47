import type { Instant, Text } from '../house/index.ts';
import { type Connection, type ReadRow, type Statement, WriteError } from './connection.ts';
import { lostText, unreadableText, waitingText } from './record-problems.ts';
import { columnsOf, leastValuable, type Write, writeOf } from './row-write.ts';
import type { Table } from './tables.ts';
import { HistoryUnreadableError } from './unreadable.ts';

/** More than a week of a normal house; beyond it the least valuable of what waits is given up. */
const MAX_WAITING = 2000;

/** Rows of a database, together with those that could not be written yet. */
export interface Records {
  /** Adds or replaces a row. It is on the disk when this returns, unless a transaction runs or the disk refuses. */
  put<T>(table: Table<T>, value: T): void;
  /** Writes one row past everything that waits; whether it reached the disk. */
  putNow<T>(table: Table<T>, value: T): boolean;
  /** Of the rows whose numeric key lies in [from, to) the newest `limit`, oldest first. */
  range<T>(table: Table<T>, from: number, to: number, limit: number): T[];
  /** The row with the smallest numeric key from `from` on, `null` where there is none. */
  first<T>(table: Table<T>, from: number): T | null;
  /** The rows whose time `at` lies in [from, to), oldest first. */
  between<T>(table: Table<T>, from: Instant, to: Instant): T[];
  all<T>(table: Table<T>): T[];
  /** Largest numeric key of a table, 0 where it is empty. */
  lastKey<T>(table: Table<T>): number;
  /** Forgets the rows of before `at`, by their time or, where they have none, their key. */
  removeBefore<T>(table: Table<T>, at: Instant): void;
  /** What a statement reads, as far as that is on the disk. */
  read(statement: Statement): ReadRow[];
  transaction<T>(work: () => T): T;
  /** Within `work` a read that fails throws HistoryUnreadableError; elsewhere it finds what waits in memory. */
  strictly<T>(work: () => T): T;
  flush(): void;
  waiting(): number;
  problem(): Text | null;
}

/**
 * Writes through to `connection`, and keeps in memory what it refuses: by key, so that only the newest value of
 * a row waits, until a later write finds the disk willing again.
 */
export function createRecords(connection: Connection): Records {
  let waiting = new Map<string, Write>();
  let depth = 0;
  let refusal: unknown = null;
  /** Why the last read failed; what was written since tells that it would not any more. */
  let unread: unknown = null;
  let isStrict = false;
  /** What was wrong with the last row that was given up for itself. */
  let flaw: unknown = null;
  let unreadable = 0;
  let lost = 0;

  function put<T>(table: Table<T>, value: T): void {
    const write = writeOf(table, value);
    waiting.set(`${write.table}:${write.key}`, write);
    if (depth === 0) flush();
  }

  function putNow<T>(table: Table<T>, value: T): boolean {
    return attempt([writeOf(table, value)]);
  }

  function transaction<T>(work: () => T): T {
    const before = new Map(waiting);
    depth++;
    try {
      return work();
    } catch (error) {
      waiting = before;
      throw error;
    } finally {
      depth--;
      if (depth === 0) flush();
    }
  }

  function flush(): void {
    while (waiting.size > 0) {
      const writes = [...waiting.values()];
      const written = attempt(writes, () => waiting.clear());
      if (written) break;
      const culprit = refusal instanceof WriteError ? writes[refusal.index] : undefined;
      if (!culprit || connection.isCircumstance(causeOf(refusal))) break;
      flaw = causeOf(refusal);
      giveUp(culprit);
    }
    while (waiting.size > MAX_WAITING) {
      const victim = leastValuable(waiting);
      if (!victim) break;
      giveUp(victim);
    }
  }

  /** Writes, then does `done`; whether it reached the disk. What was thrown becomes the `problem`. */
  function attempt(statements: readonly Statement[], done: () => void = () => {}): boolean {
    try {
      connection.write(statements);
      done();
      unread = null;
      if (waiting.size === 0) refusal = null;
      return true;
    } catch (error) {
      refusal = error;
      return false;
    }
  }

  function giveUp(write: Write): void {
    waiting.delete(`${write.table}:${write.key}`);
    lost++;
    if (waiting.size === 0) refusal = null;
  }

  function range<T>(table: Table<T>, from: number, to: number, limit: number): T[] {
    const key = `"${table.key}"`;
    const sql = `SELECT ${columnsOf(table)} FROM "${table.name}" WHERE ${key} >= ? AND ${key} < ? ORDER BY ${key} DESC LIMIT ?`;
    const rows = new Map<unknown, unknown>();
    for (const row of read({ sql, values: [atMost(from), atMost(to), atMost(limit)] }))
      rows.set(row[table.key], row);
    for (const write of waiting.values())
      if (write.table === table.name && typeof write.key === 'number' && write.key >= from && write.key < to)
        rows.set(write.key, write.row);
    const oldestFirst = [...rows].sort(([a], [b]) => Number(a) - Number(b)).map(([, row]) => row);
    return decoded(table, oldestFirst.slice(Math.max(0, oldestFirst.length - limit)));
  }

  function first<T>(table: Table<T>, from: number): T | null {
    const key = `"${table.key}"`;
    const sql = `SELECT ${columnsOf(table)} FROM "${table.name}" WHERE ${key} >= ? ORDER BY ${key} LIMIT 1`;
    let [row] = read({ sql, values: [atMost(from)] });
    for (const write of waiting.values())
      if (write.table === table.name && typeof write.key === 'number' && write.key >= from)
        if (!row || write.key <= Number(row[table.key])) row = write.row;
    return row ? (decoded(table, [row])[0] ?? null) : null;
  }

  function between<T>(table: Table<T>, from: Instant, to: Instant): T[] {
    const sql = `SELECT ${columnsOf(table)} FROM "${table.name}" WHERE "at" >= ? AND "at" < ?`;
    const rows = new Map<unknown, ReadRow>();
    for (const row of read({ sql, values: [atMost(from), atMost(to)] })) rows.set(row[table.key], row);
    for (const { table: name, key, row } of waiting.values())
      if (name === table.name && Number(row.at) >= from && Number(row.at) < to) rows.set(key, row);
    const oldestFirst = [...rows.values()].sort(
      (a, b) => Number(a.at) - Number(b.at) || Number(a[table.key]) - Number(b[table.key]),
    );
    return decoded(table, oldestFirst);
  }

  function all<T>(table: Table<T>): T[] {
    return decoded(table, read({ sql: `SELECT ${columnsOf(table)} FROM "${table.name}"`, values: [] }));
  }

  function lastKey<T>(table: Table<T>): number {
    const sql = `SELECT max("${table.key}") AS "last" FROM "${table.name}"`;
    const [row] = read({ sql, values: [] });
    let last = Number(row?.last ?? 0);
    for (const write of waiting.values())
      if (write.table === table.name) last = Math.max(last, Number(write.key));
    return last;
  }

  function removeBefore<T>(table: Table<T>, at: number): void {
    attempt([{ sql: `DELETE FROM "${table.name}" WHERE "${timeOf(table)}" < ?`, values: [at] }]);
  }

  function read(statement: Statement): ReadRow[] {
    try {
      const rows = connection.read(statement);
      unread = null;
      return rows;
    } catch (error) {
      unread = error;
      if (isStrict) throw new HistoryUnreadableError(connection.explain(error));
      return [];
    }
  }

  function strictly<T>(work: () => T): T {
    const before = isStrict;
    isStrict = true;
    try {
      return work();
    } finally {
      isStrict = before;
    }
  }

  function decoded<T>(table: Table<T>, rows: unknown[]): T[] {
    return rows.flatMap((row) => {
      try {
        return [table.fromRow(row)];
      } catch {
        unreadable++;
        return [];
      }
    });
  }

  function problem(): Text | null {
    const texts: Text[] = [];
    const trouble = refusal ?? unread;
    if (trouble !== null) texts.push(connection.explain(causeOf(trouble)));
    if (waiting.size > 0) texts.push(waitingText(waiting.size));
    if (lost > 0) texts.push(lostText(lost));
    if (flaw !== null) texts.push(connection.explain(flaw));
    if (unreadable > 0) texts.push(unreadableText(unreadable));
    if (texts.length === 0) return null;
    return { de: texts.map((text) => text.de).join(' '), en: texts.map((text) => text.en).join(' ') };
  }

  return {
    put,
    putNow,
    range,
    first,
    between,
    all,
    lastKey,
    removeBefore,
    read,
    transaction,
    strictly,
    flush,
    waiting: () => waiting.size,
    problem,
  };
}

/** What the database itself said. */
function causeOf(refusal: unknown): unknown {
  return refusal instanceof WriteError ? refusal.cause : refusal;
}

/** A bound that every database takes as a number. */
function atMost(value: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(value, Number.MAX_SAFE_INTEGER));
}

/** The column that says when a row is of. */
function timeOf<T>(table: Table<T>): string {
  return table.columns.includes('at') ? 'at' : table.key;
}
