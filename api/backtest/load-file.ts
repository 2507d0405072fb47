import { type EnergySample, HOUR_MS, SLOT_MS } from '../house/index.ts';
import { type ReadFile, readColumn } from './scenario.ts';
import { toSeries } from './series.ts';
import { LOAD } from './wanted.ts';

/**
 * Measured loads of a household from a CSV file, by quarter of an hour; gaps stay gaps.
 *
 * @param spec the file, and after a colon the column where it is not clear which
 * @throws {InputError} where the file cannot be read or used
 */
export function readLoadFile(spec: string, readFile: ReadFile): EnergySample[] {
  const series = toSeries([readColumn(spec, LOAD, readFile)], LOAD);
  return Array.from({ length: (series.end - series.start) / SLOT_MS }, (_, nth) => {
    const start = series.start + nth * SLOT_MS;
    return { start, end: start + SLOT_MS, kw: series.isBridged(start) ? null : series.at(start) };
  }).flatMap(({ start, end, kw }) =>
    kw === null ? [] : [{ start, end, energyKwh: (kw * SLOT_MS) / HOUR_MS }],
  );
}
