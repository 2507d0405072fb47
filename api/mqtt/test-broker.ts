import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';

const PLACES = [
  'mosquitto',
  '/usr/sbin/mosquitto',
  '/usr/local/sbin/mosquitto',
  '/opt/homebrew/sbin/mosquitto',
];

/** Path of a real Mosquitto; `null` where this machine has none. */
export const MOSQUITTO = PLACES.find((path) => spawnSync(path, ['-h']).error === undefined) ?? null;

/** A broker of its own for one test. */
export interface TestBroker {
  url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** What the broker keeps and gets, by topic, as somebody else sees it; the newest last. */
  watch(pattern: string): Promise<Watcher>;
}

export interface Watcher {
  messages: { topic: string; payload: string; retained: boolean }[];
  publish(topic: string, payload: string, retain?: boolean): Promise<void>;
  /** The newest message on a topic that fits; fails after some seconds. */
  until(topic: string, fits: (payload: string) => boolean): Promise<string>;
}

/** Starts Mosquitto on a free port, and ends it after the test. */
export async function startBroker(t: TestContext): Promise<TestBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'));
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    child = spawn(MOSQUITTO ?? '', ['-c', file], { stdio: 'ignore' });
    const url = `mqtt://127.0.0.1:${port}`;
    for (;;) {
      const client = await connectAsync(url, { reconnectPeriod: 0, connectTimeout: 500 }).catch(() => null);
      if (client) return client.endAsync();
      await sleep(30);
    }
  }

  async function stop(): Promise<void> {
    if (!child || child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  }

  async function watch(pattern: string): Promise<Watcher> {
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 100 });
    t.after(() => client.endAsync(true));
    const messages: Watcher['messages'] = [];
    client.on('message', (topic, payload, { retain }) =>
      messages.push({ topic, payload: payload.toString(), retained: retain }),
    );
    await client.subscribeAsync(pattern);
    return {
      messages,
      async publish(topic, payload, retain = false) {
        await client.publishAsync(topic, payload, { qos: 1, retain });
      },
      async until(topic, fits) {
        for (let i = 0; i < 400; i++) {
          const found = messages.findLast((message) => message.topic === topic);
          if (found && fits(found.payload)) return found.payload;
          await sleep(25);
        }
        throw new Error(`${topic}: ${messages.findLast((message) => message.topic === topic)?.payload}`);
      },
    };
  }

  await start();
  t.after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { url: `mqtt://127.0.0.1:${port}`, start, stop, watch };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
