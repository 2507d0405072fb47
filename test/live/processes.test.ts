import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type ServerProcess, startServer, temporaryFolder, waitFor } from '../closed-loop/processes.ts';
import { ask } from '../closed-loop/steered-house.ts';
import { type ReadEvent, readEvents } from '../support/event-reader.ts';
import { type RedisServer, startRedis, withoutRedis } from '../support/redis.ts';

const options = { skip: withoutRedis, timeout: 240_000 };
const RECOVERY_MS = 10_000;

interface House {
  redis: RedisServer;
  owner: ServerProcess;
  /** Starts the owner with the data it had. */
  startOwner(): Promise<ServerProcess>;
  startApi(): Promise<ServerProcess>;
}

/** One owner of a virtual house, and what it takes to serve the house from other processes. */
async function startHouse(t: TestContext): Promise<House> {
  const redis = await startRedis(t);
  const dataDir = temporaryFolder(t);
  const elsewhere = temporaryFolder(t);
  const env = { REDIS_URL: redis.url };
  const startOwner = () => startServer(t, ['--demo', '--port', '0', '--data', dataDir], { env });
  const startApi = async () => {
    const api = await startServer(t, ['--role', 'api', '--port', '0'], { env, cwd: elsewhere });
    assert.deepEqual(readdirSync(elsewhere), [], 'it has no data folder of its own');
    return api;
  };
  const owner = await startOwner();
  assert.ok(existsSync(join(dataDir, 'demo')));
  return { redis, owner, startOwner, startApi };
}

interface Shown {
  sequence: number;
  instanceId: string;
  plan: { cost: number } | null;
  notices: { code: string }[];
  sources: { state: string }[];
  displays: { name: string; view: string; connected: boolean }[];
}

async function shown(port: number): Promise<Shown> {
  const query = `{ snapshot { sequence instanceId plan { cost } notices { code } sources { state }
    displays { name view connected } } }`;
  return (await ask<{ snapshot: Shown }>(port, query)).snapshot;
}

const hasNotice = async (port: number, code: string) =>
  (await shown(port)).notices.some((notice) => notice.code === code);

/** Until a process tells what the owner tells. */
async function follows(api: ServerProcess, owner: ServerProcess): Promise<void> {
  await waitFor('the same run of the house in both', async () => {
    const [there, here] = await Promise.all([shown(owner.port), shown(api.port)]);
    return there.instanceId === here.instanceId && here.plan;
  });
}

async function showView(port: number, display: string, view: string): Promise<string> {
  const call = `mutation { showView(display: "${display}", view: ${view}) { __typename ... on UserError { message { en } } } }`;
  const { showView: answer } = await ask<{ showView: { __typename: string; message?: { en: string } } }>(
    port,
    call,
  );
  return answer.message?.en ?? answer.__typename;
}

