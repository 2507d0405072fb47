import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerJob, WorkerMessage } from './parallel.ts';
import { readScenario } from './scenario.ts';
import { runPolicy } from './simulate.ts';

const { options, run } = workerData as WorkerJob;
const scenario = readScenario(options, (file) => readFileSync(file, 'utf8'));
const result = await runPolicy(scenario, {
  ...run,
  onProgress: (share) => send({ kind: 'PROGRESS', share }),
});
send({ kind: 'DONE', result });

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}
