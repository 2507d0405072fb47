import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, SLOT_MS } from '../house/index.ts';
import { type Resolution, spansBetween, sumUp } from './spans.ts';
import { sampleQuarter } from './test-records.ts';

const BERLIN = 'Europe/Berlin';
const hours = (from: number, to: number, resolution: Resolution, zone = BERLIN) =>
  spansBetween(from, to, resolution, zone).map(({ start, end }) => (end - start) / HOUR_MS);

test('days have 23 and 25 hours where the clocks change', () => {
  const spring = Date.UTC(2026, 2, 28, 12);
  assert.deepEqual(hours(spring, spring + 2 * DAY_MS, 'DAY'), [24, 23, 24]);
  const autumn = Date.UTC(2026, 9, 24, 12);
  assert.deepEqual(hours(autumn, autumn + 2 * DAY_MS, 'DAY'), [24, 25, 24]);
});

test('the hour that comes twice is two hours, and months know their length', () => {
  const autumn = Date.UTC(2026, 9, 24, 22);
  assert.equal(spansBetween(autumn, autumn + 25 * HOUR_MS, 'HOUR', BERLIN).length, 25);
  assert.deepEqual(hours(Date.UTC(2026, 1, 10), Date.UTC(2026, 3, 10), 'MONTH'), [
    28 * 24,
    31 * 24 - 1,
    30 * 24,
  ]);
  assert.deepEqual(hours(Date.UTC(2026, 9, 10), Date.UTC(2026, 9, 12), 'MONTH'), [31 * 24 + 1]);
});

test('hours follow the hands of a clock that is half an hour off', () => {
  const [first] = spansBetween(
    Date.UTC(2026, 0, 1, 10, 45),
    Date.UTC(2026, 0, 1, 10, 46),
    'HOUR',
    'Asia/Kolkata',
  );
  assert.equal(first?.start, Date.UTC(2026, 0, 1, 10, 30));
});

test('spans cover all of a range without gap or overlap, whatever the resolution', () => {
  const from = Date.UTC(2025, 11, 30, 23, 7);
  for (const zone of [BERLIN, 'Australia/Lord_Howe', 'America/St_Johns', 'UTC'])
    for (const resolution of ['HOUR', 'DAY', 'MONTH'] as const) {
      const spans = spansBetween(from, from + 370 * DAY_MS, resolution, zone);
      assert.ok((spans[0]?.start ?? 0) <= from);
      for (const [index, { start, end }] of spans.entries()) {
        assert.ok(end > start);
        if (index > 0) assert.equal(start, spans[index - 1]?.end);
      }
    }
});

test('sums leave out what is unknown and say how much is known', () => {
  const start = Date.UTC(2026, 4, 1, 10);
  const quarters = [0, 1, 2].map((index) => ({
    ...sampleQuarter(start + index * SLOT_MS),
    importKwh: index === 1 ? null : 0.5,
    importPricePerKwh: 0.1 * (index + 1),
    socPercent: 50 + index,
    exportKwh: null,
  }));
  const [span, ...others] = sumUp(quarters, spansBetween(start, start + 2 * HOUR_MS, 'HOUR', BERLIN));
  assert.equal(others.length, 0);
  assert.equal(span?.importKwh, 1);
  assert.equal(span?.exportKwh, null);
  assert.ok(Math.abs((span?.importPricePerKwh ?? 0) - 0.2) < 1e-12);
  assert.equal(span?.socPercent, 52);
  assert.equal(span?.quarters, 3);
  assert.equal(span?.knownShare, 0.5);
});
