import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Examination } from './examine.ts';

const FOLDER = { de: 'Datenordner', en: 'Data folder' };
const DISK = { de: 'Platz', en: 'Disk' };
/** A year of history is about a tenth of it. */
const LEAST_FREE_MB = 500;

/** Whether the data folder can be written, is read by nobody else, and has room. */
export function examineFolder(dataDir: string): Examination[] {
  let folder = dataDir;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return [writable(dataDir, folder), ...privacy(dataDir), room(folder)];
}

function writable(dataDir: string, folder: string): Examination {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return {
      state: 'OK',
      subject: FOLDER,
      found: { de: `${dataDir} ist beschreibbar`, en: `${dataDir} is writable` },
      fix: null,
    };
  } catch {
    return {
      state: 'PROBLEM',
      subject: FOLDER,
      found: { de: `${dataDir} ist nicht beschreibbar`, en: `${dataDir} is not writable` },
      fix: {
        de: `Den Ordner dem Benutzer von Smartload geben (chown ${process.getuid?.() ?? ''} ${dataDir}) oder mit --data einen anderen nennen.`,
        en: `Give the folder to Smartload's user (chown ${process.getuid?.() ?? ''} ${dataDir}), or name another with --data.`,
      },
    };
  }
}

function privacy(dataDir: string): Examination[] {
  const file = join(dataDir, 'smartload.sqlite');
  if (!existsSync(file) || (statSync(file).mode & 0o077) === 0) return [];
  return [
    {
      state: 'WARNING',
      subject: FOLDER,
      found: { de: `${file} ist für andere lesbar`, en: `${file} can be read by others` },
      fix: { de: `chmod 600 ${file}`, en: `chmod 600 ${file}` },
    },
  ];
}

function room(folder: string): Examination {
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.round((bavail * bsize) / 1e6);
  const found = { de: `${freeMb} MB frei`, en: `${freeMb} MB free` };
  if (freeMb >= LEAST_FREE_MB) return { state: 'OK', subject: DISK, found, fix: null };
  return {
    state: 'WARNING',
    subject: DISK,
    found,
    fix: { de: `Mindestens ${LEAST_FREE_MB} MB frei machen.`, en: `Free at least ${LEAST_FREE_MB} MB.` },
  };
}
