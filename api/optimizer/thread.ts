import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from './protocol.ts';
import type { Solved } from './solve.ts';
import type { ChargeTask } from './task.ts';

/** The search ends by itself after this share of the deadline; the rest is for handing over. */
const SEARCH_SHARE = 0.75;
/** Work of a search after which a schedule that is proven to be close is enough, and after which any is. */
const CLOSE_MS = 800;
const WORK_MS = 2500;

/** What came of a solve. */
export interface Outcome {
  /** The best that arrived, if only one on the way. */
  solved: Solved | null;
  /** What went wrong, for the log; `null` if nothing did. */
  error: string | null;
  /** The thread did not answer in time or died: it must be replaced. */
  stuck: boolean;
}

/** One solver thread. It is asked one thing at a time. */
export interface SolverThread {
  /** Never rejects. */
  solve(task: ChargeTask, deadlineMs: number): Promise<Outcome>;
  terminate(): Promise<void>;
}

/** Spawns a solver thread. */
export function startThread(): SolverThread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 },
  });
  // The process may end while the thread idles.
  worker.unref();
  let ended: string | null = null;
  let nextId = 1;
  let onAnswer: (answer: WorkerAnswer) => void = () => undefined;
  let onEnd: () => void = () => undefined;
  const end = (reason: string) => {
    ended ??= reason;
    onEnd();
  };
  worker.on('message', (answer: WorkerAnswer) => onAnswer(answer));
  worker.on('error', (error) => end(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => end(`the solver thread ended with code ${code}`));

  return {
    solve(task, deadlineMs) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const limits = { closeMs: CLOSE_MS, workMs: WORK_MS, clockMs: deadlineMs * SEARCH_SHARE };
      const request: WorkerRequest = { id: nextId++, task, limits };
      let solved: Solved | null = null;
      const finish = (error: string | null, stuck: boolean) => {
        clearTimeout(timer);
        onAnswer = () => undefined;
        onEnd = () => undefined;
        resolve({ solved, error, stuck });
      };
      const timer = setTimeout(() => finish(`no answer within ${deadlineMs} ms`, true), deadlineMs);
      onEnd = () => finish(ended, true);
      onAnswer = (answer) => {
        if (answer.id !== request.id) return;
        if (answer.kind === 'FAILED') return finish(answer.error, false);
        solved = answer.solved;
        if (answer.kind === 'FINAL') finish(null, false);
      };
      if (ended !== null) onEnd();
      else worker.postMessage(request);
      return promise;
    },
    async terminate() {
      await worker.terminate();
    },
  };
}
