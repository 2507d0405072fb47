import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, SLOT_MS } from '../../../api/house/index.ts';
import { bars, endLine, hourTicks, runs, slotIndexAt, smoothBand, stepLine, valueScale } from './geometry.ts';

const slots = [0, 1, 2, 3].map((index) => ({
  start: index * SLOT_MS,
  end: (index + 1) * SLOT_MS,
  value: index,
}));
const x = (at: number) => (at / SLOT_MS) * 10;
const y = (value: number) => 100 - value;

test('an instant finds its slot, and the nearest where it lies outside', () => {
  const at = [-1, 0, SLOT_MS - 1, SLOT_MS, 2.5 * SLOT_MS, 99 * SLOT_MS];
  assert.deepEqual(
    at.map((instant) => slotIndexAt(slots, instant)),
    [0, 0, 0, 1, 2, 3],
  );
  assert.equal(slotIndexAt([], 0), -1);
});

test('a step line holds each value to the end of its slot', () => {
  const path = stepLine(slots.slice(0, 2), ({ value }) => value * 10, x, y);
  assert.equal(path, 'M0,100L10,100L10,90L20,90L20,90');
});

test('a line is broken where a value is unknown', () => {
  const path = endLine(slots, ({ value }) => (value === 1 ? null : value), x, y);
  assert.deepEqual(path.match(/M/g)?.length, 2);
});

test('a band is broken where it is unknown', () => {
  const path = smoothBand(slots, ({ value }) => (value === 1 ? null : [value, value + 10]), x, y);
  assert.equal(path.match(/Z/g)?.length, 2);
  assert.equal(
    smoothBand(slots, () => null, x, y),
    '',
  );
});

test('bars of no height are left out', () => {
  const path = bars(slots, ({ value }) => [0, value === 2 ? 50 : 0], x, y);
  assert.equal(path, 'M20 100H29.5V50H20Z');
});

test('runs join neighbours only', () => {
  const found = runs([1, 1, 2, 1], (value) => value);
  assert.deepEqual(
    found.map(({ items }) => items.length),
    [2, 1, 1],
  );
});

test('a value scale has room for 0 and for negative prices', () => {
  const { position } = valueScale([0.2, -0.08], 100, 0, 4);
  assert.ok(position(-0.08) <= 100 && position(0) < position(-0.08) && position(0.2) >= 0);
  assert.equal(valueScale([], 100, 0, 4).position(0), 100);
});

test('hours are those of the house on a day with 23 and on one with 25', () => {
  const ticks = (start: number, hours: number) =>
    hourTicks({ start, end: start + hours * HOUR_MS }, 6, 'Europe/Berlin').map(
      ({ at }) => (at - start) / HOUR_MS,
    );
  assert.deepEqual(ticks(Date.UTC(2026, 2, 28, 23), 23), [0, 5, 11, 17]);
  assert.deepEqual(ticks(Date.UTC(2026, 9, 24, 22), 25), [0, 7, 13, 19]);
});
