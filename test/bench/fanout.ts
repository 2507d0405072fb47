import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClientOrder, ClientReport } from '../support/fanout-client.ts';
import { PAGE_SNAPSHOT } from '../support/fanout-house.ts';
import type { ServerKind, ServerOrder, ServerReport } from '../support/fanout-server.ts';

/**
 * Tells the page's own snapshot to many subscribers: our server beside Yoga as it comes and a bare broadcast of the
 * same bytes, in turns. The next message goes out when everyone has the last one. Options: `--subscribers
 * 100,1000,5000`, `--slots 48` of the plan, `--seconds 4` for each turn, `--stalled 0` of our subscribers that never
 * read, in the same run beside as many that all do, `--servers smartload,yoga,bare`, `--json` for nothing but the last line.
 */
interface Run {
  server: ServerKind;
  subscribers: number;
  stalled: number;
  messageBytes: number;
  eventsPerSecond: number;
  /** CPU time of the server for one message to one subscriber. */
  cpuUsPerDelivery: number;
  p50Ms: number;
  p99Ms: number;
  rssKbPerSubscriber: number;
}

interface Candidate {
  kind: ServerKind;
  stalled: number;
  server: ChildProcess;
  client: ChildProcess;
  messageBytes: number;
  idleRssKb: number;
  rounds: number;
  elapsedMs: number;
  cpuUs: number;
  delaysMs: number[];
}

const TURNS = 3;
const WARM_UP_ROUNDS = 50;
const FEWEST_ROUNDS = 1;

const option = (name: string, otherwise: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return (at < 0 ? null : process.argv[at + 1]) ?? otherwise;
};
const quantile = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

const slots = option('slots', '48');
const turnMs = Number(option('seconds', '4')) * 1000;
const stalled = Number(option('stalled', '0'));
const kinds = option('servers', 'bare,smartload,yoga').split(',') as ServerKind[];
const isQuiet = process.argv.includes('--json');

const runs: Run[] = [];
for (const subscribers of option('subscribers', '100,1000,5000').split(',').map(Number)) {
  for (const run of await compare(subscribers)) {
    runs.push(run);
    if (!isQuiet) console.log(JSON.stringify(run));
  }
}
console.log(JSON.stringify({ runs }));

async function compare(subscribers: number): Promise<Run[]> {
  const candidates: Candidate[] = [];
  for (const kind of kinds) {
    candidates.push(await connect(kind, subscribers, 0));
    // Readers that never read end Yoga's process, and fill a bare server's memory.
    if (kind === 'smartload' && stalled > 0) candidates.push(await connect(kind, subscribers, stalled));
  }
  for (let turn = 0; turn < TURNS; turn++) for (const candidate of candidates) await measure(candidate);
  const results: Run[] = [];
  for (const candidate of candidates) results.push(await result(candidate, subscribers));
  for (const { server, client } of candidates) {
    client.disconnect();
    server.disconnect();
  }
  return results;
}

async function connect(kind: ServerKind, subscribers: number, stalled: number): Promise<Candidate> {
  const server = start('fanout-server', [kind, slots]);
  const { port, messageBytes } = await answer<Extract<ServerReport, { port: number }>>(server);
  // What the first subscriber costs is the program itself: code is loaded and compiled, the heap finds its size.
  const first = await subscribe(kind, port, { subscribers: 1, stalled: 0 });
  for (let count = 0; count < WARM_UP_ROUNDS; count++) await round({ server, client: first });
  first.disconnect();
  const idleRssKb = await rssKbOf(server);
  const client = await subscribe(kind, port, { subscribers, stalled });
  const candidate = { kind, stalled, server, client, messageBytes, idleRssKb };
  await round(candidate);
  return { ...candidate, rounds: 0, elapsedMs: 0, cpuUs: 0, delaysMs: [] };
}

async function subscribe(
  kind: ServerKind,
  port: number,
  numbers: { subscribers: number; stalled: number },
): Promise<ChildProcess> {
  const client = start('fanout-client', []);
  const body = JSON.stringify({ query: PAGE_SNAPSHOT });
  // Only our server tells a new subscriber the current state at once.
  const order: ClientOrder = { connect: { port, body, greets: kind === 'smartload', ...numbers } };
  client.send(order);
  await answer<ClientReport>(client);
  return client;
}

/** One turn: rounds for as long as it takes, and a few at least. */
async function measure(candidate: Candidate): Promise<void> {
  const before = await cpuUsOf(candidate.server);
  const startedAt = performance.now();
  let rounds = 0;
  while (rounds < FEWEST_ROUNDS || performance.now() - startedAt < turnMs) {
    candidate.delaysMs.push(...(await round(candidate)));
    rounds++;
  }
  candidate.elapsedMs += performance.now() - startedAt;
  candidate.rounds += rounds;
  candidate.cpuUs += (await cpuUsOf(candidate.server)) - before;
}

/** Tells one message to all and answers with how long each waited for it. */
async function round({ server, client }: Pick<Candidate, 'server' | 'client'>): Promise<number[]> {
  client.send('expect' satisfies ClientOrder);
  await answer<ClientReport>(client);
  const arrived = answer<Extract<ClientReport, object>>(client);
  const published = answer<Extract<ServerReport, { publishedAt: number }>>(server);
  server.send('publish' satisfies ServerOrder);
  const { publishedAt } = await published;
  const { arrivedAt } = await arrived;
  return arrivedAt.map((at) => at - publishedAt);
}

async function result(candidate: Candidate, subscribers: number): Promise<Run> {
  const { kind, stalled, server, messageBytes, rounds, elapsedMs, cpuUs, idleRssKb } = candidate;
  const delaysMs = candidate.delaysMs.sort((a, b) => a - b);
  const rssKb = await rssKbOf(server);
  return {
    server: kind,
    subscribers,
    stalled,
    messageBytes,
    eventsPerSecond: rounded((rounds / elapsedMs) * 1000, 2),
    cpuUsPerDelivery: rounded(cpuUs / (rounds * (subscribers - stalled))),
    p50Ms: rounded(quantile(delaysMs, 0.5)),
    p99Ms: rounded(quantile(delaysMs, 0.99)),
    rssKbPerSubscriber: rounded((rssKb - idleRssKb) / subscribers),
  };
}

async function cpuUsOf(server: ChildProcess): Promise<number> {
  const reported = answer<Extract<ServerReport, { cpuUs: number }>>(server);
  server.send('cpu' satisfies ServerOrder);
  return (await reported).cpuUs;
}

async function rssKbOf(server: ChildProcess): Promise<number> {
  const reported = answer<Extract<ServerReport, { rssKb: number }>>(server);
  server.send('memory' satisfies ServerOrder);
  return (await reported).rssKb;
}

/** The next message of a child; its type is what the child sends after the order before. */
async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}

function start(name: string, args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(`../support/${name}.ts`, import.meta.url));
  const child = fork(path, args, { execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'] });
  // Nobody would answer any more; what went wrong was printed by the child.
  child.once('exit', (code) => code && process.exit(code));
  return child;
}
