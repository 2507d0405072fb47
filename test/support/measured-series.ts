import { readFileSync } from 'node:fs';
import { type EnergySample, HOUR_MS, type Instant } from '../../api/house/index.ts';

/** One column of a measured file: a value for each step from `start` on, `NaN` where it is missing. */
export interface MeasuredSeries {
  start: Instant;
  stepMs: number;
  values: Float64Array;
}

/** Reads the named columns of a file whose first column is `start_utc`; its rows may have gaps, its step is the first one. */
export function readSeries(path: string | URL, columns: readonly string[]): MeasuredSeries[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = head.trim().split(',');
  const starts = lines.map((line) => Date.parse(line.slice(0, line.indexOf(','))));
  const start = starts[0] ?? 0;
  const stepMs = (starts[1] ?? start + HOUR_MS) - start;
  const length = Math.round(((starts.at(-1) ?? start) - start) / stepMs) + 1;
  return columns.map((column) => {
    const position = names.indexOf(column);
    if (position < 0) throw new RangeError(`${path} has no column ${column}, but ${names.join(', ')}`);
    const values = new Float64Array(length).fill(Number.NaN);
    for (const [index, line] of lines.entries()) {
      const cell = line.trim().split(',')[position];
      const step = Math.round(((starts[index] ?? start) - start) / stepMs);
      if (cell) values[step] = Number(cell);
    }
    return { start, stepMs, values };
  });
}

/** The energies of a series of powers (kW), without its gaps. */
export function energiesOf({ start, stepMs, values }: MeasuredSeries): EnergySample[] {
  return Array.from(values, (powerKw, step) => ({
    start: start + step * stepMs,
    end: start + (step + 1) * stepMs,
    energyKwh: (powerKw * stepMs) / HOUR_MS,
  })).filter(({ energyKwh }) => !Number.isNaN(energyKwh));
}
