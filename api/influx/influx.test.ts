import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type QuarterHour, quarterWith, type Settings, SLOT_MS, virtualClock } from '../house/index.ts';
import { NOW, testLive } from '../server/test-house.ts';
import { createInflux, writeRequest } from './influx.ts';
import { line, lineOfQuarter, linesOfMoment } from './lines.ts';

type InfluxSettings = NonNullable<Settings['influx']>;
const SETTINGS: InfluxSettings = {
  host: '127.0.0.1',
  port: 8086,
  database: 'smartload',
  username: '',
  password: '',
  tls: false,
  token: null,
  org: '',
};
const QUARTER: QuarterHour = quarterWith(NOW, {
  importKwh: 0.5,
  pvKwh: 0,
  loadKwh: 0.25,
  importPricePerKwh: 0.3,
  cost: 0.15,
});

test('what is known becomes a line, what is unknown is left out', () => {
  assert.equal(
    lineOfQuarter(QUARTER),
    `smartload_quarter_hour import_kwh=0.5,pv_kwh=0,load_kwh=0.25,import_price_per_kwh=0.3,cost=0.15 ${NOW}`,
  );
  assert.equal(line('x', {}, { a: null, b: Number.NaN }, 0), null);
  assert.equal(
    line('x', { t: 'a b,c=d\ne\\' }, { a: true }, 1.4),
    'smartload_x,t=a\\ b\\,c\\=d\\ e\\\\ a=true 1',
  );
  const [house, garage] = linesOfMoment(testLive().snapshot());
  assert.match(house ?? '', /^smartload_house grid_kw=-0\.5,pv_kw=2,.*battery_soc_percent=50 \d+$/);
  assert.match(
    garage ?? '',
    /^smartload_loadpoint,loadpoint=garage power_kw=0,soc_percent=40,charging=false,/,
  );
});

test('a token means 2.x, a user 1.x with a password', () => {
  assert.deepEqual(writeRequest({ ...SETTINGS, username: 'u', password: 'p' }), {
    url: 'http://127.0.0.1:8086/write?db=smartload&precision=ms',
    headers: { authorization: 'Basic dTpw' },
  });
  assert.deepEqual(writeRequest({ ...SETTINGS, tls: true, token: 't', org: 'my org' }), {
    url: 'https://127.0.0.1:8086/api/v2/write?org=my+org&bucket=smartload&precision=ms',
    headers: { authorization: 'Token t' },
  });
});

/** Answers with what `status` says, and keeps what it took. */
async function fakeInflux(t: TestContext, status: () => number) {
  const taken: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const code = status();
    if (code < 300) taken.push(...body.split('\n'));
    response.writeHead(code).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  return { taken, port: typeof address === 'object' && address ? address.port : 0 };
}

function exporting(settings: Partial<InfluxSettings>, maxQueued = 1000) {
  const clock = virtualClock(NOW, (error) => assert.fail(String(error)));
  const lines: string[] = [];
  const influx = createInflux({
    settings: { ...SETTINGS, ...settings },
    clock,
    snapshot: testLive().snapshot,
    quarterHours: (from, to) => (QUARTER.start >= from && QUARTER.start < to ? [QUARTER] : []),
    log: (text) => lines.push(text),
    maxQueued,
  });
  influx.start();
  return { clock, lines, influx };
}

test('what cannot be written waits, each quarter is written once, and each trouble is told once', async (t) => {
  let status = 503;
  const { taken, port } = await fakeInflux(t, () => status);
  const { clock, lines, influx } = exporting({ port, password: 'hunter2', username: 'u' });
  await clock.advanceTo(NOW + 3 * 60_000);
  assert.equal(taken.length, 0);
  status = 204;
  await clock.advanceTo(NOW + SLOT_MS + 120_000);
  await influx.stop();
  assert.equal(taken.filter((text) => text.startsWith('smartload_quarter_hour')).length, 1);
  assert.equal(taken.filter((text) => text.startsWith('smartload_house')).length, 18);
  assert.deepEqual(
    lines.map((text) => text.replace(/.*: /, '')),
    ['status 503', 'written'],
  );
  assert.ok(!lines.join().includes('hunter2'));
});

test('after the clock was set back, what is measured once more is written once more', async (t) => {
  const { taken, port } = await fakeInflux(t, () => 204);
  const { clock, influx } = exporting({ port });
  await clock.advanceTo(NOW + SLOT_MS + 60_000);
  clock.stepBy(-SLOT_MS - 180_000);
  await clock.advanceTo(NOW + SLOT_MS + 60_000);
  await influx.stop();
  assert.equal(taken.filter((text) => text.startsWith('smartload_quarter_hour')).length, 2);
});

test('the queue is bounded, and what is refused for ever does not block what follows', async (t) => {
  let status = 500;
  const { taken, port } = await fakeInflux(t, () => status);
  const { clock, influx } = exporting({ port }, 20);
  await clock.advanceTo(NOW + 3_600_000);
  status = 204;
  await clock.advanceTo(NOW + 3_600_000 + 60_000);
  assert.equal(taken.length, 20);
  status = 400;
  await clock.advanceTo(NOW + 2 * 3_600_000);
  status = 204;
  taken.length = 0;
  await clock.advanceTo(NOW + 2 * 3_600_000 + 60_000);
  assert.equal(taken.length, 2);
  await influx.stop();
});

const INFLUXD = ['influxd', '/usr/bin/influxd'].find(
  (path) => spawnSync(path, ['version']).error === undefined,
);

test('a real InfluxDB 1.x takes what is written', {
  skip: INFLUXD ? false : 'influxd is not installed (apt-get install influxdb)',
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'influx-'));
  const { port } = await fakeInflux(t, () => 500);
  const own = port + 1;
  const file = join(folder, 'influxdb.conf');
  writeFileSync(
    file,
    `reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${own}"
`,
  );
  const child: ChildProcess = spawn(INFLUXD ?? '', ['-config', file], { stdio: 'ignore' });
  t.after(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  const base = `http://127.0.0.1:${own}`;
  while (!(await fetch(`${base}/ping`).catch(() => null))) await sleep(50);
  await fetch(`${base}/query?${new URLSearchParams({ q: 'CREATE DATABASE smartload' })}`, { method: 'POST' });
  const { clock, influx, lines } = exporting({ port: own });
  await clock.advanceTo(NOW + SLOT_MS + 60_000);
  await influx.stop();
  const q =
    'SELECT import_kwh, cost FROM smartload_quarter_hour; SELECT grid_kw FROM smartload_house LIMIT 1';
  const answer = await fetch(`${base}/query?${new URLSearchParams({ db: 'smartload', q })}`);
  const { results } = JSON.parse(await answer.text());
  assert.deepEqual(
    results[0].series[0].values,
    [[new Date(NOW).toISOString().replace('.000', ''), 0.5, 0.15]],
    lines.join(),
  );
  assert.equal(results[1].series[0].values[0][1], -0.5);
});
