import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Rate } from '../house/index.ts';
import { priceSpread } from './index.ts';

const start = Date.parse('2026-05-01T00:00:00Z');

function hourly(values: readonly number[], split = 1): Rate[] {
  return values.flatMap((value, hour) =>
    Array.from({ length: split }, (_, part) => ({
      start: start + (hour + part / split) * HOUR_MS,
      end: start + (hour + (part + 1) / split) * HOUR_MS,
      value,
    })),
  );
}

test('P80 − P20 of ten hours', () => {
  const spread = priceSpread(hourly([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]), start);
  assert.ok(spread !== null && Math.abs(spread - 0.6) < 1e-12);
});

test('the length of the rates does not matter', () => {
  const values = [0.31, 0.22, -0.05, 0.4, 0.28, 0.28, 0.19];
  assert.equal(priceSpread(hourly(values, 4), start), priceSpread(hourly(values), start));
});

test('a long rate counts for its duration', () => {
  const rates = [
    { start, end: start + 9 * HOUR_MS, value: 0.3 },
    { start: start + 9 * HOUR_MS, end: start + 10 * HOUR_MS, value: 1 },
  ];
  assert.equal(priceSpread(rates, start), 0);
});

test('only what lies ahead counts, the running rate with what is left of it', () => {
  assert.equal(priceSpread(hourly([9, 0.1, 0.2]), start + HOUR_MS), 0.1);
  assert.equal(priceSpread(hourly([0.1, 0.2]), start + 0.99 * HOUR_MS), 0);
});

test('no known price ahead is unknown, not 0', () => {
  assert.equal(priceSpread(null, start), null);
  assert.equal(priceSpread([], start), null);
  assert.equal(priceSpread(hourly([0.3]), start + HOUR_MS), null);
});
