import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS, SLOT_MS } from '../house/index.ts';
import { cheapUntil } from './good-price.ts';

const NOW = Date.UTC(2026, 10, 21, 12);

/** Hours from now with their prices, ct/kWh. */
function hours(cents: readonly number[], priceSource: 'PUBLISHED' | 'ESTIMATED' = 'PUBLISHED') {
  return cents.map((ct, index) => ({
    start: NOW + index * HOUR_MS,
    end: NOW + (index + 1) * HOUR_MS,
    importPricePerKwh: ct / 100,
    priceSource,
  }));
}

test('among the cheapest hours ahead, until they are over', () => {
  assert.equal(cheapUntil(hours([12, 13, 30, 31, 32, 33, 34, 35, 36, 30]), NOW), NOW + 2 * HOUR_MS);
  assert.equal(cheapUntil(hours([-5, 2, 30, 31, 32, 33, 34, 35, 36, 30]), NOW), NOW + 2 * HOUR_MS);
  assert.equal(cheapUntil(hours([30, 12, 13, 31, 32, 33, 34, 35]), NOW), null, 'it will be, later');
});

test('not where nothing is cheap, little is known, or it is over soon', () => {
  assert.equal(cheapUntil([], NOW), null);
  assert.equal(cheapUntil(hours(Array(24).fill(30)), NOW), null, 'one price');
  assert.equal(cheapUntil(hours([27, 30, 30, 30, 30, 30, 30, 30]), NOW), null, 'hardly less');
  assert.equal(
    cheapUntil(hours([30, 12, 30, 37, 37, 37, 37, 37, 37, 37]), NOW),
    null,
    'the best is yet to come',
  );
  assert.equal(cheapUntil(hours([3, 4, 4, 4, 4, 4, 4, 4]), NOW), null, 'a cent less');
  assert.equal(cheapUntil(hours([10, 30, 30, 30]), NOW), null, 'four hours');
  assert.equal(cheapUntil(hours([10, ...Array(20).fill(30)], 'ESTIMATED'), NOW), null);
  const cheapHour = hours([10, ...Array(20).fill(30)]);
  assert.equal(cheapUntil(cheapHour, NOW + 45 * MINUTE_MS), null);
  assert.equal(cheapUntil(cheapHour, NOW - HOUR_MS), null, 'not yet known');
});

test('whatever the prices: nothing, or a moment within what is known, and never while it is dear', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 90 }), { maxLength: 200 }), (cents) => {
      const slots = cents.map((ct, index) => ({
        start: NOW + index * SLOT_MS,
        end: NOW + (index + 1) * SLOT_MS,
        importPricePerKwh: ct / 100,
        priceSource: 'PUBLISHED' as const,
      }));
      const until = cheapUntil(slots, NOW);
      if (until === null) return;
      assert.ok(until > NOW && until <= (slots.at(-1)?.end ?? 0));
      const dearer = cents.filter((ct) => ct > (cents[0] ?? 0)).length;
      assert.ok(dearer >= cents.length / 2);
    }),
  );
});
