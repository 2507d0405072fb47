import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import type { HouseEvent, Snapshot } from '../house/index.ts';
import { type Cursor, formatCursor, parseCursor } from './fan-out/index.ts';
import { followLive, type Live, type LiveReader, orphanLive } from './live.ts';
import { applied, type LiveMessage, type StreamEvent } from './messages.ts';
import { counter, emptyLive, NEWS, settled, take } from './test-live.ts';

/** One thing that happens to a house and its reader. */
type Step =
  | { kind: 'publish'; events: number; change: boolean }
  | { kind: 'read'; messages: number }
  | { kind: 'cut' }
  | { kind: 'restart' };

const publish = fc.record({
  kind: fc.constant('publish' as const),
  events: fc.integer({ min: 0, max: 4 }),
  change: fc.boolean(),
});
const read = fc.record({ kind: fc.constant('read' as const), messages: fc.integer({ min: 1, max: 12 }) });
const cut = fc.constant<Step>({ kind: 'cut' });
const restart = fc.constant<Step>({ kind: 'restart' });
const steps = fc.array(
  fc.oneof(
    { arbitrary: publish, weight: 6 },
    { arbitrary: read, weight: 4 },
    { arbitrary: cut, weight: 4 },
    { arbitrary: restart, weight: 1 },
  ),
  { minLength: 10, maxLength: 120, size: 'max' },
);

/** A house that can be started anew on what it stored, and everything that ever happened in it. */
function restartable() {
  const nextSequence = counter(1);
  const stored: HouseEvent[] = [];
  let live = emptyLive(nextSequence);
  return {
    stored,
    live: () => live,
    publish(events: number, change: boolean) {
      const cycleId = live.snapshot().cycleId + (change ? 1 : 0);
      stored.push(...live.publish({ cycleId }, Array(events).fill(NEWS)));
    },
    restart() {
      const { cycleId } = live.snapshot();
      live = emptyLive(nextSequence, stored.slice(-500));
      live.publish({ cycleId });
    },
  };
}

/** A reader that may be cut off at any moment and comes back by the id of the last message it saw. */
function returning<T extends { sequence: number; instanceId: string }>(
  open: (cursor: Cursor | null) => AsyncIterable<T>,
  onMessage: (message: T) => void,
) {
  let cursor: string | null = null;
  let stream: AsyncIterator<T, void> | null = null;
  return {
    cut() {
      void stream?.return?.();
      stream = null;
    },
    /** Reads what is there, at most so much. */
    async read(messages: number): Promise<void> {
      stream ??= open(cursor === null ? null : parseCursor(cursor))[Symbol.asyncIterator]();
      for (let count = 0; count < messages; count++) {
        const next = stream.next();
        const result = await Promise.race([next, settled().then(settled)]);
        if (!result) return this.cut();
        if (result.done) return this.cut();
        cursor = formatCursor(result.value);
        onMessage(result.value);
      }
    },
  };
}

async function run(
  plan: Step[],
  house: ReturnType<typeof restartable>,
  reader: { cut(): void; read(messages: number): Promise<void> },
): Promise<void> {
  for (const step of plan) {
    if (step.kind === 'publish') house.publish(step.events, step.change);
    else if (step.kind === 'read') await reader.read(step.messages);
    else {
      reader.cut();
      if (step.kind === 'restart') house.restart();
    }
    await settled();
  }
  await reader.read(2000);
}

