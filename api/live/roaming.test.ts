import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { HouseEvent, Snapshot } from '../house/index.ts';
import { type Cursor, formatCursor, parseCursor } from './fan-out/index.ts';
import { type FollowedLive, followLive, type Live, type LiveReader, orphanLive } from './live.ts';
import { applied, type LiveMessage, type StreamEvent } from './messages.ts';
import { counter, emptyLive, NEWS, settled } from './test-live.ts';

const FOLLOWERS = 2;
const now = () => 0;

/** What happens to a house that several processes tell, and to a reader that goes from one to the other. */
type Step =
  | { kind: 'publish'; events: number; change: boolean }
  | { kind: 'restart' }
  | { kind: 'hear' | 'lose' | 'renew'; process: number }
  | { kind: 'roam'; to: number }
  | { kind: 'read'; messages: number };

const process = fc.integer({ min: 0, max: FOLLOWERS - 1 });
const kindOf = <K extends Step['kind']>(kind: K) => fc.constant(kind);
const steps = fc.array(
  fc.oneof(
    {
      arbitrary: fc.record({
        kind: kindOf('publish'),
        events: fc.integer({ min: 0, max: 3 }),
        change: fc.boolean(),
      }),
      weight: 6,
    },
    { arbitrary: fc.record({ kind: kindOf('restart') }), weight: 1 },
    { arbitrary: fc.record({ kind: kindOf('hear'), process }), weight: 5 },
    { arbitrary: fc.record({ kind: kindOf('lose'), process }), weight: 1 },
    { arbitrary: fc.record({ kind: kindOf('renew'), process }), weight: 1 },
    {
      arbitrary: fc.record({ kind: kindOf('roam'), to: fc.integer({ min: -1, max: FOLLOWERS - 1 }) }),
      weight: 5,
    },
    { arbitrary: fc.record({ kind: kindOf('read'), messages: fc.integer({ min: 1, max: 8 }) }), weight: 5 },
  ),
  { minLength: 20, maxLength: 120, size: 'max' },
);

/** An owner and those that follow it, each as far as it was told. */
function toldHouse() {
  const nextSequence = counter(1);
  const stored: HouseEvent[] = [];
  let owner: Live = emptyLive(nextSequence);
  const unborn = () => orphanLive(emptyLive(counter(0)).state(), now);
  const followers: FollowedLive[] = Array.from({ length: FOLLOWERS }, unborn);
  let changes = 0;

  /** The next message of the same run, or the state of another one. */
  function hear(place: number): void {
    const follower = followers[place];
    if (!follower) return;
    const { instanceId, sequence } = follower.snapshot();
    const next = owner.state().changes.find((message) => message.sequence > sequence);
    if (instanceId !== owner.instanceId || (next && next.previous !== sequence))
      followers[place] = followLive(owner.state(), now);
    else if (next) follower.append(next);
  }

  return {
    stored,
    hear,
    at: (place: number): LiveReader => followers[place] ?? owner,
    publish(events: number, change: boolean) {
      const { cycleId, siteTitle } = owner.snapshot();
      if (change) changes++;
      const isTitle = changes % 2 === 0;
      stored.push(
        ...owner.publish(
          { cycleId: isTitle ? cycleId : changes, siteTitle: isTitle ? `${changes}` : siteTitle },
          Array(events).fill(NEWS),
        ),
      );
    },
    restart() {
      const { cycleId, siteTitle } = owner.snapshot();
      owner = emptyLive(nextSequence, stored.slice(-500));
      owner.publish({ cycleId, siteTitle });
    },
    lose(place: number) {
      const follower = followers[place];
      if (follower) followers[place] = orphanLive(follower.state(), now);
    },
    renew(place: number) {
      followers[place] = unborn();
    },
  };
}

type House = ReturnType<typeof toldHouse>;

