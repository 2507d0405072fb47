import type { TimeLimits } from './budget.ts';
import type { Solved } from './solve.ts';
import type { ChargeTask } from './task.ts';

/** What the solver thread is asked. */
export interface WorkerRequest {
  id: number;
  task: ChargeTask;
  limits: TimeLimits;
}

/** What it answers: any number of schedules on the way, then the last one or why there is none. */
export type WorkerAnswer =
  | { id: number; kind: 'FOUND' | 'FINAL'; solved: Solved }
  | { id: number; kind: 'FAILED'; error: string };
