import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import type { WebSocket } from 'ws';
import { type SiteState, virtualClock } from '../house/index.ts';
import { createEvccClient, type EvccClient, type EvccTiming } from './client.ts';
import { EvccError, type EvccErrorKind } from './error.ts';
import { json, type Reply, type Seen, startServer, type TestServer } from './fixtures/server.ts';
import { SMART_STATE } from './fixtures/smart.ts';
import { type ConnectionState, retryDelayMs } from './stream.ts';

const NOW = Date.UTC(2026, 9, 1, 12);
const FAST: Partial<EvccTiming> = {
  requestMs: 4_000,
  minStaleMs: 4_000,
  firstRetryMs: 5,
  maxRetryMs: 20,
  settleMs: 20,
  maxSettleMs: 60,
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(
  answer: (seen: Seen) => Reply | 'reset' | 'hang',
  onSocket?: (socket: WebSocket, count: number) => void,
): Promise<TestServer> {
  const server = await startServer(answer, onSocket);
  stops.push(() => server.close());
  return server;
}

function clientOf(url: string, user: string | null = null, timing: Partial<EvccTiming> = {}): EvccClient {
  const clock = virtualClock(NOW, (error) => {
    throw error;
  });
  const client = createEvccClient({
    url,
    user,
    password: 'hush',
    headers: {},
    clock,
    timing: { ...FAST, ...timing },
  });
  stops.unshift(() => client.stop());
  return client;
}

/** A client of a server that answers everything in the same way. */
async function clientOfAnswer(reply: Reply | 'reset' | 'hang'): Promise<EvccClient> {
  return clientOf((await serve(() => reply)).url);
}

async function rejectsWith(promise: Promise<unknown>, kind: EvccErrorKind, words = /./): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof EvccError, String(error));
    assert.equal(error.kind, kind);
    assert.match(error.text.de, words);
    assert.match(error.text.en, words);
    assert.doesNotMatch(JSON.stringify([error.message, error.text, error.stack]), /hush|aHVzaA|Basic/);
    return true;
  });
}

/** Resolves with what a listener is told once `enough` says so. */
function heard<T>(listen: (listener: (value: T) => void) => () => void, enough: (value: T) => boolean) {
  return new Promise<T>((resolve) => {
    const stop = listen((value) => {
      if (!enough(value)) return;
      stop();
      resolve(value);
    });
  });
}

/** The fixture as evcc's WebSocket sends it. */
function welcome(): Record<string, unknown> {
  const { loadpoints, ...site } = SMART_STATE;
  const dotted = loadpoints.flatMap((loadpoint, index) =>
    Object.entries(loadpoint).map(([key, value]) => [`loadpoints.${index}.${key}`, value]),
  );
  return { ...site, ...Object.fromEntries(dotted) };
}

const send = (socket: WebSocket, ...frames: unknown[]) => {
  for (const frame of frames) socket.send(JSON.stringify(frame));
};

