import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HouseEvent } from '../../api/house/index.ts';
import { createLive, type Live, type NewEvent } from '../../api/live/index.ts';
import { createServer, type Server } from '../../api/server/index.ts';
import { testState } from '../../api/server/test-house.ts';
import { createFollower } from '../../web/src/live/follower.ts';
import { until } from '../support/running-house.ts';

interface Message {
  sequence: number;
  instanceId: string;
  snapshot: { cycleId: number } | null;
  change: { changed: string[]; cycleId: number | null } | null;
  events: { sequence: number }[];
}

const QUERY =
  'subscription { live { sequence instanceId snapshot { cycleId } change { changed cycleId } events { sequence } } }';
const NEWS: NewEvent = { type: 'NOTICE', subject: null, message: { de: '', en: '' } };

let sequence = 0;

function houseOf(past: HouseEvent[]): Live {
  return createLive(
    testState(),
    () => ++sequence,
    () => Date.now(),
    past,
  );
}

async function listen(live: Live, port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer({
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
    onError: (error) => console.error(error),
  });
  return { server, port: (await server.start()).port };
}

it("the page's stream survives cut connections and a restarted server, with every event once", async (t) => {
  t.mock.method(console, 'warn', () => {});
  const stored: HouseEvent[] = [];
  const seen: number[] = [];
  let snapshots = 0;
  let cycleId: number | null = null;
  let live = houseOf([]);
  let { server, port } = await listen(live);

  function receive({ snapshot, change, events }: Message): void {
    if (snapshot) snapshots++;
    cycleId = snapshot?.cycleId ?? (change?.changed.includes('cycleId') ? change.cycleId : cycleId);
    seen.push(...events.map((event) => event.sequence));
  }
  const page = createFollower<Message>({
    source: {
      url: `http://127.0.0.1:${port}/graphql`,
      stream: { query: QUERY },
      catchUp: { query: '' },
      variables: {},
    },
    onMessage: receive,
    onConnection: () => {},
  });
  page.start();
  t.after(async () => {
    page.stop();
    await server.stop();
  });

  const publish = (next: number) => stored.push(...live.publish({ cycleId: next }, [NEWS]));
  const caughtUp = (next: number) => until(() => cycleId === next, 10_000, `cycle ${next} on the page`);

  await caughtUp(7);
  for (let next = 10; next < 20; next++) {
    publish(next);
    if (next % 3 === 0) {
      await server.stop();
      publish(next + 100);
      ({ server } = await listen(live, port));
    }
    await caughtUp(live.snapshot().cycleId);
  }
  assert.equal(snapshots, 1, 'only changes came after a cut');

  await server.stop();
  publish(200);
  live = houseOf(stored);
  publish(201);
  ({ server } = await listen(live, port));
  await caughtUp(201);
  publish(202);
  await caughtUp(202);
  assert.equal(snapshots, 2, 'one whole state from the new server');
  assert.deepEqual(
    seen,
    stored.map((event) => event.sequence),
  );
});
