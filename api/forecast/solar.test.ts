import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS, type Rate, type Slot } from '../house/index.ts';
import { integrateSolar } from './index.ts';

const start = Date.parse('2026-05-01T00:00:00Z');

function every(minutes: number, count: number): Slot[] {
  return Array.from({ length: count }, (_, index) => ({
    start: start + index * minutes * MINUTE_MS,
    end: start + (index + 1) * minutes * MINUTE_MS,
  }));
}

function ratesOf(minutes: number, values: readonly number[]): Rate[] {
  return every(minutes, values.length).map((slot, index) => ({ ...slot, value: values[index] ?? 0 }));
}

/** The same broken line, read at every n-th part of its steps. */
function refined(values: readonly number[], parts: number): number[] {
  return values
    .slice(0, -1)
    .flatMap((value, index) =>
      Array.from({ length: parts }, (_, part) => value + (((values[index + 1] ?? 0) - value) * part) / parts),
    );
}

const energyKwh = (means: readonly (number | null)[] | null, slots: readonly Slot[]) =>
  (means ?? []).reduce<number>(
    (sum, kw, index) => sum + ((kw ?? 0) * ((slots[index]?.end ?? 0) - (slots[index]?.start ?? 0))) / HOUR_MS,
    0,
  );

test('power is linear from one start to the next', () => {
  const means = integrateSolar(ratesOf(60, [0, 4, 4]), every(15, 8));
  assert.deepEqual(means, [0.5, 1.5, 2.5, 3.5, 4, 4, 4, 4]);
});

test('the running slot has the mean of what is left of it', () => {
  const slot = { start: start + 10 * MINUTE_MS, end: start + 15 * MINUTE_MS };
  const [mean] = integrateSolar(ratesOf(15, [0, 3]), [slot]) ?? [];
  assert.ok(mean && Math.abs(mean - 2.5) < 1e-12);
});

test('no energy is lost between steps of 15, 30 and 60 minutes, from balcony to barn', () => {
  const hourly = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(hourly, fc.constantFrom(0.08, 0.6, 30), (shares, scale) => {
      const values = shares.map((share) => share * scale);
      const slots = every(15, 92);
      const expected = values
        .slice(1)
        .reduce((sum, value, index) => sum + (value + (values[index] ?? 0)) / 2, 0);
      for (const parts of [1, 2, 4]) {
        const rates = ratesOf(60 / parts, [...refined(values, parts), values.at(-1) ?? 0]);
        const energy = energyKwh(integrateSolar(rates, slots), slots);
        assert.ok(Math.abs(energy - expected) <= 1e-9 + expected * 1e-3);
      }
    }),
  );
});

test('a winter day of 80 W stays 80 W', () => {
  assert.deepEqual(integrateSolar(ratesOf(60, [0.08, 0.08]), every(15, 4)), [0.08, 0.08, 0.08, 0.08]);
});

test('gaps and what lies beyond the end are unknown, not 0', () => {
  const rates = ratesOf(60, [2, 2, 2, 2]).filter((_, index) => index !== 1);
  const means = integrateSolar(rates, every(60, 6));
  assert.deepEqual(means, [2, null, 2, 2, null, null]);
  assert.equal(integrateSolar(null, every(15, 4)), null);
  assert.equal(integrateSolar([], every(15, 4)), null);
});

test('a night that the source leaves out is dark, not unknown', () => {
  const rates = [
    { start, end: start + HOUR_MS, value: 0 },
    { start: start + 9 * HOUR_MS, end: start + 10 * HOUR_MS, value: 0 },
  ];
  assert.deepEqual(integrateSolar(rates, every(60, 10)), Array(10).fill(0));
});

test('order and duplicates do not matter; nonsense is left out, negative power is none', () => {
  const rates = ratesOf(60, [1, 2, 3, 2]);
  const slots = every(15, 16);
  const plain = integrateSolar(rates, slots);
  assert.deepEqual(integrateSolar([...rates].reverse().concat(rates), slots), plain);
  const nonsense = { start: start + 30 * MINUTE_MS, end: start + 45 * MINUTE_MS, value: Number.NaN };
  assert.deepEqual(integrateSolar([...rates, nonsense], slots), plain);
  assert.deepEqual(integrateSolar(ratesOf(15, [-1, -1]), every(15, 2)), [0, 0]);
});
