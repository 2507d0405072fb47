import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, type EnergySample, HOUR_MS, type Rate, SLOT_MS } from '../house/index.ts';
import { forecastLoad, learnLoad } from './index.ts';

const START = Date.parse('2026-01-05T00:00:00Z');
const DAYS = 50;

/** Whole days between −8 and 14 °C, in the order of a winter that changes its mind. */
function celsiusOf(day: number): number {
  return 3 + 11 * Math.sin(day * 1.7) * Math.cos(day * 0.37);
}

const temperature: Rate[] = Array.from({ length: (DAYS + 7) * 24 }, (_, hour) => ({
  start: START + hour * HOUR_MS,
  end: START + (hour + 1) * HOUR_MS,
  value: celsiusOf(Math.floor(hour / 24)),
}));

const baseKw = (nth: number) => 0.3 + (nth % 96 > 68 && nth % 96 < 88 ? 0.8 : 0) + 0.05 * ((nth * 13) % 7);
const heatedKw = (nth: number) => baseKw(nth) + 0.1 * Math.max(0, 15 - celsiusOf(Math.floor(nth / 96)));

/** Root mean square error a day ahead over the last ten days, kW. */
function errorOf(kw: (nth: number) => number, hints: { temperature?: Rate[] }): number {
  let squares = 0;
  for (let day = DAYS - 10; day < DAYS; day += 1) {
    const now = START + day * DAY_MS;
    const samples = Array.from({ length: day * 96 }, (_, nth): EnergySample => {
      const start = START + nth * SLOT_MS;
      return { start, end: start + SLOT_MS, energyKwh: kw(nth) / 4 };
    });
    const slots = Array.from({ length: 96 }, (_, nth) => ({
      start: now + nth * SLOT_MS,
      end: now + (nth + 1) * SLOT_MS,
    }));
    const model = learnLoad(samples, 'UTC', now, hints);
    for (const [nth, { meanKw }] of forecastLoad(model, slots, null).entries())
      squares += (meanKw - kw(day * 96 + nth)) ** 2;
  }
  return Math.sqrt(squares / (10 * 96));
}

test('a house that heats with electricity is forecast better where tomorrow’s temperature is known', () => {
  const [without, known] = [errorOf(heatedKw, {}), errorOf(heatedKw, { temperature })];
  assert.ok(known < 0.75 * without, `${known} against ${without}`);
});

test('a house that does not is forecast no worse for it', () => {
  const [without, known] = [errorOf(baseKw, {}), errorOf(baseKw, { temperature })];
  assert.ok(known <= 1.01 * without, `${known} against ${without}`);
});

test('gaps in the temperatures and none ahead do no harm', () => {
  const holed = temperature.filter((_, hour) => hour % 5 !== 0);
  const past = temperature.filter(({ start }) => start < START + (DAYS - 10) * DAY_MS);
  const without = errorOf(heatedKw, {});
  assert.ok(errorOf(heatedKw, { temperature: holed }) < without);
  assert.ok(errorOf(heatedKw, { temperature: past }) <= 1.05 * without);
});
