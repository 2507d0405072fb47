import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createHub, type FromHub, type ToHub } from './hub.ts';

const whole = {
  sequence: 5,
  instanceId: 'a',
  publishedAt: '2026-11-20T12:00:00.000Z',
  events: [{ sequence: 4, type: 'NOTICE' }],
  snapshot: { version: '1', siteTitle: 'Home' },
  change: null,
};
const change = {
  ...whole,
  sequence: 7,
  events: [{ sequence: 6, type: 'NOTICE' }],
  snapshot: null,
  change: { changed: ['siteTitle'], version: null, siteTitle: 'House' },
};

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('all tabs of a browser share one stream, which ends when nobody looks any more', async (t) => {
  const streams: { response: ServerResponse; cursor: string | undefined }[] = [];
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    streams.push({ response, cursor: request.headers['last-event-id']?.toString() });
    if (streams.length === 1) send(whole);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const send = (live: object) =>
    streams.at(-1)?.response.write(`event: next\ndata: ${JSON.stringify({ data: { live } })}\n\n`);
  const source = {
    url: `http://127.0.0.1:${port}/`,
    stream: { query: '' },
    catchUp: { query: '' },
    variables: {},
  };
  const hub = createHub();
  const tabs: MessagePort[] = [];
  t.after(() => {
    hub.stop();
    for (const tab of tabs) tab.close();
    server.close();
    server.closeAllConnections();
  });

  function openTab() {
    const { port1, port2 } = new MessageChannel();
    const received: FromHub[] = [];
    port1.onmessage = ({ data }: MessageEvent<FromHub>) => received.push(data);
    hub.connect(port2);
    tabs.push(port1, port2);
    const tell = (message: ToHub) => port1.postMessage(message);
    const messages = () => received.flatMap((news) => (news.type === 'message' ? [news.message] : []));
    return { tell, received, messages };
  }

  const first = openTab();
  first.tell({ type: 'join', source });
  await until(() => first.messages().length === 1, 'the state in the first tab');
  assert.equal(first.received[0]?.type, 'here');
  send(change);
  await until(() => first.messages().length === 2, 'the change');

  const second = openTab();
  second.tell({ type: 'join', source });
  await until(() => second.messages().length === 1, 'the state in the second tab');
  const [joined] = second.messages();
  assert.deepEqual(joined, {
    ...whole,
    sequence: 7,
    snapshot: { version: '1', siteTitle: 'House' },
    events: [...whole.events, ...change.events],
  });
  assert.ok(second.received.some((news) => news.type === 'connection' && news.connection.state === 'open'));
  assert.equal(streams.length, 1);

  first.tell({ type: 'leave' });
  send({ ...change, sequence: 9, events: [] });
  await until(() => second.messages().length === 2, 'another change');
  assert.equal(first.messages().length, 2, 'who left is told nothing');
  assert.equal(streams[0]?.response.closed, false);

  second.tell({ type: 'leave' });
  await until(() => streams[0]?.response.closed ?? false, 'the end of the stream');
  first.tell({ type: 'join', source });
  await until(() => streams.length === 2, 'another stream');
  assert.equal(streams[1]?.cursor, 'a:9');
});

test('a hub that began before anybody joined has the state for who joins', async (t) => {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`event: next\ndata: ${JSON.stringify({ data: { live: whole } })}\n\n`);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const hub = createHub();
  const { port1, port2 } = new MessageChannel();
  t.after(() => {
    hub.stop();
    port1.close();
    server.close();
    server.closeAllConnections();
  });
  const asked = new Promise((resolve) => server.once('request', resolve));
  const source = {
    url: `http://127.0.0.1:${port}/`,
    stream: { query: '' },
    catchUp: { query: '' },
    variables: {},
  };
  hub.begin(source);
  await asked;
  const received: FromHub[] = [];
  port1.onmessage = ({ data }: MessageEvent<FromHub>) => received.push(data);
  hub.connect(port2);
  port1.postMessage({ type: 'join', source } satisfies ToHub);
  await until(() => received.some(({ type }) => type === 'message'), 'the state');
});
