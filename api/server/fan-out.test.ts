import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoadpointView } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { ask, NOW, rawConnection, serve, testLive, testLoadpoint, testPlan } from './test-house.ts';

interface Message {
  id: string;
  data: Record<string, Record<string, unknown> | null> | null;
  errors?: { message: string }[];
}

const NEWS: NewEvent = { type: 'NOTICE', subject: null, message: { de: 'a', en: 'a' } };

/** A reader over HTTP, and what it was answered with. */
async function subscribe(
  url: string,
  query: string,
  { lastEventId, variables }: { lastEventId?: string; variables?: object } = {},
) {
  const stop = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({ query, variables }),
    signal: stop.signal,
  });
  const messages = messagesOf(response);
  return {
    response,
    async next(): Promise<Message> {
      const { value, done } = await messages.next();
      assert.ok(!done && value, 'the stream ended');
      return value;
    },
    isOver: async () => (await messages.next()).done === true,
    close: () => stop.abort(),
  };
}

async function* messagesOf({ body }: Response): AsyncGenerator<Message, void, undefined> {
  assert.ok(body);
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, id = '', data] = /^id: (.*)\nevent: next\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (data) yield { id, ...JSON.parse(data) };
    }
  }
}

/** A loadpoint that counts how often its title is asked for. */
function counted(): { loadpoint: LoadpointView; count(): number } {
  let count = 0;
  const loadpoint = {
    ...testLoadpoint(),
    get title() {
      count++;
      return `asked ${count}`;
    },
  };
  return { loadpoint, count: () => count };
}

test('the log says where a reader stands, replays, goes on, and beats every 15 s', async (t) => {
  // First in this file: an interval that was begun before cannot be ended while timers are mocked.
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { url, live } = await serve(t);
  live.publish({}, [NEWS, { ...NEWS, type: 'ROLLOUT', subject: 'BUFFER' }]);
  await pause(30);
  const query = `subscription { events(types: [ROLLOUT, SNAPSHOT], after: "0") {
    type subject at ... on ReadyEvent { resumed } ... on SnapshotEvent { snapshot { cycleId } }
  } }`;
  const at = new Date(NOW).toISOString();
  const reader = await subscribe(url, query);
  const next = async () => (await reader.next()).data?.events;
  assert.deepEqual(await next(), { type: 'READY', subject: null, at, resumed: false });
  assert.deepEqual(await next(), { type: 'SNAPSHOT', subject: null, at, snapshot: { cycleId: 7 } });
  const { id, data } = await reader.next();
  assert.deepEqual(data?.events, { type: 'ROLLOUT', subject: 'BUFFER', at });
  assert.equal(id, `${live.instanceId}:3`);
  t.mock.timers.tick(15_000);
  assert.deepEqual(await next(), { type: 'HEARTBEAT', subject: null, at });
  reader.close();

  const again = await subscribe(url, query, { lastEventId: id });
  assert.equal((await again.next()).data?.events?.resumed, true);
  again.close();
});

test('subscribers of one operation share its execution, wherever each of them began', async (t) => {
  const { url, live } = await serve(t);
  const query =
    'subscription ($after: String) { live(after: $after) { sequence change { loadpoints { title } } } }';
  const readers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      subscribe(url, query, {
        variables: { after: index % 2 ? null : `${live.instanceId}:1` },
        ...(index % 3 ? {} : { lastEventId: `${live.instanceId}:1` }),
      }),
    ),
  );
  const { loadpoint, count } = counted();
  await pause(30);
  live.publish({ loadpoints: [loadpoint, loadpoint] });
  for (const [index, reader] of readers.entries()) {
    // Those without a cursor get the whole state first.
    if (index % 2 && index % 3) await reader.next();
    const { data } = await reader.next();
    assert.deepEqual(data?.live?.change, { loadpoints: [{ title: 'asked 1' }, { title: 'asked 2' }] });
  }
  assert.equal(count(), 2);
  for (const reader of readers) reader.close();
});

