import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  type PeakPriceSettings,
  type QuarterHour,
  quarterWith,
  SLOT_MS,
} from '../house/index.ts';
import { createImportPeaks } from './import-peaks.ts';

const timeZone = 'Europe/Berlin';
/** 30 November, 12:00 in the house. */
const NOW = Date.UTC(2026, 10, 30, 11);
const TARIFF: PeakPriceSettings = { pricePerKw: 4, period: 'month', intervalMinutes: 15, minimumKw: 2.5 };

const quarter = (start: Instant, importKwh: number | null) => quarterWith(start, { importKwh });

function peaks(peakPrice: PeakPriceSettings | null, past: QuarterHour[]) {
  const asked: [Instant, Instant][] = [];
  const settings = { peakPrice, timeZone };
  const made = createImportPeaks(settings, {
    strictly: (read) => read(),
    quarterHours(from, to) {
      asked.push([from, to]);
      return past.filter(({ start }) => start >= from && start < to);
    },
  });
  return { ...made, settings, asked };
}

test('without a capacity tariff only energy costs', () => {
  assert.deepEqual(peaks(null, [quarter(NOW - DAY_MS, 3)]).prices(NOW, NOW + 2 * DAY_MS), []);
});

test('the highest quarter of the local month is paid for already, and the next month begins at its minimum', () => {
  const midnight = Date.UTC(2026, 9, 31, 23);
  const { prices, asked } = peaks(TARIFF, [
    quarter(midnight - SLOT_MS, 9),
    quarter(midnight, 1.5),
    quarter(NOW - DAY_MS, 1),
    quarter(NOW - HOUR_MS, null),
  ]);
  const end = Date.UTC(2026, 10, 30, 23);
  assert.deepEqual(prices(NOW, NOW + 2 * DAY_MS), [
    { pricePerKw: 4, intervalMinutes: 15, reachedKw: 6, from: midnight, until: end },
    { pricePerKw: 4, intervalMinutes: 15, reachedKw: 2.5, from: end, until: Date.UTC(2026, 11, 31, 23) },
  ]);
  prices(NOW + SLOT_MS, NOW + 2 * DAY_MS);
  assert.equal(asked.length, 1, 'the past is read once');
});

test('finished quarters raise the peak, by the mean of a whole interval', () => {
  const { take, prices, settings } = peaks({ ...TARIFF, intervalMinutes: 60 }, []);
  const reached = () => prices(NOW, NOW + HOUR_MS)[0]?.reachedKw;
  assert.equal(reached(), 2.5);
  take([quarter(NOW - HOUR_MS, 2), quarter(NOW - HOUR_MS + SLOT_MS, 2)]);
  assert.equal(reached(), 4);
  take([quarter(NOW - HOUR_MS + 2 * SLOT_MS, 1)]);
  assert.equal(reached(), 5);
  settings.peakPrice = { ...TARIFF, intervalMinutes: 15 };
  assert.equal(reached(), 2.5, 'another tariff reads the past anew, and nothing of it was stored here');
});

test('a tariff for a year counts from January on', () => {
  const { prices } = peaks({ ...TARIFF, period: 'year' }, [quarter(Date.UTC(2026, 1, 1), 3)]);
  assert.deepEqual(
    prices(NOW, NOW + 2 * DAY_MS).map(({ reachedKw, from, until }) => [reachedKw, from, until]),
    [[12, Date.UTC(2025, 11, 31, 23), Date.UTC(2026, 11, 31, 23)]],
  );
});
