import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Instant, Notice, Text } from '../house/index.ts';
import { applyRestore } from './backup.ts';
import { replacedNotice } from './damage-notice.ts';
import { databaseFile, memoryDatabase, NewerDataError, openDatabase, openOrSetAside } from './database.ts';
import { createDatabaseStore, type Retention } from './database-store.ts';
import { DataFolderInUseError, type FolderLock, lockFolder } from './lock.ts';
import { explainPostgres, openPostgres, PostgresError } from './postgres-connection.ts';
import { OWN_CODES } from './postgres-protocol.ts';
import { sqliteConnection } from './sqlite-connection.ts';
import { explain } from './sqlite-errors.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** Folder for all that is kept, made where it is missing; `null` keeps everything in memory. */
  dataDir: string | null;
  /** Time of the house. */
  now: () => Instant;
  /** A PostgreSQL server to keep everything on instead of in the folder; `null` or absent = none. Secret. */
  databaseUrl?: string | null;
  /** How long each kind of record is kept; see `Store.prune`. */
  retention?: Retention | undefined;
  /** The file may not grow beyond this many pages of 4 KiB. Default: as large as the disk allows. */
  maxPages?: number;
}

/**
 * Opens the store on a PostgreSQL server, in a data folder, or in memory where the folder cannot be used: then it says so in its
 * `notices` and begins with a copy of what the folder holds, as far as that can be read.
 *
 * @throws DataFolderInUseError where another process uses the folder
 */
export function openStore(options: StoreOptions): Store {
  const { dataDir, now, databaseUrl } = options;
  if (databaseUrl) return serverStore(databaseUrl, options);
  if (dataDir === null) return memoryStore(options, []);
  let lock: FolderLock | null = null;
  try {
    mkdirSync(dataDir, { recursive: true });
    lock = lockFolder(dataDir, now());
    const replaced = applyRestore(dataDir, now());
    if (replaced)
      console.log(
        `Die Sicherung ist eingespielt; was vorher da war, liegt in ${replaced}. / The backup is in place; what was there before is in ${replaced}.`,
      );
    return folderStore(dataDir, lock, options);
  } catch (error) {
    if (error instanceof DataFolderInUseError) throw error;
    lock?.release();
    if (error instanceof NewerDataError) return memoryStore(options, [newerDataNotice(dataDir, now())]);
    return workingCopyStore(dataDir, error, options);
  }
}

function folderStore(dataDir: string, lock: FolderLock, options: StoreOptions): Store {
  const { database, repaired, damaged } = openOrSetAside(dataDir, options.now());
  limitPages(database, options.maxPages);
  return createDatabaseStore({
    connection: sqliteConnection(database),
    now: options.now,
    retention: options.retention,
    persistent: true,
    notices: [
      ...(damaged ? [replacedNotice(damaged, options.now())] : []),
      ...(repaired ? [repairedNotice(repaired, options.now())] : []),
    ],
    release: lock.release,
  });
}

/** What is on a server, or a store in memory that says why not. */
function serverStore(databaseUrl: string, options: StoreOptions): Store {
  try {
    const connection = openPostgres(databaseUrl);
    return createDatabaseStore({
      connection,
      now: options.now,
      retention: options.retention,
      persistent: true,
      notices: [],
      release: () => {},
    });
  } catch (error) {
    if (error instanceof PostgresError && error.code === OWN_CODES.inUse)
      throw new DataFolderInUseError('PostgreSQL', null);
    const isNewer = error instanceof PostgresError && error.code === OWN_CODES.newer;
    const notice = isNewer
      ? newerDataNotice('PostgreSQL', options.now())
      : unusableServerNotice(explainPostgres(error), options.now());
    return memoryStore(options, [notice]);
  }
}

function memoryStore({ now, maxPages }: StoreOptions, notices: Notice[]): Store {
  const database = memoryDatabase();
  limitPages(database, maxPages);
  return createDatabaseStore({
    connection: sqliteConnection(database),
    now,
    persistent: false,
    notices,
    release: () => {},
  });
}

/** Goes on from a copy in the system's temporary folder, so that settings and history can still be read. */
function workingCopyStore(dataDir: string, cause: unknown, options: StoreOptions): Store {
  const notices = [unusableNotice(dataDir, explain(cause), options.now())];
  const source = databaseFile(dataDir);
  let folder: string | null = null;
  try {
    if (!existsSync(source)) return memoryStore(options, notices);
    folder = mkdtempSync(join(tmpdir(), 'smartload-'));
    const copy = databaseFile(folder);
    for (const side of ['', '-wal']) if (existsSync(source + side)) copyFileSync(source + side, copy + side);
    const { database } = openDatabase(copy);
    limitPages(database, options.maxPages);
    const release = removal(folder);
    return createDatabaseStore({
      connection: sqliteConnection(database),
      now: options.now,
      persistent: false,
      notices,
      release,
    });
  } catch (error) {
    if (folder) removal(folder)();
    return memoryStore(options, [...notices, unreadableNotice(explain(error), options.now())]);
  }
}

function removal(folder: string): () => void {
  return () => rmSync(folder, { recursive: true, force: true });
}

function limitPages(database: DatabaseSync, maxPages: number | undefined): void {
  if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`);
}

function repairedNotice(fault: Text, since: Instant): Notice {
  return {
    code: 'DATABASE_REPAIRED',
    severity: 'WARNING',
    since,
    message: {
      de: `Die Verzeichnisse der Datenbank waren beschädigt (${fault.de}) und wurden neu angelegt. Es fehlt nichts; bitte den Datenträger prüfen.`,
      en: `The indexes of the database were damaged (${fault.en}) and were built anew. Nothing is missing; check the disk.`,
    },
  };
}

function unusableServerNotice(cause: Text, since: Instant): Notice {
  return {
    code: 'DATABASE_UNREACHABLE',
    severity: 'ERROR',
    since,
    message: {
      de: `Auf dem Datenbankserver kann nicht gespeichert werden. ${cause.de} Bis zum nächsten Start bleibt alles nur im Speicher.`,
      en: `Nothing can be stored on the database server. ${cause.en} Until the next start everything stays in memory only.`,
    },
  };
}

function unusableNotice(dataDir: string, cause: Text, since: Instant): Notice {
  return {
    code: 'DATA_FOLDER_UNUSABLE',
    severity: 'ERROR',
    since,
    message: {
      de: `Im Datenordner ${dataDir} kann nicht gespeichert werden. ${cause.de} Bis zum nächsten Start bleibt alles nur im Speicher.`,
      en: `Nothing can be stored in the data folder ${dataDir}. ${cause.en} Until the next start everything stays in memory only.`,
    },
  };
}

function unreadableNotice(cause: Text, since: Instant): Notice {
  return {
    code: 'DATA_UNREADABLE',
    severity: 'ERROR',
    since,
    message: {
      de: `Auch die vorhandenen Daten waren nicht lesbar; sie bleiben unverändert. ${cause.de}`,
      en: `The existing data could not be read either; they are left as they are. ${cause.en}`,
    },
  };
}

function newerDataNotice(dataDir: string, since: Instant): Notice {
  return {
    code: 'DATA_FROM_NEWER_VERSION',
    severity: 'ERROR',
    since,
    message: {
      de: `Die Daten in ${dataDir} stammen von einer neueren Version und bleiben unverändert. Bitte Smartload aktualisieren oder einen anderen Datenordner angeben. Bis dahin bleibt alles nur im Speicher.`,
      en: `The data in ${dataDir} come from a newer version and are left as they are. Update Smartload, or give it another data folder. Until then everything stays in memory only.`,
    },
  };
}