describe('reading over REST', () => {
  it('reads the state, wrapped or not, under a path prefix, with credentials', async () => {
    const server = await serve(({ path }) =>
      path === '/evcc/api/state' ? json({ result: SMART_STATE }) : json({}, 404),
    );
    const state = await clientOf(`${server.url}/evcc/api/`, 'ann').readState();
    assert.equal(state.title, 'Hillside');
    assert.equal(state.observedAt, NOW);
    assert.equal(server.seen[0]?.authorization, `Basic ${Buffer.from('ann:hush').toString('base64')}`);
  });

  it('tells what went wrong', async () => {
    const page = { status: 200, body: '<!doctype html><title>Router</title>' };
    await rejectsWith((await clientOfAnswer(page)).readState(), 'NOT_EVCC', /evcc_url/);
    await rejectsWith((await clientOfAnswer({ ...page, status: 404 })).readState(), 'NOT_EVCC');
    await rejectsWith((await clientOfAnswer({ status: 302, body: '' })).readState(), 'NOT_EVCC', /302/);
    await rejectsWith((await clientOfAnswer(json({}))).readState(), 'NOT_EVCC');
    await rejectsWith((await clientOfAnswer(json({ error: 'boom' }, 500))).readState(), 'SERVER', /boom/);
    await rejectsWith(
      (await clientOfAnswer({ status: 401, body: 'Unauthorized' })).readState(),
      'AUTH',
      /401/,
    );
    await rejectsWith(
      (await clientOfAnswer({ status: 404, body: '404 page not found' })).readState(),
      'NOT_FOUND',
    );
    const silent = await serve(() => 'hang');
    await rejectsWith(clientOf(silent.url, null, { requestMs: 100 }).readState(), 'TIMEOUT');
    const closed = await startServer(() => json({}));
    await closed.close();
    await rejectsWith(
      clientOf(closed.url.replace('http://', 'http://ann:hush@')).readState(),
      'UNREACHABLE',
      /ECONNREFUSED/,
    );
  });

  it('asks once more after a reset, and only once', async () => {
    let resets = 1;
    const server = await serve(() => (resets-- > 0 ? 'reset' : json(SMART_STATE)));
    const client = clientOf(server.url);
    assert.equal((await client.readState()).title, 'Hillside');
    resets = 2;
    await rejectsWith(client.readState(), 'UNREACHABLE');
    assert.equal(server.seen.length, 4);
  });

  it('reads tariffs with the past of the last day and knows which there are', async () => {
    const rate = (minutes: number, value: number) => ({
      start: new Date(NOW + minutes * 60_000).toISOString(),
      end: new Date(NOW + (minutes + 15) * 60_000).toISOString(),
      value,
    });
    let co2 = json({ rates: [rate(0, 412)] });
    let solar = json({ rates: [rate(-25 * 60, 800), rate(-15, 900), rate(15, 1500)] });
    const server = await serve(({ path }) => {
      if (path === '/api/tariff/grid') return json({ rates: [rate(0, 0.3)] });
      if (path === '/api/tariff/solar') return solar;
      if (path === '/api/tariff/co2') return co2;
      return json({ error: 'tariff not available' }, 404);
    });
    const client = clientOf(server.url);
    const tariffs = await client.readTariffs();
    assert.equal(tariffs.observedAt, NOW);
    assert.deepEqual(tariffs.grid, [{ start: NOW, end: NOW + 900_000, value: 0.3 }]);
    assert.equal(tariffs.feedIn, null);
    assert.deepEqual(
      tariffs.solar?.map(({ value }) => value),
      [0.9, 1.5],
    );
    assert.deepEqual(tariffs.co2, [{ start: NOW, end: NOW + 900_000, value: 412 }]);
    co2 = json({ error: 'x' }, 500);
    const without = await client.readTariffs();
    assert.deepEqual([without.co2, without.grid?.length], [null, 1], 'prices do not wait for emissions');
    solar = json({ error: 'x' }, 500);
    await rejectsWith(client.readTariffs(), 'SERVER');
  });

  it('reads the load history, or null where evcc has none', async () => {
    let reply = json([
      { group: 'home', data: [{ start: '2026-10-01T11:45:00Z', end: '2026-10-01T12:00:00Z', energy: 0.2 }] },
    ]);
    const server = await serve(() => reply);
    const client = clientOf(server.url);
    assert.deepEqual(await client.readLoadHistory(NOW - 900_000, NOW), [
      { start: NOW - 900_000, end: NOW, energyKwh: 0.2 },
    ]);
    assert.equal(
      server.seen[0]?.path,
      '/api/history/energy?from=2026-10-01T11%3A45%3A00Z&to=2026-10-01T12%3A00%3A00Z&aggregate=15m&grouped=true&group=home',
    );
    reply = { status: 404, body: '404 page not found' };
    assert.equal(await client.readLoadHistory(NOW - 900_000, NOW), null);
  });
});

