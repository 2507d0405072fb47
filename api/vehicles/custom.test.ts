import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { CustomVehicle } from '../house/index.ts';
import { customVehicle } from './custom.ts';
import { VehicleError } from './error.ts';

const NOW = Date.UTC(2026, 10, 21, 8);
let server: Server;
let url = '';
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: '' };
let asked: IncomingMessage | null = null;

before(async () => {
  server = createServer((request, response) => {
    asked = request;
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/soc?key=secret`;
});
after(() => server.close());

function read(change: Partial<CustomVehicle>, body: string, status = 200) {
  answer = { status, body };
  const settings = { url, headers: {}, socPath: 'soc', socRegex: null, ...change };
  return customVehicle(settings)(new AbortController().signal, NOW);
}

test('finds the SoC by path or expression, however it is written', async () => {
  const wanted = { socPercent: 71.5, measuredAt: NOW };
  assert.deepEqual(await read({}, '{"soc": 71.5}'), wanted);
  assert.deepEqual(
    await read({ socPath: 'data.cars.1.soc' }, '{"data":{"cars":[{},{"soc":"71,5 %"}]}}'),
    wanted,
  );
  assert.deepEqual(await read({ socRegex: 'SoC=([0-9.]+)' }, 'x SoC=71.5;'), wanted);
  assert.deepEqual(await read({ headers: { authorization: 'Bearer x' } }, '{"soc": 0}'), {
    socPercent: 0,
    measuredAt: NOW,
  });
  assert.equal(asked?.headers.authorization, 'Bearer x');
});

const unusable: [what: string, change: Partial<CustomVehicle>, body: string, status?: number][] = [
  ['nothing at the path', {}, '{"other": 3}'],
  ['null', {}, '{"soc": null}'],
  ['above 100', {}, '{"soc": 101}'],
  ['negative', {}, '{"soc": -1}'],
  ['no number', {}, '{"soc": "full"}'],
  ['an object', {}, '{"soc": {}}'],
  ['what every object has', { socPath: 'constructor.length' }, '{}'],
  ['no JSON', {}, '<html>'],
  ['an expression that is not found', { socRegex: '(\\d+) %' }, 'none'],
  ['an error', {}, '{"soc": 50}', 500],
  ['a redirect', {}, '{"soc": 50}', 302],
];
for (const [what, change, body, status] of unusable) {
  test(`${what} is an error that shows neither address nor answer`, async () => {
    await assert.rejects(read(change, body, status), (error) => {
      assert.ok(error instanceof VehicleError);
      for (const text of Object.values(error.text)) {
        assert.ok(text.length > 10);
        assert.ok(!text.includes('secret') && !text.includes('127.0.0.1') && !text.includes('<html>'), text);
      }
      return true;
    });
  });
}

test('an answer without an end is left as soon as it is too long', async () => {
  let sent = 0;
  const endless = createServer((_request, response) => {
    const more = () => {
      if (response.destroyed) return;
      sent += 65_536;
      response.write('x'.repeat(65_536), () => setImmediate(more));
    };
    more();
  });
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/`;
    await assert.rejects(read({ url: address }, ''), /too long/);
    assert.ok(sent < 50_000_000, `${sent}`);
  } finally {
    endless.closeAllConnections();
    endless.close();
  }
});

test('an address that nobody serves is an error', async () => {
  await assert.rejects(read({ url: 'http://127.0.0.1:9/' }, ''), VehicleError);
});
