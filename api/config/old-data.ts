import { join } from 'node:path';
import { z } from 'zod';
import { type BufferModel, bufferModelFromPredecessor } from '../buffer/index.ts';
import type { Instant } from '../house/index.ts';
import { type ConfigFiles, diskFiles, isMapping, readConfigFile } from './files.ts';

/** A state of charge that a person typed in. */
export interface ManualSoc {
  socPercent: number;
  /** When; `null` where the file does not tell. */
  at: Instant | null;
}

/** What the predecessor left in the data folder and still means something here. */
export interface Inherited {
  /** By vehicle. */
  manualSoc: Record<string, ManualSoc>;
  /** By vehicle; only departures that are still ahead. */
  departures: Record<string, Instant>;
  buffer: BufferModel | null;
}

/** ISO 8601, in UTC where it names no zone, or epoch seconds. */
const instant = z.union([
  z.string().transform((text, context): Instant => {
    const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
    if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'not a timestamp' });
    return at;
  }),
  z.number().transform((seconds): Instant => Math.round(seconds * 1000)),
]);
const percent = z.number().min(0).max(100);

/**
 * Reads the predecessor's files for manual SoC, departures and the dynamic buffer. It wrote them by itself and
 * nobody edits them, so what cannot be used is left out, with one line to `log`, and is never an error.
 */
export function takeOverOldData(
  dataDir: string,
  now: Instant,
  log: (line: string) => void = () => {},
  files: ConfigFiles = diskFiles,
): Inherited {
  const read = (name: string): unknown => {
    const file = readConfigFile(files, join(dataDir, name));
    if (file.state === 'broken') log(`${name} of the predecessor is left out: ${file.finding.message.en}`);
    return file.state === 'read' ? file.content : null;
  };
  const entries = <T>(name: string, decode: (entry: unknown) => T | null): Record<string, T> => {
    const content = read(name);
    const found: Record<string, T> = {};
    for (const [vehicle, entry] of isMapping(content) ? Object.entries(content) : []) {
      const decoded = decode(entry);
      if (decoded === null) log(`${name}: the entry of ${vehicle} is left out`);
      else found[vehicle] = decoded;
    }
    return found;
  };

  const departures = entries('smartprice_departure_times.json', departureOf);
  const buffer = read('smartload_buffer_model.json');
  return {
    manualSoc: entries('smartprice_manual_soc.json', manualSocOf),
    departures: Object.fromEntries(Object.entries(departures).filter(([, at]) => at > now)),
    buffer: buffer === null ? null : bufferModelFromPredecessor(buffer, now),
  };
}

function manualSocOf(entry: unknown): ManualSoc | null {
  const plain = percent.safeParse(entry).data;
  if (plain !== undefined) return { socPercent: plain, at: null };
  if (!isMapping(entry)) return null;
  const socPercent = percent.safeParse(entry.soc ?? entry.manual_soc).data;
  if (socPercent === undefined) return null;
  return { socPercent, at: instant.safeParse(entry.timestamp ?? entry.ts).data ?? null };
}

function departureOf(entry: unknown): Instant | null {
  const at = isMapping(entry) ? (entry.departure ?? entry.departure_time) : entry;
  return instant.safeParse(at).data ?? null;
}
