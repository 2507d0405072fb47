import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restore } from './restore.ts';

test('whoever holds a part of what is restored holds the right one', () => {
  const state = { site: { soc: 10 }, list: [{ mode: 'pv' }], plan: null as object | null };
  const before = structuredClone(state);
  const { site, list } = state;
  site.soc = 20;
  Object.assign(list[0] ?? {}, { mode: 'now', extra: 1 });
  list.push({ mode: 'off' });
  state.plan = { time: 1 };
  restore(state, before);
  assert.deepEqual(state, { site: { soc: 10 }, list: [{ mode: 'pv' }], plan: null });
  assert.equal(state.site, site);
  site.soc = 30;
  assert.equal(state.site.soc, 30);
});
