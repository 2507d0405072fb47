import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { SourceScope } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { createFreshness } from './freshness.ts';
import { createRefresher } from './refresh.ts';
import { register, testSources } from './test-sources.ts';

/** Sources whose readings end when the test says so. */
function refreshable(ids: Record<string, SourceScope>) {
  const { sources } = testSources();
  const freshness = createFreshness(sources);
  const told: NewEvent[] = [];
  const read: string[] = [];
  const followed: SourceScope[][] = [];
  const open = new Map<
    string,
    { resolve: () => void; reject: (error: Error) => void; signal: AbortSignal }
  >();
  for (const [id, scope] of Object.entries(ids))
    register(
      sources,
      id,
      async (signal) => {
        read.push(id);
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        open.set(id, { resolve, reject, signal });
        await promise;
        sources.read(id);
      },
      scope,
    );
  const refresher = createRefresher({
    sources,
    freshness,
    publish: (events) => void told.push(...events),
    onRead: (scopes) => void followed.push([...scopes].sort()),
  });
  return {
    sources,
    refresher,
    read,
    followed,
    signal: (id: string) => open.get(id)?.signal,
    types: () => told.map(({ type, subject }) => `${subject} ${type.replace('SOURCE_', '')}`),
    async end(id: string, error?: Error) {
      if (error) open.get(id)?.reject(error);
      else open.get(id)?.resolve();
      await turn();
    },
  };
}

const SIX = { a: 'PRICES', b: 'PRICES', c: 'FORECASTS', d: 'FORECASTS', e: 'EVCC', f: 'EVCC' } as const;

describe('reading sources anew', () => {
  it('tells that it begins and how it ended, and what follows', async () => {
    const { refresher, sources, types, end, followed } = refreshable({ a: 'PRICES' });
    const answer = refresher.source('a');
    await turn();
    assert.equal(sources.list()[0]?.state, 'REFRESHING');
    await end('a');
    const result = await answer;
    assert.ok(result.ok && result.value.state === 'FRESH');
    assert.deepEqual(types(), ['a REFRESHING', 'a REFRESHED']);
    assert.deepEqual(followed, [['PRICES']]);
  });

  it('answers a failure as such, and nothing follows from it', async () => {
    const { refresher, types, end, followed } = refreshable({ a: 'PRICES' });
    const answer = refresher.source('a');
    await turn();
    await end('a', new Error('no'));
    const result = await answer;
    assert.ok(result.ok && result.value.state === 'FAILED' && result.value.error);
    assert.deepEqual(types(), ['a REFRESHING', 'a FAILED']);
    assert.deepEqual(followed, []);
  });

  it('makes one reading of a burst, and another one later', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { refresher, read, end, followed, types } = refreshable({ a: 'PRICES' });
    const burst = Array.from({ length: 20 }, () => refresher.source('a'));
    await turn();
    await end('a');
    const results = await Promise.all([...burst, refresher.source('a')]);
    assert.ok(results.every((result) => result.ok && result.value.state === 'FRESH'));
    assert.deepEqual([read, types().length, followed.length], [['a'], 2, 1]);
    t.mock.timers.tick(1000);
    const later = refresher.source('a');
    await turn();
    await end('a');
    await later;
    assert.deepEqual([read, followed.length], [['a', 'a'], 2]);
  });

  it('reads three at a time, each once, and one thing follows from all', async () => {
    const { refresher, read, end, followed } = refreshable(SIX);
    const all = refresher.sources(null);
    const again = refresher.sources('PRICES');
    await turn();
    assert.deepEqual(read, ['a', 'b', 'c']);
    await end('b');
    assert.deepEqual(read, ['a', 'b', 'c', 'd']);
    for (const id of ['a', 'c']) await end(id);
    assert.deepEqual(read, ['a', 'b', 'c', 'd', 'e', 'f']);
    for (const id of ['d', 'e', 'f']) await end(id);
    const [everything, prices] = await Promise.all([all, again]);
    assert.ok(everything.ok && everything.value.length === 6);
    assert.ok(prices.ok && prices.value.every(({ scope }) => scope === 'PRICES'));
    assert.deepEqual(followed, [['EVCC', 'FORECASTS', 'PRICES']]);
  });

  it('gives up after a while, and says so', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { refresher, signal } = refreshable({ a: 'PRICES' });
    const answer = refresher.source('a');
    await turn();
    t.mock.timers.tick(30_000);
    const result = await answer;
    assert.ok(result.ok && result.value.error?.en === 'No answer after 30 s.');
    assert.equal(signal('a')?.aborted, true);
  });

  it('refuses what it does not know, and answers an empty scope with nothing', async () => {
    const { refresher } = refreshable({ a: 'PRICES' });
    const unknown = await refresher.source('weather');
    assert.ok(!unknown.ok && unknown.code === 'UNKNOWN_SOURCE' && unknown.message.en.includes('a'));
    assert.deepEqual(await refresher.sources('VEHICLES'), { ok: true, value: [] });
  });

  it('tells those who read that nobody waits any more when it is stopped', async () => {
    const { refresher, signal, end } = refreshable({ a: 'PRICES' });
    const answer = refresher.source('a');
    await turn();
    refresher.stop();
    assert.equal(signal('a')?.aborted, true);
    await end('a');
    await answer;
  });
});
