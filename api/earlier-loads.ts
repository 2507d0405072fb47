import { readFileSync } from 'node:fs';
import type { EnergySample, Finding } from './house/index.ts';

/** Loads from a file, or what is wrong with it: the house then learns from its own measurements alone. */
export interface EarlierLoads {
  loads: EnergySample[];
  findings: Finding[];
}

/** Reads the file of `load_history_file`; `null` = none is set. */
export async function readEarlierLoads(spec: string | null): Promise<EarlierLoads> {
  if (spec === null) return { loads: [], findings: [] };
  const { InputError, readLoadFile } = await import('./backtest/index.ts');
  try {
    return { loads: readLoadFile(spec, (file) => readFileSync(file, 'utf8')), findings: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { loads: [], findings: [findingOf(spec, error.text)] };
  }
}

function findingOf(spec: string, message: Finding['message']): Finding {
  return {
    field: 'load_history_file',
    value: spec,
    severity: 'WARNING',
    message,
    suggestion: {
      de: 'CSV mit den Spalten start_utc,load_kw angeben, oder die Option weglassen; gelernt wird dann nur aus eigenen Messungen.',
      en: 'Give a CSV with the columns start_utc,load_kw, or leave the option out; learning then goes by own measurements alone.',
    },
  };
}
