import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextScheduled, scheduledTarget } from './car-schedule.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const weekdays = { weekdays: [1, 2, 3, 4, 5], time: '07:00', targetSocPercent: null };

const next = (now: string, ...entries: Parameters<typeof nextScheduled>[0]) =>
  nextScheduled(entries, at(now), BERLIN);

test('the next departure is today, tomorrow, or after the weekend', () => {
  assert.equal(next('2026-03-17T05:59:00Z', weekdays)?.departure, at('2026-03-17T06:00:00Z'));
  assert.equal(next('2026-03-17T06:00:00Z', weekdays)?.departure, at('2026-03-18T06:00:00Z'));
  assert.equal(next('2026-03-20T12:00:00Z', weekdays)?.departure, at('2026-03-23T06:00:00Z'), 'Friday noon');
});

test('it is by the wall clock, also over a change of the clocks', () => {
  // The clocks go forward on Sunday 2026-03-29 and back on 2026-10-25.
  assert.equal(next('2026-03-27T12:00:00Z', weekdays)?.departure, at('2026-03-30T05:00:00Z'));
  assert.equal(next('2026-10-23T12:00:00Z', weekdays)?.departure, at('2026-10-26T06:00:00Z'));
});

test('of several entries the earliest counts, with its own target', () => {
  const early = { weekdays: [3], time: '02:30', targetSocPercent: 90 };
  assert.deepEqual(next('2026-03-17T12:00:00Z', weekdays, early), {
    departure: at('2026-03-18T01:30:00Z'),
    targetsSocPercent: [90],
  });
  assert.equal(next('2026-03-17T12:00:00Z'), null);
});

test('once a week is in a week', () => {
  const tuesday = { weekdays: [2], time: '07:00', targetSocPercent: null };
  assert.equal(next('2026-03-17T06:00:00Z', tuesday)?.departure, at('2026-03-24T06:00:00Z'));
});

test('departures within some hours are one, at the first and with the highest target', () => {
  const entry = (time: string, targetSocPercent: number | null) => ({
    weekdays: [2],
    time,
    targetSocPercent,
  });
  const target = (...entries: Parameters<typeof nextScheduled>[0]) => {
    const found = next('2026-03-16T19:00:00Z', ...entries);
    assert.equal(found?.departure, at('2026-03-17T06:00:00Z'));
    return scheduledTarget(found, 80);
  };
  assert.equal(target(entry('07:00', 50), entry('07:30', 100)), 100);
  assert.equal(target(entry('07:30', 100), entry('07:00', 50)), 100);
  assert.equal(target(entry('07:00', 50), entry('07:30', null)), 80, 'the usual one');
  assert.equal(target(entry('07:00', 50), entry('11:00', 100)), 50);
  const later = next('2026-03-17T06:00:00Z', entry('07:00', 50), entry('07:30', 100));
  assert.deepEqual(later, { departure: at('2026-03-17T06:30:00Z'), targetsSocPercent: [100] });
});
