import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, type Rate, SLOT_MS } from '../house/index.ts';
import { alignRates } from './align-rates.ts';
import { plausibleEmissions } from './plausible-emissions.ts';

const START = Date.UTC(2026, 5, 1);
const slot = (start: number) => ({ start, end: start + SLOT_MS });
const hourly = (values: readonly number[]): Rate[] =>
  values.map((value, hour) => ({ start: START + hour * HOUR_MS, end: START + (hour + 1) * HOUR_MS, value }));

test('a slot has the mean of what is known of it, and beyond that what is usual at its hour', () => {
  const grams = hourly(Array.from({ length: 24 }, (_, hour) => 100 + 10 * hour));
  const slots = [slot(START), slot(START + 5 * HOUR_MS), slot(START + DAY_MS + 5 * HOUR_MS)];
  assert.deepEqual(alignRates(grams, slots, 'UTC'), [100, 150, 150]);
});

test('without a tariff nothing is known', () => {
  assert.deepEqual(alignRates(null, [slot(START)], 'UTC'), [null]);
  assert.deepEqual(alignRates([], [slot(START)], 'UTC'), [null]);
});

test('emissions that cannot be true are left out, and that is said', () => {
  const { rates, finding } = plausibleEmissions(hourly([380, -1, 250_000, Number.NaN, 0]), 'co2Tariff');
  assert.deepEqual(
    rates.map(({ value }) => value),
    [380, 0],
  );
  assert.match(finding?.message.de ?? '', /^3 von 5 CO₂-Werten/);
  assert.equal(plausibleEmissions(hourly([380]), 'co2Tariff').finding, null);
});
