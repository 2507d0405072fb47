import type { Instant, Plan, PlanInput } from '../house/index.ts';
import { planByRule } from '../plan/index.ts';
import { applyChanges } from './apply.ts';
import type { Changes } from './changes.ts';
import { checkChanges } from './check.ts';
import { carsKwh, carsWorth, costOf } from './money.ts';
import { busy, NO_CYCLE, NOT_PLANNED, type WhatIfRefusal } from './refusal.ts';
import { createShare, type Solve, type Turns } from './turns.ts';

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
  /** For energy and wear, less what the battery can give back more at the end than at the start. */
  cost: number;
  /** The same of the plan in force, what is left counted at the changed prices. */
  costAsPlanned: number;
  /** cost − costAsPlanned: + where the changes make it dearer. */
  difference: number;
  /** Charged into cars over the horizon with the changes − as planned, AC side: − where they get less for the money. */
  carsDifferenceKwh: number;
}

export type WhatIfResult = { ok: true; answer: WhatIfAnswer } | ({ ok: false } & WhatIfRefusal);

/** Never rejects. Nothing in the house changes by it. */
export type WhatIf = (changes: Changes) => Promise<WhatIfResult>;

/**
 * Answers questions one after the other. Those alike that come while one is worked out share its answer.
 *
 * @param base the last recorded cycle; `null` before the first
 */
export function createWhatIf(turns: Turns, base: () => Base | null): WhatIf {
  const share = createShare<WhatIfResult>();
  return async (changes) => {
    const from = base();
    if (!from) return { ok: false, ...NO_CYCLE };
    const problem = checkChanges(from.input, changes);
    if (problem) return { ok: false, code: 'INVALID_VALUE', ...problem };
    const key = `${from.cycleId} ${JSON.stringify(changes)}`;
    const answer = share(key, () => turns.take((solve) => planned(from, changes, solve)));
    return answer ?? { ok: false, ...busy(turns.waiting()) };
  };
}

async function planned(from: Base, changes: Changes, solve: Solve): Promise<WhatIfResult> {
  const input = applyChanges(from.input, changes);
  const found = changes.rule ? planByRule(input, changes.rule) : await solve(input);
  // A plan by simple rules beside one that was worked out would compare planners, not what was changed.
  if (!changes.rule && found.status === 'FALLBACK' && from.plan.status !== 'FALLBACK')
    return { ok: false, ...NOT_PLANNED };
  const plan = { ...found, pricesKnownUntil: from.plan.pricesKnownUntil };
  // What is left counts at the changed prices in both, or dearer energy would make the one that keeps some look cheaper;
  // in each by what its own battery can give back.
  const { batteries } = applyChanges(from.input, { ...changes, battery: undefined });
  const worthAsPlanned = batteries.map(({ endValuePerKwh }) => endValuePerKwh);
  // A rule charges cars by its own lights, while a plan charges them as people asked, whatever else is different.
  const inCars = (of: PlanInput, by: Plan) => (changes.rule ? carsWorth(of, by) : 0);
  const cost = costOf(input, plan) - inCars(input, plan);
  const costAsPlanned = costOf(from.input, from.plan, worthAsPlanned) - inCars(from.input, from.plan);
  const difference = cost - costAsPlanned;
  const carsDifferenceKwh = carsKwh(plan) - carsKwh(from.plan);
  return {
    ok: true,
    answer: { cycleId: from.cycleId, plan, cost, costAsPlanned, difference, carsDifferenceKwh },
  };
}
