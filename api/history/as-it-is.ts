import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * Where to open a database file for looking only. Where nothing was written ahead, nobody has it open: then no files are
 * made beside it, as reading else would.
 */
export function asItIs(path: string): string | URL {
  const isOpen = existsSync(`${path}-wal`) || existsSync(`${path}-shm`);
  if (isOpen) return path;
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}
