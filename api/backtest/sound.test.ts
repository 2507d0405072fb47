import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Files } from './fixtures.ts';
import { hourly, SAME_DAYS, scenarioOf } from './fixtures.ts';
import { InputError } from './input-error.ts';

const FROM = Date.UTC(2024, 4, 20);
const series = (column: string, valueAt: (hour: number) => number) => hourly(column, FROM, 480, valueAt);
const load = (hour: number) => 0.3 + 0.1 * (hour % 5);
const sun = (hour: number) => Math.max(0, 3 * Math.sin((((hour % 24) - 6) / 12) * Math.PI));
const price = (hour: number) => 0.05 + 0.01 * (hour % 7);

function refuses(files: Files, message: RegExp, pvForecast: string[] = []): void {
  assert.throws(
    () => scenarioOf({ ...SAME_DAYS, ...files }, { pvForecast }),
    (error) => error instanceof InputError && message.test(error.message),
  );
}

test('a column in another unit is refused with file, column, what was found and the likely unit', () => {
  refuses(
    { 'load.csv': series('load_kw', (hour) => 1000 * load(hour)) },
    /load.csv: Column "load_kw": values around 500 kW .* 0 to 50 kW .* they are W: .* end in _w/,
  );
  refuses(
    { 'load.csv': series('load_kwh', (hour) => 1000 * load(hour)) },
    /load.csv: Column "load_kwh": .* they are Wh: .* end in _wh/,
  );
  refuses(
    { 'pv.csv': series('pv_kw', (hour) => 1000 * sun(hour)) },
    /pv.csv: Column "pv_kw": .* 0 to 200 kW .* they are W/,
  );
  refuses(
    { 'forecast.csv': series('pv_w', (hour) => sun(hour) / 1000), 'pv.csv': series('pv_kw', sun) },
    /forecast.csv: Column "pv_w": .* too small.* they are kW: .* end in _kw/,
    ['forecast.csv'],
  );
  refuses(
    { 'price.csv': series('price_eur_per_kwh', (hour) => 100 * price(hour)) },
    /price.csv: Column "price_eur_per_kwh": a price around 8.00 EUR .* Probably it is ct\/kWh/,
  );
  refuses(
    { 'price.csv': series('price_eur_per_kwh', (hour) => 1000 * price(hour)) },
    /a price around 80.00 EUR .* Probably it is EUR\/MWh \(_eur_per_mwh\)/,
  );
});

test('a meter and a reversed sign are named', () => {
  refuses({ 'load.csv': series('load_kwh', (hour) => 12 + hour / 2) }, /"load_kwh": the values never fall/);
  refuses(
    { 'pv.csv': series('pv_kw', (hour) => -sun(hour)) },
    /"pv_kw": \d+ of 480 values cannot be true.* Probably the sign is reversed/,
  );
});

test('single values that cannot be are left out and counted', () => {
  const wild = (column: string, valueAt: (hour: number) => number, odd: number) =>
    series(column, (hour) => (hour % 48 === 7 ? odd : valueAt(hour)));
  const { load: cleaned, ...scenario } = scenarioOf({
    'load.csv': wild('load_kwh', load, 5000),
    'pv.csv': wild('pv_kw', sun, -3),
    'price.csv': wild('price_eur_per_kwh', price, 5000),
  });
  for (const { count, at } of [cleaned, scenario.pv, scenario.price])
    assert.deepEqual([count.refused, count.rows, at(FROM + 8 * 3_600_000) === null], [10, 480, false]);
});

test('of a currency with small units no price is too high', () => {
  const { price: found } = scenarioOf({
    ...SAME_DAYS,
    'price.csv': series('price_huf_per_kwh', (hour) => 400 * price(hour)),
  });
  assert.equal(found.at(FROM), 20);
});
