import assert from 'node:assert/strict';
import { test } from 'node:test';
import { displayName } from './display.ts';

test('names are as people write them', () => {
  for (const name of ['Küche', 'kueche', 'Flur oben', 'tablet-2', 'Büro_Süd', '厨房'])
    assert.equal(displayName(name), name);
});

test('the same name typed on another system is the same', () => {
  assert.equal(displayName(' Ku\u0308che '), 'K\u00fcche');
});

test('what could lead elsewhere or fill the page is no name', () => {
  for (const text of ['', ' ', '..', 'a/b', '-x', '<b>', 'a\nb', 'x'.repeat(41), '\u0308', 'a"b'])
    assert.equal(displayName(text), null, JSON.stringify(text));
  assert.notEqual(displayName('x'.repeat(40)), null);
});
