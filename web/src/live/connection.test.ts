import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONGEST_PAUSE_MS, LONGEST_PAUSE_WHILE_GONE_MS, reconnectPauseMs } from './connection.ts';

test('pauses grow with each failed attempt, up to half a minute', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 6, 100].map((attempt) => reconnectPauseMs(attempt, 1, LONGEST_PAUSE_MS)),
    [500, 1000, 2000, 4000, 30_000, 30_000],
  );
});

test('a server that is gone for long is found within ten seconds of its return', () => {
  assert.ok(reconnectPauseMs(100, 1, LONGEST_PAUSE_WHILE_GONE_MS) <= 8000);
});

test('jitter covers the whole pause', () => {
  assert.equal(reconnectPauseMs(5, 0, LONGEST_PAUSE_MS), 0);
  assert.equal(reconnectPauseMs(5, 0.5, LONGEST_PAUSE_MS), 8000);
});
