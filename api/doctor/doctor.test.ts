import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { createVirtualHouse } from '../demo/index.ts';
import { openStore } from '../history/index.ts';
import { realClock } from '../house/index.ts';
import { type Examination, examine } from './index.ts';

function look(
  t: TestContext,
  evccUrl: string | null,
  env: Record<string, string> = {},
): Promise<Examination[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'doctor-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const argv = ['--data', dataDir, ...(evccUrl ? ['--evcc-url', evccUrl] : [])];
  return examine({ argv, env, files: { read: () => null } });
}

const bySubject = (results: Examination[], subject: string) =>
  results.find((result) => result.subject.en === subject);

test('beside an evcc that has all that is needed nothing is to be done', async (t) => {
  const house = createVirtualHouse({ clock: realClock({ onError: () => {} }), intervalS: 10 });
  const { url } = await house.start();
  t.after(() => house.stop());
  const results = await look(t, url);
  assert.deepEqual(
    results.filter(({ state }) => state !== 'OK'),
    [],
  );
  assert.match(bySubject(results, 'evcc')?.found.en ?? '', /^version \d/);
  assert.match(bySubject(results, 'Tariffs')?.found.en ?? '', /present/);
});

test('an evcc that is not there is a problem, with the addresses to try', async (t) => {
  const results = await look(t, 'http://127.0.0.1:9');
  const evcc = bySubject(results, 'evcc');
  assert.equal(evcc?.state, 'PROBLEM');
  assert.match(evcc?.fix?.en ?? '', /49686a9f-evcc/);
});

test('as an app of Home Assistant that was not told where evcc is, it looks around', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doctor-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const input = {
    argv: ['--data', dataDir],
    env: { SUPERVISOR_TOKEN: 'x' },
    files: { read: (path: string) => (path === '/data/options.json' ? '{}' : null) },
  };
  const nowhere = 'http://127.0.0.1:9';
  const inVain = bySubject(await examine(input, [nowhere]), 'evcc');
  assert.equal(inVain?.state, 'PROBLEM');
  assert.match(inVain.found.en, /none of: http:\/\/127\.0\.0\.1:9/);
  const house = createVirtualHouse({ clock: realClock({ onError: () => {} }), intervalS: 10 });
  const { url } = await house.start();
  t.after(() => house.stop());
  const found = bySubject(await examine(input, [nowhere, url]), 'evcc');
  assert.deepEqual([found?.state, found?.found.en], ['OK', `answers at ${url}`]);
});

async function fakeEvcc(t: TestContext, handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

test('an old evcc, a clock that is off and missing tariffs are named with what to do', async (t) => {
  const url = await fakeEvcc(t, (request, response) => {
    response.setHeader('date', new Date(Date.now() - 600_000).toUTCString());
    response.setHeader('content-type', 'application/json');
    if (request.url?.startsWith('/api/state')) response.end('{"version":"0.130.0","loadpoints":[]}');
    else if (request.url === '/') response.end('{}');
    else response.writeHead(404).end('{}');
  });
  const results = await look(t, url);
  const state = (subject: string) => bySubject(results, subject)?.state;
  assert.deepEqual([state('evcc'), state('Clock'), state('Tariffs')], ['WARNING', 'PROBLEM', 'WARNING']);
  assert.match(bySubject(results, 'Clock')?.found.en ?? '', /^(599|600|601) s off/);
});

test('a configuration that is wrong is told as it is found, and evcc is left alone', async (t) => {
  const results = await look(t, null, { SMARTLOAD_BATTERY_MIN_SOC: '20' });
  assert.equal(bySubject(results, 'evcc_url')?.state, 'PROBLEM');
  assert.equal(bySubject(results, 'evcc'), undefined);
});

test('a database that the start would not take is a problem, and is left as it is', async (t) => {
  const spoil: Record<string, [RegExp, (path: string) => void]> = {
    'random bytes': [/damaged/, (path) => writeFileSync(path, Buffer.alloc(20_000, 0xa7))],
    'garbage in a page': [/damaged/, (path) => overwrite(path, 8192, Buffer.alloc(400, 0xff))],
    'another header': [/damaged/, (path) => overwrite(path, 0, Buffer.alloc(100, 0x55))],
    'a stump': [/damaged/, (path) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
    'an empty file': [/empty/, (path) => writeFileSync(path, '')],
    'a newer version': [/newer/, (path) => execute(path, 'PRAGMA user_version = 999')],
    'a missing index': [/damaged/, (path) => execute(path, 'DROP TABLE cycles')],
    'a folder': [
      /a folder/,
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  };
  for (const [what, [expected, damage]] of Object.entries(spoil)) {
    const dataDir = mkdtempSync(join(tmpdir(), 'doctor-'));
    t.after(() => rmSync(dataDir, { recursive: true, force: true }));
    openStore({ dataDir, now: Date.now }).close();
    const sound = bySubject(await lookAt(dataDir), 'Database');
    assert.equal(sound?.state, 'OK');
    damage(join(dataDir, 'smartload.sqlite'));
    const before = readdirSync(dataDir);
    const found = bySubject(await lookAt(dataDir), 'Database');
    assert.equal(found?.state, 'PROBLEM', what);
    assert.match(found.found.en, expected, what);
    assert.ok(found.fix, what);
    assert.deepEqual(readdirSync(dataDir), before, what);
  }
});

test('a file where the data folder should be is said to be one', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'data');
  writeFileSync(path, '');
  for (const dataDir of [path, join(path, 'below')]) {
    const found = bySubject(await lookAt(dataDir), 'Data folder');
    assert.equal(found?.state, 'PROBLEM');
    assert.match(found.found.en, /is a file/);
    assert.doesNotMatch(found.fix?.en ?? '', /chown/);
  }
});

function lookAt(dataDir: string): Promise<Examination[]> {
  return examine({ argv: ['--data', dataDir, '--demo'], env: {}, files: { read: () => null } });
}

function overwrite(path: string, at: number, bytes: Buffer): void {
  const whole = readFileSync(path);
  bytes.copy(whole, at);
  writeFileSync(path, whole);
}

function execute(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
