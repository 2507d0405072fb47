import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HOUR_MS } from '../../api/house/index.ts';
import type { HouseMemory, HouseOrder, HouseReport } from '../support/endurance-house.ts';
import { beRestless, type Restlessness } from '../support/restless-client.ts';

/**
 * A virtual house for a day in fast motion, with clients that come, go and stall: what it holds at the end beside what
 * it held in its first hour. Options: `--hours 24` of the house, `--clients 50`, `--speed 600` (its seconds in one of
 * ours), `--warm-up 6` hours before the first: in fast motion an hour is too short for the engine to compile what is run
 * all the time, `--json` for nothing but the last line.
 */
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const rounded = (value: number) => Number(value.toFixed(2));

const hours = option('hours', 24);
const clients = option('clients', 50);
const speed = option('speed', 600);
const warmUpHours = option('warm-up', 6);
const isQuiet = process.argv.includes('--json');
const MALLOC = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '65536', MALLOC_MMAP_THRESHOLD_: '65536' };

const path = fileURLToPath(new URL('../support/endurance-house.ts', import.meta.url));
const house = fork(path, [String(speed)], {
  execArgv: [
    '--disable-warning=ExperimentalWarning',
    '--expose-gc',
    '--max-semi-space-size=2',
    '--optimize-for-size',
  ],
  env: { ...process.env, ...MALLOC },
});
const { port } = await answer<Extract<HouseReport, { port: number }>>();
const end = new AbortController();
const done: Restlessness = { connections: 0, refusals: 0, messages: 0, stalls: 0 };
const running = Array.from({ length: clients }, () => beRestless(port, end.signal, done));

const started = await memory();
const first = await memoryAt(started.at + warmUpHours * HOUR_MS);
const samples: HouseMemory[] = [];
for (let hour = 1; hour <= hours; hour++) {
  samples.push(await memoryAt(first.at + hour * HOUR_MS));
  const { heapMb, rssMb } = samples.at(-1) ?? first;
  if (!isQuiet) console.log(`hour ${hour}: heap ${rounded(heapMb)} MB, resident ${rounded(rssMb)} MB`);
}
end.abort();
await Promise.all(running);
house.send('stop' satisfies HouseOrder);
await once(house, 'exit');

const [afterOne] = samples;
const last = samples.at(-1);
if (!afterOne || !last) throw new RangeError('--hours 2 or more');
console.log(
  JSON.stringify({
    hours,
    clients,
    ...done,
    heapMb: { firstHour: rounded(afterOne.heapMb), end: rounded(last.heapMb) },
    rssMb: { firstHour: rounded(afterOne.rssMb), end: rounded(last.rssMb) },
    heapRatio: rounded(last.heapMb / afterOne.heapMb),
    rssRatio: rounded(last.rssMb / afterOne.rssMb),
  }),
);

/** What the house holds once its clock has come to that time. */
async function memoryAt(at: number): Promise<HouseMemory> {
  for (;;) {
    const now = await memory();
    if (now.at >= at) return now;
    await sleep(Math.max(200, (at - now.at) / speed));
  }
}

async function memory(): Promise<HouseMemory> {
  const reported = answer<HouseMemory>();
  house.send('memory' satisfies HouseOrder);
  return reported;
}

/** The next message of the house; its type is what it sends after the order before. */
async function answer<T>(): Promise<T> {
  const [message] = await once(house, 'message');
  return message as T;
}