test('readers who ask for different things do not share', async (t) => {
  const { url, live } = await serve(t);
  const query =
    'subscription ($with: Boolean!) { snapshot { cycleId title: siteTitle @include(if: $with) } }';
  const readers = await Promise.all(
    [true, false].map((value) => subscribe(url, query, { variables: { with: value } })),
  );
  for (const reader of readers) await reader.next();
  await pause(30);
  live.publish({ cycleId: 8 });
  const answers = await Promise.all(readers.map((reader) => reader.next()));
  assert.deepEqual(
    answers.map(({ data }) => data?.snapshot),
    [{ cycleId: 8, title: 'Test' }, { cycleId: 8 }],
  );
  for (const reader of readers) reader.close();
});

test('what fails in a resolver is told inside and masked outside', async (t) => {
  const { url, live, errors } = await serve(t);
  const reader = await subscribe(url, 'subscription { live { sequence change { loadpoints { title } } } }');
  await reader.next();
  const loadpoint = {
    ...testLoadpoint(),
    get title(): string {
      throw new Error('secret');
    },
  };
  live.publish({ loadpoints: [loadpoint, loadpoint] });
  const message = await reader.next();
  assert.deepEqual(
    message.errors?.map(({ message: text }) => text),
    ['Unexpected error.'],
  );
  assert.match(String(errors[0]), /secret/);
  reader.close();
});

test('a page that comes back gets exactly what it missed', async (t) => {
  const { url, live } = await serve(t);
  const query = 'subscription { live { snapshot { cycleId } change { cycleId } events { type } } }';
  const first = await subscribe(url, query);
  const { id } = await first.next();
  first.close();
  live.publish({ cycleId: 8 }, [NEWS]);
  live.publish({ cycleId: 9 });
  await pause(30);

  const second = await subscribe(url, query, { lastEventId: id });
  assert.deepEqual((await second.next()).data?.live, {
    snapshot: null,
    change: { cycleId: 8 },
    events: [{ type: 'NOTICE' }],
  });
  assert.deepEqual((await second.next()).data?.live, { snapshot: null, change: { cycleId: 9 }, events: [] });
  second.close();

  const foreign = await subscribe(url, query, { lastEventId: id.replace(/^.*:/, 'other:') });
  assert.deepEqual((await foreign.next()).data?.live, {
    snapshot: { cycleId: 9 },
    change: null,
    events: [{ type: 'NOTICE' }],
  });
  foreign.close();
});

test('a cursor that is none is refused where it was written by hand', async (t) => {
  const { url } = await serve(t);
  const { body } = await ask(url, 'subscription { events(after: "yesterday") { type } }');
  assert.match(body.errors[0].message, /"yesterday" is no id/);
});

test('subscriptions beyond the limits are refused with 503, and let in when others have left', async (t) => {
  const { url } = await serve(t, { subscriptionLimits: { perAddress: 2, inAll: 10 } });
  const query = 'subscription { snapshot { sequence } }';
  const open = [await subscribe(url, query), await subscribe(url, query)];
  const { response } = await subscribe(url, query);
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '30');
  const body = JSON.parse(await response.text());
  assert.equal(body.errors[0].extensions.code, 'TOO_MANY_SUBSCRIPTIONS');
  assert.match(body.errors[0].message, /your address has 2 open.*max_subscriptions_per_address/);
  assert.equal((await ask(url, '{ snapshot { cycleId } }')).status, 200);
  open[0]?.close();
  await pause(50);
  const late = await subscribe(url, query);
  assert.equal(late.response.status, 200);
  for (const reader of [...open, late]) reader.close();
});

test('the limit in all counts whoever they are', async (t) => {
  const { url } = await serve(t, { subscriptionLimits: { perAddress: 10, inAll: 1 } });
  const query = 'subscription { snapshot { sequence } }';
  const open = await subscribe(url, query);
  const { response } = await subscribe(url, query);
  assert.equal(response.status, 503);
  const { errors } = JSON.parse(await response.text());
  assert.match(errors[0].message, /in all there are 1 open.*option max_subscriptions\)/);
  assert.deepEqual(errors[0].extensions, {
    code: 'TOO_MANY_SUBSCRIPTIONS',
    limit: 'max_subscriptions',
    allowed: 1,
  });
  open.close();
});

