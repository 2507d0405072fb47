import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOf, inUnit, localDay, periodOf, shifted, tableOf, weekday } from './period.ts';

const named = (name: string) => {
  const period = periodOf(name);
  assert.ok(period, name);
  return period;
};

test('a name says its length by its own', () => {
  assert.deepEqual(named('2028-02'), {
    unit: 'month',
    name: '2028-02',
    from: '2028-02-01',
    to: '2028-02-29',
  });
  assert.deepEqual(named('2026'), { unit: 'year', name: '2026', from: '2026-01-01', to: '2026-12-31' });
  assert.equal(named('2026-04-12').unit, 'day');
});

test('what is no day is none', () => {
  for (const name of ['', '26', '2026-13', '2026-00', '2026-02-30', '2026-4-1', 'x'])
    assert.equal(periodOf(name), null, name);
});

test('one steps from period to period, over the ends of months and years', () => {
  assert.equal(shifted(named('2026-03-01'), -1), '2026-02-28');
  assert.equal(shifted(named('2026-12'), 1), '2027-01');
  assert.equal(shifted(named('2026'), -1), '2025');
  assert.equal(inUnit(named('2026-04-12'), 'month', '2026-05-01'), '2026-04');
  assert.equal(inUnit(named('2026-04'), 'day', '2026-05-01'), '2026-04-30');
  assert.equal(inUnit(named('2026'), 'month', '2026-05-17'), '2026-05');
  assert.equal(inUnit(named('2025'), 'month', '2026-05-17'), '2025-12');
  assert.equal(inUnit(named('2027'), 'month', '2026-05-17'), '2027-12');
});

test('a month has its days, also where clocks change', () => {
  assert.equal(daysOf(named('2026-03')).length, 31);
  assert.equal(daysOf(named('2026-10')).at(-1), '2026-10-31');
  assert.equal(weekday('2026-06-01'), 0);
  assert.equal(weekday('2026-06-07'), 6);
});

test('the day is that of the house', () => {
  assert.equal(localDay(Date.UTC(2026, 3, 11, 22, 30), 'Europe/Berlin'), '2026-04-12');
  assert.equal(localDay(Date.UTC(2026, 3, 11, 22, 30), 'UTC'), '2026-04-11');
});

test('the table of a period ends where the next one begins', () => {
  assert.equal(
    tableOf(named('2026-10'), 'de'),
    'history.csv?from=2026-10-01&to=2026-11-01&resolution=DAY&language=de',
  );
  assert.match(tableOf(named('2026-12-31'), 'en'), /to=2027-01-01&resolution=QUARTER_HOUR/);
  assert.match(tableOf(named('2026'), 'en'), /to=2027-01-01&resolution=MONTH/);
});
