import { DatabaseSync } from 'node:sqlite';
import type { Text } from '../house/index.ts';
import { MIGRATIONS } from './migrations.ts';

/** The file is not what we wrote; in the shape of an error of SQLite (11 = SQLITE_CORRUPT). */
export class DamageError extends Error {
  readonly errcode = 11;
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'DamageError';
    this.text = text;
  }
}

/** How many steps of the schema a file has seen; 0 or less where there is nothing of ours in it. */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/**
 * What is wrong with a file that we have written: its pages, its indexes, or what ought to be in it. `null` where
 * nothing is. All of it is read: a tenth of a second for a year of a house, where the disk is fast.
 *
 * @throws SQLite's error where it is too damaged to be looked at
 */
export function faultOf(database: DatabaseSync): Text | null {
  const [found] = Object.values(database.prepare('PRAGMA integrity_check(1)').get() ?? {});
  if (found !== 'ok') return { de: String(found), en: String(found) };
  const version = versionOf(database);
  if (version <= 0)
    return { de: 'darin ist nichts von Smartload', en: 'there is nothing of Smartload in it' };
  const [name] = missing(database, COLUMNS).keys();
  if (name !== undefined) return { de: `${name} fehlt`, en: `${name} is missing` };
  const [index] = missing(database, INDEXES).keys();
  return index === undefined ? null : { de: `Index ${index} fehlt`, en: `index ${index} is missing` };
}

/**
 * Builds all indexes anew: they hold nothing that is not in the tables.
 *
 * @returns whether the file is sound now; where it is not, nothing has changed
 */
export function rebuildIndexes(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const sql of missing(database, INDEXES).values()) database.exec(String(sql));
    database.exec('REINDEX');
    const isSound = faultOf(database) === null;
    database.exec(isSound ? 'COMMIT' : 'ROLLBACK');
    return isSound;
  } catch {
    // What is wrong is told by whoever found the fault.
    if (database.isTransaction) database.exec('ROLLBACK');
    return false;
  }
}

const COLUMNS = `SELECT t.name || '.' || c.name AS "name", '' AS "sql"
  FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'`;
const INDEXES = `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`;

/** What a file of this version ought to have and has not, with the statement that makes it. */
function missing(database: DatabaseSync, query: string): Map<unknown, unknown> {
  const version = versionOf(database);
  // A newer version knows by itself what it needs.
  if (version > MIGRATIONS.length) return new Map();
  const model = new DatabaseSync(':memory:');
  try {
    for (const step of MIGRATIONS.slice(0, version)) model.exec(step);
    const expected = new Map(
      model
        .prepare(query)
        .all()
        .map(({ name, sql }) => [name, sql]),
    );
    for (const { name } of database.prepare(query).all()) expected.delete(name);
    return expected;
  } finally {
    model.close();
  }
}
