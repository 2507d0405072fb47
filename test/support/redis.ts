import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const PASSWORD = 'only-for-this-test';

/** Why tests that need Redis are skipped; `false` where it is there. */
export const withoutRedis: string | false =
  spawnSync('redis-server', ['--version']).status === 0
    ? false
    : 'redis-server is missing; install it (Debian: apt-get install redis-server)';

/** A Redis of its own, which keeps nothing. */
export interface RedisServer {
  /** With a password, which must never be seen anywhere. */
  url: string;
  password: string;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts Redis on a free port; it ends with the test. */
export async function startRedis(t: TestContext): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'smartload-redis-'));
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const args = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', requirepass: PASSWORD };
    const flags = Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]);
    child = spawn('redis-server', flags, { stdio: 'ignore' });
    while (!(await listens(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  t.after(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  return { url: `redis://:${PASSWORD}@127.0.0.1:${port}`, password: PASSWORD, start, kill };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
