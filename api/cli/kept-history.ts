import { join } from 'node:path';
import { loadConfig } from '../config/index.ts';
import { readStore, type StoreReader } from '../history/index.ts';

/** Which history a command reads. */
export interface HistoryChoice {
  /** A data folder that somebody names; the configured house's where nobody does. */
  data?: string | undefined;
  /** The virtual house's own. */
  demo: boolean;
}

/**
 * Opens for reading what the house keeps, also while it runs: in its data folder or, with `DATABASE_URL`, on a
 * PostgreSQL server. The virtual house always has a folder.
 *
 * @throws an error for people where there is none, or it cannot be read
 */
export function openKeptHistory({ data, demo }: HistoryChoice): StoreReader {
  if (data !== undefined) return readStore({ dataDir: data });
  const { settings } = loadConfig({ argv: [], env: process.env });
  if (!settings) throw new Error('--data: a data folder is needed, since the configuration is not usable.');
  if (demo || settings.evccUrl === null) return readStore({ dataDir: join(settings.dataDir, 'demo') });
  const databaseUrl = process.env.DATABASE_URL;
  return readStore(databaseUrl ? { databaseUrl } : { dataDir: settings.dataDir });
}
