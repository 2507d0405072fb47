import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { conditionOf, type DatabaseCondition } from './look.ts';

const DATABASE = 'smartload.sqlite';
/** The database in a backup, by a name of its own: rules that leave the open one out of a backup let it in. */
const BACKED_UP = 'copy.sqlite';
/** Where a backup waits for the next start. */
const WAITING = 'restore';
/** Where Home Assistant's backups find a consistent copy. */
const COPY = 'backup';
/** All that belongs to a backup: other files may hold secrets, or are somebody else's. */
const KEPT = new Set([BACKED_UP, 'evcc.json', 'virtual-house.json']);

/** A backup that cannot be used, with the reason. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/**
 * Copies what a data folder keeps into another folder, also while the program runs: the database as it was at one
 * moment. Options and files of cars and people are left out, as they may hold passwords. An earlier backup is replaced.
 *
 * @returns the names of the files
 * @throws {BackupError} where there is nothing to copy, or something else than a backup in its place
 */
export function backUp(dataDir: string, target: string): string[] {
  const source = join(dataDir, DATABASE);
  if (!existsSync(source)) throw new BackupError(`There is no ${DATABASE} in ${dataDir}.`);
  const foreign = existsSync(target) ? readdirSync(target).find((name) => !KEPT.has(name)) : undefined;
  if (foreign !== undefined)
    throw new BackupError(
      `In ${target} liegt ${foreign}, was zu keiner Sicherung gehört: bitte einen neuen oder leeren Ordner nennen. / ${target} holds ${foreign}, which belongs to no backup: name a new or empty folder.`,
    );
  const fresh = `${target}.tmp`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  copyDatabase(source, join(fresh, BACKED_UP));
  for (const name of filesToKeep(dataDir)) copyFileSync(join(dataDir, name), join(fresh, name));
  const names = readdirSync(fresh).sort();
  for (const name of names) chmodSync(join(fresh, name), 0o600);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return names;
}

/**
 * The consistent copy within the data folder itself, for whoever backs the folder up as it is.
 *
 * @returns the names of the files; none where nothing was kept yet, which is no reason to fail somebody's backup
 */
export function backUpInPlace(dataDir: string): string[] {
  if (!existsSync(join(dataDir, DATABASE))) return [];
  return backUp(dataDir, join(dataDir, COPY));
}

function copyDatabase(source: string, target: string): void {
  const database = new DatabaseSync(source, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 10000');
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
}

/**
 * Lets a backup take the place of what is kept, at the next start: what runs now is not disturbed.
 *
 * @throws {BackupError} where the folder holds no sound database, or that of a newer version
 */
export function restoreAtNextStart(dataDir: string, source: string): void {
  assertSound(join(source, BACKED_UP));
  const waiting = join(dataDir, WAITING);
  rmSync(`${waiting}.tmp`, { recursive: true, force: true });
  mkdirSync(`${waiting}.tmp`, { recursive: true, mode: 0o700 });
  for (const name of filesToKeep(source)) copyFileSync(join(source, name), join(`${waiting}.tmp`, name));
  rmSync(waiting, { recursive: true, force: true });
  renameSync(`${waiting}.tmp`, waiting);
}

function assertSound(file: string): void {
  if (!existsSync(file)) throw new BackupError(`${file} is missing: this is no backup.`);
  let condition: DatabaseCondition;
  try {
    condition = conditionOf(file);
  } catch (error) {
    throw new BackupError(`${file} cannot be read as a database.`, { cause: error });
  }
  if ('fault' in condition) throw new BackupError(`${file} is damaged: ${condition.fault.en}`);
  if (condition.state === 'NEWER')
    throw new BackupError(
      `${file} stammt von einer neueren Version: bitte zuerst Smartload aktualisieren. / ${file} comes from a newer version: update Smartload first.`,
    );
}

/**
 * Before anything is opened: puts a waiting backup in place, and keeps what was there in a folder of its own. Where
 * the database is missing the copy that Home Assistant brought back is taken.
 *
 * @returns where the old files are now; `null` where nothing was restored
 */
export function applyRestore(dataDir: string, now: number): string | null {
  const waiting = join(dataDir, WAITING);
  const copy = join(dataDir, COPY);
  const hasDatabase = existsSync(join(dataDir, DATABASE));
  const source = existsSync(waiting)
    ? waiting
    : !hasDatabase && existsSync(join(copy, BACKED_UP))
      ? copy
      : null;
  if (source === null) return null;
  const old = join(dataDir, `before-restore-${now}`);
  mkdirSync(old, { mode: 0o700 });
  const replaced = readdirSync(dataDir).filter(
    (name) => name.startsWith(DATABASE) || existsSync(join(source, name)),
  );
  for (const name of replaced) renameSync(join(dataDir, name), join(old, name));
  for (const name of filesToKeep(source)) {
    const place = join(dataDir, name === BACKED_UP ? DATABASE : name);
    copyFileSync(join(source, name), place);
    chmodSync(place, 0o600);
  }
  if (source === waiting) rmSync(waiting, { recursive: true, force: true });
  return old;
}

function filesToKeep(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && KEPT.has(entry.name))
    .map(({ name }) => name);
}
