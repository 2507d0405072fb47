import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Text } from '../house/index.ts';
import { asItIs } from './as-it-is.ts';
import { databaseFile, EMPTY, MISSING } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { faultOf, versionOf } from './soundness.ts';
import { explain, isDamage } from './sqlite-errors.ts';

/** How the database of a data folder is. `DAMAGED` is set aside at the next start, `UNUSABLE` keeps it from being opened. */
export type DatabaseCondition =
  | { state: 'ABSENT' | 'SOUND' | 'NEWER' }
  | { state: 'DAMAGED' | 'UNUSABLE'; fault: Text };

/** Looks at a folder's database as the start does, without changing anything. */
export function lookAtDatabase(dataDir: string): DatabaseCondition {
  const path = databaseFile(dataDir);
  if (!existsSync(path)) return existsSync(`${path}-wal`) ? damaged(MISSING) : { state: 'ABSENT' };
  const stat = statSync(path);
  if (!stat.isFile()) return { state: 'UNUSABLE', fault: NO_FILE };
  if (stat.size === 0) return damaged(EMPTY);
  try {
    return conditionOf(path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return isDamage(error)
      ? damaged({ de: detail, en: detail })
      : { state: 'UNUSABLE', fault: explain(error) };
  }
}

/**
 * How a database file is.
 *
 * @throws SQLite's error where it cannot be looked at
 */
export function conditionOf(path: string): DatabaseCondition {
  const database = new DatabaseSync(asItIs(path), { readOnly: true });
  try {
    const fault = faultOf(database);
    if (fault) return damaged(fault);
    return { state: versionOf(database) > MIGRATIONS.length ? 'NEWER' : 'SOUND' };
  } finally {
    database.close();
  }
}

function damaged(fault: Text): DatabaseCondition {
  return { state: 'DAMAGED', fault };
}

const NO_FILE = { de: 'es ist ein Ordner und keine Datei', en: 'it is a folder and no file' };
