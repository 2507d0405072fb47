import { Worker } from 'node:worker_threads';
import type { Plan, PlanInput } from '../house/index.ts';
import type { FirstAnswer, WorkerAnswer, WorkerRequest } from './protocol.ts';
import { assemblePlan } from './schedule.ts';

/** Loading the solver, testing it and its slow first solve; a small computer takes its time. */
const START_DEADLINE_MS = 30_000;
/** The search ends by itself after this share of the deadline; the rest is for pinning down and handing over. */
const SEARCH_SHARE = 0.75;

/** What came of a solve. */
export interface SolveOutcome {
  /** The best plan that arrived, if only one on the way. */
  plan: Plan | null;
  /** What went wrong; `null` if nothing did, or if the deadline came first. */
  error: string | null;
  /** The worker did not answer or died: it must be replaced. */
  stuck: boolean;
}

/** One solver thread. It is asked one thing at a time. */
export interface SolverWorker {
  /** What its self-test found wrong; `null` if the solver is fine. Never rejects. */
  tested: Promise<string | null>;
  /** Never rejects; `onFirst` gets the plans on the way to the last, the best at the end. */
  solve(input: PlanInput, deadlineMs: number, onFirst?: (plan: Plan) => void): Promise<SolveOutcome>;
  terminate(): Promise<void>;
}

/** Spawns a solver thread, by default the one with the solver, and has it test itself. */
export function startSolverWorker(script = new URL('./worker.ts', import.meta.url)): SolverWorker {
  const thread = new Worker(script, {
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
  });
  // The process may end while a solver thread idles.
  thread.unref();
  let ended: string | null = null;
  let nextId = 1;
  let onAnswer: (answer: WorkerAnswer) => void = () => undefined;
  let onEnd: (reason: string) => void = () => undefined;
  const end = (reason: string) => {
    ended ??= reason;
    onEnd(ended);
  };
  thread.on('message', (answer: WorkerAnswer) => onAnswer(answer));
  thread.on('error', (error) => end(error instanceof Error ? error.message : String(error)));
  thread.on('exit', (code) => end(`the solver thread ended with code ${code}`));

  function ask(
    request: WorkerRequest,
    deadlineMs: number,
    onFirst?: (first: FirstAnswer) => void,
  ): Promise<{ answer: WorkerAnswer | null; first: FirstAnswer | null }> {
    return new Promise((resolve) => {
      let first: FirstAnswer | null = null;
      const finish = (answer: WorkerAnswer | null) => {
        clearTimeout(timer);
        onAnswer = () => undefined;
        onEnd = () => undefined;
        resolve({ answer, first });
      };
      const timer = setTimeout(() => finish(null), deadlineMs);
      onAnswer = (answer) => {
        if (answer.id !== request.id) return;
        if (answer.kind !== 'FIRST') return finish(answer);
        first = answer;
        onFirst?.(first);
      };
      onEnd = () => finish(null);
      if (ended !== null) finish(null);
      else thread.postMessage(request);
    });
  }

  async function test(): Promise<string | null> {
    const { answer } = await ask({ id: 0, kind: 'SELF_TEST' }, START_DEADLINE_MS);
    if (answer?.kind === 'TESTED') return answer.error;
    if (answer?.kind === 'FAILED') return answer.error;
    return ended ?? `no answer within ${START_DEADLINE_MS} ms`;
  }

  return {
    tested: test(),
    async solve(input, deadlineMs, onFirst) {
      const request: WorkerRequest = {
        id: nextId++,
        kind: 'SOLVE',
        input,
        timeLimitMs: deadlineMs * SEARCH_SHARE,
      };
      const tell = (found: FirstAnswer) => {
        const plan = onFirst && planOf(input, found);
        if (plan) onFirst(plan);
      };
      const { answer, first } = await ask(request, deadlineMs, tell);
      if (answer?.kind === 'FINAL') return { plan: answer.plan, error: null, stuck: false };
      const plan = first && planOf(input, first);
      if (answer?.kind === 'FAILED') return { plan, error: answer.error, stuck: false };
      return { plan, error: ended, stuck: true };
    },
    async terminate() {
      await thread.terminate();
    },
  };
}

/** The plan of these decisions; `null` where they are none, as those of a thread gone wrong may be. */
function planOf(input: PlanInput, { decisions, verdict }: FirstAnswer): Plan | null {
  try {
    return assemblePlan(input, decisions, verdict);
  } catch {
    return null;
  }
}
