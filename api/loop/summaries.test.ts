import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSite } from '../control/test-site.ts';
import { DAY_MS, HOUR_MS, type Rate, SLOT_MS } from '../house/index.ts';
import { carsSummary, pricesSummary, solarSummary } from './summaries.ts';

const BERLIN = 'Europe/Berlin';
/** 12:00 in Berlin. */
const NOON = Date.UTC(2026, 10, 20, 11);

function prices(start: number, count: number, priceOf: (index: number) => number): Rate[] {
  return Array.from({ length: count }, (_, index) => ({
    start: start + index * SLOT_MS,
    end: start + (index + 1) * SLOT_MS,
    value: priceOf(index),
  }));
}

test('prices say how many are ahead, until when, and from what to what', () => {
  const rates = prices(NOON - DAY_MS, 96 + 144, (index) => 0.21 + (index % 14) / 100);
  assert.deepEqual(pricesSummary(rates, NOON, BERLIN), {
    de: '144 Preise bis morgen 24:00, 21–34 ct',
    en: '144 prices until 24:00 tomorrow, 21–34 ct',
  });
});

test('prices of one kind, of one number, of a later day, and none at all', () => {
  const one = prices(NOON, 1, () => -0.05);
  assert.equal(pricesSummary(one, NOON, BERLIN).de, '1 Preis bis heute 12:15, -5 ct');
  const far = prices(NOON + 4 * DAY_MS, 1, () => 0.3);
  assert.equal(pricesSummary(far, NOON, BERLIN).de, '1 Preis bis 24.11. 12:15, 30 ct');
  assert.equal(pricesSummary([], NOON, BERLIN).en, 'No prices ahead.');
  assert.equal(pricesSummary(one, NOON + DAY_MS, BERLIN).en, 'No prices ahead.');
});

test('the days are counted by the calendar, also over a change of the clock', () => {
  /** 23:30 on the evening before the clock goes back. */
  const evening = Date.UTC(2026, 9, 24, 21, 30);
  const rates = prices(evening, 4 * 26 - 2, () => 0.3);
  assert.match(pricesSummary(rates, evening, BERLIN).de, /bis morgen 24:00/);
});

test('the sun is told by its energy', () => {
  const rates = Array.from({ length: 6 }, (_, index) => ({
    start: NOON + index * HOUR_MS,
    end: NOON + (index + 1) * HOUR_MS,
    value: 2,
  }));
  assert.match(solarSummary(rates, NOON, BERLIN).de, /^1[0-2] kWh Sonne bis heute 1[78]:00$/);
  assert.equal(solarSummary([], NOON, BERLIN).en, 'No forecast ahead.');
});

test('cars are told by their state of charge, as far as it is known', () => {
  const site = testSite();
  const [loadpoint] = site.loadpoints;
  assert.ok(loadpoint);
  const zoe = { ...loadpoint, connected: true, vehicleTitle: 'Zoe', vehicleSocPercent: 54.4 };
  const guest = { ...zoe, vehicleTitle: null, vehicleName: null, vehicleSocPercent: null };
  assert.deepEqual(carsSummary({ ...site, loadpoints: [zoe, guest] }), {
    de: 'Zoe 54 %, ein Auto angesteckt',
    en: 'Zoe 54 %, a car plugged in',
  });
  const away = { ...site, loadpoints: [{ ...zoe, connected: false }], vehicles: site.vehicles.slice(0, 1) };
  assert.equal(carsSummary(away).de, `${away.vehicles.length} Auto bekannt, keines angesteckt`);
});
