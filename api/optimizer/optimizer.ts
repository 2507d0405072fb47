import { type ChargeAnswer, toAnswer } from './answer.ts';
import { greedyFlows } from './greedy.ts';
import { settle } from './schedule.ts';
import type { ChargeTask, Flows } from './task.ts';
import { type SolverThread, startThread } from './thread.ts';
import { verifyAnswer } from './verify.ts';
import { warmUpTask } from './warm-up.ts';

const DEFAULT_DEADLINE_MS = 10_000;
/** evcc asks every few minutes; where nobody asked for this long, its memory is better used by others. */
const IDLE_MS = 30 * 60_000;
/** evcc waits 90 s; who comes later than this many others would not be there any more. */
const MAX_WAITING = 6;

export interface ChargeOptimizerOptions {
  /** From when a task's turn comes; default 10 s. */
  deadlineMs?: number;
  /** Told of what went wrong in here, never with anything of the request. */
  onTrouble?: (message: string) => void;
  /** After how long without a task the solver thread is ended; default 30 min. */
  idleMs?: number;
  /** Makes a solver thread; for tests. */
  thread?: () => SolverThread;
}

/** Solves the tasks that evcc sends to its optimizer. */
export interface ChargeOptimizer {
  /**
   * The best schedule that can be had by the deadline, verified; from simple rules where the solver fails.
   *
   * @throws {OptimizerError} where not even those give a schedule that passes
   * @throws {OptimizerBusy} where too many tasks are waiting
   */
  solve(task: ChargeTask): Promise<ChargeAnswer>;
  /** Has the solver thread, a new one if there is none, solve something once, so that it is quick when it matters. */
  warm(): Promise<void>;
  /** Ends the solver thread; tasks that wait or come later get a schedule from simple rules. */
  stop(): Promise<void>;
}

/** There is no schedule; the message says why. */
export class OptimizerError extends Error {
  override name = 'OptimizerError';
}

/** Too many tasks are waiting. */
export class OptimizerBusy extends OptimizerError {
  override name = 'OptimizerBusy';
  /** By then at least one of them is done. */
  readonly retryAfterS: number;

  constructor(retryAfterS: number) {
    super('Optimization failed: too many requests are waiting');
    this.retryAfterS = retryAfterS;
  }
}

/** An optimizer with one solver thread, spawned with the first task, replaced when it gets stuck, ended when idle. */
export function createChargeOptimizer({
  deadlineMs = DEFAULT_DEADLINE_MS,
  idleMs = IDLE_MS,
  onTrouble = () => undefined,
  thread = startThread,
}: ChargeOptimizerOptions = {}): ChargeOptimizer {
  let current: SolverThread | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let stopped = false;
  let idle: NodeJS.Timeout | undefined;

  /** Ends the thread once nobody has asked for a while. */
  function awaitIdle(): void {
    clearTimeout(idle);
    idle = setTimeout(() => {
      queue = queue.then(drop);
    }, idleMs);
    idle.unref();
  }

  async function drop(): Promise<void> {
    const dropped = current;
    current = null;
    await dropped?.terminate();
  }

  async function solveNow(task: ChargeTask): Promise<ChargeAnswer> {
    const answer = (await bySolver(task)) ?? checked(task, greedyFlows(task), Number.POSITIVE_INFINITY);
    if (answer) return answer;
    throw new OptimizerError(
      'Optimization failed: neither the solver nor simple rules found a valid schedule',
    );
  }

  async function bySolver(task: ChargeTask): Promise<ChargeAnswer | null> {
    if (stopped) return null;
    awaitIdle();
    current ??= thread();
    const { solved, error, stuck } = await current.solve(task, deadlineMs);
    if (error !== null && !stopped) onTrouble(`evcc's optimizer: ${error}`);
    if (stuck) await drop();
    if (!solved) return null;
    const answer = checked(task, solved.flows, solved.gap);
    if (!answer) onTrouble("evcc's optimizer: a schedule broke a rule; simple rules are used instead");
    return answer;
  }

  return {
    solve(task) {
      if (waiting >= MAX_WAITING) return Promise.reject(new OptimizerBusy(Math.ceil(deadlineMs / 1000)));
      waiting += 1;
      const result = queue
        .then(() => solveNow(task))
        .finally(() => {
          waiting -= 1;
        });
      queue = result.catch(() => undefined);
      return result;
    },
    async warm() {
      if (current || stopped) return;
      const warmed = queue.then(() => bySolver(warmUpTask()));
      queue = warmed.catch(() => undefined);
      await queue;
    },
    async stop() {
      stopped = true;
      clearTimeout(idle);
      await drop();
    },
  };
}

/** The schedule in evcc's words, if it keeps the rules. */
function checked(task: ChargeTask, flows: Flows, gap: number): ChargeAnswer | null {
  const answer = toAnswer(task, settle(task, flows), gap);
  return verifyAnswer(task, answer).breaches.length === 0 ? answer : null;
}
