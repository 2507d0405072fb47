import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Instant, Text } from '../house/index.ts';
import { isDamage, SQLITE_BUSY, sqliteCode } from './sqlite-errors.ts';

const Owner = z.object({ pid: z.number(), since: z.number() });
type Owner = z.infer<typeof Owner>;

/** Another process uses the data folder; two of them would steer the same house against each other. */
export class DataFolderInUseError extends Error {
  readonly dataDir: string;
  /** Process that holds the folder; `null` where it left no trace. */
  readonly pid: number | null;
  /** When it took the folder. */
  readonly since: Instant | null;
  readonly text: Text;

  constructor(dataDir: string, owner: Owner | null) {
    const since = owner ? new Date(owner.since).toISOString() : null;
    const text = {
      de: `Der Datenordner ${dataDir} wird schon benutzt${owner ? ` (Prozess ${owner.pid}, seit ${since})` : ''}. Bitte das andere Smartload beenden oder diesem einen eigenen Datenordner geben.`,
      en: `The data folder ${dataDir} is already in use${owner ? ` (process ${owner.pid}, since ${since})` : ''}. Stop the other Smartload, or give this one a data folder of its own.`,
    };
    super(text.en);
    this.name = 'DataFolderInUseError';
    this.dataDir = dataDir;
    this.pid = owner?.pid ?? null;
    this.since = owner?.since ?? null;
    this.text = text;
  }
}

/** A database that nobody refers to any more is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/** The data folder, held against other processes. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder for this process. The lock is SQLite's own on an empty database: the operating system
 * gives it back however the process ends, so that no stale lock is ever left behind.
 *
 * @throws DataFolderInUseError where another store has it; an error of the file system where the folder
 * cannot be written
 */
export function lockFolder(dataDir: string, now: Instant): FolderLock {
  const ownerFile = join(dataDir, 'lock.json');
  const database = lockedFile(
    join(dataDir, 'lock.sqlite'),
    () => new DataFolderInUseError(dataDir, readOwner(ownerFile)),
  );
  try {
    writeOwner(ownerFile, { pid: process.pid, since: now });
  } catch (error) {
    database.close();
    throw error;
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

/** Locks the empty database in `file`. Whatever else is found there is cleared away: there is nothing to be lost. */
function lockedFile(file: string, inUse: () => Error): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error) === SQLITE_BUSY) throw inUse();
    if (!isDamage(error)) throw error;
    // Who can see the damage is kept out by nobody's lock. The file stays the same one, since another process that
    // starts at this moment may hold it by now.
    truncateSync(file);
    return lockedFile(file, inUse);
  }
}

/** On a read-only folder SQLite grants the lock without taking it; that this write fails is how we find out. */
function writeOwner(file: string, owner: Owner): void {
  try {
    writeFileSync(file, JSON.stringify(owner));
  } catch (error) {
    const diskFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    if (!diskFull) throw error;
  }
}

function readOwner(file: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Only a hint for the message: without it the refusal is as clear, just shorter.
    return null;
  }
}
