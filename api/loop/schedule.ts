import { type Clock, DAY_MS, MINUTE_MS, SECOND_MS, type Timer } from '../house/index.ts';

/** evcc's state is read this often; two missed polls make it stale. */
const POLL_MS = MINUTE_MS;
/** How fresh the sources are, and whether the wall clock was set, is looked at this often. */
const FRESHNESS_MS = 5 * SECOND_MS;
/** What is old is forgotten so long after the start, also by a program that never runs for a day; then once a day. */
const FIRST_PRUNE_MS = 5 * MINUTE_MS;
/** A wall clock that went this much further, or less far, than time did was set; a running one only drifts. */
const STEP_MS = SECOND_MS;
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
  /** The wall clock was set forth, or back where `ms` is negative; a cycle follows at once. */
  stepped(ms: number): void;
}

/** When what is done: polls, cycles on the boundaries of the decision interval and wherever the clock is set, housekeeping. */
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

  /** How far the wall clock is ahead of the time that passed. */
  const aheadMs = () => clock.now() - clock.elapsedMs();
  let lastAheadMs = aheadMs();

  function nextBoundary(): void {
    const now = clock.now();
    cycleIn((Math.floor(now / intervalMs) + 1) * intervalMs - now);
  }

  /** A cycle, and after it those on the boundaries. */
  function cycleIn(delayMs: number): void {
    const own = clock.after(delayMs, async () => {
      try {
        await tasks.cycle();
      } finally {
        if (boundary === own) nextBoundary();
      }
    });
    boundary = own;
  }

  /** What was planned for another time of day is of no use, and the next boundary lies elsewhere. */
  function lookAtClock(): void {
    const stepMs = aheadMs() - lastAheadMs;
    lastAheadMs += stepMs;
    if (Math.abs(stepMs) < STEP_MS) return;
    tasks.stepped(stepMs);
    boundary?.cancel();
    cycleIn(0);
  }

  function watch(): void {
    lookAtClock();
    tasks.watch();
  }

  async function pollUntilReady(): Promise<void> {
    const ready = await tasks.poll();
    if (!ready && firstPoll) firstPoll = clock.after(FIRST_POLL_MS, pollUntilReady);
  }

  return {
    start() {
      lastAheadMs = aheadMs();
      firstPoll = clock.after(0, pollUntilReady);
      firstPrune = clock.after(FIRST_PRUNE_MS, tasks.prune);
      repeating = [
        clock.every(POLL_MS, async () => void (await tasks.poll())),
        clock.every(FRESHNESS_MS, watch),
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