describe('streams that are cut at any moment', () => {
  let cuts = 0;
  const countedSteps = steps.map((plan) => {
    cuts += plan.filter(({ kind }) => kind === 'cut' || kind === 'restart').length;
    return plan;
  });

  after(() => assert.ok(cuts > 2000, `${cuts} cuts`));

  it('bring every event once and in order, also from a server that was started anew', async () => {
    await fc.assert(
      fc.asyncProperty(countedSteps, async (plan) => {
        const house = restartable();
        const seen: number[] = [];
        const unresumed: string[] = [];
        const reader = returning<StreamEvent>(
          (cursor) => house.live().events(null, cursor),
          (event) => {
            if (event.type === 'NOTICE') seen.push(event.sequence);
            if (event.type === 'READY' && 'resumed' in event && !event.resumed)
              unresumed.push(event.instanceId);
          },
        );
        await reader.read(2);
        await run(plan, house, reader);
        assert.deepEqual(
          seen,
          house.stored.map(({ sequence }) => sequence),
        );
        assert.equal(new Set(unresumed).size, unresumed.length, 'one resync for each start of the server');
      }),
      { numRuns: 300 },
    );
  });

  it('keep the page at the state of the house, with every event', async () => {
    await fc.assert(
      fc.asyncProperty(countedSteps, async (plan) => {
        const house = restartable();
        const seen: number[] = [];
        let state: Snapshot | null = null;
        const reader = returning<LiveMessage>(
          (cursor) => house.live().messages(cursor),
          (message) => {
            assert.ok(message.snapshot ?? state, 'a change without a state before it');
            if (!message.snapshot && state) {
              assert.equal(message.instanceId, state.instanceId);
              assert.ok(message.sequence > state.sequence);
            }
            state = applied(state ?? house.live().snapshot(), message);
            seen.push(...message.events.map(({ sequence }) => sequence));
          },
        );
        await reader.read(1);
        await run(plan, house, reader);
        assert.deepEqual(state, house.live().snapshot());
        assert.deepEqual(
          seen,
          house.stored.map(({ sequence }) => sequence),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('a cursor', () => {
  const at = (live: Live, sequence: number): Cursor => ({ instanceId: live.instanceId, sequence });
  const firstOf = async (live: LiveReader, cursor: Cursor | null) =>
    take(live.messages(cursor)[Symbol.asyncIterator]());

  it('that is up to date gets nothing until something happens', async () => {
    const live = emptyLive();
    const reader = live.messages(at(live, live.snapshot().sequence))[Symbol.asyncIterator]();
    const first = take(reader);
    live.publish({ cycleId: 1 });
    assert.deepEqual((await first).change, { cycleId: 1 });
  });

  it('that missed more changes than are remembered gets the state with what happened since', async () => {
    const live = emptyLive();
    const { sequence } = live.snapshot();
    for (let cycleId = 1; cycleId <= 64; cycleId++) live.publish({ cycleId }, [NEWS]);
    await settled();
    assert.equal((await firstOf(live, at(live, sequence))).change?.cycleId, 1);
    live.publish({ cycleId: 65 }, [NEWS]);
    await settled();
    const { snapshot, events } = await firstOf(live, at(live, sequence));
    assert.equal(snapshot?.cycleId, 65);
    assert.equal(events.length, 65);
  });

  it('that fell out of the log gets what is left of it, and is told so', async () => {
    const live = emptyLive();
    const { sequence } = live.snapshot();
    live.publish({}, Array(501).fill(NEWS));
    await settled();
    const reader = live.events(null, at(live, sequence))[Symbol.asyncIterator]();
    const ready = await take(reader);
    assert.ok(ready.type === 'READY' && 'resumed' in ready && !ready.resumed);
    assert.equal((await take(reader)).type, 'SNAPSHOT');
    const events = await Promise.all(Array.from({ length: 500 }, () => take(reader)));
    assert.ok(events.every(({ type }) => type === 'NOTICE'));
    assert.equal(events[0]?.sequence, sequence + 2);
  });

  it('from the future, of a store that was lost, counts as none', async () => {
    const live = emptyLive(counter(100), []);
    live.publish({}, [NEWS]);
    await settled();
    const message = await firstOf(live, { instanceId: 'old', sequence: 9999 });
    assert.ok(message.snapshot);
    assert.deepEqual(message.events, []);
  });

  it('of this very run that it has not come to yet counts as none', async () => {
    const live = emptyLive();
    const { sequence } = live.snapshot();
    const future = at(live, sequence + 1);
    assert.ok((await firstOf(live, future)).snapshot);
    assert.ok(live.catchUp(future).snapshot);
    assert.equal(live.catchUp(future).sequence, sequence);
    const log = live.events(null, future)[Symbol.asyncIterator]();
    const ready = await take(log);
    assert.ok('resumed' in ready && !ready.resumed);
    assert.equal(ready.sequence, sequence);
    assert.equal((await take(log)).type, 'SNAPSHOT');
    live.publish({}, [NEWS]);
    assert.equal((await take(log)).sequence, sequence + 1);
  });

  it('of another house with the same numbers gets the whole state', async () => {
    const live = emptyLive();
    const { sequence } = live.snapshot();
    live.publish({ cycleId: 1 });
    await settled();
    assert.equal((await firstOf(live, at(live, sequence))).snapshot, null);
    assert.equal((await firstOf(live, { instanceId: 'other', sequence })).snapshot?.cycleId, 1);
  });

  it('of a process that was told more goes on where it stands once that has come here too', async () => {
    const owner = emptyLive();
    const state = owner.state();
    const behind = followLive(state, () => 0);
    const orphan = orphanLive(state, () => 0);
    owner.publish({ cycleId: 1 }, [NEWS]);
    await settled();
    const ahead = at(owner, owner.snapshot().sequence);
    owner.publish({ cycleId: 2 }, [NEWS]);
    await settled();
    const log = behind.events(null, ahead)[Symbol.asyncIterator]();
    const changes = behind.messages(ahead)[Symbol.asyncIterator]();
    const ready = await take(log);
    assert.ok('resumed' in ready && ready.resumed);
    const next = [take(log), take(changes)];
    for (const change of owner.state().changes) behind.append(change);
    const [event, change] = await Promise.all(next);
    assert.deepEqual([event?.sequence, change?.sequence], [ahead.sequence + 1, ahead.sequence + 2]);
    assert.deepEqual(behind.snapshot(), owner.snapshot());

    const stale = orphan.events(null, ahead)[Symbol.asyncIterator]();
    assert.deepEqual(
      [(await take(stale)).sequence, (await take(stale)).sequence],
      [ahead.sequence, ahead.sequence],
    );
    const { sequence, snapshot } = await firstOf(orphan, ahead);
    assert.equal(snapshot?.sequence, state.snapshot.sequence);
    assert.equal(sequence, ahead.sequence);
  });

  it('that is ahead keeps its place through signs of life', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const owner = emptyLive();
    const log = orphanLive(owner.state(), () => 0)
      .events(null, at(owner, 2040))
      [Symbol.asyncIterator]();
    const first = [await take(log), await take(log)];
    const beat = take(log);
    await settled();
    t.mock.timers.tick(15_000);
    assert.deepEqual(
      [...first, await beat].map(({ type, sequence }) => [type, sequence]),
      [
        ['READY', 2040],
        ['SNAPSHOT', 2040],
        ['HEARTBEAT', 2040],
      ],
    );
  });

  it('is read only in its two forms', () => {
    assert.deepEqual(parseCursor('0b7c-1:12'), { instanceId: '0b7c-1', sequence: 12 });
    assert.deepEqual(parseCursor('0'), { instanceId: '', sequence: 0 });
    for (const text of ['', ':', 'a:', 'a:b', '-1', 'a:1:2', '1e3', '2147483648', 'a:999999999999999'])
      assert.equal(parseCursor(text), null, text);
  });
});

describe('the log', () => {
  it('brings only the types that were asked for, and does not mistake the others for missed ones', async () => {
    const live = emptyLive();
    const reader = live.events(['ROLLOUT'])[Symbol.asyncIterator]();
    assert.equal((await take(reader)).type, 'READY');
    const next = take(reader);
    for (let count = 0; count < 600; count++) {
      live.publish({}, [NEWS]);
      await settled();
    }
    live.publish({}, [NEWS, { ...NEWS, type: 'ROLLOUT' }]);
    assert.equal((await next).type, 'ROLLOUT');
  });

  it('cuts a reader off that lets more than 64 wait, and loses nothing by it', async () => {
    const live = emptyLive();
    const stream = live.events(['NOTICE'])[Symbol.asyncIterator]();
    assert.equal((await take(stream)).type, 'READY');
    for (let count = 0; count < 65; count++) live.publish({}, [NEWS]);
    await settled();
    const last = await take(stream);
    assert.equal(last.type, 'RESYNC');
    assert.equal((await stream.next()).done, true);
    const again = live.events(['NOTICE'], parseCursor(formatCursor(last)))[Symbol.asyncIterator]();
    const ready = await take(again);
    assert.ok('resumed' in ready && ready.resumed);
    for (let count = 0; count < 65; count++) assert.equal((await take(again)).type, 'NOTICE');
  });
});
