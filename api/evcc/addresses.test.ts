import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import { ADDRESSES_IN_HOME_ASSISTANT, EVCC_APP_ADDRESS, probeAll, probeEvcc } from './addresses.ts';

const ANSWERS: Record<string, { status: number; body: string }> = {
  '/evcc/api/state': { status: 200, body: '{"version":"0.310.0","siteTitle":"Home","loadpoints":[]}' },
  '/old/api/state': { status: 200, body: '{"result":{"version":"0.130.0","loadpoints":[]}}' },
  '/page/api/state': { status: 200, body: '<!doctype html><title>Router</title>' },
  '/other/api/state': { status: 200, body: '{"state":"fine"}' },
  '/login/api/state': { status: 401, body: 'who are you?' },
  '/moved/api/state': { status: 302, body: '' },
};
let server: Server;
let base: string;

before(async () => {
  server = createServer((request, response) => {
    const { status, body } = ANSWERS[request.url ?? ''] ?? { status: 404, body: '' };
    response.writeHead(status, { location: '/evcc/api/state' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

it("knows the name of evcc's own app by the rule of the Supervisor", () => {
  const hash = createHash('sha1').update('https://github.com/evcc-io/hassio-addon').digest('hex');
  assert.equal(EVCC_APP_ADDRESS, `http://${hash.slice(0, 8)}-evcc:7070`);
  assert.equal(ADDRESSES_IN_HOME_ASSISTANT[0], EVCC_APP_ADDRESS);
});

it('finds evcc with version and title, old answers too', async () => {
  assert.deepEqual(await probeEvcc(`${base}/evcc`), {
    url: `${base}/evcc`,
    found: true,
    version: '0.310.0',
    siteTitle: 'Home',
  });
  const old = await probeEvcc(`${base}/old`);
  assert.deepEqual(old, { url: `${base}/old`, found: true, version: '0.130.0', siteTitle: null });
});

it('takes nothing else for evcc, says why, and follows no redirect', async () => {
  const addresses = ['page', 'other', 'login', 'moved', 'nothing'].map((path) => `${base}/${path}`);
  const nowhere = 'http://127.0.0.1:1';
  const probes = await probeAll([...addresses, nowhere, 'no address']);
  assert.deepEqual(
    probes.map(({ found }) => found),
    probes.map(() => false),
  );
  for (const probe of probes) assert.ok(!probe.found && probe.reason.de && probe.reason.en, probe.url);
  assert.deepEqual(
    probes.map(({ url }) => url),
    [...addresses, nowhere, 'no address'],
  );
});
