import assert from 'node:assert/strict';
import { type ClientRequest, request } from 'node:http';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { HouseEvent } from '../../api/house/index.ts';
import { createLive, type Live, type NewEvent } from '../../api/live/index.ts';
import { createServer, type Server } from '../../api/server/index.ts';
import { testState } from '../../api/server/test-house.ts';
import { readEvents } from '../../web/src/live/sse.ts';

const READERS = 8;
/** A busy machine takes its time for the first byte of an answer. */
const FIRST_BYTE_MS = 2000;
/** How often a connection was cut before all was read, and how often so within a message. */
const counts = { cuts: 0, torn: 0 };
const NEWS: NewEvent = { type: 'NOTICE', subject: null, message: { de: 'Neues', en: 'News' } };

/** A house behind a real server that can be started anew on what it stored. */
function servedHouse() {
  let sequence = 0;
  const stored: HouseEvent[] = [];
  const begin = () =>
    createLive(
      testState(),
      () => ++sequence,
      () => 0,
      stored.slice(-500),
    );
  let live: Live = begin();
  let server: Server | null = null;
  let port = 0;

  async function listen(): Promise<void> {
    server = createServer({
      port,
      host: '127.0.0.1',
      pageFolder: '/nowhere',
      findings: () => [],
      configPlaces: [],
      live,
      actions: null,
      history: null,
      facts: () => {
        throw new Error('nobody asks for the health');
      },
      subscriptionLimits: { perAddress: 1000, inAll: 1000 },
      onError: (error) => console.error(error),
    });
    ({ port } = await server.start());
  }

  return {
    stored,
    live: () => live,
    listen,
    port: () => port,
    publish(events: number) {
      stored.push(...live.publish({ cycleId: live.snapshot().cycleId + 1 }, Array(events).fill(NEWS)));
    },
    async restart() {
      await server?.stop();
      const { cycleId } = live.snapshot();
      live = begin();
      live.publish({ cycleId });
      await listen();
    },
    stop: async () => server?.stop(),
  };
}

type House = ReturnType<typeof servedHouse>;

/** Everything that arrives of an answer until so many bytes are there, or nothing comes for a while. */
async function bytesUntilCut(
  house: House,
  query: string,
  cursor: string | null,
  limit: number,
  quietMs: number,
): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let taken = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  let quiet = setTimeout(resolve, FIRST_BYTE_MS);
  const connection: ClientRequest = request(
    {
      host: '127.0.0.1',
      port: house.port(),
      path: '/graphql',
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(cursor === null ? {} : { 'last-event-id': cursor }),
      },
    },
    (response) => {
      response.on('error', () => resolve());
      response.on('close', resolve);
      response.on('data', (part: Buffer) => {
        clearTimeout(quiet);
        quiet = setTimeout(resolve, quietMs);
        parts.push(part.subarray(0, limit - taken));
        taken += part.length;
        if (taken >= limit) resolve();
      });
    },
  );
  connection.on('error', () => resolve());
  connection.end(JSON.stringify({ query }));
  await promise;
  clearTimeout(quiet);
  connection.destroy();
  const bytes = Buffer.concat(parts);
  if (taken >= limit) counts.cuts++;
  if (taken >= limit && !bytes.toString().endsWith('\n\n')) counts.torn++;
  return bytes;
}

/** What a page makes of these bytes: whole frames count, what was cut off does not. */
async function messagesIn<T>(bytes: Uint8Array): Promise<{ id: string | null; message: T }[]> {
  const messages: { id: string | null; message: T }[] = [];
  for await (const { type, id, data } of readEvents(new Blob([bytes as BlobPart]).stream(), () => {}))
    if (type === 'next') messages.push({ id, message: Object.values(JSON.parse(data).data)[0] as T });
  return messages;
}

interface Reader {
  cuts: readonly number[];
  /** Says that the first message is there, and waits until all others have theirs. */
  begun(): Promise<void>;
  /** Whether the house tells nothing new any more. */
  isOver(): boolean;
}

/** A reader that comes back by the last id it saw, until it has everything. */
async function readThrough<T>(
  house: House,
  query: string,
  { cuts, begun, isOver }: Reader,
  onMessage: (message: T) => void,
  hasAll: () => boolean,
): Promise<void> {
  let cursor: string | null = null;
  const read = async (limit: number, quietMs: number) => {
    const bytes = await bytesUntilCut(house, query, cursor, limit, quietMs);
    for (const { id, message } of await messagesIn<T>(bytes)) {
      cursor = id ?? cursor;
      onMessage(message);
    }
  };
  while (cursor === null) await read(100_000, 20);
  await begun();
  for (const limit of cuts) await read(limit, 8);
  for (let attempt = 0; attempt < 100 && !(isOver() && hasAll()); attempt++) await read(1_000_000, 40);
}

