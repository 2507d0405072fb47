import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withRenamed } from './renamed.ts';
import { emptyControlState } from './state.ts';
import { testLoadpoint, testSite } from './test-site.ts';

const owned = { mode: { original: 'pv', ours: 'now' } } as const;

function after(titles: Record<string, string>, shown: Record<string, string>) {
  const loadpoints = Object.entries(shown).map(([name, title]) => testLoadpoint({ name, title }));
  const control = { ...emptyControlState(), loadpoints: { garage: owned }, loadpointTitles: titles };
  return Object.keys(withRenamed(control, testSite({ loadpoints })).loadpoints);
}

test('a loadpoint under another name is the same', () => {
  assert.deepEqual(after({ garage: 'Garage' }, { 'db:7': 'Garage' }), ['db:7']);
  assert.deepEqual(after({ garage: 'Garage' }, { 'db:7': 'Hof' }), ['db:7'], 'the only one');
  const both = { garage: 'Garage', carport: 'Carport' };
  assert.deepEqual(after(both, { 'db:8': 'Carport', 'db:7': 'Garage' }), ['db:7'], 'by title');
});

test('names that were exchanged stay with their titles', () => {
  const both = { garage: 'Garage', carport: 'Carport' };
  assert.deepEqual(after(both, { 'db:7': 'Garage', garage: 'Carport' }), ['db:7']);
  assert.deepEqual(after(both, { carport: 'Garage', garage: 'Carport' }), ['carport']);
  assert.deepEqual(after(both, { carport: 'Garage' }), ['carport'], 'the other one has gone');
  assert.deepEqual(after({ garage: 'Hof', carport: 'Hof' }, { carport: 'Hof', garage: 'Hof' }), ['garage']);
});

test('in doubt nothing moves', () => {
  const both = { garage: 'Garage', carport: 'Carport' };
  assert.deepEqual(after(both, { a: 'Eins', b: 'Zwei' }), ['garage']);
  assert.deepEqual(after(both, { carport: 'Carport', garage: 'Garage' }), ['garage'], 'another order');
  assert.deepEqual(after({ garage: 'Garage' }, { garage: 'Garage', carport: 'Carport' }), ['garage']);
  assert.deepEqual(after({ garage: 'Garage' }, {}), ['garage'], 'evcc is starting');
});
