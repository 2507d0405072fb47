import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drift, isNight } from './calm.ts';

test('the picture wanders all around its place, by less than its margin', () => {
  const places = Array.from({ length: 600 }, (_, minute) => drift(minute));
  assert.ok(places.every(({ x, y }) => Math.hypot(x, y) < 9));
  const seen = new Set(places.map(({ x, y }) => `${x} ${y}`));
  assert.ok(seen.size > 60, `only ${seen.size} places`);
  for (const [index, { x, y }] of places.entries()) {
    const next = places[index + 1];
    assert.ok(!next || next.x !== x || next.y !== y, `it stays at ${index}`);
  }
});

test('the night is when people sleep', () => {
  assert.deepEqual([21, 22, 0, 5, 6, 12].map(isNight), [false, true, true, true, false, false]);
});