test('a reader that stopped and goes on is skipped to the newest state, without losing an event', async (t) => {
  const { port, live } = await serve(t);
  const body = JSON.stringify({
    query: `subscription { live { change { plan { slots { start end reason { de en } batteries { id socPercent } } } }
      snapshot { cycleId } events { sequence } } }`,
  });
  const socket = await rawConnection(port);
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: text/event-stream\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await once(socket, 'data');
  socket.pause();
  const sent: number[] = [];
  for (let round = 1; round <= 600; round++) {
    const published = live.publish({ plan: { ...testPlan(), solveMs: round }, cycleId: round }, [NEWS]);
    sent.push(...published.map(({ sequence }) => sequence));
    if (round % 10 === 0) await pause(1);
  }
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.resume();
  await pause(500);
  socket.destroy();
  const seen = [...text.matchAll(/"events":\[([^\]]*)\]/g)].flatMap(([, events = '']) =>
    [...events.matchAll(/\d+/g)].map(([sequence]) => Number(sequence)),
  );
  assert.match(text, /"snapshot":\{"cycleId":600\}/);
  const first = seen[0] ?? 0;
  assert.deepEqual(
    seen,
    sent.filter((sequence) => sequence >= first),
  );
});

test('every field of every message is of one state, while states change', async (t) => {
  const live = testLive();
  const { url } = await serve(t, { live });
  const reader = await subscribe(url, 'subscription { snapshot { cycleId siteTitle evccVersion } }');
  await reader.next();
  const writing = (async () => {
    for (let cycleId = 100; cycleId < 300; cycleId++) {
      live.publish({ cycleId, siteTitle: `${cycleId}`, evccVersion: `${cycleId}` });
      if (cycleId % 5 === 0) await pause(1);
    }
  })();
  for (let cycleId = 0; cycleId < 299; ) {
    const { snapshot } = (await reader.next()).data ?? {};
    cycleId = Number(snapshot?.cycleId);
    assert.deepEqual(snapshot, { cycleId, siteTitle: `${cycleId}`, evccVersion: `${cycleId}` });
    const { body } = await ask(url, '{ snapshot { cycleId siteTitle evccVersion } }');
    const asked = body.data.snapshot;
    assert.equal(asked.siteTitle, `${asked.cycleId}`);
    assert.equal(asked.evccVersion, `${asked.cycleId}`);
  }
  await writing;
  reader.close();
});

test('every message has its id, however many different operations are read', async (t) => {
  const { url, live } = await serve(t);
  const names = Array.from({ length: 70 }, (_, index) => `a${index}`);
  const readers = await Promise.all(
    names.map((name) => subscribe(url, `subscription { live { sequence ${name}: publishedAt } }`)),
  );
  const last = readers.at(-1);
  const first = live.snapshot().sequence;
  assert.equal((await last?.next())?.id, `${live.instanceId}:${first}`);
  live.publish({ cycleId: 8 });
  live.publish({ cycleId: 9 });
  const seen = [await last?.next(), await last?.next()].map((message) => message?.id);
  assert.deepEqual(seen, [`${live.instanceId}:${first + 1}`, `${live.instanceId}:${first + 2}`]);
  for (const reader of readers) reader.close();
});

test('a feed that is made anew is read beside the one before it, with ids', async (t) => {
  const { url, live } = await serve(t);
  const query = (name: string) => `subscription { activeView(display: "${name}") { view } }`;
  const idOf = async (reader: Awaited<ReturnType<typeof subscribe>>) => (await reader.next()).id;
  const kitchen = await subscribe(url, query('kitchen'));
  assert.match(await idOf(kitchen), new RegExp(`^${live.instanceId}:\\d+$`));
  for (let count = 0; count < 65; count++) live.activeView(`display ${count}`);
  const again = await subscribe(url, query('kitchen'));
  assert.match(await idOf(again), new RegExp(`^${live.instanceId}:\\d+$`));
  for (const reader of [kitchen, again]) reader.close();
});
