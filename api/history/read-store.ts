import { DatabaseSync } from 'node:sqlite';
import type { Instant, QuarterHour } from '../house/index.ts';
import { databaseFile } from './database.ts';
import { createRecords } from './records.ts';
import { sqliteConnection } from './sqlite-connection.ts';
import type { CycleHead, RecordedCycle } from './store.ts';
import { cycleHeads, cycles, quarterHours, settings } from './tables.ts';

/** What can be read of a data folder while another process uses it. */
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

/**
 * Opens a data folder for reading only: nothing in it changes, and no lock is taken.
 *
 * @throws SQLite's error where there is no database or it cannot be read
 */
export function readStore(dataDir: string): StoreReader {
  const database = new DatabaseSync(databaseFile(dataDir), { readOnly: true, timeout: 1000 });
  const records = createRecords(sqliteConnection(database));
  return {
    get: (key, decode) => {
      const setting = records.all(settings).find((row) => row.key === key);
      return setting ? decode(JSON.parse(setting.value)) : null;
    },
    quarterHours: (from, to) => records.range(quarterHours, from, to, Number.MAX_SAFE_INTEGER),
    cycle: (id) => records.range(cycles, id, id + 1, 1)[0] ?? null,
    cycleHeads: (from, to, limit) => records.range(cycleHeads, from, to, limit),
    close: () => database.close(),
  };
}
