import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../history/index.ts';
import { DAY_MS, HOUR_MS, type Rate } from '../house/index.ts';
import { createTemperatures } from './temperatures.ts';

const START = Date.parse('2026-01-10T00:00:00Z');
const week = (from: number, celsius: number): Rate[] =>
  Array.from({ length: 7 * 24 }, (_, hour) => ({
    start: from + hour * HOUR_MS,
    end: from + (hour + 1) * HOUR_MS,
    value: celsius,
  }));

test('what evcc tells week by week is kept for as long as loads are learned from, also over a restart', async () => {
  const store = openStore({ dataDir: null, now: () => START });
  for (let nth = 0; nth < 12; nth += 1) {
    const now = START + nth * 7 * DAY_MS;
    const temperatures = createTemperatures({ readTemperatures: async () => week(now, nth) }, store);
    await temperatures.read(now);
  }
  const last = START + 11 * 7 * DAY_MS;
  const known = await createTemperatures({ readTemperatures: async () => null }, store).read(last);
  assert.equal(Math.min(...known.map(({ end }) => end)) >= last - 60 * DAY_MS, true);
  assert.ok(known.length > 60 * 24);
});

test('the newest telling counts, and nonsense does not', async () => {
  const store = openStore({ dataDir: null, now: () => START });
  let told: Rate[] | null = week(START, 3);
  const temperatures = createTemperatures({ readTemperatures: async () => told }, store);
  await temperatures.read(START);
  told = week(START, 5).map((rate, hour) => (hour === 9 ? { ...rate, value: 412 } : rate));
  const known = await temperatures.read(START);
  assert.equal(known.length, 7 * 24);
  assert.equal(known[9]?.value, 3);
  assert.ok(known.every(({ value }, hour) => hour === 9 || value === 5));
});

test('an evcc without temperatures has none', async () => {
  const store = openStore({ dataDir: null, now: () => START });
  assert.deepEqual(await createTemperatures({ readTemperatures: async () => null }, store).read(START), []);
});