describe('writing', () => {
  it('finds the loadpoint by its name', async () => {
    const other = { ...SMART_STATE.loadpoints[0], name: 'db:9' };
    const server = await serve(({ path }) =>
      json(path === '/api/state' ? { ...SMART_STATE, loadpoints: [other, ...SMART_STATE.loadpoints] } : 'pv'),
    );
    const client = clientOf(server.url);
    assert.deepEqual(await client.write({ kind: 'loadpointMode', loadpoint: 'db:10', mode: 'pv' }), {
      request: 'POST /api/loadpoints/2/mode/pv',
      status: 200,
      answer: '"pv"',
    });
    await rejectsWith(
      client.write({ kind: 'loadpointMode', loadpoint: 'db:11', mode: 'pv' }),
      'NOT_FOUND',
      /db:9, db:10/,
    );
    assert.deepEqual(
      server.seen.map(({ method, path }) => `${method} ${path}`),
      ['GET /api/state', 'POST /api/loadpoints/2/mode/pv'],
    );
  });

  it('sends a body where the route wants one', async () => {
    const server = await serve(() => json({}));
    const command = {
      kind: 'vehiclePlanStrategy',
      vehicle: 'db:20',
      continuous: false,
      preconditionS: 0,
    } as const;
    await clientOf(server.url).write(command);
    assert.equal(server.seen[0]?.body, '{"continuous":false,"precondition":0}');
  });

  it('does not take 200 for a battery mode that evcc did not set', async () => {
    const hold = { kind: 'batteryMode', mode: 'hold' } as const;
    assert.equal((await (await clientOfAnswer(json(2))).write(hold)).answer, '2');
    await (await clientOfAnswer(json({ result: 2 }))).write(hold);
    await rejectsWith((await clientOfAnswer(json(0))).write(hold), 'REFUSED', /batter/);
    await (await clientOfAnswer(json(0))).write({ kind: 'releaseBatteryMode' });
  });

  it('passes on why evcc refused', async () => {
    const command = { kind: 'bufferSoc', socPercent: 30 } as const;
    const refusal = json({ error: 'buffer soc must not be smaller than priority soc' }, 400);
    await rejectsWith((await clientOfAnswer(refusal)).write(command), 'REFUSED', /smaller than priority/);
    await rejectsWith((await clientOfAnswer(json({ error: 'x' }, 409))).write(command), 'CONFLICT', /409/);
  });

  it('never sends twice, and nothing that makes no sense', async () => {
    const server = await serve(() => 'reset');
    const client = clientOf(server.url);
    await rejectsWith(client.write({ kind: 'bufferSoc', socPercent: 30 }), 'UNREACHABLE');
    await rejectsWith(client.write({ kind: 'bufferSoc', socPercent: 300 }), 'INVALID', /300/);
    assert.equal(server.seen.length, 1);
  });
});

