import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, concernsCar, NO_WISH } from './wish.ts';

test('fields that are empty change nothing', () => {
  assert.deepEqual(changesOf(NO_WISH, null), {});
  assert.deepEqual(changesOf({ ...NO_WISH, car: 'lp-1' }, null), {});
  assert.equal(concernsCar({ ...NO_WISH, car: 'lp-1' }), false);
});

test('no battery at all is something else than the same battery', () => {
  assert.deepEqual(changesOf({ ...NO_WISH, capacityKwh: '0' }, null), { battery: { capacityKwh: 0 } });
});

test('a car is asked about with what was typed in for it', () => {
  const wish = { ...NO_WISH, car: 'lp-1', departure: '2026-04-25T06:30', targetPercent: '90' };
  assert.deepEqual(changesOf(wish, '2026-04-25T04:30:00.000Z'), {
    cars: [{ loadpoint: 'lp-1', departure: '2026-04-25T04:30:00.000Z', targetSocPercent: 90 }],
  });
  assert.deepEqual(changesOf({ ...NO_WISH, car: 'lp-1', fillNow: true }, null), {
    cars: [{ loadpoint: 'lp-1', fillNow: true }],
  });
});

test('prices are typed in as people say them, sun and load in percent of today', () => {
  const wish = { ...NO_WISH, importCt: '30', feedInCt: '0', pvPercent: '150', loadPercent: '80' };
  assert.deepEqual(changesOf(wish, null), {
    tariff: { importPricePerKwh: 0.3, feedInPricePerKwh: 0 },
    pvFactor: 1.5,
    loadFactor: 0.8,
  });
});
