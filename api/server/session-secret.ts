import { randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessSettings, Settings } from '../house/index.ts';

const FILE = 'session.key';
const BYTES = 32;

/** A secret that nobody else has. */
export function newSessionSecret(): Buffer {
  return randomBytes(BYTES);
}

/**
 * What signs the sessions of browsers where several processes serve one house: made of the password of their Redis,
 * slowly, so that nobody finds that out by a session. Who knows it may steer the house anyway. `null` without one.
 */
export function sharedSessionSecret(redis: Settings['redis']): Buffer | null {
  const password = redis && URL.parse(redis.url)?.password;
  return password ? scryptSync(password, `smartload session ${redis.prefix}`, BYTES) : null;
}

/**
 * What signs the sessions of browsers: kept in the data folder for nobody else to read, so that they outlive a
 * restart. Processes with one data folder have one. Where it cannot be kept it lasts as long as this process.
 *
 * @param onTrouble told why it could not be kept
 */
export function keptSessionSecret(
  dataDir: string,
  { tokens }: Pick<AccessSettings, 'tokens'>,
  onTrouble: (line: string) => void,
): Buffer {
  // Nobody can log in.
  if (tokens.length === 0) return newSessionSecret();
  const path = join(dataDir, FILE);
  try {
    mkdirSync(dataDir, { recursive: true });
    const kept = readIfThere(path);
    if (kept?.length === BYTES) return kept;
    // What is damaged is replaced.
    if (kept) rmSync(path);
    return writeFirst(path, newSessionSecret());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onTrouble(`Sessions of browsers end with this process, as what signs them cannot be kept: ${reason}`);
    return newSessionSecret();
  }
}

/** Who comes second takes what the first has written. */
function writeFirst(path: string, fresh: Buffer): Buffer {
  try {
    writeFileSync(path, fresh, { mode: 0o600, flag: 'wx', flush: true });
    return fresh;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return readFileSync(path);
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
