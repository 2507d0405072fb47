import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../house/index.ts';
import { MIGRATIONS } from './migrations.ts';
import { isDamage } from './sqlite-errors.ts';

const FILE_NAME = 'smartload';
const SIDE_FILES = ['', '-wal', '-shm'];

/** The file was written by a newer version of the program; we neither understand nor touch it. */
export class NewerDataError extends Error {}

/** Path of the database in a data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, `${FILE_NAME}.sqlite`);
}

/**
 * Opens the database at `path`, checks it and brings it to the newest schema.
 *
 * @throws an error for which `isDamage` holds where the file is damaged; NewerDataError; SQLite's errors
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 100 });
  try {
    // FULL also outlives a power cut. There are a few commits a minute at most, so what it costs is small.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304',
    );
    check(database);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens the folder's database; a damaged one is kept under another name and a new one begun. */
export function openOrSetAside(dataDir: string, now: Instant) {
  const path = databaseFile(dataDir);
  try {
    return { database: openDatabase(path), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const setAside = unusedName(dataDir, now);
    for (const side of SIDE_FILES) if (existsSync(path + side)) renameSync(path + side, setAside + side);
    return { database: openDatabase(path), setAside };
  }
}

function unusedName(dataDir: string, now: Instant): string {
  const time = new Date(now).toISOString().replaceAll(':', '-');
  const name = (suffix: string) => join(dataDir, `${FILE_NAME}.damaged-${time}${suffix}.sqlite`);
  let path = name('');
  for (let count = 2; existsSync(path); count++) path = name(`-${count}`);
  return path;
}

/** Damage that `quick_check` finds, in the shape of an error of SQLite (11 = SQLITE_CORRUPT). */
function check(database: DatabaseSync): void {
  const [result] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
  if (result !== 'ok') throw Object.assign(new Error(String(result)), { errcode: 11 });
}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > MIGRATIONS.length) throw new NewerDataError(`Schema version ${version}`);
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}