/** A reader that is at one process, and comes back to it or goes elsewhere by the last message it saw. */
function roaming<T extends { sequence: number; instanceId: string }>(
  house: House,
  open: (live: LiveReader, cursor: Cursor | null) => AsyncIterable<T>,
  onMessage: (message: T) => void,
) {
  let place = -1;
  let live: LiveReader | null = null;
  let cursor: string | null = null;
  let stream: AsyncIterator<T, void> | null = null;

  function leave(): void {
    void stream?.return?.();
    stream = null;
  }

  return {
    roam(to: number) {
      leave();
      place = to;
    },
    async read(messages: number): Promise<void> {
      // Where another one tells the house all connections are cut.
      if (live !== house.at(place)) leave();
      live = house.at(place);
      stream ??= open(live, cursor === null ? null : parseCursor(cursor))[Symbol.asyncIterator]();
      for (let count = 0; count < messages; count++) {
        const result = await Promise.race([stream.next(), settled().then(settled)]);
        if (!result || result.done) return leave();
        cursor = formatCursor(result.value);
        onMessage(result.value);
      }
    },
  };
}

async function run(plan: Step[], house: House, reader: ReturnType<typeof roaming>): Promise<void> {
  await reader.read(2);
  for (const step of plan) {
    if (step.kind === 'publish') house.publish(step.events, step.change);
    else if (step.kind === 'restart') house.restart();
    else if (step.kind === 'roam') reader.roam(step.to);
    else if (step.kind === 'read') await reader.read(step.messages);
    else house[step.kind](step.process);
    await settled();
  }
  reader.roam(-1);
  await reader.read(2000);
}

/** What a reader of changes was told, which has to fit on what it was told before. */
function pageOf(house: House) {
  const seen: number[] = [];
  let state: Snapshot | null = null;
  return {
    seen,
    state: () => state,
    onMessage(message: LiveMessage) {
      assert.ok(message.snapshot || state, 'a change without a state before it');
      if (state && !message.snapshot) assert.equal(message.instanceId, state.instanceId);
      // As a page does: what it stands at is the message's, whatever state that brought.
      state = { ...applied(state ?? house.at(-1).snapshot(), message), instanceId: message.instanceId };
      seen.push(...message.events.map(({ sequence }) => sequence));
    },
  };
}

/** All that happened, once and in order, and the state that it led to. */
function assertComplete({ seen, state }: ReturnType<typeof pageOf>, house: House): void {
  assert.deepEqual(
    seen,
    house.stored.map(({ sequence }) => sequence),
  );
  const { cycleId, siteTitle } = house.at(-1).snapshot();
  assert.deepEqual([state()?.cycleId, state()?.siteTitle], [cycleId, siteTitle]);
}

describe('a reader that goes from process to process, of which some lag, some lost the owner and some are new', () => {
  it('gets every event of the log once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const house = toldHouse();
        const seen: number[] = [];
        const reader = roaming<StreamEvent>(
          house,
          (live, cursor) => live.events(null, cursor),
          ({ type, sequence }) => {
            if (type === 'NOTICE') seen.push(sequence);
          },
        );
        await run(plan, house, reader);
        assert.deepEqual(
          seen,
          house.stored.map(({ sequence }) => sequence),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('has the state of the house at last, by changes that fit, with every event once', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const house = toldHouse();
        const page = pageOf(house);
        const reader = roaming<LiveMessage>(house, (live, cursor) => live.messages(cursor), page.onMessage);
        await run(plan, house, reader);
        assertComplete(page, house);
      }),
      { numRuns: 150 },
    );
  });

  it('has all that too where it asks from time to time instead of listening', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const house = toldHouse();
        const page = pageOf(house);
        async function* once(live: LiveReader, cursor: Cursor | null) {
          yield live.catchUp(cursor);
        }
        const reader = roaming<LiveMessage>(house, once, page.onMessage);
        await run(plan, house, reader);
        assertComplete(page, house);
      }),
      { numRuns: 150 },
    );
  });
});
