import process from 'node:process';

/** How long a solve may take. Work is this thread's own: on a busy machine nothing is found sooner for stopping early. */
export interface TimeLimits {
  /** Work after which a schedule that is proven to be close to the best is enough, ms. */
  closeMs: number;
  /** Work after which any schedule is, ms. */
  workMs: number;
  /** By the clock, ms. */
  clockMs: number;
}

/** Time that is running. */
export interface Budget {
  /** @param isClose a schedule is there that is proven to be close to the best */
  isOver(isClose: boolean): boolean;
}

/** A budget that begins now. */
export function startBudget({ closeMs, workMs, clockMs }: TimeLimits): Budget {
  const startedAt = performance.now();
  const startedWorkMs = threadWorkMs();
  return {
    isOver: (isClose) =>
      threadWorkMs() - startedWorkMs > (isClose ? closeMs : workMs) ||
      performance.now() - startedAt > clockMs,
  };
}

/** What this thread has worked so far, ms. */
function threadWorkMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
