import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, MINUTE_MS, SLOT_MS } from '../house/index.ts';
import { hourly, PLAIN, SAME_DAYS, scenarioOf } from './fixtures.ts';
import { InputError } from './input-error.ts';

const FROM = Date.UTC(2024, 5, 3);

function loadOf(content: string, spec = 'load.csv') {
  return scenarioOf({ ...SAME_DAYS, 'load.csv': content }, { load: [spec] }).load;
}

function rows(column: string, stepMinutes: number, values: readonly (number | string)[]): string {
  const lines = values.map((value, index) => {
    const at = new Date(FROM + index * stepMinutes * MINUTE_MS);
    return `${at.toISOString()},${value}`;
  });
  return [`start_utc,${column}`, ...lines].join('\n');
}

test('steps of any length become quarters of an hour', () => {
  const hours = loadOf(rows('load_kw', 60, [1, 2]));
  assert.deepEqual(
    [0, 1, 3, 4, 7].map((quarter) => hours.at(FROM + quarter * SLOT_MS)),
    [1, 1, 1, 2, 2],
  );
  const fives = loadOf(rows('load_kw', 5, [1, 2, 3, 4, 4, 4]));
  assert.deepEqual([fives.at(FROM), fives.at(FROM + SLOT_MS)], [2, 4]);
});

test('the name of a column says its unit', () => {
  assert.equal(loadOf(rows('load_w', 30, [1500, 1500])).at(FROM), 1.5);
  assert.equal(loadOf(rows('load_kwh', 30, [0.5, 0.5])).at(FROM), 1);
  assert.equal(loadOf(rows('load_wh', 15, [250, 250])).at(FROM), 1);
  const price = (column: string, value: number) =>
    scenarioOf({ ...SAME_DAYS, 'price.csv': rows(column, 60, [value]) }).price.at(FROM);
  assert.equal(price('price_eur_per_mwh', 100), 0.1);
  assert.equal(price('price_ct_per_kwh', -5), -0.05);
});

test('a gap stays a gap, and so does what cannot be; in a short one the house goes on', () => {
  const found = (stepMinutes: number) => {
    const series = loadOf(rows('load_kw', stepMinutes, [1, '', 'NaN', -2, 5000, 0, 2, 2]));
    const at = (index: number) => FROM + index * stepMinutes * MINUTE_MS;
    return [0, 1, 2, 3, 4, 5, 8].map((index) => [series.at(at(index)), series.isBridged(at(index))]);
  };
  const gap = [null, false];
  assert.deepEqual(found(60), [[1, false], gap, gap, gap, gap, [0, false], gap]);
  const held = [1, true];
  assert.deepEqual(found(15), [[1, false], held, held, held, held, [0, false], gap]);
  // A row holds for one step, however far away the next one is.
  const torn = loadOf(`start_utc,load_kw\n2024-06-03T00:00Z,1\n2024-06-03T00:15Z,1\n2024-06-03T02:00Z,2`);
  assert.deepEqual([torn.at(FROM + HOUR_MS), torn.isBridged(FROM + HOUR_MS)], [1, true]);
});

test('the step may change within a file, and a gap stays one', () => {
  const at = (minutes: number) => new Date(FROM + minutes * MINUTE_MS).toISOString();
  const hours = [0, 1, 2, 3, 4, 5, 8, 9].map((hour) => `${at(60 * hour)},2`);
  const quarters = [0, 1, 2, 3, 4, 5, 6, 7].map((quarter) => `${at(600 + 15 * quarter)},0.5`);
  for (const lines of [[...hours, ...quarters], [...quarters, ...hours].toReversed()]) {
    const load = loadOf(['start_utc,load_kwh', ...lines].join('\n'));
    const found = Array.from({ length: 48 }, (_, nth) => load.at(FROM + nth * SLOT_MS));
    // From 6 to 8 nothing was measured: two hours are bridged.
    assert.deepEqual(found, Array(48).fill(2));
    assert.equal(load.isBridged(FROM + 6 * HOUR_MS), true);
    assert.equal(load.isBridged(FROM + 9.75 * HOUR_MS), false);
  }
  const price = ['start_utc,price_eur_per_kwh', ...hours, ...quarters].join('\n');
  const { price: series } = scenarioOf({ ...SAME_DAYS, 'price.csv': price });
  const known = Array.from({ length: 48 }, (_, nth) => series.at(FROM + nth * SLOT_MS));
  assert.deepEqual(known, [
    ...Array(24).fill(2),
    ...Array(8).fill(null),
    ...Array(8).fill(2),
    ...Array(8).fill(0.5),
  ]);
});

