import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS } from '../house/index.ts';
import { dueAt, isDue, isThrottled, NEVER_ASKED } from './polling.ts';

const NOW = Date.UTC(2026, 10, 21, 8);
const answered = { ...NEVER_ASKED, askedAt: NOW, answeredAt: NOW, isConnected: false };
const due = (afterMs: number, change = {}, isConnected = false, intervalMinutes: number | null = null) =>
  isDue({ ...answered, ...change }, { now: NOW + afterMs, isConnected, intervalMinutes, isCloud: false });
const cloud = (afterMs: number, change = {}, isConnected = false, intervalMinutes: number | null = null) =>
  isDue({ ...answered, ...change }, { now: NOW + afterMs, isConnected, intervalMinutes, isCloud: true });
const LOCAL = { isCloud: false };

test('at first, by its interval, and when it was plugged in', () => {
  assert.ok(isDue(NEVER_ASKED, { now: NOW, isConnected: false, intervalMinutes: null, isCloud: true }));
  assert.equal(due(59 * MINUTE_MS), false);
  assert.equal(due(60 * MINUTE_MS), true);
  assert.equal(due(9 * MINUTE_MS, {}, false, 10), false);
  assert.equal(due(10 * MINUTE_MS, {}, false, 10), true);
  assert.equal(due(MINUTE_MS, {}, true), true, 'plugged in just now');
  assert.equal(due(MINUTE_MS, { isConnected: true }, true), false);
  assert.equal(due(MINUTE_MS, { isConnected: null }, true), false, 'it stood there when we came');
});

test('ever more rarely after failures, but never less than once a day, after however many', () => {
  assert.equal(
    dueAt({ ...answered, failures: 3 }, { intervalMinutes: null, isCloud: false }),
    NOW + 8 * HOUR_MS,
  );
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.integer({ min: 1, max: 1440 }),
      fc.boolean(),
      (failures, minutes, isCloud) => {
        const pauseMs = dueAt({ ...answered, failures }, { intervalMinutes: minutes, isCloud }) - NOW;
        assert.ok(pauseMs >= minutes * MINUTE_MS && pauseMs <= 24 * HOUR_MS);
      },
    ),
  );
});

test('who asks by hand gets an answer of the last five minutes, and never an old failure', () => {
  assert.equal(isThrottled(answered, NOW + 4 * MINUTE_MS, LOCAL), true);
  assert.equal(isThrottled(answered, NOW + 5 * MINUTE_MS, LOCAL), false);
  assert.equal(isThrottled({ ...answered, failures: 1 }, NOW + MINUTE_MS, LOCAL), false);
  assert.equal(isThrottled(NEVER_ASKED, NOW, { isCloud: true }), false);
});

test('a cloud is left alone for hours after a failure, and never asked twice within five minutes', () => {
  const failed = { failures: 1, isConnected: false };
  assert.equal(cloud(119 * MINUTE_MS, failed, false, 10), false, 'two hours, however short the interval');
  assert.equal(cloud(120 * MINUTE_MS, failed, false, 10), true);
  assert.equal(cloud(30 * MINUTE_MS, failed, true), false, 'not even when it is plugged in');
  assert.equal(cloud(4 * MINUTE_MS, {}, true), false, 'an answer of four minutes ago will do');
  assert.equal(cloud(5 * MINUTE_MS, {}, true), true);
  const refused = { ...answered, answeredAt: null, failures: 3 };
  assert.equal(isThrottled(refused, NOW + 4 * MINUTE_MS, { isCloud: true }), true, 'by hand');
  assert.equal(isThrottled(refused, NOW + 5 * MINUTE_MS, { isCloud: true }), false);
});
