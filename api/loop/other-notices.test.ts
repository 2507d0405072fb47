import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Notice } from '../house/index.ts';
import { createOtherNotices } from './other-notices.ts';

test('what is over has changed also where somebody else published it, between two looks', () => {
  const away: Notice = { code: 'REDIS_AWAY', severity: 'WARNING', message: { de: '', en: '' }, since: 0 };
  let current: Notice[] = [];
  const others = createOtherNotices(() => current);
  assert.equal(others.haveChanged(), false);
  current = [away];
  assert.deepEqual(others.take(), [away]);
  assert.equal(others.haveChanged(), false);
  current = [];
  assert.equal(others.haveChanged(), true);
  assert.deepEqual(others.take(), []);
  assert.equal(others.haveChanged(), false);
});
