import { parentPort } from 'node:worker_threads';
import { type Highs, loadSolver } from './highs.ts';
import type { WorkerAnswer, WorkerRequest } from './protocol.ts';
import { decisionsOf, toPlan, verdictOf } from './schedule.ts';
import { selfTest, warmUpInput } from './self-test.ts';
import { type Solved, solvePlan } from './solve.ts';
import { planInDoubt } from './uncertainty/doubt.ts';

const solver = loadSolver();

parentPort?.on('message', async (request: WorkerRequest) => {
  try {
    answer(request, await solver);
  } catch (error) {
    send({ id: request.id, kind: 'FAILED', error: error instanceof Error ? error.message : String(error) });
  }
});

function answer(request: WorkerRequest, highs: Highs): void {
  const { id } = request;
  if (request.kind === 'SELF_TEST') {
    const error = selfTest(highs);
    if (error === null) solvePlan(highs, warmUpInput(), { timeLimitMs: 3000 });
    send({ id, kind: 'TESTED', error });
    return;
  }
  const startedAt = performance.now();
  const { input, timeLimitMs } = request;
  const elapsedMs = () => performance.now() - startedAt;
  const onFound = (found: Solved) =>
    send({ id, kind: 'FIRST', decisions: decisionsOf(found), verdict: verdictOf(input, found, elapsedMs()) });
  const solved = solvePlan(highs, input, { timeLimitMs, onFound });
  // Should weighing the doubts come to no end, this is what there is.
  if (input.scenarios?.length || input.spread?.length) onFound(solved);
  const plan = toPlan(input, solved, elapsedMs());
  const leftMs = () => timeLimitMs - elapsedMs();
  send({ id, kind: 'FINAL', plan: planInDoubt(highs, input, { solved, plan }, leftMs) });
}

function send(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}
