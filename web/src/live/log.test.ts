import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEvents } from './log.ts';

const events = (...sequences: number[]) => sequences.map((sequence) => ({ sequence }));

test('events come once each, in order, whoever told of them before', () => {
  const log = withEvents(events(1, 3), events(1, 3, 4, 8));
  assert.deepEqual(log, events(1, 3, 4, 8));
});

test('where nothing is new the log is the same object', () => {
  const log = events(1, 3);
  assert.equal(withEvents(log, events(3)), log);
  assert.equal(withEvents(log, []), log);
});

test('the oldest are let go of', () => {
  const log = withEvents([], events(...Array.from({ length: 600 }, (_, index) => index + 1)));
  assert.deepEqual([log.length, log[0]?.sequence], [500, 101]);
});
