import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Instant, QuarterHour } from '../house/index.ts';
import type { Connection } from './connection.ts';
import { databaseFile } from './database.ts';
import { explainPostgres, openPostgres } from './postgres-connection.ts';
import { createRecords } from './records.ts';
import { sqliteConnection } from './sqlite-connection.ts';
import { explain } from './sqlite-errors.ts';
import type { CycleHead, RecordedCycle } from './store.ts';
import { cycleHeads, cycles, quarterHours, settings } from './tables.ts';
import { HistoryUnreadableError } from './unreadable.ts';

/** What can be read of a history while another process keeps it. */
export interface StoreReader {
  /** The setting of that name; `null` where there is none. @throws what `decode` throws */
  get<T>(key: string, decode: (value: unknown) => T): T | null;
  /** Quarters that start in [from, to), oldest first. */
  quarterHours(from: Instant, to: Instant): QuarterHour[];
  cycle(cycleId: number): RecordedCycle | null;
  /** The newest `limit` cycles with numbers in [from, to), oldest first. */
  cycleHeads(from: number, to: number, limit: number): CycleHead[];
  close(): void;
}

/** Where a history is kept: a data folder, or a PostgreSQL server (secret). */
export type StorePlace = { dataDir: string } | { databaseUrl: string };

/**
 * Opens a history for reading only: nothing in it changes, and no lock is taken.
 *
 * @throws {HistoryUnreadableError} where there is none or it cannot be read; so does every read
 */
export function readStore(place: StorePlace): StoreReader {
  const connection = 'dataDir' in place ? openFolder(place.dataDir) : openServer(place.databaseUrl);
  const records = createRecords(connection);
  const { range, strictly } = records;
  return {
    get: (key, decode) => {
      const setting = strictly(() => records.all(settings)).find((row) => row.key === key);
      return setting ? decode(JSON.parse(setting.value)) : null;
    },
    quarterHours: (from, to) => strictly(() => range(quarterHours, from, to, Number.MAX_SAFE_INTEGER)),
    cycle: (id) => strictly(() => range(cycles, id, id + 1, 1)[0] ?? null),
    cycleHeads: (from, to, limit) => strictly(() => range(cycleHeads, from, to, limit)),
    close: connection.close,
  };
}

function openFolder(dataDir: string): Connection {
  const file = databaseFile(dataDir);
  if (!existsSync(file))
    throw new HistoryUnreadableError({
      de: `Es gibt kein ${file}; --data nennt einen anderen Datenordner.`,
      en: `There is no ${file}; --data names another data folder.`,
    });
  try {
    return sqliteConnection(new DatabaseSync(file, { readOnly: true, timeout: 1000 }));
  } catch (error) {
    throw new HistoryUnreadableError(explain(error));
  }
}

function openServer(databaseUrl: string): Connection {
  try {
    return openPostgres(databaseUrl, 'READ');
  } catch (error) {
    throw new HistoryUnreadableError(explainPostgres(error));
  }
}
