import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { getAtHome, type Resolve } from './get-at-home.ts';
import { createSetup } from './index.ts';
import { isAtHome } from './private-address.ts';
import { readAddress, shortened } from './typed-address.ts';

const STATE = {
  version: '0.300.0',
  siteTitle: 'Zuhause',
  interval: 30,
  pvPower: 1200,
  battery: { soc: 60, capacity: 10, power: 0, devices: [{ name: 'b', controllable: true }] },
  loadpoints: [{ name: 'lp-1', title: 'Carport', mode: 'pv', vehicleTitle: 'Kombi' }],
  secret: 'never told',
};

/** Something that answers on this machine; `asked` are the paths. */
async function answering(
  t: TestContext,
  listener: RequestListener,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, asked };
}

const evcc: RequestListener = ({ url }, response) => {
  const rates = { rates: [{ start: '2026-04-26T00:00:00Z', end: '2026-04-26T01:00:00Z', value: 0.3 }] };
  if (url === '/api/state') response.end(JSON.stringify(STATE));
  else if (url === '/api/tariff/grid') response.end(JSON.stringify(rates));
  else response.writeHead(404).end('{}');
};

function setupWith(candidates: readonly string[] = [], possible = true) {
  const kept: (string | null)[] = [];
  const setup = createSetup({
    state: () => ({ possible, needed: kept.length === 0, address: kept.at(-1) ?? null }),
    keep: (address) => kept.push(address),
    candidates,
  });
  return { setup, kept };
}

describe('the first visit', () => {
  it('finds evcc under its usual names, each once, and tells what it has there', async (t) => {
    const { url } = await answering(t, evcc);
    const other = await answering(t, (_request, response) => response.end('<html>'));
    const { setup } = setupWith([
      other.url,
      url,
      url.replace('127.0.0.1', 'localhost'),
      'http://127.0.0.1:1',
    ]);
    const found = await setup.find();
    assert.ok(found.ok);
    assert.deepEqual(found.value, [
      {
        address: url,
        version: '0.300.0',
        siteTitle: 'Zuhause',
        loadpoints: [{ title: 'Carport', vehicleTitle: 'Kombi' }],
        battery: { socPercent: 60, capacityKwh: 10, controllable: true },
        hasPv: true,
        tariffs: { grid: true, feedIn: false, solar: false },
      },
    ]);
  });

  it('keeps an address only where evcc answers', async (t) => {
    const { url } = await answering(t, evcc);
    const { setup, kept } = setupWith();
    const typo = await setup.finish('http://127.0.0.1:1');
    assert.ok(!typo.ok && typo.code === 'EVCC_UNREACHABLE');
    assert.deepEqual(kept, []);
    const done = await setup.finish(`${url}/#/config`);
    assert.deepEqual(done.ok && done.value, { possible: true, needed: false, address: url });
    await setup.forget();
    assert.deepEqual(kept, [url, null]);
  });

  it('asks nobody and changes nothing where it is settled elsewhere', async (t) => {
    const { url, asked } = await answering(t, evcc);
    const { setup, kept } = setupWith([url], false);
    for (const answer of [
      await setup.find(),
      await setup.check(url),
      await setup.finish(url),
      await setup.forget(),
    ])
      assert.ok(!answer.ok && answer.code === 'NOT_READY');
    assert.deepEqual([kept, asked], [[], []]);
  });

  it('follows no redirect, and repeats nothing of what somebody else says', async (t) => {
    const target = await answering(t, evcc);
    const answers: RequestListener[] = [
      (_request, response) => response.writeHead(302, { location: `${target.url}/api/state` }).end(),
      (_request, response) => response.end('{"secret":"hunter2"}'),
      (_request, response) => response.end('hunter2'),
      (_request, response) => response.writeHead(500).end('hunter2'),
      (_request, response) => response.end(`"${'hunter2'.repeat(700_000)}"`),
    ];
    for (const listener of answers) {
      const { url } = await answering(t, listener);
      const answer = await setupWith().setup.check(url);
      assert.ok(!answer.ok);
      assert.equal(answer.code, 'INVALID_VALUE');
      assert.doesNotMatch(JSON.stringify(answer), /hunter2/);
    }
    assert.deepEqual(target.asked, []);
    const locked = await answering(t, (_request, response) => response.writeHead(401).end());
    const answer = await setupWith().setup.check(locked.url);
    assert.match(answer.ok ? '' : answer.message.en, /evcc_user/);
  });

  it('is no tool to search networks with: two questions at a time', async (t) => {
    const { url } = await answering(t, (request, response) => setTimeout(() => evcc(request, response), 200));
    const { setup } = setupWith();
    const answers = await Promise.all([1, 2, 3, 4].map(() => setup.check(url)));
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [true, true, false, false],
    );
  });
});

describe('an address that is typed', () => {
  for (const [typed, meant] of [
    ['evcc.local', 'http://evcc.local:7070'],
    ['192.168.1.20:80', 'http://192.168.1.20'],
    [' HTTP://Evcc.local:7070/ ', 'http://evcc.local:7070'],
    ['https://evcc.home.arpa/evcc/api/?x=1#/config', 'https://evcc.home.arpa/evcc'],
    ['[fd00::7]', 'http://[fd00::7]:7070'],
  ] as const)
    it(`${typed} is ${meant}`, () => {
      const read = readAddress(typed);
      assert.equal(read.ok && shortened(read.value), meant);
    });

  for (const typed of [
    '',
    'http://',
    'file:///etc/passwd',
    'ftp://evcc.local',
    'javascript:alert(1)',
    'http://anna:secret@evcc.local',
    'http://8.8.8.8',
    'http://169.254.169.254/latest',
    'http://0x08080808',
    'http://[::ffff:8.8.8.8]:7070',
    'http://[2001:db8::1]',
    'http://0.0.0.0:7070',
    `http://${'a'.repeat(300)}.local`,
  ])
    it(`${typed.slice(0, 40)} is refused without asking anybody`, () => {
      const read = readAddress(typed);
      assert.ok(!read.ok);
      assert.equal(read.code, 'INVALID_VALUE');
      assert.doesNotMatch(JSON.stringify(read), /secret/);
    });

  it('is connected to where its name leads into the home, and nowhere else', async (t) => {
    const { url, asked } = await answering(t, evcc);
    const leadsTo =
      (...ips: string[]): Resolve =>
      (_name, _options, callback) =>
        callback(
          null,
          ips.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
    const named = new URL(url.replace('127.0.0.1', 'evcc.example'));
    const outside = await getAtHome(named, leadsTo('203.0.113.9', '169.254.169.254'));
    assert.deepEqual(outside, { ok: false, why: 'NOT_AT_HOME' });
    assert.deepEqual(asked, []);
    named.pathname = '/api/state';
    assert.ok((await getAtHome(named, leadsTo('203.0.113.9', '127.0.0.1'))).ok);
    assert.deepEqual(asked, ['/api/state']);
  });

  it('knows the home from the rest of the world', () => {
    for (const ip of [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.0.9',
      '100.100.1.1',
      '::1',
      'fd12::1',
      'fe80::1%eth0',
    ])
      assert.equal(isAtHome(ip), true, ip);
    for (const ip of [
      '8.8.8.8',
      '172.32.0.1',
      '169.254.169.254',
      '0.0.0.0',
      '::',
      '2001:4860::1',
      'evcc',
      '',
    ])
      assert.equal(isAtHome(ip), false, ip);
  });
});
