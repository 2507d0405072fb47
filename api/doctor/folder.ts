import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DatabaseCondition, lookAtDatabase } from '../history/index.ts';
import type { Text } from '../house/index.ts';
import type { Examination } from './examine.ts';

const FOLDER = { de: 'Datenordner', en: 'Data folder' };
const DATABASE = { de: 'Datenbank', en: 'Database' };
const FILE = 'smartload.sqlite';
const DISK = { de: 'Platz', en: 'Disk' };
/** A year of history is about a tenth of it. */
const LEAST_FREE_MB = 500;

/** Whether the data folder can be written, is read by nobody else, has room, and holds a sound database. */
export function examineFolder(dataDir: string): Examination[] {
  let folder = dataDir;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) return [noFolder(folder)];
  return [writable(dataDir, folder), ...privacy(dataDir), ...database(dataDir), room(folder)];
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

function noFolder(path: string): Examination {
  return {
    state: 'PROBLEM',
    subject: FOLDER,
    found: { de: `${path} ist eine Datei und kein Ordner`, en: `${path} is a file and no folder` },
    fix: { de: 'Mit --data einen Ordner nennen.', en: 'Name a folder with --data.' },
  };
}

/** The start would find the same, and set aside what is damaged. */
function database(dataDir: string): Examination[] {
  const condition = lookAtDatabase(dataDir);
  if ('fault' in condition) return [faultyDatabase(dataDir, condition)];
  if (condition.state === 'ABSENT') return [];
  if (condition.state === 'SOUND')
    return [{ state: 'OK', subject: DATABASE, found: { de: 'in Ordnung', en: 'fine' }, fix: null }];
  return [
    {
      state: 'PROBLEM',
      subject: DATABASE,
      found: { de: 'stammt von einer neueren Version', en: 'comes from a newer version' },
      fix: {
        de: 'Smartload aktualisieren oder mit --data einen anderen Ordner nennen.',
        en: 'Update Smartload, or name another folder with --data.',
      },
    },
  ];
}

function faultyDatabase(
  dataDir: string,
  { state, fault }: Extract<DatabaseCondition, { fault: Text }>,
): Examination {
  const isDamaged = state === 'DAMAGED';
  return {
    state: 'PROBLEM',
    subject: DATABASE,
    found: isDamaged
      ? { de: `beschädigt: ${fault.de}`, en: `damaged: ${fault.en}` }
      : { de: `nicht zu öffnen: ${fault.de}`, en: `cannot be opened: ${fault.en}` },
    fix: isDamaged
      ? {
          de: 'Den Datenträger prüfen und mit npm run restore eine Sicherung einspielen. Ohne sie richtet der nächste Start die Datei wieder her, oder er legt sie beiseite und übernimmt in eine neue, was zu lesen ist.',
          en: 'Check the disk and bring a backup back with npm run restore. Without one the next start mends the file, or sets it aside and takes what can be read over into a new one.',
        }
      : {
          de: `${join(dataDir, FILE)} wegräumen oder zugänglich machen.`,
          en: `Put ${join(dataDir, FILE)} out of the way, or make it accessible.`,
        },
  };
}

function privacy(dataDir: string): Examination[] {
  const file = join(dataDir, FILE);
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