test('what an inverter draws at night is no sun and no gap', () => {
  const pv = hourly('pv_kw', FROM, 48, (hour) => (hour % 24 < 6 ? -0.005 : 2));
  const scenario = scenarioOf({ ...SAME_DAYS, 'pv.csv': pv });
  assert.deepEqual([scenario.pv.at(FROM), scenario.pv.at(FROM + 6 * HOUR_MS)], [0, 2]);
  assert.equal(scenario.pv.count.refused, 0);
});

test('several files of one series follow each other', () => {
  const first = hourly('load_kw', FROM, 24, () => 1);
  const second = hourly('load_kw', FROM + 24 * HOUR_MS, 24, () => 2);
  const { load } = scenarioOf(
    { ...SAME_DAYS, 'a.csv': first, 'b.csv': second },
    { load: ['a.csv', 'b.csv'] },
  );
  assert.deepEqual([load.at(FROM), load.at(FROM + 30 * HOUR_MS)], [1, 2]);
});

test('what cannot be used is named with what is there', () => {
  const refuses = (run: () => unknown, message: RegExp) => {
    assert.throws(run, (error) => error instanceof InputError && message.test(error.message));
  };
  refuses(
    () => loadOf(rows('load_kw', 15, [1]), 'load.csv:home_kw'),
    /load.csv: .*"home_kw".*There are: load_kw/,
  );
  refuses(
    () => loadOf(rows('load', 15, [1]), 'load.csv:load'),
    /load.csv: .*"load" names no unit.* _kwh _wh _kw _w;/,
  );
  refuses(
    () => loadOf(rows('load_kw', 15, ['viel'])),
    /load.csv: Line 2, column "load_kw": "viel" is no number/,
  );
  refuses(() => loadOf('start_utc,load_kw\ngestern,1'), /load.csv: Line 2: "gestern" is no time/);
  refuses(() => loadOf('start_utc,a_kw,b_kw\n2024-06-03T00:00Z,1,2'), /not clear which column.*a_kw, b_kw/);
  refuses(
    () => scenarioOf(SAME_DAYS, { load: ['none.csv:load_kw'] }),
    /none.csv:load_kw: The file cannot be read/,
  );
  refuses(() => scenarioOf(SAME_DAYS, { load: [] }), /--load: This option is missing/);
  refuses(() => scenarioOf(SAME_DAYS, { from: '3.6.2024' }), /--from: "3.6.2024" is no day/);
  refuses(() => scenarioOf(SAME_DAYS, { to: '2024-06-01' }), /--to: 2024-06-01 is before --from 2024-06-03/);
  refuses(
    () => scenarioOf(SAME_DAYS, { from: '2023-06-03', to: '2023-06-04' }),
    /--load load.csv: Nothing of it is known in 2023-06-03 to 2023-06-04; there is 2024-05-20 to 2024-06-08/,
  );
  refuses(() => scenarioOf(SAME_DAYS, { from: '2024-02-31' }), /--from: "2024-02-31" is no day/);
  refuses(
    () => scenarioOf({ ...SAME_DAYS, 'pv.csv': rows('pv', 15, [1]) }),
    /pv.csv: The column "pv" names no unit/,
  );
  refuses(() => loadOf(rows('load_kw', 15, ['', 'NaN'])), /--load load.csv: Not a single value/);
  refuses(() => loadOf('start_utc;load_kw\n2024-06-03T00:00Z;1'), /load.csv: Semicolons/);
  refuses(
    () => loadOf('start_utc,load_kw\n2024-06-03T00:00Z,"1,5"'),
    /"1,5" is no number. A point is needed/,
  );
  const far = hourly('pv_kw', FROM - 400 * 24 * HOUR_MS, 48, () => 1);
  refuses(
    () => scenarioOf({ ...SAME_DAYS, 'far.csv': far }, { pvForecast: ['far.csv:pv_kw'] }),
    /--pv-forecast far.csv:pv_kw: Nothing of it is known in 2024-06-03/,
  );
  refuses(() => scenarioOf(SAME_DAYS, { tariff: 'p +' }), /--tariff: "p \+"/);
});

test('the price that counts is the tariff of the auction price', () => {
  const { price } = scenarioOf(SAME_DAYS, { tariff: '2*p+0.01' });
  assert.equal(price.at(FROM), 2 * 0.1 + 0.01);
  assert.equal(PLAIN.tariff, 'p');
});
