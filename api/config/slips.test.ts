import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsSchema, RETIRED_OPTIONS } from './schema.ts';
import { editDistance, meantName } from './slips.ts';

const known = [...Object.keys(optionsSchema.shape), ...RETIRED_OPTIONS];

const cases: [written: string, meant: string | null][] = [
  ['evcc_ulr', 'evcc_url'],
  ['evccUrl', 'evcc_url'],
  ['evcc-url', 'evcc_url'],
  ['evvc_url', 'evcc_url'],
  ['battery_min_scc', 'battery_min_soc'],
  ['battery_capacity_kw', 'battery_capacity_kwh'],
  ['feed_in_tarif_ct', 'feed_in_tariff_ct'],
  ['log_path', null],
  ['name', null],
  ['battery', null],
];
for (const [written, meant] of cases) {
  test(`${written} was meant to be ${meant ?? 'something of its own'}`, () => {
    assert.equal(meantName(written, known), meant);
  });
}

test('edits are insertions, deletions, changes and swaps of neighbours', () => {
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(editDistance('abc', 'abc'), 0);
  assert.equal(editDistance('abc', 'acb'), 1);
  assert.equal(editDistance('kitten', 'sitting'), 3);
});
