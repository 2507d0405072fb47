import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS } from '../house/index.ts';
import { InputError } from './input-error.ts';
import { readSessions, sessionsBetween } from './sessions.ts';

const CSV = `ev_id,plugin_utc,plugout_utc,connected_hours,energy_kwh
a,2018-03-06T18:00:00Z,2018-03-07T06:00:00Z,12,20
a,2018-03-08T18:00:00Z,2018-03-08T19:00:00Z,1,40
a,2018-03-08T18:30:00Z,2018-03-08T20:00:00Z,1.5,5
b,2018-03-09T18:00:00Z,2018-03-10T06:00:00Z,12,10
`;

test('sessions move by multiples of 364 days, so a Tuesday stays a Tuesday', () => {
  const from = Date.parse('2024-02-20T00:00:00Z');
  const { sessions } = sessionsBetween(readSessions('ev.csv', CSV, 'a'), from, from + 30 * DAY_MS, 11);
  const [first] = sessions;
  assert.ok(first);
  assert.equal((first.plugIn - Date.parse('2018-03-06T18:00:00Z')) % (364 * DAY_MS), 0);
  assert.equal(new Date(first.plugIn).getUTCDay(), 2);
  assert.equal(first.plugOut - first.plugIn, 12 * HOUR_MS);
  assert.equal(first.energyKwh, 20);
});

test('what a car cannot take in time is not asked for, and it is in one place at a time', () => {
  const from = Date.parse('2018-03-01T00:00:00Z');
  const { sessions, unusable, cut } = sessionsBetween(
    readSessions('ev.csv', CSV, 'a'),
    from,
    from + 30 * DAY_MS,
    11,
  );
  const [, second, ...others] = sessions;
  assert.ok(second && second.energyKwh < 11);
  assert.deepEqual(others, []);
  assert.deepEqual([cut, unusable.OVERLAP], [1, 1]);
});

test('a row that cannot be used is counted where it would have been', () => {
  const rows = [
    'a,2024-06-03T08:00Z,2024-06-03T12:00Z,NaN',
    'a,2024-06-03T14:00Z,2024-06-03T12:00Z,10',
    'a,2024-06-03T18:00Z,2024-06-04T06:00Z,5000',
    '"a","2024-06-04T08:00Z","2024-06-04T18:00Z","10"',
    'a,2024-06-04T12:00Z,2024-06-04T20:00Z,10',
    'a,2024-06-04T21:00Z,2024-06-04T22:00Z,-5',
    'a,2024-07-04T21:00Z,2024-07-04T22:00Z,-5',
  ];
  const car = readSessions('ev.csv', ['ev_id,plugin_utc,plugout_utc,energy_kwh', ...rows].join('\n'), null);
  const from = Date.parse('2024-06-03T00:00:00Z');
  const { sessions, unusable } = sessionsBetween(car, from, from + 2 * DAY_MS, 11);
  assert.equal(sessions.length, 1);
  assert.deepEqual(unusable, { NO_ENERGY: 2, TOO_MUCH: 1, TOO_SHORT: 1, OVERLAP: 1 });
});

test('what cannot be read in a session, and a car without one that can be used, is refused', () => {
  const read = (...rows: string[]) =>
    readSessions('ev.csv', ['ev_id,plugin_utc,plugout_utc,energy_kwh', ...rows].join('\n'), null);
  assert.throws(
    () => read('a,2024-06-03T08:00Z,2024-06-03T12:00Z,"7,5"'),
    /Line 2, column "energy_kwh": "7,5" is no number. A point is needed/,
  );
  assert.throws(() => read('a,2024-06-03T08:00Z,2024-06-03T12:00Z,NaN'), /None of the 1 sessions of "a"/);
  assert.throws(() => read(), /no columns or no rows/);
});

test('unknown cars and columns are named with what is there', () => {
  assert.throws(() => readSessions('ev.csv', CSV, 'c'), /ev.csv: There is no car "c". There are: a, b/);
  assert.throws(() => readSessions('ev.csv', CSV, null), /not clear which car/);
  assert.throws(() => readSessions('ev.csv', 'x,y\n1,2', null), InputError);
});
