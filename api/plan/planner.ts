import type { Plan, PlanInput, Text } from '../house/index.ts';
import { checkInput, type PlanInputProblem } from './check-input.ts';
import { fallbackPlan } from './fallback.ts';
import { withoutProblems } from './leave-out.ts';
import { givenUp, unplannedInWords } from './left-unplanned.ts';
import { type SolverWorker, startSolverWorker } from './solver-worker.ts';
import { type Violation, verifyPlan } from './verify.ts';

const DEFAULT_DEADLINE_MS = 10_000;

/** Why a plan is by the fallback, with what is needed to look into it. */
export interface FallbackCause {
  kind: 'BAD_INPUT' | 'SELF_TEST' | 'DEADLINE' | 'SOLVER' | 'VERIFICATION' | 'STOPPED';
  reason: Text;
  input: PlanInput;
  problems: PlanInputProblem[];
  violations: Violation[];
  /** The solver's plan, which broke a rule and was thrown away; `null` if there was none. */
  discarded: Plan | null;
}

/** The callbacks must not throw. */
export interface PlannerOptions {
  /** Called for every plan that the fallback made. */
  onFallback?: (cause: FallbackCause) => void;
  /** Called with a first feasible plan, and perhaps a better one, while the search goes on; they are not verified yet. */
  onFirstPlan?: (plan: Plan) => void;
  /** Called when the worker had to be replaced, or its self-test failed. */
  onWorkerRestart?: (reason: string) => void;
  /** How a solver thread is started; another one to see what becomes of a broken solver. */
  startWorker?: () => SolverWorker;
}

export interface PlannerStats {
  solves: number;
  optimal: number;
  feasible: number;
  fallbacks: number;
  workerRestarts: number;
  /** What the last self-test found wrong; `null` if the solver is fine or was not tested yet. */
  selfTestError: string | null;
}

export interface Planner {
  /** Starts the worker and has it solve a problem with a known answer. Does not fail: a broken solver means fallback plans. */
  start(): Promise<void>;
  /**
   * The best plan that can be had by the deadline (default 10 s, from when its turn comes: one solve at a time).
   * Never rejects. What `checkInput` complains of is left out and the rest planned by the fallback, which says what is
   * given up.
   */
  solve(input: PlanInput, options?: { deadlineMs?: number }): Promise<Plan>;
  /** Ends the worker; solves that wait or come later get a fallback plan. */
  stop(): Promise<void>;
  stats(): PlannerStats;
}

