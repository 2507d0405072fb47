import type { Instant } from './time.ts';

/** A running timer; `cancel` is final and may be called twice. */
export interface Timer {
  cancel(): void;
}

export type Task = () => void | Promise<void>;

/**
 * Where every part gets its time from, so that tests and the virtual house can run on a faster one.
 * What time it is can be set, back and forth; timers and ages go by the time that passes, which cannot.
 * A task must not await another timer of the same clock: the virtual clock waits for a task to end
 * before it moves on.
 */
export interface Clock {
  now(): Instant;
  /** Time that passed since some moment, in ms; never goes back, whatever the wall clock is set to. */
  elapsedMs(): number;
  /** Runs `task` once after `delayMs` of this clock's time. */
  after(delayMs: number, task: Task): Timer;
  /** Runs `task` each `intervalMs` of this clock's time, never two at once; a run that is late is not made up for. */
  every(intervalMs: number, task: Task): Timer;
}

/** Reports what a timer's task threw; tasks should handle their own errors, so this is the last resort. */
export type OnTaskError = (error: unknown) => void;

/** The wall clock, or one that runs `speed` times as fast from `start` on. */
export function realClock(options: { speed?: number; start?: Instant; onError: OnTaskError }): Clock {
  const { speed = 1, onError } = options;
  const realStart = Date.now();
  const monotonicStart = performance.now();
  const start = options.start ?? realStart;
  const elapsedMs = () => (performance.now() - monotonicStart) * speed;
  const now = () => (speed === 1 ? Date.now() + (start - realStart) : Math.round(start + elapsedMs()));

  function after(delayMs: number, task: Task): Timer {
    // Node caps a timer at 2^31-1 ms and fires at once beyond it.
    const handle = setTimeout(
      async () => {
        try {
          await task();
        } catch (error) {
          onError(error);
        }
      },
      Math.min(Math.max(0, delayMs / speed), 2 ** 31 - 1),
    );
    return { cancel: () => clearTimeout(handle) };
  }

  function every(intervalMs: number, task: Task): Timer {
    let cancelled = false;
    let timer: Timer;
    let due = elapsedMs() + intervalMs;
    const next = () => {
      timer = after(due - elapsedMs(), async () => {
        try {
          await task();
        } finally {
          const late = Math.max(0, Math.floor((elapsedMs() - due) / intervalMs));
          due += (late + 1) * intervalMs;
          if (!cancelled) next();
        }
      });
    };
    next();
    return {
      cancel: () => {
        cancelled = true;
        timer.cancel();
      },
    };
  }

  return { now, elapsedMs, after, every };
}

/** A clock that stands still until `advanceTo` moves it. */
export interface VirtualClock extends Clock {
  /** Moves time to `until`, running every task that falls due on the way, in order, each to its end. */
  advanceTo(until: Instant): Promise<void>;
  /** Sets the wall clock forth, or back where `ms` is negative, while no time passes. */
  stepBy(ms: number): void;
}

interface Entry {
  /** In time that passed. */
  due: number;
  order: number;
  task: Task;
  cancelled: boolean;
}

/** A clock that only `advanceTo` moves: simulated days run as fast as the tasks do. */
export function virtualClock(start: Instant, onError: OnTaskError): VirtualClock {
  let elapsed = 0;
  /** What the wall clock showed when no time had passed, as it is set now. */
  let origin = start;
  let order = 0;
  const queue: Entry[] = [];
  const now = () => origin + elapsed;

  function after(delayMs: number, task: Task): Timer {
    const entry: Entry = { due: elapsed + Math.max(0, delayMs), order: order++, task, cancelled: false };
    const at = queue.findIndex((other) => other.due > entry.due);
    queue.splice(at < 0 ? queue.length : at, 0, entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  function every(intervalMs: number, task: Task): Timer {
    let cancelled = false;
    let timer: Timer;
    const next = () => {
      timer = after(intervalMs, async () => {
        try {
          await task();
        } finally {
          if (!cancelled) next();
        }
      });
    };
    next();
    return {
      cancel: () => {
        cancelled = true;
        timer.cancel();
      },
    };
  }

  async function advanceTo(until: Instant): Promise<void> {
    const end = until - origin;
    for (let entry = queue[0]; entry && entry.due <= end; entry = queue[0]) {
      queue.shift();
      if (entry.cancelled) continue;
      elapsed = Math.max(elapsed, entry.due);
      try {
        await entry.task();
      } catch (error) {
        onError(error);
      }
    }
    elapsed = Math.max(elapsed, end);
  }

  return {
    now,
    elapsedMs: () => elapsed,
    after,
    every,
    advanceTo,
    stepBy(ms) {
      origin += ms;
    },
  };
}
