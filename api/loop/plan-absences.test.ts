import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { expectedAbsences } from './plan-absences.ts';

const ZONE = { timeZone: 'Europe/Berlin' };
/** Monday in winter, local time is UTC + 1. */
const at = (day: number, hour: number) => Date.UTC(2026, 0, 12 + day, hour - 1);
const END = at(2, 12);
const NO_SCHEDULE = { schedules: {} };
const weekday = (time: string, socPercent: number) => ({
  weekdays: [1, 2, 3, 4, 5],
  time,
  timeZone: 'Europe/Berlin',
  socPercent,
});

test('a repeating plan says that a car comes back and leaves again, with its own target', () => {
  const vehicle = { repeatingPlans: [weekday('07:00', 70)] };
  const car = { name: 'Runabout', vehicle, configured: undefined };
  assert.deepEqual(expectedAbsences({ departure: at(0, 7) }, car, NO_SCHEDULE, ZONE, END), [
    { from: at(0, 7), to: at(0, 16), consumptionKwh: 0, targetSocPercent: null },
    { from: at(1, 7), to: at(1, 16), consumptionKwh: 0, targetSocPercent: 70 },
    { from: at(2, 7), to: at(2, 16), consumptionKwh: 0, targetSocPercent: 70 },
  ]);
});

test('usual return and consumption come from the settings', () => {
  const configured = { departure: '06:30', returns: '17:15', tripKwh: 12 };
  const car = { name: 'Runabout', vehicle: undefined, configured };
  assert.deepEqual(
    expectedAbsences({ departure: at(0, 6) + HOUR_MS / 2 }, car, NO_SCHEDULE, ZONE, END).map(
      ({ from, to, consumptionKwh }) => [
        (from - at(0, 0)) / HOUR_MS,
        (to - at(0, 0)) / HOUR_MS,
        consumptionKwh,
      ],
    ),
    [
      [6.5, 17.25, 12],
      [30.5, 41.25, 12],
      [54.5, 65.25, 12],
    ],
  );
});

test('a schedule of our own counts too, and the higher of two targets for one departure', () => {
  const entries = [{ weekdays: [2], time: '07:00', targetSocPercent: 90 }];
  const schedules = { Runabout: { since: 0, entries } };
  const car = {
    name: 'Runabout',
    vehicle: { repeatingPlans: [weekday('07:00', 70)] },
    configured: undefined,
  };
  const [, second] = expectedAbsences({ departure: at(0, 7) }, car, { schedules }, ZONE, END);
  assert.equal(second?.targetSocPercent, 90);
});

test('a car is back an hour before it leaves again at the latest', () => {
  const vehicle = { repeatingPlans: [weekday('07:00', 70), weekday('12:00', 80)] };
  const car = { name: 'Runabout', vehicle, configured: undefined };
  const [first, second] = expectedAbsences({ departure: at(0, 7) }, car, NO_SCHEDULE, ZONE, END);
  assert.equal(first?.to, at(0, 11));
  assert.deepEqual([second?.from, second?.targetSocPercent], [at(0, 12), 80]);
});

test('where nothing says that it comes back, or when it leaves, there is no absence', () => {
  const car = {
    name: 'Runabout',
    vehicle: undefined,
    configured: { departure: '07:00', returns: null, tripKwh: 9 },
  };
  assert.deepEqual(expectedAbsences({ departure: at(0, 7) }, car, NO_SCHEDULE, ZONE, END), []);
  const vehicle = { repeatingPlans: [weekday('07:00', 70)] };
  assert.deepEqual(expectedAbsences({ departure: null }, { ...car, vehicle }, NO_SCHEDULE, ZONE, END), []);
  assert.deepEqual(expectedAbsences({ departure: END }, { ...car, vehicle }, NO_SCHEDULE, ZONE, END), []);
});

test('a clock that changes in the night keeps the local hour', () => {
  // 29 March 2026: an hour is missing.
  const vehicle = { repeatingPlans: [{ ...weekday('07:00', 70), weekdays: [0, 6] }] };
  const saturday = Date.UTC(2026, 2, 28, 6);
  const absences = expectedAbsences(
    { departure: saturday },
    { name: 'Runabout', vehicle, configured: undefined },
    NO_SCHEDULE,
    ZONE,
    saturday + 48 * HOUR_MS,
  );
  assert.equal(absences[1]?.from, Date.UTC(2026, 2, 29, 5));
});
