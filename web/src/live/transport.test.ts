import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconnectPauseMs } from './transport.ts';

test('pauses grow with each failed attempt, up to half a minute', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 6, 100].map((attempt) => reconnectPauseMs(attempt, 1)),
    [500, 1000, 2000, 4000, 30_000, 30_000],
  );
});

test('jitter covers the whole pause', () => {
  assert.equal(reconnectPauseMs(5, 0), 0);
  assert.equal(reconnectPauseMs(5, 0.5), 8000);
});
