import { setMaxListeners } from 'node:events';
import { createServer as createHttpServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPubSub, createYoga } from 'graphql-yoga';
import { type Context, schema } from '../../api/graphql/index.ts';
import type { Snapshot } from '../../api/house/index.ts';
import { createServer } from '../../api/server/index.ts';
import { houseWith, messageOf } from './fanout-house.ts';

/** What is compared: ours, Yoga as it comes, and a broadcast of prepared bytes. */
export type ServerKind = 'smartload' | 'yoga' | 'bare';

export type ServerOrder = 'publish' | 'cpu' | 'memory';
export type ServerReport =
  | { port: number; messageBytes: number }
  | { publishedAt: number }
  | { cpuUs: number }
  | { rssKb: number };

const [kind, slots] = process.argv.slice(2);
const live = houseWith(Number(slots));
const publish = await listen();

process.on('message', (order: ServerOrder) => {
  if (order === 'cpu') return report(cpu());
  if (order === 'memory') return report(memory());
  const publishedAt = performance.timeOrigin + performance.now();
  publish();
  report({ publishedAt });
});
process.on('disconnect', () => process.exit());

function report(message: ServerReport): void {
  process.send?.(message);
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system };
}

/** What is held, without what the engine has yet to give back. */
function memory() {
  globalThis.gc?.({ execution: 'sync', flavor: 'last-resort', type: 'major' });
  return { rssKb: process.memoryUsage.rss() / 1024 };
}

/** Starts the server, says where it is, and answers with what tells its subscribers the next state. */
async function listen(): Promise<() => void> {
  const { port, publish } = await { smartload, yoga, bare }[kind as ServerKind]();
  report({ port, messageBytes: messageOf(live.snapshot()).length });
  return publish;
}

function next(): Snapshot {
  live.publish({ cycleId: live.snapshot().cycleId + 1 });
  return live.snapshot();
}

async function smartload() {
  const server = createServer({
    port: 0,
    host: '127.0.0.1',
    pageFolder: '/nowhere',
    findings: () => [],
    configPlaces: [],
    live,
    actions: null,
    history: null,
    facts: () => {
      throw new Error('nobody asks for the health');
    },
    subscriptionLimits: { perAddress: 100_000, inAll: 100_000 },
    onError: (error) => console.error(error),
  });
  const { port } = await server.start();
  return { port, publish: () => void next() };
}

async function yoga() {
  const eventTarget = new EventTarget();
  // Each subscriber listens on its own, which is what is measured.
  setMaxListeners(0, eventTarget);
  const pubSub = createPubSub<{ snapshot: [Snapshot] }>({ eventTarget });
  const context: Context = {
    snapshot: null,
    live: { ...live, snapshots: () => pubSub.subscribe('snapshot') },
    actions: null,
    history: null,
    savings: null,
    displays: null,
    onClose: () => {},
    findings: [],
    lastEventId: null,
    health: () => {
      throw new Error('nobody asks for the health');
    },
    now: () => Date.now(),
  };
  const handler = createYoga({ schema, context: () => context, logging: 'error' });
  const port = await listenOn(createHttpServer((request, response) => void handler(request, response)));
  return { port, publish: () => pubSub.publish('snapshot', next()) };
}

async function bare() {
  const responses = new Set<ServerResponse>();
  const frame = messageOf(live.snapshot());
  const port = await listenOn(
    createHttpServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.flushHeaders();
      responses.add(response);
      response.once('close', () => responses.delete(response));
    }),
  );
  return {
    port,
    publish() {
      for (const response of responses) response.write(frame);
    },
  };
}

function listenOn(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', 4096, () => resolve((server.address() as AddressInfo).port));
  });
}