/** Where answers are cut: within the first frames, somewhere in a replay, or after it. */
const limit = fc.oneof(
  fc.integer({ min: 1, max: 60 }),
  fc.integer({ min: 1, max: 500 }),
  fc.integer({ min: 1, max: 5000 }),
);
const plans = fc.record({
  cuts: fc.array(fc.array(limit, { minLength: 12, maxLength: 24, size: 'max' }), {
    minLength: READERS,
    maxLength: READERS,
  }),
  publications: fc.array(
    fc.record({ events: fc.integer({ min: 0, max: 3 }), restart: fc.integer({ min: 0, max: 11 }) }),
    { minLength: 20, maxLength: 40, size: 'max' },
  ),
});
type Plan = { cuts: number[][]; publications: { events: number; restart: number }[] };

/** Lets a house run and be started anew while its readers come and go. */
async function run(plan: Plan, house: House, read: (reader: Reader) => Promise<void>): Promise<void> {
  await house.listen();
  const { promise: allBegun, resolve } = Promise.withResolvers<void>();
  let expected = plan.cuts.length;
  let over = false;
  const reader = {
    isOver: () => over,
    begun: () => {
      expected--;
      if (expected === 0) resolve();
      return allBegun;
    },
  };
  const writing = allBegun.then(async () => {
    for (const { events, restart } of plan.publications) {
      house.publish(events);
      if (restart === 0) await house.restart();
      await pause(restart);
    }
    over = true;
  });
  try {
    await Promise.all(plan.cuts.map((cuts) => read({ ...reader, cuts })));
  } finally {
    resolve();
    await writing;
    await house.stop();
  }
}

describe('streams that are cut at any byte, while the house goes on and is started anew', () => {
  after(() => {
    assert.ok(counts.cuts > 2000, `${counts.cuts} cuts`);
    assert.ok(counts.torn > 1000, `${counts.torn} of them within a message`);
  });

  it('bring every event of the log once and in order, and one whole state from each start of the server', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const house = servedHouse();
        await run(plan, house, async (reader) => {
          const seen: number[] = [];
          const states: string[] = [];
          await readThrough<{ type: string; sequence: number; instanceId: string }>(
            house,
            'subscription { events { type sequence instanceId ... on SnapshotEvent { snapshot { cycleId } } } }',
            reader,
            ({ type, sequence, instanceId }) => {
              if (type === 'NOTICE') seen.push(sequence);
              if (type === 'SNAPSHOT') states.push(instanceId);
            },
            () => seen.at(-1) === house.stored.at(-1)?.sequence && states.at(-1) === house.live().instanceId,
          );
          assert.deepEqual(
            seen,
            house.stored.map(({ sequence }) => sequence),
          );
          assert.equal(new Set(states).size, states.length, 'one whole state for each start of the server');
          assert.equal(states.at(-1), house.live().instanceId, 'the newest server told its whole state');
        });
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('keep a page at the state of the house, with every event once', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const house = servedHouse();
        await run(plan, house, async (reader) => {
          const seen: number[] = [];
          const states: string[] = [];
          let cycleId: number | null = null;
          let at = { sequence: 0, instanceId: '' };
          await readThrough<{
            sequence: number;
            instanceId: string;
            snapshot: { cycleId: number } | null;
            change: { cycleId: number | null } | null;
            events: { sequence: number }[];
          }>(
            house,
            'subscription { live { sequence instanceId snapshot { cycleId } change { cycleId } events { sequence } } }',
            reader,
            ({ sequence, instanceId, snapshot, change, events }) => {
              if (snapshot) states.push(instanceId);
              else assert.equal(instanceId, at.instanceId, 'a change fits only on a state of its own server');
              assert.ok(sequence > at.sequence, 'only forwards');
              at = { sequence, instanceId };
              cycleId = snapshot?.cycleId ?? change?.cycleId ?? cycleId;
              seen.push(...events.map((event) => event.sequence));
            },
            () => at.sequence === house.live().snapshot().sequence,
          );
          assert.equal(cycleId, house.live().snapshot().cycleId);
          assert.deepEqual(
            seen,
            house.stored.map((event) => event.sequence),
          );
          assert.equal(new Set(states).size, states.length, 'one whole state for each start of the server');
        });
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
