import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, type Rate } from '../house/index.ts';
import { plausiblePrices } from './plausible-prices.ts';

const START = Date.parse('2026-05-04T22:00:00Z');
const rates = (values: readonly number[]): Rate[] =>
  values.map((value, nth) => ({ start: START + nth * HOUR_MS, end: START + (nth + 1) * HOUR_MS, value }));
const day = Array.from({ length: 24 }, (_, hour) => 0.25 + 0.15 * Math.sin(hour));

test('usual prices are taken as they are, negative ones and a dear evening too', () => {
  const list = rates([...day, -0.5, 0, 4.2]);
  assert.deepEqual(plausiblePrices(list, 'EUR', 'gridTariff'), { rates: list, finding: null });
});

test('a tariff in cents or for a MWh is refused as a whole, and it is said what to do', () => {
  for (const scale of [100, 1000]) {
    const { rates: kept, finding } = plausiblePrices(
      rates(day.map((one) => one * scale)),
      'EUR',
      'gridTariff',
    );
    assert.equal(kept, null);
    assert.equal(finding?.severity, 'CRITICAL');
    assert.match(finding.suggestion.de, /EUR je kWh nennt, nicht Cent/);
  }
});

test('single prices that cannot be true are gaps', () => {
  const { rates: kept, finding } = plausiblePrices(rates([...day, 250, Number.NaN]), 'EUR', 'gridTariff');
  assert.deepEqual(kept, rates(day));
  assert.equal(finding?.value, '2');
});

test('of currencies with small units nothing is refused but what is no number', () => {
  const list = rates(day.map((one) => one * 100));
  for (const currency of ['HUF', 'JPY', 'CZK', ''])
    assert.deepEqual(plausiblePrices([...list, ...rates([Number.NaN])], currency, 'x').rates, list);
});

test('whatever comes, no price that goes on is beyond the bound', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (values) => {
      const { rates: kept, finding } = plausiblePrices(rates(values), 'EUR', 'x');
      for (const { value } of kept ?? []) assert.ok(Math.abs(value) <= 10);
      if ((kept?.length ?? 0) < values.length) assert.ok(finding);
    }),
  );
});
