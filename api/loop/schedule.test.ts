import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, virtualClock } from '../house/index.ts';
import { createSchedule } from './schedule.ts';

const START = Date.UTC(2026, 5, 1, 12, 7);

function scheduled() {
  const clock = virtualClock(START, assert.ifError);
  const pruned: number[] = [];
  const schedule = createSchedule(clock, 15, {
    poll: async () => true,
    cycle: async () => {},
    watch: () => {},
    prune: () => void pruned.push(clock.now() - START),
  });
  return { clock, schedule, pruned };
}

test('what is old is forgotten soon after each start, and then once a day', async () => {
  const { clock, schedule, pruned } = scheduled();
  schedule.start();
  await clock.advanceTo(START + HOUR_MS);
  assert.equal(pruned.length, 1);
  await clock.advanceTo(START + 2 * DAY_MS + HOUR_MS);
  assert.deepEqual(pruned.slice(1), [DAY_MS, 2 * DAY_MS]);
  schedule.stop();
});

test('nothing is forgotten by one that was stopped before', async () => {
  const { clock, schedule, pruned } = scheduled();
  schedule.start();
  schedule.stop();
  await clock.advanceTo(START + HOUR_MS);
  assert.deepEqual(pruned, []);
});
