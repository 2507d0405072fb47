import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Instant, Text } from '../house/index.ts';
import { MIGRATIONS } from './migrations.ts';
import { type SalvagedTable, salvage } from './salvage.ts';
import { DamageError, faultOf, rebuildIndexes, versionOf } from './soundness.ts';
import { isDamage, SQLITE_ERROR, sqliteCode } from './sqlite-errors.ts';

const FILE_NAME = 'smartload';
const SIDE_FILES = ['', '-wal', '-shm'];

/** The file was written by a newer version of the program; we neither understand nor touch it. */
export class NewerDataError extends Error {}

/** Path of the database in a data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, `${FILE_NAME}.sqlite`);
}

/** An open database, and whether its indexes had to be built anew. */
export interface OpenedDatabase {
  database: DatabaseSync;
  repaired: Text | null;
}

/**
 * Opens the database at `path`, checks it, mends its indexes and brings it to the newest schema.
 *
 * @throws an error for which `isDamage` holds where the file is damaged; NewerDataError; SQLite's errors
 */
export function openDatabase(path: string): OpenedDatabase {
  if (!existsSync(path)) throw new DamageError(MISSING);
  if (statSync(path).size === 0) throw new DamageError(EMPTY);
  const database = open(path);
  try {
    const fault = faultOf(database);
    if (fault && !rebuildIndexes(database)) throw new DamageError(fault);
    keepOld(database, path);
    migrate(database);
    return { database, repaired: fault };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A new database in memory. */
export function memoryDatabase(): DatabaseSync {
  const database = open(':memory:');
  migrate(database);
  return database;
}

/** A damaged file that another one took the place of. */
export interface ReplacedDatabase {
  /** It is kept under this name. */
  setAside: string;
  fault: Text;
  /** What the new one holds of it; `null` where nothing could be read. */
  salvaged: SalvagedTable[] | null;
}

/** What became of a folder's database while it was opened. */
export interface FolderDatabase extends OpenedDatabase {
  damaged: ReplacedDatabase | null;
}

/**
 * Opens the folder's database, the first time a new one; a damaged one is kept under another name, and what can be read
 * of it is taken over into a new one.
 */
export function openOrSetAside(dataDir: string, now: Instant): FolderDatabase {
  const path = databaseFile(dataDir);
  // What was written ahead tells of a database that was here.
  if (!existsSync(path) && !existsSync(`${path}-wal`)) {
    makeFresh(path);
    renameSync(freshName(path), path);
    return { database: open(path), repaired: null, damaged: null };
  }
  try {
    return { ...openDatabase(path), damaged: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const salvaged = makeFresh(path, path);
    const setAside = unusedName(dataDir, now);
    const found = SIDE_FILES.filter((side) => existsSync(path + side));
    for (const side of found) renameSync(path + side, setAside + side);
    renameSync(freshName(path), path);
    const damaged = { setAside: setAside + (found[0] ?? ''), fault: faultIn(error), salvaged };
    return { database: open(path), repaired: null, damaged };
  }
}

/**
 * Makes a new database beside the place where it is to be, with what can be read of a damaged one. It appears there whole
 * or not at all, so that an empty file always is one that lost what it held.
 */
function makeFresh(path: string, damaged: string | null = null): SalvagedTable[] | null {
  const fresh = freshName(path);
  for (const side of SIDE_FILES) rmSync(fresh + side, { force: true });
  const database = open(fresh);
  try {
    migrate(database);
    return damaged === null ? null : salvage(damaged, database);
  } finally {
    database.close();
  }
}

function freshName(path: string): string {
  return `${path}.tmp`;
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 100 });
  try {
    // FULL also outlives a power cut. There are a few commits a minute at most, so what it costs is small.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304',
    );
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export const EMPTY = { de: 'die Datei ist leer', en: 'the file is empty' };
export const MISSING = { de: 'die Datei fehlt neben ihrem -wal', en: 'the file is missing beside its -wal' };

function faultIn(error: unknown): Text {
  if (error instanceof DamageError) return error.text;
  const detail = error instanceof Error ? error.message : String(error);
  return { de: detail, en: detail };
}

function unusedName(dataDir: string, now: Instant): string {
  const time = new Date(now).toISOString().replaceAll(':', '-');
  const name = (suffix: string) => join(dataDir, `${FILE_NAME}.damaged-${time}${suffix}.sqlite`);
  let path = name('');
  for (let count = 2; existsSync(path); count++) path = name(`-${count}`);
  return path;
}

/** Before a newer schema: the file as it was, for whoever goes back to the program of before. The last such one is kept. */
function keepOld(database: DatabaseSync, path: string): void {
  const version = versionOf(database);
  if (version >= MIGRATIONS.length) return;
  const folder = dirname(path);
  const isOld = (name: string) => name.startsWith(`${FILE_NAME}.version-`);
  const earlier = readdirSync(folder).filter(isOld);
  const copy = `${FILE_NAME}.version-${version}.sqlite`;
  rmSync(join(folder, `${copy}.tmp`), { force: true });
  database.prepare('VACUUM INTO ?').run(join(folder, `${copy}.tmp`));
  renameSync(join(folder, `${copy}.tmp`), join(folder, copy));
  for (const name of earlier) if (name !== copy) rmSync(join(folder, name));
}

function migrate(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version > MIGRATIONS.length) throw new NewerDataError(`Schema version ${version}`);
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue;
    try {
      database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
    } catch (error) {
      // A step that does not fit: the file is not of the version that it says.
      if (sqliteCode(error) !== SQLITE_ERROR) throw error;
      throw new DamageError(faultIn(error));
    }
  }
}
