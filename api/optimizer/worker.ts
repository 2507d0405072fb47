import { parentPort } from 'node:worker_threads';
import { loadSolver } from '../plan/index.ts';
import type { WorkerAnswer, WorkerRequest } from './protocol.ts';
import { solveTask } from './solve.ts';

const solver = loadSolver();

parentPort?.on('message', async ({ id, task, limits }: WorkerRequest) => {
  try {
    const onFound = (solved: ReturnType<typeof solveTask>) => send({ id, kind: 'FOUND', solved });
    send({ id, kind: 'FINAL', solved: solveTask(await solver, task, { ...limits, onFound }) });
  } catch (error) {
    send({ id, kind: 'FAILED', error: error instanceof Error ? error.message : String(error) });
  }
});

function send(answer: WorkerAnswer): void {
  parentPort?.postMessage(answer);
}
