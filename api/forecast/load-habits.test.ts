import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, type EnergySample, fromLocalTime, HOUR_MS, localTime, SLOT_MS } from '../house/index.ts';
import { forecastLoad, learnLoad } from './index.ts';

const timeZone = 'Europe/Berlin';
const MONDAY = fromLocalTime({ year: 2026, month: 5, day: 4, hour: 0 }, timeZone);

function usualKw(at: number): number {
  const { hour, weekday } = localTime(at, timeZone);
  const breakfast = weekday === 0 || weekday === 6 ? 9 : 7;
  return hour === breakfast ? 2 : hour >= 18 && hour < 22 ? 1 : 0.3;
}

/** What a household drew in the days before `until`, `change` for each quarter of an hour. */
function history(
  until: number,
  days: number,
  change: (kw: number, at: number) => number = (kw) => kw,
): EnergySample[] {
  return Array.from({ length: days * 96 }, (_, nth) => {
    const start = until - (nth + 1) * SLOT_MS;
    return { start, end: start + SLOT_MS, energyKwh: (change(usualKw(start), start) * SLOT_MS) / HOUR_MS };
  });
}

function day(samples: readonly EnergySample[], from: number, recentKw: number | null = null) {
  const slots = Array.from({ length: 96 }, (_, nth) => ({
    start: from + nth * SLOT_MS,
    end: from + (nth + 1) * SLOT_MS,
  }));
  return forecastLoad(learnLoad(samples, timeZone, from), slots, recentKw);
}

const dailyKwh = (forecast: readonly { meanKw: number }[]) =>
  forecast.reduce((sum, { meanKw }) => sum + meanKw / 4, 0);
const usualDayKwh = dailyKwh(day(history(MONDAY, 42), MONDAY));

test('guests of a day are expected to be there on the next, and not to have stayed a week later', () => {
  const guests = (since: number, until: number) =>
    history(MONDAY, 42, (kw, at) => (at >= since && at < until ? 1.6 * kw : kw));
  const yesterday = dailyKwh(day(guests(MONDAY - DAY_MS, MONDAY), MONDAY));
  const lastWeek = dailyKwh(day(guests(MONDAY - 9 * DAY_MS, MONDAY - 7 * DAY_MS), MONDAY));
  assert.ok(yesterday > 1.04 * usualDayKwh, `${yesterday} of ${usualDayKwh}`);
  assert.ok(lastWeek < 1.04 * usualDayKwh, `${lastWeek} of ${usualDayKwh}`);
});

test('a house that stands empty since yesterday is noticed, and more so after three days', () => {
  const left = (days: number) =>
    dailyKwh(
      day(
        history(MONDAY, 42, (kw, at) => (at >= MONDAY - days * DAY_MS ? 0.15 : kw)),
        MONDAY,
      ),
    );
  const [one, three] = [left(1), left(3)];
  assert.ok(one < 0.93 * usualDayKwh, `${one} of ${usualDayKwh}`);
  assert.ok(three < one && three < 0.85 * usualDayKwh, `${three} of ${usualDayKwh}`);
});

test('the more of the last hour was seen to be missing, the less the next hour is expected to be', () => {
  const samples = history(MONDAY, 42);
  const evening = MONDAY + 18 * HOUR_MS;
  const known = [...samples, ...history(evening, 1).filter(({ start }) => start >= MONDAY)];
  const [empty, usual] = [day(known, evening, 0.1), day(known, evening, 1)];
  assert.ok((empty[0]?.meanKw ?? 1) < (usual[0]?.meanKw ?? 0));
});

test('one spike, wherever it was, bends neither the next day nor the band for long', () => {
  const plain = day(history(MONDAY, 42), MONDAY);
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 42 * 96 - 1 }),
      fc.double({ min: 3, max: 40, noNaN: true }),
      (nth, kw) => {
        const bent = day(
          history(MONDAY, 42).map((sample, other) =>
            other === nth ? { ...sample, energyKwh: kw / 4 } : sample,
          ),
          MONDAY,
        );
        assert.ok(Math.abs(dailyKwh(bent) - dailyKwh(plain)) < 0.06 * usualDayKwh);
        for (const [at, { meanKw }] of bent.entries())
          assert.ok(Math.abs(meanKw - (plain[at]?.meanKw ?? 0)) < 0.35, `${nth} ${kw} ${at}`);
      },
    ),
    { numRuns: 25 },
  );
});

test('a spike in the last hour is gone after an evening', () => {
  const samples = history(MONDAY, 42);
  const spiked = day(samples, MONDAY, 12);
  const plain = day(samples, MONDAY, 0.3);
  const late = 12 * 4;
  assert.ok(Math.abs((spiked[late]?.meanKw ?? 0) - (plain[late]?.meanKw ?? 0)) < 0.05);
});

test('with a day of data it says that it is hardly sure, with a month that it is', () => {
  const confidences = [1, 7, 30].map((days) => learnLoad(history(MONDAY, days), timeZone, MONDAY).confidence);
  assert.ok((confidences[0] ?? 1) < 0.2 && (confidences[1] ?? 0) === 0.5 && (confidences[2] ?? 0) > 0.8);
  const width = (days: number) =>
    day(history(MONDAY, days), MONDAY).reduce((sum, { p10Kw, p90Kw }) => sum + p90Kw - p10Kw, 0);
  assert.ok(width(1) > 1.5 * width(30), 'and its band is wide');
});
