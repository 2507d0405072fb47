import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AS_DESIGNED, arrangementOf, moved, ordered, toggled } from './arrangement.ts';

const IDS = ['flow', 'doing', 'today', 'plan'];

test('cards that nobody moved are where they were designed', () => {
  assert.deepEqual(ordered(IDS, AS_DESIGNED), IDS);
  assert.deepEqual(ordered(IDS, moved(AS_DESIGNED, IDS, 'plan', -2)), ['flow', 'plan', 'doing', 'today']);
});

test('a card does not move past the ends', () => {
  assert.deepEqual(ordered(IDS, moved(AS_DESIGNED, IDS, 'flow', -1)), IDS);
  assert.deepEqual(ordered(IDS, moved(AS_DESIGNED, IDS, 'plan', 9)), IDS);
});

test('a card of a newer version stands behind its neighbour, one that is gone is left out', () => {
  const kept = { ...AS_DESIGNED, order: ['plan', 'gone', 'doing', 'flow'] };
  assert.deepEqual(ordered(IDS, kept), ['plan', 'doing', 'today', 'flow']);
  assert.deepEqual(ordered(['first', ...IDS], kept), ['first', 'plan', 'doing', 'today', 'flow']);
});

test('what is toggled twice is as before', () => {
  const hidden = toggled(AS_DESIGNED, 'hidden', 'plan');
  assert.deepEqual(hidden.hidden, ['plan']);
  assert.deepEqual(toggled(hidden, 'hidden', 'plan'), AS_DESIGNED);
});

test('what is kept is read back, and rubbish is as designed', () => {
  const kept = toggled(moved(AS_DESIGNED, IDS, 'plan', -1), 'byHand', 'plan');
  assert.deepEqual(arrangementOf(JSON.stringify(kept)), kept);
  for (const text of [null, '', '{', 'null', '[]', '7', '{"order":7,"hidden":[1]}'])
    assert.deepEqual(arrangementOf(text), AS_DESIGNED);
});
