import type { Plan, PlanInput } from '../house/index.ts';
import type { Planner } from '../plan/index.ts';
import type { NoticedPlanner } from './noticed.ts';

export type Solve = (input: PlanInput) => Promise<Plan>;

/** A solver that questions use one after the other, and never while the house plans. */
export interface Turns {
  /** Works once all before it are done; `null` where too many wait already. */
  take<T>(work: (solve: Solve) => Promise<T>): Promise<T> | null;
  /** Those that wait, the one at work among them. */
  waiting(): number;
  stop(): Promise<void>;
}

export interface TurnsOptions {
  /** A planner of its own, so that no question waits in front of the house's next cycle. Started with the first question. */
  planner: Pick<Planner, 'start' | 'solve' | 'stop'> & Partial<Pick<NoticedPlanner, 'isSolving'>>;
  /** Whether the house is planning right now: then the next question waits, so that both do not share a processor. */
  isPlanning?: () => boolean;
  /** So many questions wait at most; more are refused. */
  mostWaiting?: number;
  /** For each plan of a question. */
  deadlineMs?: number;
}

const MOST_WAITING = 32;
const DEADLINE_MS = 4000;
/** A solver that nobody asks anything is memory for nothing. */
const IDLE_MS = 60_000;
/** For so long at most a question gives way to the house. */
const GIVE_WAY_MS = 10_000;
const LOOK_AGAIN_MS = 20;

export function createTurns(options: TurnsOptions): Turns {
  const { planner, isPlanning = () => false } = options;
  const { mostWaiting = MOST_WAITING, deadlineMs = DEADLINE_MS } = options;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let idle: NodeJS.Timeout | null = null;

  async function solve(input: PlanInput): Promise<Plan> {
    await giveWay();
    if (idle) clearTimeout(idle);
    await planner.start();
    return planner.solve(input, { deadlineMs });
  }

  async function giveWay(): Promise<void> {
    const until = performance.now() + GIVE_WAY_MS;
    while (isPlanning() && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }

  function rest(): void {
    idle = setTimeout(() => {
      // Others may use the same planner; they end it themselves.
      if (!planner.isSolving?.()) void planner.stop();
    }, IDLE_MS);
    idle.unref();
  }

  return {
    take(work) {
      if (waiting >= mostWaiting) return null;
      waiting += 1;
      const done = last.then(() => work(solve));
      last = done
        .catch(() => undefined)
        .then(() => {
          waiting -= 1;
          if (waiting === 0) rest();
        });
      return done;
    },
    waiting: () => waiting,
    async stop() {
      if (idle) clearTimeout(idle);
      await planner.stop();
    },
  };
}

/** Begins what is asked for, unless the same is being worked out already: then all share one answer. */
export type Share<T> = (key: string, begin: () => Promise<T> | null) => Promise<T> | null;

export function createShare<T>(): Share<T> {
  const open = new Map<string, Promise<T>>();
  return (key, begin) => {
    const answer = open.get(key) ?? begin();
    if (!answer || open.has(key)) return answer;
    open.set(key, answer);
    const forget = () => void open.delete(key);
    answer.then(forget, forget);
    return answer;
  };
}
