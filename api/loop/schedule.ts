import { type Clock, DAY_MS, MINUTE_MS, SECOND_MS, type Timer } from '../house/index.ts';

/** evcc's state is read this often; two missed polls make it stale. */
const POLL_MS = MINUTE_MS;
/** How fresh the sources are is looked at this often. */
const FRESHNESS_MS = 5 * SECOND_MS;
/** What is old is forgotten so long after the start, also by a program that never runs for a day; then once a day. */
const FIRST_PRUNE_MS = 5 * MINUTE_MS;
/** Until the first good reading we ask more often. */
const FIRST_POLL_MS = 3 * SECOND_MS;

export interface ScheduleTasks {
  /** Reads evcc; says whether it has answered and is ready. */
  poll(): Promise<boolean>;
  cycle(): Promise<void>;
  /** Notices what became stale. */
  watch(): void;
  /** Some minutes after the start, and once a day. */
  prune(): void;
}

/** When what is done: polls, cycles on the boundaries of the decision interval, housekeeping. */
export interface Schedule {
  start(): void;
  stop(): void;
}

export function createSchedule(
  clock: Clock,
  decisionIntervalMinutes: number,
  tasks: ScheduleTasks,
): Schedule {
  const intervalMs = decisionIntervalMinutes * MINUTE_MS;
  let repeating: Timer[] = [];
  let boundary: Timer | null = null;
  let firstPoll: Timer | null = null;
  let firstPrune: Timer | null = null;

  function nextBoundary(): void {
    const now = clock.now();
    const at = (Math.floor(now / intervalMs) + 1) * intervalMs;
    boundary = clock.after(at - now, async () => {
      try {
        await tasks.cycle();
      } finally {
        if (boundary) nextBoundary();
      }
    });
  }

  async function pollUntilReady(): Promise<void> {
    const ready = await tasks.poll();
    if (!ready && firstPoll) firstPoll = clock.after(FIRST_POLL_MS, pollUntilReady);
  }

  return {
    start() {
      firstPoll = clock.after(0, pollUntilReady);
      firstPrune = clock.after(FIRST_PRUNE_MS, tasks.prune);
      repeating = [
        clock.every(POLL_MS, async () => void (await tasks.poll())),
        clock.every(FRESHNESS_MS, tasks.watch),
        clock.every(DAY_MS, tasks.prune),
      ];
      nextBoundary();
    },
    stop() {
      for (const timer of [...repeating, boundary, firstPoll, firstPrune]) timer?.cancel();
      repeating = [];
      boundary = null;
      firstPoll = null;
      firstPrune = null;
    },
  };
}
