import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Connection, Timing } from './connection.ts';
import { createFollower, type Envelope, type Follower } from './follower.ts';

const QUICK: Timing = { firstBytesMs: 120, silenceMs: 150, provenMs: 100, pollMs: 30, retryStreamMs: 400 };

interface Message extends Envelope {
  snapshot: object | null;
}

/** What a server of the test has been asked. */
interface Asked {
  isStream: boolean;
  cursor: string | null;
  response: ServerResponse;
}

interface Setting {
  follower: Follower;
  asked: Asked[];
  messages: Message[];
  connections: Connection[];
  states: () => string;
  stopServer: () => Promise<void>;
}

type Answer = (asked: Asked, count: number) => void;

/** Streams and questions go to a server that answers as `answer` does. */
async function follow(t: TestContext, answer: Answer, timing: Partial<Timing> = {}): Promise<Setting> {
  t.mock.method(console, 'warn', () => {});
  const asked: Asked[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const isStream = request.headers.accept === 'text/event-stream';
    const next = { isStream, cursor: request.headers['last-event-id']?.toString() ?? null, response };
    asked.push(next);
    request.resume();
    answer(next, asked.filter((one) => one.isStream === isStream).length);
  };
  const server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const messages: Message[] = [];
  const connections: Connection[] = [];
  const follower = createFollower<Message>({
    source: {
      url: `http://127.0.0.1:${port}/`,
      stream: { query: 's' },
      catchUp: { query: 'c' },
      variables: {},
    },
    onMessage: (message) => messages.push(message),
    onConnection: (connection) => connections.push(connection),
    timing: { ...QUICK, ...timing },
  });
  const stopServer = async () => {
    server.close();
    server.closeAllConnections();
  };
  t.after(() => {
    follower.stop();
    return stopServer();
  });
  follower.start();
  const states = () => connections.map(({ state }) => state).join(' ');
  return { follower, asked, messages, connections, states, stopServer };
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
}

function whole(sequence: number, instanceId = 'a'): Message {
  return { sequence, instanceId, snapshot: {} };
}

const change = (sequence: number, instanceId = 'a'): Message => ({ sequence, instanceId, snapshot: null });

function send(response: ServerResponse, live: Message): void {
  response.write(`event: next\ndata: ${JSON.stringify({ data: { live } })}\n\n`);
}

function answerAsked(response: ServerResponse, live: Message): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ data: { live } }));
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('after a break it asks for what came after the last message', async (t) => {
  const { asked, messages } = await follow(t, ({ response }, count) => {
    begin(response);
    send(response, count === 1 ? whole(5) : change(5 + count));
    if (count < 3) setTimeout(() => response.destroy(), 20);
  });
  await until(() => messages.length === 3, 'three messages');
  assert.deepEqual(
    asked.map(({ cursor }) => cursor),
    [null, 'a:5', 'a:7'],
  );
  assert.deepEqual(
    messages.map(({ sequence }) => sequence),
    [5, 7, 8],
  );
});

test('a connection that went silent is replaced', async (t) => {
  const { asked, messages, states } = await follow(t, ({ isStream, response }, count) => {
    if (!isStream) return answerAsked(response, change(6));
    begin(response);
    send(response, count === 1 ? whole(5) : change(6 + count));
    if (count > 1) setInterval(() => response.write(':\n\n'), 20).unref();
  });
  await until(() => messages.at(-1)?.sequence === 8, 'the second stream');
  assert.deepEqual(
    asked.map(({ isStream, cursor }) => [isStream, cursor]),
    [
      [true, null],
      [false, 'a:5'],
      [true, 'a:6'],
    ],
  );
  assert.equal(states(), 'connecting open connecting open');
});

test('streams that are open and silent twice in a row are given up for asking, and tried again later', async (t) => {
  let streamsPass = false;
  let sequence = 5;
  const { asked, messages, states } = await follow(t, ({ isStream, cursor, response }) => {
    if (!isStream) return answerAsked(response, cursor === null ? whole(sequence) : change(++sequence));
    begin(response);
    if (!streamsPass) return;
    send(response, change(++sequence));
    setInterval(() => response.write(':\n\n'), 20).unref();
  });
  await until(() => messages.length >= 6, 'some answers');
  assert.equal(asked.filter(({ isStream }) => isStream).length, 2);
  assert.equal(states(), 'connecting polling');
  streamsPass = true;
  await until(() => states() === 'connecting polling open', 'a stream');
  const asks = asked.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(asked.length, asks, 'no more questions beside a stream');
});

test('a server that is gone is not taken for a proxy that holds streams back', async (t) => {
  const { states, stopServer } = await follow(t, ({ response }) => {
    begin(response);
    send(response, whole(1));
  });
  await until(() => states() === 'connecting open', 'the stream');
  await stopServer();
  await until(() => states().split('waiting').length > 4, 'some attempts');
  assert.ok(!states().includes('polling'));
});

test('a change of another run of the server is not applied; its whole state is asked for', async (t) => {
  const { asked, messages } = await follow(t, ({ response }, count) => {
    begin(response);
    if (count === 1) {
      send(response, whole(5, 'a'));
      send(response, change(9, 'b'));
    } else send(response, whole(10, 'b'));
  });
  await until(() => messages.length === 2, 'both states');
  assert.deepEqual(
    messages.map(({ instanceId, sequence }) => [instanceId, sequence]),
    [
      ['a', 5],
      ['b', 10],
    ],
  );
  assert.equal(asked.at(-1)?.cursor, 'a:5');
});

test('while nobody looks there is no connection, and then what was missed comes at once', async (t) => {
  const { asked, follower, messages, states } = await follow(t, ({ response }, count) => {
    begin(response);
    send(response, count === 1 ? whole(5) : change(6));
  });
  await until(() => messages.length === 1, 'the state');
  follower.want(false);
  await until(() => asked[0]?.response.closed ?? false, 'the end of the stream');
  assert.equal(states(), 'connecting open paused');
  follower.want(true);
  await until(() => messages.length === 2, 'what was missed');
  assert.equal(asked.at(-1)?.cursor, 'a:5');
});

test('a refusal is told, and outlived', async (t) => {
  const refusal = { message: 'Too many.', extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } };
  const { connections, messages } = await follow(t, ({ response }, count) => {
    if (count > 1) {
      begin(response);
      return send(response, whole(1));
    }
    response.writeHead(503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [refusal] }));
  });
  await until(() => messages.length === 1, 'the state');
  assert.deepEqual(
    connections.map(({ state, refusal }) => refusal?.code ?? state),
    ['connecting', 'TOO_MANY_SUBSCRIPTIONS', 'connecting', 'open'],
  );
});

test('no pause is sat out once the network is back', async (t) => {
  t.mock.method(Math, 'random', () => 0.999);
  const { asked, follower, messages } = await follow(t, ({ response }, count) => {
    if (count <= 6) response.destroy();
    else {
      begin(response);
      send(response, whole(1));
    }
  });
  const hurrying = setInterval(follower.hurry, 10);
  t.after(() => clearInterval(hurrying));
  const began = Date.now();
  await until(() => messages.length === 1, 'the state');
  assert.ok(Date.now() - began < 4000, 'six pauses are 31 s');
  assert.equal(asked.length, 7);
});
