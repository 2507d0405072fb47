import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type QuarterHour, SLOT_MS } from '../house/index.ts';
import { today } from './index.ts';

const BERLIN = 'Europe/Berlin';
/** 00:00 in Berlin. */
const MIDNIGHT = Date.UTC(2026, 5, 1, 22);

function quarter(start: number, change: Partial<QuarterHour> = {}): QuarterHour {
  return {
    start,
    end: start + SLOT_MS,
    importKwh: 1,
    exportKwh: 0.5,
    pvKwh: 0,
    loadKwh: 1,
    batteryChargeKwh: 0,
    batteryDischargeKwh: 0,
    carsKwh: 0,
    socPercent: null,
    importPricePerKwh: 0.3,
    feedInPricePerKwh: 0.1,
    cost: 0.25,
    plannedCost: null,
    ...change,
  };
}

test('adds up the finished quarters of the local day', () => {
  const quarters = [-1, 0, 1, 2, 3, 4].map((index) => quarter(MIDNIGHT + index * SLOT_MS));
  assert.deepEqual(today(quarters, MIDNIGHT + HOUR_MS + 1, BERLIN), {
    importKwh: 4,
    exportKwh: 2,
    cost: 1,
    knownShare: 1,
  });
});

test('leaves unknown and missing quarters out instead of counting them as nothing', () => {
  const quarters = [quarter(MIDNIGHT), quarter(MIDNIGHT + SLOT_MS, { cost: null, importKwh: null })];
  assert.deepEqual(today(quarters, MIDNIGHT + HOUR_MS, BERLIN), {
    importKwh: 1,
    exportKwh: 1,
    cost: 0.25,
    knownShare: 0.25,
  });
});

test('knows nothing where nothing was measured', () => {
  assert.deepEqual(today([], MIDNIGHT + HOUR_MS, BERLIN), {
    importKwh: null,
    exportKwh: null,
    cost: null,
    knownShare: 0,
  });
});

test('starts at nothing at midnight', () => {
  const nothing = { importKwh: 0, exportKwh: 0, cost: 0, knownShare: 1 };
  assert.deepEqual(today([quarter(MIDNIGHT - SLOT_MS)], MIDNIGHT, BERLIN), nothing);
});

test('counts 92 quarters on the day that loses an hour', () => {
  const midnight = Date.UTC(2026, 2, 28, 23);
  const quarters = Array.from({ length: 92 }, (_, index) => quarter(midnight + index * SLOT_MS));
  const { importKwh, knownShare } = today(quarters, midnight + 92 * SLOT_MS - 1, BERLIN);
  assert.equal(importKwh, 91);
  assert.equal(knownShare, 1);
});
