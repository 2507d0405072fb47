import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  DAY_MS,
  type EnergySample,
  HOUR_MS,
  localMidnight,
  localTime,
  MINUTE_MS,
  type PowerForecast,
  SLOT_MS,
} from '../house/index.ts';
import { forecastLoad, learnLoad } from './index.ts';

const dataDir = new URL('../../../shared/data/', import.meta.url);
const HOMES = [
  ['load_at_wien_2023-10_2023-11_15min.csv', 15, 'Europe/Vienna'],
  ['load_at_salzburg_2026-01_2026-02_15min.csv', 15, 'Europe/Vienna'],
  ['load_at_kaernten_2024-03_2024-05_15min.csv', 15, 'Europe/Vienna'],
  ['home_fr_emhass_2024-03_2024-08_30min.csv', 30, 'Europe/Paris'],
  ['home_de_allgaeu_2025H1_60min.csv', 60, 'Europe/Berlin'],
  ['home_de_wpuq_oemof_2020_60min.csv', 60, 'Europe/Berlin'],
  ['load_de_discovergy_2019_60min.csv', 60, 'Europe/Berlin'],
] as const;

/** Days on which a home is judged at most, spread over its data. */
const JUDGED_DAYS = 20;

const powerKw = ({ start, end, energyKwh }: EnergySample) => (energyKwh * HOUR_MS) / (end - start);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean of the last 30 days by time of day. */
function thirtyDayMean(samples: readonly EnergySample[], timeZone: string, now: number) {
  const time = (at: number) => {
    const { hour, minute } = localTime(at, timeZone);
    return hour * 60 + minute;
  };
  const recent = samples.filter(({ start }) => start >= now - 30 * DAY_MS && start < now);
  const byTime = Map.groupBy(recent, ({ start }) => time(start));
  return (at: number) => mean((byTime.get(time(at)) ?? recent).map(powerKw));
}

/** Squared errors a day ahead of the model and of the 30-day mean, and how often the 80 % band held. */
function judge(samples: readonly EnergySample[], timeZone: string) {
  const first = samples[0]?.start ?? 0;
  const last = samples.at(-1)?.end ?? 0;
  const days = Math.floor((last - first) / DAY_MS) - 32;
  const step = Math.max(1, Math.floor(days / JUDGED_DAYS));
  const errors = { model: [] as number[], mean: [] as number[] };
  const inBand: number[] = [];
  for (let day = 31; day < 31 + days; day += step) {
    const now = localMidnight(first + day * DAY_MS, timeZone);
    const known = samples.filter(({ start, end }) => end <= now && start >= now - 61 * DAY_MS);
    const model = learnLoad(known, timeZone, now);
    const naive = thirtyDayMean(known, timeZone, now);
    for (const sample of samples.filter(({ start }) => start >= now && start < now + DAY_MS)) {
      const measured = powerKw(sample);
      const slots = Array.from({ length: (sample.end - sample.start) / SLOT_MS }, (_, index) => ({
        start: sample.start + index * SLOT_MS,
        end: sample.start + (index + 1) * SLOT_MS,
      }));
      const forecast = forecastLoad(model, slots, null);
      const of = (value: (slot: PowerForecast) => number) => mean(forecast.map(value));
      errors.model.push((of(({ meanKw }) => meanKw) - measured) ** 2);
      errors.mean.push((naive(sample.start) - measured) ** 2);
      inBand.push(measured >= of(({ p10Kw }) => p10Kw) && measured <= of(({ p90Kw }) => p90Kw) ? 1 : 0);
    }
  }
  return {
    modelRmse: Math.sqrt(mean(errors.model)),
    naiveRmse: Math.sqrt(mean(errors.mean)),
    coverage: mean(inBand),
  };
}

function readHome(file: string, minutes: number): EnergySample[] {
  const [head = '', ...lines] = readFileSync(new URL(file, dataDir), 'utf8').trim().split('\n');
  const column = head.split(',').indexOf('load_kw');
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const start = Date.parse(cells[0] ?? '');
    const kw = cells[column];
    return kw ? [{ start, end: start + minutes * MINUTE_MS, energyKwh: (Number(kw) * minutes) / 60 }] : [];
  });
}

/** A household of 70 days with weekday habits, noise and peaks, the same each time. */
function syntheticHome(timeZone: string): EnergySample[] {
  let seed = 42;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const begin = Date.parse('2026-01-05T00:00:00Z');
  return Array.from({ length: 70 * 96 }, (_, index) => {
    const start = begin + index * SLOT_MS;
    const { hour, weekday } = localTime(start, timeZone);
    const atHome = weekday === 0 || weekday === 6 || hour < 8 || hour >= 17;
    const base = (atHome ? 0.5 : 0.2) + (hour >= 18 && hour < 21 ? 0.6 : 0);
    const peak = random() < 0.05 ? 2 * random() : 0;
    return { start, end: start + SLOT_MS, energyKwh: (base * (0.6 + 0.8 * random()) + peak) / 4 };
  });
}

test('a day ahead it is better than the mean of the last 30 days, on a synthetic home', () => {
  const { modelRmse, naiveRmse, coverage } = judge(syntheticHome('Europe/Berlin'), 'Europe/Berlin');
  assert.ok(modelRmse < naiveRmse, `${modelRmse} against ${naiveRmse}`);
  assert.ok(coverage > 0.75 && coverage < 0.85, `coverage ${coverage}`);
});

for (const [file, minutes, timeZone] of HOMES) {
  const skip = existsSync(new URL(file, dataDir)) ? false : 'no measured data beside the checkout';
  test(`a day ahead it is no worse than the mean of the last 30 days: ${file}`, { skip }, (context) => {
    const { modelRmse, naiveRmse, coverage } = judge(readHome(file, minutes), timeZone);
    context.diagnostic(
      `RMSE ${modelRmse.toFixed(4)} kW, 30-day mean ${naiveRmse.toFixed(4)} kW, in the 80 % band ${(coverage * 100).toFixed(1)} %`,
    );
    assert.ok(modelRmse <= naiveRmse, `${modelRmse} against ${naiveRmse}`);
    assert.ok(coverage > 0.7 && coverage < 0.9, `coverage ${coverage}`);
  });
}
