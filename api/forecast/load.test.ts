import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  DAY_MS,
  type EnergySample,
  fromLocalTime,
  HOUR_MS,
  localTime,
  MINUTE_MS,
  SLOT_MS,
} from '../house/index.ts';
import { forecastLoad, learnLoad } from './index.ts';

const timeZone = 'Europe/Berlin';
const monday = fromLocalTime({ year: 2026, month: 5, day: 4, hour: 0 }, timeZone);

/** Load at a local time: breakfast at seven on working days, at nine on weekends. */
function usualKw(at: number): number {
  const { hour, weekday } = localTime(at, timeZone);
  const breakfast = weekday === 0 || weekday === 6 ? 9 : 7;
  return hour === breakfast ? 2 : hour >= 18 && hour < 22 ? 1 : 0.3;
}

function samples(until: number, days: number, kw: (at: number) => number = usualKw, minutes = 15) {
  const stepMs = minutes * MINUTE_MS;
  return Array.from({ length: (days * DAY_MS) / stepMs }, (_, index): EnergySample => {
    const start = until - (index + 1) * stepMs;
    return { start, end: start + stepMs, energyKwh: (kw(start) * stepMs) / HOUR_MS };
  });
}

function slotsFrom(start: number, count = 96) {
  return Array.from({ length: count }, (_, index) => ({
    start: start + index * SLOT_MS,
    end: start + (index + 1) * SLOT_MS,
  }));
}

const dailyKwh = (powers: readonly { meanKw: number }[]) =>
  powers.reduce((sum, { meanKw }) => sum + meanKw / 4, 0);

test('a household without any data gets a plausible year, and no confidence', () => {
  const model = learnLoad([], timeZone, monday);
  assert.equal(model.confidence, 0);
  assert.equal(model.daysOfData, 0);
  assert.ok(Math.abs(dailyKwh(forecastLoad(model, slotsFrom(monday), null)) * 365 - 3500) < 1);
});

test('a day of data is a sensible start', () => {
  const tuesday = monday + DAY_MS;
  const model = learnLoad(samples(tuesday, 1), timeZone, tuesday);
  assert.equal(model.daysOfData, 1);
  assert.ok(model.confidence > 0 && model.confidence < 0.3);
  const forecast = forecastLoad(model, slotsFrom(tuesday), null);
  assert.ok((forecast[7 * 4 + 2]?.meanKw ?? 0) > 1);
  assert.ok((forecast[3 * 4]?.meanKw ?? 1) < 0.5);
});

test('weekends are told apart once they were seen', () => {
  const model = learnLoad(samples(monday, 56), timeZone, monday);
  const week = forecastLoad(model, slotsFrom(monday, 7 * 96), null);
  const at = (day: number, hour: number) => week[day * 96 + hour * 4 + 2]?.meanKw ?? Number.NaN;
  assert.ok(at(0, 7) > at(5, 7));
  assert.ok(at(5, 9) > at(0, 9));
  assert.ok(at(6, 9) > at(0, 9));
  assert.ok(model.confidence > 0.85);
});

for (const [name, day] of [
  ['spring', { year: 2026, month: 3, day: 30 }],
  ['autumn', { year: 2026, month: 10, day: 26 }],
] as const) {
  test(`the clock change in ${name} does not move breakfast`, () => {
    const start = fromLocalTime({ ...day, hour: 0 }, timeZone);
    const model = learnLoad(samples(start - DAY_MS, 28), timeZone, start - DAY_MS);
    const forecast = forecastLoad(model, slotsFrom(start), null);
    const highest = forecast.reduce((most, slot) => (slot.meanKw > most.meanKw ? slot : most));
    assert.equal(localTime(highest.start, timeZone).hour, 7);
  });
}

test('samples of 15, 30 and 60 minutes teach the same energy', () => {
  const [quarters, halves, hours] = [15, 30, 60].map((minutes) =>
    dailyKwh(
      forecastLoad(
        learnLoad(samples(monday, 14, usualKw, minutes), timeZone, monday),
        slotsFrom(monday),
        null,
      ),
    ),
  );
  assert.ok(quarters && halves && hours);
  assert.ok(Math.abs(halves / quarters - 1) < 0.001);
  assert.ok(Math.abs(hours / quarters - 1) < 0.001);
});

