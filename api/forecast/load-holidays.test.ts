import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EnergySample, fromLocalTime, HOUR_MS, holidaysOf, localTime, SLOT_MS } from '../house/index.ts';
import { forecastLoad, learnLoad } from './index.ts';

const timeZone = 'Europe/Berlin';
const isHoliday = holidaysOf('DE-BY');
const midnight = (month: number, day: number) => fromLocalTime({ year: 2026, month, day, hour: 0 }, timeZone);

/** Breakfast at seven on working days and at nine on others, holidays among them. */
function restful(at: number): number {
  const { year, month, day, hour, weekday } = localTime(at, timeZone);
  const isFree = weekday === 0 || weekday === 6 || isHoliday(year, month, day);
  return hour === (isFree ? 9 : 7) ? 2 : hour >= 18 && hour < 22 ? 1 : 0.3;
}

const alike = (at: number) => (localTime(at, timeZone).hour >= 18 ? 1 : 0.3);

function samplesUntil(until: number, days: number, kw: (at: number) => number): EnergySample[] {
  return Array.from({ length: days * 96 }, (_, nth) => {
    const start = until - (nth + 1) * SLOT_MS;
    return { start, end: start + SLOT_MS, energyKwh: (kw(start) * SLOT_MS) / HOUR_MS };
  });
}

/** Root mean square error of a day ahead, kW. */
function errorOf(day: number, kw: (at: number) => number, days: number, withHolidays: boolean): number {
  const model = learnLoad(samplesUntil(day, days, kw), timeZone, day, withHolidays ? { isHoliday } : {});
  const slots = Array.from({ length: 96 }, (_, nth) => ({
    start: day + nth * SLOT_MS,
    end: day + (nth + 1) * SLOT_MS,
  }));
  const squares = forecastLoad(model, slots, null).map(({ start, meanKw }) => (meanKw - kw(start)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

test('on a holiday breakfast is late, as on the Sundays that were seen', () => {
  const corpusChristi = midnight(6, 4);
  const without = errorOf(corpusChristi, restful, 50, false);
  const known = errorOf(corpusChristi, restful, 50, true);
  assert.ok(known < 0.9 * without, `${known} against ${without}`);
});

test('on the working day after a holiday breakfast is early again', () => {
  const friday = midnight(6, 5);
  assert.ok(errorOf(friday, restful, 50, true) <= errorOf(friday, restful, 50, false));
});

test('who lives on all days alike is forecast no worse for knowing holidays', () => {
  for (const days of [2, 10, 50])
    for (const day of [midnight(5, 25), midnight(6, 4), midnight(6, 5)])
      assert.ok(errorOf(day, alike, days, true) <= errorOf(day, alike, days, false) + 1e-3);
});

test('without a Sunday seen a holiday is a day like others', () => {
  const ascension = midnight(5, 14);
  // From Monday to Wednesday there is nothing that tells Sundays from other days.
  const difference = errorOf(ascension, restful, 3, true) - errorOf(ascension, restful, 3, false);
  assert.ok(Math.abs(difference) < 1e-9);
});
