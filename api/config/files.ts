import { readFileSync } from 'node:fs';
import type { Finding } from '../house/index.ts';
import { parseConfigText } from './document.ts';
import { brokenFile, unreadableFile } from './findings.ts';

/** The files of a configuration by what they are for, wherever they lie. */
export const CONFIG_FILES = ['options', 'vehicles', 'drivers', 'loads'] as const;
export type ConfigFileId = (typeof CONFIG_FILES)[number];

/** Where configuration is read from. */
export interface ConfigFiles {
  /** The text of a file; `null` where there is none. Throws where it is there and cannot be read. */
  read(path: string): string | null;
}

/** The files of this machine. */
export const diskFiles: ConfigFiles = {
  read(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
      throw error;
    }
  },
};

/** What a file says, or that it is not there, or what keeps us from reading it. */
export type FileContent =
  | { state: 'absent' }
  | { state: 'read'; content: unknown }
  | { state: 'broken'; finding: Finding };

/** Reads and parses one file. */
export function readConfigFile(files: ConfigFiles, path: string): FileContent {
  let text: string | null;
  try {
    text = files.read(path);
  } catch (error) {
    return { state: 'broken', finding: unreadableFile(path, errorCode(error) ?? 'unreadable') };
  }
  if (text === null) return { state: 'absent' };
  const parsed = parseConfigText(path, text);
  return parsed.ok
    ? { state: 'read', content: parsed.content }
    : { state: 'broken', finding: brokenFile(path, parsed.fault) };
}

/** Node's code of a system error, such as `EACCES`. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Whether a value is a mapping of names to values. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
