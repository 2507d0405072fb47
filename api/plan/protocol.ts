import type { Plan, PlanInput } from '../house/index.ts';
import type { SlotDecision } from './decode.ts';
import type { Verdict } from './schedule.ts';

/** What the planner asks its worker; `id` comes back with every answer. */
export type WorkerRequest =
  | { id: number; kind: 'SELF_TEST' }
  | { id: number; kind: 'SOLVE'; input: PlanInput; timeLimitMs: number };

/** What the worker answers: any number of `FIRST`, then one of the others. */
export type WorkerAnswer =
  /** `error` says what is wrong with the solver; `null` if it knows the right answer. */
  | { id: number; kind: 'TESTED'; error: string | null }
  /** A plan on the way, which is seldom needed: whoever needs it assembles it. */
  | { id: number; kind: 'FIRST'; decisions: SlotDecision[]; verdict: Verdict }
  | { id: number; kind: 'FINAL'; plan: Plan }
  | { id: number; kind: 'FAILED'; error: string };

/** A plan on the way. */
export type FirstAnswer = Extract<WorkerAnswer, { kind: 'FIRST' }>;
