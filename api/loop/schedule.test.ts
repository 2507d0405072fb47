import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, virtualClock } from '../house/index.ts';
import { createSchedule } from './schedule.ts';

const START = Date.UTC(2026, 5, 1, 12, 7);

function scheduled() {
  const clock = virtualClock(START, assert.ifError);
  const pruned: number[] = [];
  const polled: number[] = [];
  const cycles: number[] = [];
  const steps: number[] = [];
  const schedule = createSchedule(clock, 15, {
    poll: async () => {
      polled.push(clock.elapsedMs());
      return true;
    },
    cycle: async () => void cycles.push(clock.now()),
    watch: () => {},
    prune: () => void pruned.push(clock.now() - START),
    stepped: (ms) => void steps.push(ms),
  });
  return { clock, schedule, pruned, polled, cycles, steps };
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

for (const [name, stepMs] of [
  ['back', -3 * HOUR_MS],
  ['forth', 3 * HOUR_MS - 4 * MINUTE_MS],
] as const)
  test(`a clock that is set ${name} leads to a cycle at once, goes on with the polls, and moves the boundaries`, async () => {
    const { clock, schedule, polled, cycles, steps } = scheduled();
    schedule.start();
    await clock.advanceTo(START + 10 * MINUTE_MS);
    assert.deepEqual(cycles, [START + 8 * MINUTE_MS]);
    clock.stepBy(stepMs);
    const set = clock.now();
    await clock.advanceTo(set + 20 * MINUTE_MS);
    assert.deepEqual(steps, [stepMs]);
    const boundary = Math.ceil(set / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
    assert.deepEqual(cycles.slice(1, 3), [set + 5 * SECOND_MS, boundary]);
    const minutes = Array.from({ length: 30 }, (_, index) => (index + 1) * MINUTE_MS);
    assert.deepEqual(polled.slice(1), minutes);
    schedule.stop();
  });

test('a clock that is adjusted a little is no reason for anything', async () => {
  const { clock, schedule, cycles, steps } = scheduled();
  schedule.start();
  for (let minute = 1; minute <= 7; minute++) {
    await clock.advanceTo(START + minute * MINUTE_MS);
    clock.stepBy(-900);
  }
  await clock.advanceTo(START + 7 * MINUTE_MS + 30 * SECOND_MS);
  assert.deepEqual([steps, cycles], [[], []]);
  schedule.stop();
});
