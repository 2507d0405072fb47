import { runHouse } from './running-house.ts';

/** A house in a process of its own, whose memory can be asked for. */
export type HouseOrder = 'memory' | 'stop';
export type HouseReport = { port: number } | HouseMemory;

export interface HouseMemory {
  /** Time of the house. */
  at: number;
  /** What is held, without what the engine has yet to give back. */
  heapMb: number;
  rssMb: number;
}

const { app, url, stop } = await runHouse({ speed: Number(process.argv[2]) });
report({ port: Number(new URL(url).port) });

process.on('message', (order: HouseOrder) => {
  if (order === 'stop') void stop().then(() => process.exit());
  else report(memory());
});
process.on('disconnect', () => process.exit());

function report(message: HouseReport): void {
  process.send?.(message);
}

function memory(): HouseMemory {
  globalThis.gc?.({ execution: 'sync', flavor: 'last-resort', type: 'major' });
  const { heapUsed, external, rss } = process.memoryUsage();
  return { at: app.live.snapshot().publishedAt, heapMb: (heapUsed + external) / 1e6, rssMb: rss / 1e6 };
}