describe('the WebSocket', { timeout: 15_000 }, () => {
  it('merges patches, also before the welcome, and sends nothing', async () => {
    const sockets: WebSocket[] = [];
    const server = await serve(
      () => json({}, 404),
      (socket) => {
        sockets.push(socket);
        send(socket, {}, { 'loadpoints.0.chargePower': 99 }, { homePower: 1 });
        setTimeout(() => send(socket, welcome(), {}, { 'forecast.grid': null }), 50);
      },
    );
    const client = clientOf(server.url, 'ann');
    const states: SiteState[] = [];
    client.onLive((state) => states.push(state));
    const first = heard(client.onLive, () => true);
    client.start();
    await first;
    const second = heard(client.onLive, () => true);
    for (const socket of sockets) send(socket, {}, { homePower: 700 }, { 'loadpoints.0.chargePower': 2500 });
    const latest = await second;
    assert.equal(states.length, 2, 'nothing before the welcome, one state for each burst');
    assert.equal(states[0]?.homePowerKw, 0.64);
    assert.equal(latest.loadpoints[0]?.chargePowerKw, 2.5);
    assert.equal(latest.battery?.socPercent, 47.5);
    assert.deepEqual(server.received, []);
    assert.match(server.handshakes[0]?.authorization ?? '', /^Basic /);
  });

  it('hands out states even where frames never pause', async () => {
    let ticks: NodeJS.Timeout | undefined;
    const server = await serve(
      () => json({}, 404),
      (socket) => {
        send(socket, welcome());
        ticks = setInterval(() => send(socket, { homePower: 500 }), 5);
      },
    );
    const client = clientOf(server.url, null, { settleMs: 60_000 });
    const state = heard(client.onLive, ({ homePowerKw }) => homePowerKw === 0.5);
    client.start();
    await state;
    clearInterval(ticks);
  });

  it('connects again when the server falls silent, and starts from nothing', async () => {
    const server = await serve(
      () => json({}, 404),
      (socket, count) => {
        if (count === 1) send(socket, { ...welcome(), interval: 0.01 });
        else send(socket, { ...welcome(), loadpoints: [], 'loadpoints.0.title': 'New', siteTitle: 'Again' });
      },
    );
    const client = clientOf(server.url, null, { minStaleMs: 300 });
    const connections: ConnectionState[] = [];
    client.onConnection((connection) => connections.push(connection));
    const again = heard(client.onLive, ({ title }) => title === 'Again');
    client.start();
    assert.equal((await again).loadpoints[0]?.title, 'New');
    assert.deepEqual(
      connections.map(({ connected, error }) => [connected, error?.kind ?? null]),
      [
        [true, null],
        [false, 'TIMEOUT'],
        [true, null],
      ],
    );
  });

  it('tolerates a lost connection and a server that is gone, until stopped', async () => {
    const server = await serve(
      () => json({}, 404),
      (socket, count) => {
        if (count < 3) socket.close(1008, 'slow client');
        else send(socket, welcome());
      },
    );
    const client = clientOf(server.url);
    const connected = heard(client.onConnection, (connection) => connection.connected);
    client.start();
    await connected;
    await client.stop();
    const { length } = server.handshakes;
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(server.handshakes.length, length, 'no attempt after stop');
  });

  it('does not try again once stopped', async () => {
    const server = await serve(
      () => json({}, 404),
      (socket) => socket.close(),
    );
    const client = clientOf(server.url);
    const lost = heard(client.onConnection, ({ connected }) => !connected);
    client.start();
    await lost;
    await client.stop();
    await new Promise((resolve) => setTimeout(resolve, 40));
    assert.equal(server.handshakes.length, 1);
  });

  it('says why there is no connection', async () => {
    const cases: [status: number, kind: EvccErrorKind][] = [
      [401, 'AUTH'],
      [502, 'SERVER'],
      [200, 'NOT_EVCC'],
    ];
    for (const [status, kind] of cases) {
      const plain = createServer((_request, response) => response.writeHead(status).end('<html>'));
      await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
      const address = plain.address();
      assert.ok(address && typeof address === 'object');
      const client = clientOf(`http://127.0.0.1:${address.port}`);
      const told = heard(client.onConnection, () => true);
      client.start();
      const { connected, since, error } = await told;
      assert.deepEqual([connected, since, error?.kind], [false, NOW, kind]);
      await client.stop();
      plain.closeAllConnections();
      plain.close();
    }
  });

  it('keeps a failing listener from the others', async () => {
    const server = await serve(
      () => json({}, 404),
      (socket) => send(socket, welcome()),
    );
    const lines: string[] = [];
    const clock = virtualClock(NOW, () => {});
    const client = createEvccClient({
      url: server.url,
      user: null,
      password: null,
      headers: {},
      clock,
      timing: FAST,
      log: (line) => lines.push(line),
    });
    stops.unshift(() => client.stop());
    client.onLive(() => {
      throw new Error('broken view');
    });
    const state = heard(client.onLive, () => true);
    client.start();
    await state;
    assert.match(lines.join(), /broken view/);
  });

  it('waits longer after each failure, up to a limit, and never in step with others', () => {
    const timing = { firstRetryMs: 1000, maxRetryMs: 30_000 };
    const longest = [0, 1, 2, 5, 50].map((attempt) => retryDelayMs(attempt, timing, () => 1));
    assert.deepEqual(longest, [1000, 2000, 4000, 30_000, 30_000]);
    assert.equal(
      retryDelayMs(2, timing, () => 0.25),
      1000,
    );
  });
});
