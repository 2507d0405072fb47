import type { Instant, Plan, PlanInput, Text } from '../house/index.ts';
import type { Planner } from '../plan/index.ts';
import { applyChanges } from './apply.ts';
import type { Changes } from './changes.ts';
import { checkChanges } from './check.ts';
import { costOf } from './money.ts';
import type { NoticedPlanner } from './noticed.ts';

/** The cycle that questions start from. */
export interface Base {
  cycleId: number;
  at: Instant;
  input: PlanInput;
  plan: Plan;
}

/** What would be with the changes, beside what is planned. Money in the site's currency. */
export interface WhatIfAnswer {
  /** The cycle whose inputs were changed. */
  cycleId: number;
  plan: Plan;
  /** For energy and wear, less what the battery holds more at the end than at the start. */
  cost: number;
  /** The same of the plan in force, what is left counted at the same worth. */
  costAsPlanned: number;
  /** cost − costAsPlanned: + where the changes make it dearer. */
  difference: number;
}

/** Why there is no answer. */
export interface WhatIfRefusal {
  code: 'INVALID_VALUE' | 'NOT_READY' | 'BUSY';
  field: string | null;
  message: Text;
}

export type WhatIfResult = { ok: true; answer: WhatIfAnswer } | ({ ok: false } & WhatIfRefusal);

export interface WhatIf {
  /** Never rejects. Nothing in the house changes by it. */
  ask(changes: Changes): Promise<WhatIfResult>;
  stop(): Promise<void>;
}

export interface WhatIfOptions {
  /** A planner of its own, so that no question waits in front of the house's next cycle. Started with the first question. */
  planner: Pick<Planner, 'start' | 'solve' | 'stop'> & Partial<Pick<NoticedPlanner, 'isSolving'>>;
  /** The last recorded cycle; `null` before the first. */
  base: () => Base | null;
  /** Whether the house is planning right now: then the next question waits, so that both do not share a processor. */
  isPlanning?: () => boolean;
  /** So many questions wait at most; more are refused. */
  mostWaiting?: number;
  deadlineMs?: number;
}

const MOST_WAITING = 32;
const DEADLINE_MS = 4000;
/** A solver that nobody asks anything is memory for nothing. */
const IDLE_MS = 60_000;
/** For so long at most a question gives way to the house. */
const GIVE_WAY_MS = 10_000;
const LOOK_AGAIN_MS = 20;

/** Answers questions one after the other. Those alike that come while one is worked out share its answer. */
export function createWhatIf(options: WhatIfOptions): WhatIf {
  const { planner, base, isPlanning = () => false } = options;
  const { mostWaiting = MOST_WAITING, deadlineMs = DEADLINE_MS } = options;
  const open = new Map<string, Promise<WhatIfResult>>();
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | null = null;

  async function work(from: Base, changes: Changes): Promise<WhatIfResult> {
    await giveWay();
    if (idle) clearTimeout(idle);
    await planner.start();
    const input = applyChanges(from.input, changes);
    const solved = await planner.solve(input, { deadlineMs });
    const plan = { ...solved, pricesKnownUntil: from.plan.pricesKnownUntil };
    // What is left over counts the same in both, or dearer energy would make the one that keeps some look cheaper.
    const { batteries } = input.batteries.length > 0 ? input : from.input;
    const worth = batteries.map(({ endValuePerKwh }) => endValuePerKwh);
    const cost = costOf(input, plan, worth);
    const costAsPlanned = costOf(from.input, from.plan, worth);
    return {
      ok: true,
      answer: { cycleId: from.cycleId, plan, cost, costAsPlanned, difference: cost - costAsPlanned },
    };
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
    async ask(changes) {
      const from = base();
      if (!from) return { ok: false, code: 'NOT_READY', field: null, message: NO_CYCLE };
      const problem = checkChanges(from.input, changes);
      if (problem) return { ok: false, code: 'INVALID_VALUE', ...problem };
      const key = `${from.cycleId} ${JSON.stringify(changes)}`;
      const asked = open.get(key);
      if (asked) return asked;
      if (open.size >= mostWaiting) return { ok: false, code: 'BUSY', field: null, message: busy(open.size) };
      const answer = turn.then(() => work(from, changes));
      open.set(key, answer);
      turn = answer
        .catch(() => undefined)
        .then(() => {
          open.delete(key);
          if (open.size === 0) rest();
        });
      return answer;
    },
    async stop() {
      if (idle) clearTimeout(idle);
      await planner.stop();
    },
  };
}

const NO_CYCLE: Text = {
  de: 'Es gibt noch keinen Plan, von dem ausgegangen werden könnte. Bitte nach dem ersten Durchlauf noch einmal fragen.',
  en: 'There is no plan yet to start from. Please ask again after the first cycle.',
};

function busy(waiting: number): Text {
  return {
    de: `Es warten schon ${waiting} Fragen. Bitte in einer halben Minute noch einmal.`,
    en: `${waiting} questions are waiting already. Please ask again in half a minute.`,
  };
}