/** A planner with one long-lived solver thread that is replaced when it gets stuck. */
export function createPlanner(options: PlannerOptions = {}): Planner {
  const stats: PlannerStats = {
    solves: 0,
    optimal: 0,
    feasible: 0,
    fallbacks: 0,
    workerRestarts: 0,
    selfTestError: null,
  };
  const startWorker = options.startWorker ?? startSolverWorker;
  let worker: SolverWorker | null = null;
  let running = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** The tested worker, or a new one if there is none; `null` if the solver cannot be trusted. */
  async function readyWorker(): Promise<SolverWorker | null> {
    if (!running) return null;
    worker ??= startWorker();
    const error = await worker.tested;
    stats.selfTestError = error;
    if (error === null) return worker;
    options.onWorkerRestart?.(error);
    await dropWorker();
    return null;
  }

  async function dropWorker(): Promise<void> {
    const dropped = worker;
    worker = null;
    await dropped?.terminate();
  }

  async function solveNow(input: PlanInput, deadlineMs: number): Promise<Plan> {
    stats.solves += 1;
    const problems = checkInput(input);
    if (problems[0]) return planSoundPart(Object(input), problems, badInput(problems[0]));
    const solver = await readyWorker();
    if (!solver) {
      return running
        ? fallback('SELF_TEST', input, REASONS.selfTest(stats.selfTestError ?? ''))
        : fallback('STOPPED', input, REASONS.stopped);
    }
    const outcome = await solver.solve(input, deadlineMs, options.onFirstPlan);
    if (outcome.stuck) {
      stats.workerRestarts += 1;
      options.onWorkerRestart?.(outcome.error ?? 'deadline');
      await dropWorker();
      if (running) worker = startWorker();
    }
    const { plan, error } = outcome;
    if (!plan) {
      if (!running) return fallback('STOPPED', input, REASONS.stopped);
      return error === null
        ? fallback('DEADLINE', input, REASONS.deadline(deadlineMs))
        : fallback('SOLVER', input, REASONS.solver(error));
    }
    const violations = verifyPlan(input, plan);
    if (violations[0]) {
      const reason = REASONS.verification(violations[0]);
      return fallback('VERIFICATION', input, reason, { violations, discarded: plan });
    }
    if (plan.status === 'OPTIMAL') stats.optimal += 1;
    else stats.feasible += 1;
    return plan;
  }

  /** Plans what is left of a faulty input, and says what is given up with the rest of it. */
  function planSoundPart(input: PlanInput, problems: PlanInputProblem[], problem: Text): Plan {
    const rest = withoutProblems(input, problems);
    const unplanned = unplannedInWords(input, rest);
    const reason = { de: problem.de + unplanned.de, en: problem.en + unplanned.en };
    const plan = fallback('BAD_INPUT', rest, reason, { problems });
    return { ...plan, shortfalls: givenUp(input, rest, plan) };
  }

  function fallback(
    kind: FallbackCause['kind'],
    input: PlanInput,
    reason: Text,
    details: Partial<Pick<FallbackCause, 'problems' | 'violations' | 'discarded'>> = {},
  ): Plan {
    stats.fallbacks += 1;
    options.onFallback?.({
      kind,
      reason,
      input,
      problems: [],
      violations: [],
      discarded: null,
      ...details,
    });
    return fallbackPlan(input, reason);
  }

  /** Where something went wrong that nobody thought of: the fallback, or nothing where even that fails, and that is said. */
  function unforeseen(input: PlanInput, error: unknown): Plan {
    const reason = REASONS.solver(error instanceof Error ? error.message : String(error));
    try {
      return fallback('SOLVER', withoutProblems(input, checkInput(input)), reason);
    } catch {
      return fallback('SOLVER', { ...input, slots: [], batteries: [], cars: [] }, reason);
    }
  }

  return {
    async start() {
      running = true;
      await readyWorker();
    },
    solve(input, { deadlineMs = DEFAULT_DEADLINE_MS } = {}) {
      const result = queue
        .then(() => solveNow(input, deadlineMs))
        .catch((error: unknown) => unforeseen(input, error));
      queue = result;
      return result;
    },
    async stop() {
      running = false;
      await dropWorker();
    },
    stats: () => ({ ...stats }),
  };
}

const REASONS = {
  selfTest: (error: string): Text => ({
    de: `Der Optimierer besteht seinen Selbsttest nicht (${error}); geplant wird nach einfachen Regeln.`,
    en: `The optimiser fails its self-test (${error}); planning by simple rules.`,
  }),
  stopped: { de: 'Der Optimierer läuft nicht.', en: 'The optimiser is not running.' },
  deadline: (deadlineMs: number): Text => ({
    de: `Der Optimierer fand in ${deadlineMs} ms keinen Plan; geplant wird nach einfachen Regeln.`,
    en: `The optimiser found no plan within ${deadlineMs} ms; planning by simple rules.`,
  }),
  solver: (error: string): Text => ({
    de: `Der Optimierer ist gescheitert (${error}); geplant wird nach einfachen Regeln.`,
    en: `The optimiser failed (${error}); planning by simple rules.`,
  }),
  verification: ({ rule, slot }: Violation): Text => ({
    de: `Der Plan des Optimierers verletzt ${rule} in Abschnitt ${slot ?? '–'}; geplant wird nach einfachen Regeln.`,
    en: `The optimiser's plan breaks ${rule} in slot ${slot ?? '–'}; planning by simple rules.`,
  }),
};

function badInput({ part, index, field, message }: PlanInputProblem): Text {
  const place = `${index === null ? part : `${part} ${index}`}, ${field}`;
  return {
    de: `Die Eingabe kann nicht geplant werden (${place}): ${message.de}`,
    en: `The input cannot be planned (${place}): ${message.en}`,
  };
}
