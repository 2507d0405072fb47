import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, type EnergySample, HOUR_MS, type Rate, SLOT_MS } from '../house/index.ts';
import { forecastLoad, forecastPv, learnLoad } from './index.ts';
import { ABSURD_LOAD_KW, ABSURD_PV_KW, plausibleLoad, plausibleSolar } from './plausible.ts';

const START = Date.parse('2026-05-04T22:00:00Z');

const usualKw = (nth: number) => 0.3 + (nth % 96 > 70 ? 0.9 : 0.1 * ((nth * 7) % 5));
const samples = (scale = 1, count = 10 * 96): EnergySample[] =>
  Array.from({ length: count }, (_, nth) => ({
    start: START + nth * SLOT_MS,
    end: START + (nth + 1) * SLOT_MS,
    energyKwh: (usualKw(nth) / 4) * scale,
  }));

/** Two days of sun with 6 kW at noon. */
const solar = (scale = 1): Rate[] =>
  Array.from({ length: 192 }, (_, nth) => {
    const hour = (nth / 4) % 24;
    const value = Math.max(0, 6 * Math.sin(((hour - 6) / 12) * Math.PI)) * scale;
    return { start: START + nth * SLOT_MS, end: START + (nth + 1) * SLOT_MS, value };
  });

test('what is plausible is taken as it is, and nothing is said', () => {
  assert.deepEqual(plausibleLoad(samples(), 'loadHistory'), { values: samples(), finding: null });
  for (const peak of [null, 0, 0.1, 5, 9])
    assert.deepEqual(plausibleSolar(solar(), peak, 'solarForecast'), { values: solar(), finding: null });
  assert.deepEqual(plausibleLoad([], 'x'), { values: [], finding: null });
  assert.deepEqual(plausibleSolar([], 5, 'x'), { values: [], finding: null });
});

test('5,000 kWh in a slot, NaN and negative energies are left out, counted and said', () => {
  const list = samples();
  const odd = [5000, Number.NaN, -1, Number.POSITIVE_INFINITY].map((energyKwh, nth) => ({
    ...(list[nth * 50] ?? { start: 0, end: SLOT_MS }),
    energyKwh,
  }));
  const dirty = list.map((sample) => odd.find(({ start }) => start === sample.start) ?? sample);
  const { values, finding } = plausibleLoad(dirty, 'loadHistory');
  assert.equal(values.length, list.length - 4);
  assert.equal(finding?.value, '4');
  assert.match(finding.message.de, /4 von 960 Werten können nicht stimmen/);
  assert.equal(finding.field, 'loadHistory');
});

test('a history in Wh is read as such', () => {
  const { values, finding } = plausibleLoad(samples(1000), 'loadHistory');
  assert.equal(values.length, 960);
  for (const [nth, { energyKwh }] of values.entries())
    assert.ok(Math.abs(energyKwh - usualKw(nth) / 4) < 1e-9);
  assert.match(finding?.message.en ?? '', /a thousand times too large/);
});

test('a forecast that is a thousand times too small or too large for the roof is put right', () => {
  for (const scale of [1 / 1000, 1000]) {
    const { values, finding } = plausibleSolar(solar(scale), 5.2, 'solarForecast');
    assert.equal(values.length, 192);
    for (const [nth, { value }] of values.entries())
      assert.ok(Math.abs(value - (solar()[nth]?.value ?? 0)) < 1e-9);
    assert.match(finding?.message.de ?? '', scale < 1 ? /tausendmal zu klein/ : /tausendmal zu groß/);
  }
});

test('a dull forecast for a large roof is not taken for another unit', () => {
  for (const scale of [0.03, 0.003]) assert.equal(plausibleSolar(solar(scale), 8, 'x').finding, null);
  // Without a measured roof a small forecast is believed: it may be a balcony in winter.
  assert.equal(plausibleSolar(solar(1 / 1000), null, 'x').finding, null);
});

test('single forecasts beyond all others are left out', () => {
  const dirty = solar().map((rate, nth) => (nth === 50 ? { ...rate, value: 5000 } : rate));
  const { values, finding } = plausibleSolar(dirty, null, 'x');
  assert.equal(values.length, 191);
  assert.equal(finding?.value, '1');
});

test('what an inverter draws at night is no sun, and what is far below 0 is no forecast', () => {
  const night = solar().map((rate) => (rate.value === 0 ? { ...rate, value: -0.005 } : rate));
  assert.deepEqual(plausibleSolar(night, null, 'x'), { values: solar(), finding: null });
  const dirty = solar().map((rate, nth) => (nth % 5 === 0 ? { ...rate, value: -3 } : rate));
  const { values, finding } = plausibleSolar(dirty, null, 'x');
  assert.deepEqual([values.length, finding?.value], [153, '39']);
});

const number = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -5, 0, 5000, 1e12),
  fc.double({ min: 0, max: 5, noNaN: true }),
);
const slot = fc.record({
  start: fc.integer({ min: START - 3 * DAY_MS, max: START + 3 * DAY_MS }),
  lengthMs: fc.integer({ min: -HOUR_MS, max: 4 * HOUR_MS }),
  value: number,
});

test('whatever comes, what goes on is possible, and something is said exactly where something was done', () => {
  fc.assert(
    fc.property(fc.array(slot, { maxLength: 60 }), fc.option(number), (list, peak) => {
      const energies = list.map(({ start, lengthMs, value }) => ({
        start,
        end: start + lengthMs,
        energyKwh: value,
      }));
      const load = plausibleLoad(energies, 'x');
      for (const { start, end, energyKwh } of load.values) {
        const kw = (energyKwh * HOUR_MS) / (end - start);
        assert.ok(end > start && kw >= 0 && kw <= ABSURD_LOAD_KW * 1.000001);
      }
      assert.equal(
        load.finding === null,
        load.values.length === energies.length &&
          energies.every((sample, nth) => load.values[nth]?.energyKwh === sample.energyKwh),
      );
      const rates = list.map(({ start, lengthMs, value }) => ({ start, end: start + lengthMs, value }));
      const sun = plausibleSolar(rates, peak, 'x');
      for (const { value } of sun.values) assert.ok(value >= 0 && value <= ABSURD_PV_KW);
      if (sun.values.length < rates.length) assert.ok(sun.finding);
    }),
  );
});

test('whatever was measured and forecast, what is expected is a number within what is possible', () => {
  const slots = Array.from({ length: 48 }, (_, nth) => ({
    start: START + nth * SLOT_MS,
    end: START + (nth + 1) * SLOT_MS,
  }));
  fc.assert(
    fc.property(fc.array(slot, { maxLength: 40 }), number, (list, recentKw) => {
      const energies = list.map(({ start, lengthMs, value }) => ({
        start,
        end: start + lengthMs,
        energyKwh: value,
      }));
      const load = forecastLoad(learnLoad(energies, 'Europe/Berlin', START), slots, recentKw);
      const rates = list.map(({ start, lengthMs, value }) => ({ start, end: start + lengthMs, value }));
      const { values } = plausibleSolar(rates, null, 'x');
      const sun = forecastPv({ solar: values, slots, correction: null, recentKw }).slots;
      for (const { meanKw, p10Kw, p50Kw, p90Kw } of [...load, ...sun]) {
        assert.ok([meanKw, p10Kw, p50Kw, p90Kw].every((kw) => kw >= 0 && kw <= 3 * ABSURD_PV_KW));
        assert.ok(p10Kw <= p50Kw && p50Kw <= p90Kw);
      }
    }),
    { numRuns: 30 },
  );
});
