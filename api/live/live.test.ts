import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Snapshot } from '../house/index.ts';
import { emptyLive, NEWS, settled, take } from './test-live.ts';

describe('the live state', () => {
  it('gives the current state at once, then what changes right after', async () => {
    const live = emptyLive();
    const reader = live.messages()[Symbol.asyncIterator]();
    assert.equal((await take(reader)).snapshot?.cycleId, 0);
    live.publish({ cycleId: 1 });
    assert.deepEqual((await take(reader)).change, { cycleId: 1 });
  });

  it('misses nothing that happens between subscribing and the first read', async () => {
    const live = emptyLive();
    const reader = live.snapshots()[Symbol.asyncIterator]();
    await Promise.resolve();
    live.publish({ cycleId: 7 });
    let newest: Snapshot = await take(reader);
    if (newest.cycleId !== 7) newest = await take(reader);
    assert.equal(newest.cycleId, 7);
  });

  it('publishes nothing where nothing changed', () => {
    const live = emptyLive();
    const before = live.snapshot().sequence;
    live.publish({ loadpoints: [], power: null });
    assert.equal(live.snapshot().sequence, before);
  });

  it('gives a reader that was busy each change with its events, in order', async () => {
    const live = emptyLive();
    const reader = live.messages()[Symbol.asyncIterator]();
    await take(reader);
    live.publish({ cycleId: 1 }, [NEWS]);
    live.publish({ siteTitle: 'Haus' }, [NEWS]);
    await settled();
    assert.deepEqual((await take(reader)).change, { cycleId: 1 });
    const second = await take(reader);
    assert.deepEqual(second.change, { siteTitle: 'Haus' });
    assert.equal(second.events.length, 1);
    assert.equal(second.sequence, live.snapshot().sequence);
  });

  it('numbers snapshots and events with one counter that only rises', async () => {
    const live = emptyLive();
    const reader = live.messages()[Symbol.asyncIterator]();
    const first = await take(reader);
    live.publish({ cycleId: 1 }, [NEWS]);
    const second = await take(reader);
    const event = second.events[0]?.sequence ?? 0;
    assert.ok(first.sequence < event && event < second.sequence);
  });

  it('lets a reader that waits leave at once', async () => {
    const reader = emptyLive().messages()[Symbol.asyncIterator]();
    await take(reader);
    const waiting = reader.next();
    await reader.return?.();
    assert.equal((await waiting).done, true);
  });

  it('skips a reader that never read to the newest state', async () => {
    const live = emptyLive();
    const reader = live.messages()[Symbol.asyncIterator]();
    await take(reader);
    for (let cycleId = 1; cycleId <= 3000; cycleId++) {
      live.publish({ cycleId });
      await settled();
    }
    assert.equal((await take(reader)).snapshot?.cycleId, 3000);
  });
});
