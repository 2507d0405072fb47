import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was chosen on the page lies here, in the data folder. */
const FILE = 'evcc.json';

/** Where an address that was chosen on the page is kept. */
export function chosenPath(dataDir: string): string {
  return join(dataDir, FILE);
}

/**
 * Keeps the address of evcc that people chose on the page, whole or not at all and for nobody else to read; `null`
 * forgets it.
 *
 * @throws where the data folder cannot be written
 */
export function keepChosen(dataDir: string, evccUrl: string | null): void {
  const path = chosenPath(dataDir);
  if (evccUrl === null) {
    rmSync(path, { force: true });
    return;
  }
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify({ evcc_url: evccUrl })}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
