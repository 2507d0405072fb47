import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, displayOf } from './address.ts';

test('the address of a display leads back to it, under any prefix', () => {
  for (const name of ['Küche', 'Flur oben', 'tablet-2'])
    for (const prefix of ['/', '/api/hassio_ingress/abc/'])
      assert.equal(displayOf(`${prefix}${addressOf(name)}`), name);
});

test('other pages are no display', () => {
  for (const path of ['/', '/display', '/display/', '/display/a/b', '/api/hassio_ingress/display/'])
    assert.equal(displayOf(path), null, path);
});
