import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BacktestOptions } from './scenario.ts';
import type { PolicyRun, RunOptions } from './simulate.ts';

/** What a thread is to do. */
export interface WorkerJob {
  options: BacktestOptions;
  run: Omit<RunOptions, 'onProgress'>;
}

export type WorkerMessage = { kind: 'PROGRESS'; share: number } | { kind: 'DONE'; result: PolicyRun };

/** How much longer than the simplest policy one takes, for the progress of all together. */
const EFFORT: Record<PolicyRun['policy'], number> = {
  none: 1,
  selfConsumption: 1,
  evcc: 15,
  smartload: 40,
  perfect: 2,
};

/**
 * Runs each job in a thread of its own, the longest first, as many at once as there are cores.
 *
 * @param onProgress is told the share of all work that is done, 0 to 1
 */
export async function runInParallel(
  jobs: readonly WorkerJob[],
  onProgress: (share: number) => void,
): Promise<PolicyRun[]> {
  const shares = jobs.map(() => 0);
  const efforts = jobs.map(({ run }) => EFFORT[run.policy]);
  const all = efforts.reduce((sum, effort) => sum + effort, 0);
  const queue = [...jobs.keys()].sort((a, b) => (efforts[b] ?? 0) - (efforts[a] ?? 0));
  const results: PolicyRun[] = [];

  async function work(): Promise<void> {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const job = jobs[index];
      if (!job) continue;
      const at = index;
      results[at] = await runInThread(job, (share) => {
        shares[at] = share;
        onProgress(shares.reduce((sum, each, i) => sum + each * (efforts[i] ?? 0), 0) / all);
      });
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work));
  return results;
}

function runInThread(job: WorkerJob, onProgress: (share: number) => void): Promise<PolicyRun> {
  const { promise, resolve, reject } = Promise.withResolvers<PolicyRun>();
  const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job });
  thread.on('message', (message: WorkerMessage) => {
    onProgress(message.kind === 'DONE' ? 1 : message.share);
    if (message.kind === 'DONE') resolve(message.result);
  });
  thread.on('error', reject);
  thread.on('exit', (code) => reject(new Error(`the ${job.run.policy} thread ended with code ${code}`)));
  return promise;
}
