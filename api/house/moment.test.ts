import assert from 'node:assert/strict';
import { test } from 'node:test';
import { virtualClock } from './clock.ts';
import { moment } from './moment.ts';
import { HOUR_MS, MINUTE_MS } from './time.ts';

const START = Date.UTC(2026, 2, 16, 12);
const clockAt = () => virtualClock(START, assert.ifError);

test('a moment grows older by the time that passes', async () => {
  const clock = clockAt();
  const now = moment(clock);
  const earlier = moment(clock, START - MINUTE_MS);
  await clock.advanceTo(START + MINUTE_MS);
  assert.deepEqual([now.at(), now.ageMs()], [START, MINUTE_MS]);
  assert.deepEqual([earlier.at(), earlier.ageMs()], [START - MINUTE_MS, 2 * MINUTE_MS]);
});

for (const stepMs of [-3 * HOUR_MS, 3 * HOUR_MS])
  test(`a moment keeps its age where the clock is set by ${stepMs / HOUR_MS} h`, async () => {
    const clock = clockAt();
    const then = moment(clock);
    await clock.advanceTo(START + MINUTE_MS);
    clock.stepBy(stepMs);
    assert.deepEqual([then.at(), then.ageMs()], [START + stepMs, MINUTE_MS]);
    clock.stepBy(-stepMs);
    assert.deepEqual([then.at(), then.ageMs()], [START, MINUTE_MS]);
  });

test('what is said to lie ahead is new', () => {
  const ahead = moment(clockAt(), START + HOUR_MS);
  assert.deepEqual([ahead.at(), ahead.ageMs()], [START, 0]);
});

test('a clock that drifts a little does not move what happened', () => {
  const clock = clockAt();
  const then = moment(clock);
  clock.stepBy(-3);
  assert.equal(then.at(), START);
});
