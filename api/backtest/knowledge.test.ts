import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS, SLOT_MS } from '../house/index.ts';
import { hourly, SAME_DAYS, scenarioOf } from './fixtures.ts';
import { knowledgeOf } from './knowledge.ts';

const FROM = Date.UTC(2024, 5, 3);

test("tomorrow's prices are published at 13:00 local time", () => {
  const knowledge = knowledgeOf(scenarioOf(SAME_DAYS, { timeZone: 'Europe/Berlin' }));
  const midnight = FROM - 2 * HOUR_MS;
  const until = (now: number) => knowledge.prices(now).at(-1)?.end;
  assert.equal(until(midnight + 13 * HOUR_MS - MINUTE_MS), midnight + DAY_MS);
  assert.equal(until(midnight + 13 * HOUR_MS), midnight + 2 * DAY_MS);
});

test('of the load only what has ended is known', () => {
  const knowledge = knowledgeOf(scenarioOf(SAME_DAYS));
  const history = (now: number) => knowledge.loadHistory(FROM, FROM + DAY_MS, now);
  assert.equal(history(FROM + SLOT_MS - 1).length, 0);
  assert.equal(history(FROM + SLOT_MS).length, 1);
  assert.equal(history(FROM + HOUR_MS).length, 4);
});

test('without a forecast the sun is expected as on the last day that is over', () => {
  const day = (hour: number) => Math.floor(hour / 24);
  const pv = hourly('pv_kw', FROM - 4 * DAY_MS, 240, (hour) => (day(hour) === 2 ? '' : day(hour)));
  const knowledge = knowledgeOf(scenarioOf({ ...SAME_DAYS, 'pv.csv': pv }));
  const now = FROM + 12 * HOUR_MS;
  assert.equal(knowledge.expectedPvKw(now - SLOT_MS, now), 3);
  assert.equal(knowledge.expectedPvKw(now, now), 3);
  assert.equal(knowledge.expectedPvKw(now + DAY_MS, now), 3);
  assert.equal(knowledge.expectedPvKw(now + DAY_MS - SLOT_MS, now), 4);
  // The day before yesterday is a gap, so it takes the one before that.
  assert.equal(knowledge.expectedPvKw(FROM - DAY_MS, FROM - DAY_MS), 1);
});

test('a forecast for a day counts from 11:00 of the day before, and a relative one is scaled by days before', () => {
  const forecast = hourly('p50_kw_per_kwp', FROM - 14 * DAY_MS, 480, (hour) => (hour % 24 === 12 ? 0.5 : 0));
  const files = {
    ...SAME_DAYS,
    'pv.csv': hourly('pv_kw', FROM - 14 * DAY_MS, 480, (hour) => (hour % 24 === 12 ? 4 : 0)),
    'forecast.csv': forecast,
  };
  const knowledge = knowledgeOf(scenarioOf(files, { pvForecast: ['forecast.csv'] }));
  const noonTomorrow = FROM + DAY_MS + 12 * HOUR_MS;
  assert.equal(knowledge.expectedPvKw(noonTomorrow, FROM + 11 * HOUR_MS - SLOT_MS), null);
  assert.equal(knowledge.expectedPvKw(noonTomorrow, FROM + 11 * HOUR_MS), 4);
});

test('what a forecast leaves out is joined over some hours, and else expected as on the last day', () => {
  const forecast = hourly('pv_forecast_kw', FROM - DAY_MS, 96, (hour) => {
    const left = hour - 24;
    return (left > 8 && left < 12) || (left >= 14 && left <= 20) ? '' : left;
  });
  const files = { ...SAME_DAYS, 'forecast.csv': forecast };
  const knowledge = knowledgeOf(scenarioOf(files, { pvForecast: ['forecast.csv'] }));
  const now = FROM + 6 * HOUR_MS;
  const at = (hour: number) => knowledge.expectedPvKw(FROM + hour * HOUR_MS, now);
  assert.ok(Math.abs((at(10) ?? 0) - 10) < 0.5, `${at(10)}`);
  assert.deepEqual([at(13), at(15)], [13, 0]);
});