test('the order of samples, duplicates and nonsense do not matter', () => {
  const clean = samples(monday, 14);
  const nonsense: EnergySample[] = [
    { start: monday - DAY_MS, end: monday - DAY_MS + SLOT_MS, energyKwh: 5000 },
    { start: monday - DAY_MS, end: monday - DAY_MS + SLOT_MS, energyKwh: -1 },
    { start: monday - DAY_MS, end: monday - DAY_MS + SLOT_MS, energyKwh: Number.NaN },
    { start: monday - DAY_MS, end: monday - DAY_MS, energyKwh: 1 },
    { start: monday - DAY_MS, end: monday, energyKwh: 240 },
    { start: monday + DAY_MS, end: monday + DAY_MS + SLOT_MS, energyKwh: 3 },
  ];
  const plain = forecastLoad(learnLoad(clean, timeZone, monday), slotsFrom(monday), null);
  const dirty = learnLoad([...clean].reverse().concat(nonsense, clean), timeZone, monday);
  assert.equal(dirty.daysOfData, 14);
  for (const [index, slot] of forecastLoad(dirty, slotsFrom(monday), null).entries()) {
    assert.ok(Math.abs(slot.meanKw - (plain[index]?.meanKw ?? 0)) < 1e-9);
  }
});

test('what was just measured bends the next hours, fading, and one spike is capped', () => {
  const model = learnLoad(samples(monday, 28), timeZone, monday);
  const slots = slotsFrom(monday + 12 * HOUR_MS);
  const plain = forecastLoad(model, slots, null);
  const bentBy = (recentKw: number, slot: number) =>
    (forecastLoad(model, slots, recentKw)[slot]?.meanKw ?? 0) - (plain[slot]?.meanKw ?? 0);
  assert.ok(bentBy(0.5, 0) > 0.03);
  assert.ok(bentBy(0.1, 0) < -0.03);
  assert.equal(bentBy(11, 0), bentBy(44, 0));
  assert.ok(bentBy(11, 0) < 1);
  assert.ok(bentBy(11, 8) < 0.3);
  assert.ok(bentBy(11, 16) < 0.15);
  assert.ok(bentBy(11, 48) < 0.03);
  assert.equal(bentBy(Number.NaN, 0), 0);
});

test('a constant excess is followed without swinging', () => {
  const model = learnLoad(samples(monday, 28), timeZone, monday);
  const firsts = [0, 1, 2, 3].map((quarter) => {
    const slots = slotsFrom(monday + 13 * HOUR_MS + quarter * SLOT_MS);
    return forecastLoad(model, slots, 0.39)[0]?.meanKw ?? 0;
  });
  assert.ok(Math.max(...firsts) - Math.min(...firsts) < 0.01);
});

test('a house that was left yesterday is expected to draw less today', () => {
  const away = samples(monday, 28, (at) => (at >= monday - DAY_MS ? 0.15 : usualKw(at)));
  const usual = dailyKwh(
    forecastLoad(learnLoad(samples(monday, 28), timeZone, monday), slotsFrom(monday), null),
  );
  const quiet = dailyKwh(forecastLoad(learnLoad(away, timeZone, monday), slotsFrom(monday), null));
  assert.ok(quiet < usual * 0.93, `${quiet} of ${usual} kWh`);
});

test('forecasts carry the timestamps of their slots, and quantiles are in order and never negative', () => {
  const noisy = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { minLength: 96, maxLength: 300 });
  fc.assert(
    fc.property(noisy, fc.option(fc.double({ min: 0, max: 30, noNaN: true })), (powers, recentKw) => {
      const measured = powers.map((kw, index): EnergySample => {
        const start = monday - (index + 1) * SLOT_MS;
        return { start, end: start + SLOT_MS, energyKwh: kw / 4 };
      });
      const slots = [
        { start: monday + 7 * MINUTE_MS, end: monday + SLOT_MS },
        ...slotsFrom(monday + SLOT_MS),
      ];
      const model = learnLoad(measured, timeZone, monday);
      for (const [index, slot] of forecastLoad(model, slots, recentKw).entries()) {
        assert.equal(slot.start, slots[index]?.start);
        assert.equal(slot.end, slots[index]?.end);
        assert.ok(slot.p10Kw >= 0 && slot.p10Kw <= slot.p50Kw && slot.p50Kw <= slot.p90Kw);
        assert.ok(slot.meanKw >= 0 && Number.isFinite(slot.meanKw));
      }
    }),
    { numRuns: 30 },
  );
});

test('the model is plain JSON', () => {
  const model = learnLoad(samples(monday, 3), timeZone, monday);
  assert.deepEqual(JSON.parse(JSON.stringify(model)), model);
});
