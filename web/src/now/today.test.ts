import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MeasuredQuarter, sumsOf } from './today.ts';

const quarter = (change: Partial<MeasuredQuarter>): MeasuredQuarter => ({
  cost: 0.1,
  plannedCost: 0.12,
  importKwh: 0.3,
  pvKwh: 0.5,
  loadKwh: 0.4,
  carsKwh: 0.2,
  ...change,
});

test('today is the sum of its quarters', () => {
  const sums = sumsOf([quarter({}), quarter({})], 2);
  assert.equal(sums.cost, 0.2);
  assert.equal(sums.plannedCost, 0.24);
  assert.equal(sums.pvKwh, 1);
  assert.ok(Math.abs((sums.usedKwh ?? 0) - 1.2) < 1e-9);
  assert.ok(Math.abs((sums.ownPercent ?? 0) - 50) < 1e-9);
  assert.equal(sums.gaps, 0);
});

test('what was not measured is unknown, and missing quarters are counted', () => {
  const sums = sumsOf([quarter({ cost: null, pvKwh: null }), quarter({ plannedCost: null })], 4);
  assert.equal(sums.cost, 0.1);
  assert.equal(sums.plannedCost, null);
  assert.equal(sums.pvKwh, 0.5);
  assert.equal(sums.gaps, 3);
  assert.deepEqual(sumsOf([], 0).cost, null);
});
