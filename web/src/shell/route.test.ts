import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkTo, routeOf } from './route.ts';

const VIEWS = ['now', 'plan', 'savings'] as const;

test('an address names a view and what of it', () => {
  assert.deepEqual(routeOf('#/plan', VIEWS), { view: 'plan', rest: '' });
  assert.deepEqual(routeOf('#/savings/2026-04-12', VIEWS), { view: 'savings', rest: '2026-04-12' });
  assert.deepEqual(routeOf(linkTo('savings', 'a b/ü'), VIEWS), { view: 'savings', rest: 'a b/ü' });
});

test('what names no view is the first one', () => {
  for (const fragment of ['', '#', '#/', '#/nowhere', '#plan', '#/nowhere/2026'])
    assert.deepEqual(routeOf(fragment, VIEWS), { view: 'now', rest: '' });
});

test('an address that somebody mistyped is not an error', () => {
  assert.deepEqual(routeOf('#/savings/%E0%A4%A', VIEWS), { view: 'savings', rest: '' });
});
