import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../house/index.ts';

const FOLDER = 'discarded';
/** So many are enough to see what they have in common; a house that fails all the time must not fill its disk. */
const KEPT = 20;

/**
 * Writes what is needed to look into something that was thrown away to `discarded/<time>.json` in the data folder, whole
 * or not at all, and removes the oldest beyond 20. Returns the file.
 *
 * @param record anything that JSON can hold; without secrets, since people will pass such files on
 * @throws where the folder cannot be written
 */
export function keepDiscarded(dataDir: string, at: Instant, record: object): string {
  const folder = join(dataDir, FOLDER);
  mkdirSync(folder, { recursive: true });
  // Windows has no colons in names.
  const file = join(folder, `${new Date(at).toISOString().replaceAll(':', '-')}.json`);
  writeFileSync(`${file}.new`, JSON.stringify({ at: new Date(at).toISOString(), ...record }, null, 1));
  renameSync(`${file}.new`, file);
  for (const name of oldest(folder)) rmSync(join(folder, name), { force: true });
  return file;
}

function oldest(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().slice(0, Math.max(0, names.length - KEPT));
}
