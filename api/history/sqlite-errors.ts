import type { Text } from '../house/index.ts';

/** Of a statement that does not fit what is there. */
export const SQLITE_ERROR = 1;
export const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_NOMEM = 7;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/** SQLite's primary result code of an error, `null` where it is not one of SQLite's. */
export function sqliteCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null;
}

/** The file is not what SQLite wrote. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

const CIRCUMSTANCES = new Set([
  SQLITE_BUSY,
  SQLITE_LOCKED,
  SQLITE_NOMEM,
  SQLITE_READONLY,
  SQLITE_IOERR,
  SQLITE_CORRUPT,
  SQLITE_FULL,
  SQLITE_CANTOPEN,
  SQLITE_NOTADB,
]);

/** Whether the disk or the file is at fault, so that the same write may succeed later. */
export function isCircumstance(error: unknown): boolean {
  return CIRCUMSTANCES.has(sqliteCode(error) ?? 0);
}

const SYSTEM_ERRORS = new Map([
  ['ENOSPC', SQLITE_FULL],
  ['EDQUOT', SQLITE_FULL],
  ['EACCES', SQLITE_READONLY],
  ['EPERM', SQLITE_READONLY],
  ['EROFS', SQLITE_READONLY],
  ['ENOTDIR', SQLITE_READONLY],
]);

function systemCode(error: unknown): number | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return SYSTEM_ERRORS.get(String(code)) ?? null;
}

/** What is wrong with the disk, and what a person can do about it. Knows errors of SQLite and of the file system. */
export function explain(error: unknown): Text {
  switch (sqliteCode(error) ?? systemCode(error)) {
    case SQLITE_FULL:
      return {
        de: 'Der Datenträger ist voll. Bitte Platz schaffen.',
        en: 'The disk is full. Free some space.',
      };
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return {
        de: 'Der Datenordner ist nicht beschreibbar. Bitte Rechte und Datenträger prüfen.',
        en: 'The data folder cannot be written. Check its permissions and the disk.',
      };
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {
        de: 'Ein anderes Programm hält die Datenbank gesperrt. Bitte dort schließen.',
        en: 'Another program keeps the database locked. Close it there.',
      };
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {
        de: 'Die Datenbank ist beschädigt. Bitte neu starten, dann kommt in eine neue, was von ihr zu lesen ist, und den Datenträger prüfen.',
        en: 'The database is damaged. Restart, which takes what can be read of it over into a new one, and check the disk.',
      };
    default: {
      const detail = error instanceof Error ? error.message : String(error);
      return {
        de: `Der Datenträger meldet einen Fehler (${detail}). Bitte Datenordner und Datenträger prüfen.`,
        en: `The disk reports an error (${detail}). Check the data folder and the disk.`,
      };
    }
  }
}
