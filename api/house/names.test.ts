import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameName } from './names.ts';

test('case, composition and space around it do not make another name; nobody is not somebody', () => {
  assert.ok(isSameName('my_ZOË', ' my_zoe\u0308 '));
  assert.ok(!isSameName('Zoe', 'Zoë'));
  assert.ok(!isSameName('my Zoë', 'my_Zoë'));
  assert.ok(!isSameName(null, null));
  assert.ok(!isSameName('', null));
});
