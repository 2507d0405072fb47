import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Text } from '../house/index.ts';
import { explain, isCircumstance } from './sqlite-errors.ts';
import type { Row, Table } from './tables.ts';

/** More than a week of a normal house; beyond it the least valuable of what waits is given up. */
const MAX_WAITING = 2000;

/** What is given up first when too much waits; what is not named here never is. */
const GIVE_UP_ORDER = ['cycles', 'events', 'commands', 'quarterHours'];

interface Write {
  table: string;
  key: string | number;
  row: Row;
  sql: string;
  values: Row[string][];
}

/** Rows of the database, together with those that could not be written yet. */
export interface Records {
  /** Adds or replaces a row. It is on the disk when this returns, unless a transaction runs or the disk refuses. */
  put<T>(table: Table<T>, value: T): void;
  /** Writes one row past everything that waits; whether it reached the disk. */
  putNow<T>(table: Table<T>, value: T): boolean;
  /** Of the rows whose numeric key lies in [from, to) the newest `limit`, oldest first. */
  range<T>(table: Table<T>, from: number, to: number, limit: number): T[];
  all<T>(table: Table<T>): T[];
  /** Largest numeric key of a table, 0 where it is empty. */
  lastKey<T>(table: Table<T>): number;
  removeBefore<T>(table: Table<T>, at: number): void;
  transaction<T>(work: () => T): T;
  flush(): void;
  waiting(): number;
  problem(): Text | null;
}

/**
 * Writes through to `database`, and keeps in memory what it refuses: by key, so that only the newest value of
 * a row waits, until a later write finds the disk willing again.
 */
export function createRecords(database: DatabaseSync): Records {
  const statements = new Map<string, StatementSync>();
  let waiting = new Map<string, Write>();
  let depth = 0;
  let refusal: unknown = null;
  let unreadable = 0;
  let lost = 0;

  function statement(sql: string): StatementSync {
    let prepared = statements.get(sql);
    if (!prepared) {
      prepared = database.prepare(sql);
      statements.set(sql, prepared);
    }
    return prepared;
  }

  function put<T>(table: Table<T>, value: T): void {
    const write = writeOf(table, value);
    waiting.set(`${write.table}:${write.key}`, write);
    if (depth === 0) flush();
  }

  function putNow<T>(table: Table<T>, value: T): boolean {
    const { sql, values } = writeOf(table, value);
    return attempt(() => statement(sql).run(...values));
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
      let written = 0;
      const done = attempt(() => {
        database.exec('BEGIN IMMEDIATE');
        for (const { sql, values } of writes) {
          statement(sql).run(...values);
          written++;
        }
        database.exec('COMMIT');
        waiting.clear();
      });
      const culprit = writes[written];
      if (done) break;
      if (culprit && !isCircumstance(refusal)) giveUp(culprit);
      else break;
    }
    while (waiting.size > MAX_WAITING) {
      const victim = leastValuable(waiting);
      if (!victim) break;
      giveUp(victim);
    }
  }

  /** Runs something that writes; whether it reached the disk. What it threw becomes the `problem`. */
  function attempt(write: () => void): boolean {
    try {
      write();
      if (waiting.size === 0) refusal = null;
      return true;
    } catch (error) {
      refusal = error;
      rollback();
      return false;
    }
  }

  function rollback(): void {
    // After some errors (a full disk among them) SQLite has already rolled back by itself.
    if (!database.isOpen || !database.isTransaction) return;
    try {
      database.exec('ROLLBACK');
    } catch (error) {
      refusal = error;
    }
  }

  function giveUp(write: Write): void {
    waiting.delete(`${write.table}:${write.key}`);
    lost++;
    if (waiting.size === 0) refusal = null;
  }

  function range<T>(table: Table<T>, from: number, to: number, limit: number): T[] {
    const sql = `SELECT * FROM ${table.name} WHERE ${table.key} >= ? AND ${table.key} < ? ORDER BY ${table.key} DESC LIMIT ?`;
    const rows = new Map<unknown, unknown>();
    for (const row of read(() => statement(sql).all(from, Math.min(to, Number.MAX_SAFE_INTEGER), limit)))
      rows.set(row[table.key], row);
    for (const { table: name, key, row } of waiting.values())
      if (name === table.name && typeof key === 'number' && key >= from && key < to) rows.set(key, row);
    const oldestFirst = [...rows].sort(([a], [b]) => Number(a) - Number(b)).map(([, row]) => row);
    return decoded(table, oldestFirst.slice(Math.max(0, oldestFirst.length - limit)));
  }

  function all<T>(table: Table<T>): T[] {
    return decoded(
      table,
      read(() => statement(`SELECT * FROM ${table.name}`).all()),
    );
  }

  function lastKey<T>(table: Table<T>): number {
    const [row] = read(() => statement(`SELECT max(${table.key}) AS last FROM ${table.name}`).all());
    let last = Number(row?.last ?? 0);
    for (const write of waiting.values())
      if (write.table === table.name) last = Math.max(last, Number(write.key));
    return last;
  }

  function removeBefore<T>(table: Table<T>, at: number): void {
    attempt(() => statement(`DELETE FROM ${table.name} WHERE at < ?`).run(at));
  }

  function read(query: () => Record<string, unknown>[]): Record<string, unknown>[] {
    try {
      return query();
    } catch (error) {
      refusal = error;
      return [];
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
    if (refusal !== null) texts.push(explain(refusal));
    if (waiting.size > 0) texts.push(waitingText(waiting.size));
    if (lost > 0) texts.push(lostText(lost));
    if (unreadable > 0) texts.push(unreadableText(unreadable));
    if (texts.length === 0) return null;
    return { de: texts.map((text) => text.de).join(' '), en: texts.map((text) => text.en).join(' ') };
  }

  return {
    put,
    putNow,
    range,
    all,
    lastKey,
    removeBefore,
    transaction,
    flush,
    waiting: () => waiting.size,
    problem,
  };
}

function writeOf<T>(table: Table<T>, value: T): Write {
  const row = table.toRow(value);
  const key = row[table.key];
  if (typeof key !== 'string' && typeof key !== 'number') throw new TypeError(`${table.name} without a key`);
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  const places = table.columns.map(() => '?').join(', ');
  return {
    table: table.name,
    key,
    row,
    sql: `REPLACE INTO ${table.name} (${columns}) VALUES (${places})`,
    values: table.columns.map((column) => row[column] ?? null),
  };
}

function leastValuable(waiting: Map<string, Write>): Write | null {
  for (const table of GIVE_UP_ORDER)
    for (const write of waiting.values()) if (write.table === table) return write;
  return null;
}

function waitingText(count: number): Text {
  return {
    de: `${count} Einträge warten im Speicher und werden von selbst nachgetragen.`,
    en: `${count} entries wait in memory and will be written by themselves.`,
  };
}

function lostText(count: number): Text {
  return {
    de: `${count} Einträge des Verlaufs konnten nicht gespeichert werden und fehlen.`,
    en: `${count} entries of the history could not be stored and are missing.`,
  };
}

function unreadableText(count: number): Text {
  return {
    de: `${count} gespeicherte Einträge waren nicht lesbar und wurden ausgelassen.`,
    en: `${count} stored entries could not be read and were left out.`,
  };
}
