import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from './connection.ts';
import { watchLost } from './lost.ts';
import { createStore } from './store.ts';

const being = (state: Connection['state']): Connection => ({ state, since: 0, refusal: null });

test('a break is noted once it lasts, with its beginning, and forgotten once it is over', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const connection = createStore(being('open'));
  const lost = createStore<number | null>(null);
  const time = createStore<number | null>(100);
  watchLost({ connection, lost, time });
  connection.set(being('waiting'));
  time.set(200);
  t.mock.timers.tick(4000);
  connection.set(being('connecting'));
  t.mock.timers.tick(900);
  assert.equal(lost.get(), null);
  t.mock.timers.tick(200);
  assert.equal(lost.get(), 100, 'trying again does not begin anew');
  connection.set(being('open'));
  assert.equal(lost.get(), null);
  connection.set(being('waiting'));
  t.mock.timers.tick(1000);
  connection.set(being('paused'));
  t.mock.timers.tick(9000);
  assert.equal(lost.get(), null);
});