/** Something happens in the house all the time, asked for at whichever process there is. */
function tap(t: TestContext, ports: () => number[]): { done(): number; stop(): Promise<void> } {
  let done = 0;
  let stopped = false;
  async function run(): Promise<void> {
    for (let turn = 0; !stopped; turn++) {
      const choice = ports();
      const port = choice[turn % choice.length] ?? 0;
      const answer = await showView(port, 'wall', turn % 2 ? 'PLAN' : 'CARS').catch(() => null);
      if (answer === 'Display') done++;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
  const running = run();
  t.after(() => {
    stopped = true;
  });
  return {
    done: () => done,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

test('readers of any process miss nothing, whichever process is killed', options, async (t) => {
  const house = await startHouse(t);
  let { owner } = house;
  let first = await house.startApi();
  let second = await house.startApi();
  await Promise.all([follows(first, owner), follows(second, owner)]);

  let anyone = owner;
  const readers = {
    first: readEvents(t, () => [first.port, second.port]),
    second: readEvents(t, () => [second.port, first.port]),
    owner: readEvents(t, () => [owner.port]),
    roaming: readEvents(t, () => [anyone.port]),
  };
  await waitFor('all readers', () => Object.values(readers).every(({ connections }) => connections() > 0));
  const taps = tap(t, () => [first.port, second.port]);
  const more = async (count: number) => {
    const enough = taps.done() + count;
    await waitFor('more taps', () => taps.done() >= enough);
  };

  await more(5);
  await first.end('SIGKILL');
  await more(5);
  first = await house.startApi();
  await follows(first, owner);
  await more(5);
  await second.end('SIGKILL');
  await more(5);
  second = await house.startApi();
  await follows(second, owner);
  await more(5);

  await owner.end('SIGKILL');
  await waitFor('its death to be seen', () => hasNotice(first.port, 'OWNER_AWAY'), RECOVERY_MS);
  const stale = await shown(first.port);
  assert.ok(stale.plan, 'the last state is still shown');
  assert.ok(stale.sources.every(({ state }) => state !== 'FRESH'));
  assert.match(await showView(first.port, 'wall', 'NOW'), /is away\. Nothing was done/);

  const { connections } = readers.roaming;
  const before = connections();
  anyone = await house.startApi();
  await waitFor('a reader of one that knows nothing', () => connections() > before);
  assert.ok(await hasNotice(anyone.port, 'OWNER_AWAY'));

  owner = await house.startOwner();
  await Promise.all([follows(first, owner), follows(second, owner)]);
  assert.equal(await hasNotice(first.port, 'OWNER_AWAY'), false);
  await more(5);
  await taps.stop();
  await showView(second.port, 'wall', 'BATTERY');

  const isLast = ({ view }: ReadEvent) => view === 'BATTERY';
  await waitFor('the last event everywhere', () =>
    Object.values(readers).every(({ events }) => events.some(isLast)),
  );
  const log = readEvents(t, () => [owner.port], 0);
  await waitFor('the whole log', () => log.events.some(isLast));
  const kept = log.events.map(({ sequence }) => sequence);
  for (const [name, { events, connections }] of Object.entries(readers)) {
    const told = events.map(({ sequence }) => sequence);
    assert.ok(connections() > 1, `${name} was cut`);
    assert.deepEqual(told, kept.slice(-told.length), `${name}: all that is on record, once and in order`);
  }
  for (const { output } of [owner, first, second])
    assert.equal(output().includes(house.redis.password), false);
});

test(
  'without Redis the owner goes on alone and says so; with it everything is as before',
  options,
  async (t) => {
    const house = await startHouse(t);
    const { owner, redis } = house;
    const api = await house.startApi();
    await follows(api, owner);

    const quarters = `{ history(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z") { __typename }
    savings(from: "2026-01-01", to: "2026-01-02") { __typename ... on SavingsReport { completeDays } }
    }`;
    assert.deepEqual(await ask(api.port, quarters), await ask(owner.port, quarters));
    const remembered = `{ cycles(first: 3) { ... on CyclesConnection { edges { node { id } } } }
    cycle(id: 1) { ... on Cycle { id plan { cost } } }
    eventLog(first: 3, types: [WARM]) { ... on EventLogConnection { edges { node { __typename } } } }
    whatIf(changes: { loadFactor: 2 }) { ... on WhatIf { __typename } } }`;
    assert.deepEqual(await ask(api.port, remembered), await ask(owner.port, remembered));

    await redis.kill();
    await waitFor('the owner to say so', () => hasNotice(owner.port, 'REDIS_AWAY'), 90_000);
    await waitFor('the other to say so', () => hasNotice(api.port, 'OWNER_AWAY'), RECOVERY_MS);
    assert.equal(await showView(owner.port, 'wall', 'CARS'), 'Display');
    assert.match(await showView(api.port, 'wall', 'PLAN'), /is away\. Nothing was done/);

    await redis.start();
    await waitFor(
      'the change made meanwhile',
      async () => {
        const { displays } = await shown(api.port);
        return displays.some(({ name, view }) => name === 'wall' && view === 'CARS');
      },
      RECOVERY_MS,
    );
    assert.equal(await showView(api.port, 'wall', 'PLAN'), 'Display');

    const second = await startServer(t, ['--demo', '--port', '0', '--data', temporaryFolder(t)], {
      env: { REDIS_URL: redis.url },
    });
    await waitFor('the second to know its place', () => hasNotice(second.port, 'REDIS_TAKEN'), 90_000);
    await follows(api, owner);
    for (const { output } of [owner, api, second]) assert.equal(output().includes(redis.password), false);
  },
);

test(
  'a display that is open at one process is connected for all, until that process is gone',
  options,
  async (t) => {
    const house = await startHouse(t);
    const [first, second] = await Promise.all([house.startApi(), house.startApi()]);
    await Promise.all([follows(first, house.owner), follows(second, house.owner)]);
    const isConnected = async () => (await shown(second.port)).displays[0]?.connected ?? false;

    const page = new AbortController();
    const open = await fetch(`http://127.0.0.1:${first.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { activeView(display: "kitchen") { view } }' }),
      signal: page.signal,
    });
    assert.equal(open.status, 200);
    await waitFor('the display', isConnected, RECOVERY_MS);
    await first.end('SIGKILL');
    await waitFor('it to be gone', async () => !(await isConnected()), 30_000);
    page.abort();
  },
);
