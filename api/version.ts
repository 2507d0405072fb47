import { readFileSync } from 'node:fs';

/** Version of this program, from its package file. */
export const VERSION: string = String(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
);
