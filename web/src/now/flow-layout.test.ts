import assert from 'node:assert/strict';
import { test } from 'node:test';
import { direction, dotSpeed, FLOW, GRID, HUB, pointsToHub, SUN, storagePoints } from './flow-layout.ts';

test('storages stand side by side within the drawing', () => {
  for (const count of [1, 2, 3, 6]) {
    const points = storagePoints(count);
    assert.equal(points.length, count);
    assert.ok(points.every(({ x }) => x > 0 && x < FLOW.width));
    assert.equal(points.reduce((sum, { x }) => sum + x, 0) / count, FLOW.width / 2);
  }
});

test('dots run with the energy, and not at all where it is unknown or too little', () => {
  assert.deepEqual([2, -2, 0.01, -0.01, null].map(direction), ['in', 'out', 'none', 'none', 'none']);
});

test('more power is faster, within what the eye can follow', () => {
  const speeds = [0, 0.1, 1, 4, 11, 100].map(dotSpeed);
  assert.deepEqual(
    speeds,
    [...speeds].sort((a, b) => a - b),
  );
  assert.ok(Math.min(...speeds) > 0 && Math.max(...speeds) <= 2.5);
});

test('a line leads from its node to the hub, straight along the axes', () => {
  for (const from of [SUN, GRID, ...storagePoints(3)]) {
    const points = pointsToHub(from, 8);
    assert.deepEqual(points[0], from);
    assert.deepEqual(points.at(-1), HUB);
  }
  assert.ok(pointsToHub(SUN, 8).every(({ x }) => x === SUN.x));
  assert.ok(pointsToHub(GRID, 8).every(({ y }) => y === GRID.y));
});
