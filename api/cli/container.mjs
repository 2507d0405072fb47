/**
 * The beginning of a container: gives the data folder to the user who goes on, stops being root, and becomes the
 * program. A folder that somebody mounts, or that Home Assistant makes, belongs to root.
 */
import { chownSync, lchownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMALL_MEMORY } from './small-memory.mjs';

/** The user `node` of Node's own images. */
const USER = 1000;
const data = process.env.SMARTLOAD_DATA ?? '/data';
const flags = ['--disable-warning=ExperimentalWarning', ...SMALL_MEMORY];

if (process.getuid?.() === 0) {
  chownSync(data, USER, USER);
  for (const name of readdirSync(data, { recursive: true })) lchownSync(join(data, String(name)), USER, USER);
  process.setgroups([USER]);
  process.setgid(USER);
  process.setuid(USER);
}
const program = fileURLToPath(new URL('../main.ts', import.meta.url));
process.execve(
  process.execPath,
  [process.execPath, ...flags, program, ...process.argv.slice(2)],
  process.env,
);
