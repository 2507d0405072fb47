import type { Plan, PlanInput, PlanScenario } from '../../house/index.ts';
import { type Highs, type Model, openModel, solveLp } from '../highs.ts';
import { buildModel, type PlanModel } from '../model.ts';
import { decisionsOf, toPlan } from '../schedule.ts';
import { type Solved, solvePlan } from '../solve.ts';
import { verifyPlan } from '../verify.ts';
import { coarseInput } from './coarse.ts';
import { carryOut, ordersOf, type SlotOrders } from './first-hour.ts';
import { givenUpBy, givesUpMore } from './goals-given-up.ts';
import { costIfKept } from './kept.ts';
import { costLessWorth, isAllMoney, moneyOf } from './money.ts';
import { pinned, pinsFor } from './pin.ts';

/** Another first hour must promise to be better by this to be taken, currency: more than rounding. */
const NOTABLE_GAIN = 0.001;
/** The plan from another first hour is searched for so long at most: it will be followed for an hour, not for two days. */
const SEARCH_MS = 1500;

/** A scenario with its relaxed model, opened in the solver. */
interface Outcome {
  /** 0 = only to know what is best for it. */
  probability: number;
  input: PlanInput;
  planModel: PlanModel;
  model: Model;
}

/** What a first hour leads to, expected over all scenarios. */
interface Expected {
  orders: SlotOrders[];
  /** Money, goals and preferences as the relaxation weighs them. */
  objective: number;
  /** Money alone. */
  cost: number;
  /** What is given up of each goal, the most important first. */
  givenUp: number[];
}

/**
 * Looks whether another first hour than that of the plan for the mean does better on average over the scenarios, and if
 * so plans the mean anew from there. First hours to choose from are the best ones of each scenario, carried out as the
 * devices would: by modes, so that a released battery takes up the errors by itself. What each leads to in a scenario is
 * the relaxed optimum of all that follows.
 *
 * @param mean the plan for the mean as it was solved
 * @param leftMs how long it may still take; without time the plan for the mean stays as it is
 */
export function hedge(
  highs: Highs,
  input: PlanInput,
  mean: { solved: Solved; plan: Plan },
  leftMs: () => number,
): Plan {
  const scenarios = input.scenarios ?? [];
  if (!scenarios.some((scenario) => deviates(scenario, input))) return mean.plan;
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of [...scenarios, AS_EXPECTED]) outcomes.push(open(highs, input, scenario));
    const own = expect(highs, outcomes, ordersOf(input, decisionsOf(mean.solved)));
    if (!own) return mean.plan;
    let best = own;
    for (const orders of candidates(highs, outcomes)) {
      if (leftMs() <= 0) break;
      const other = expect(highs, outcomes, orders);
      if (other && other.objective < best.objective && isWorthIt(input, other, own)) best = other;
    }
    const allowed = givenUpBy(mean.solved.model, mean.solved.values);
    const other =
      own.objective - best.objective > NOTABLE_GAIN
        ? planFrom(highs, input, best.orders, { allowed, before: mean.plan }, leftMs())
        : null;
    const insured = other && costIfKept(input, other) < costIfKept(input, mean.plan) ? other : null;
    const chosen = insured ? best : own;
    return {
      ...(insured ?? mean.plan),
      uncertainty: {
        scenarios: scenarios.length,
        expectedCost: chosen.cost,
        expectedCostOfMeanPlan: own.cost,
        gain: own.cost - chosen.cost,
        insuranceCost: insured ? costLessWorth(input, insured) - costLessWorth(input, mean.plan) : 0,
      },
    };
  } finally {
    for (const { model } of outcomes) model.dispose();
  }
}

/** Nothing but the mean. */
const AS_EXPECTED: PlanScenario = { probability: 0, loadKw: [], pvKw: [] };

function deviates({ loadKw, pvKw }: PlanScenario, { slots }: PlanInput): boolean {
  return slots.some((slot, index) => slot.loadKw !== loadKw[index] || slot.pvKw !== pvKw[index]);
}

function open(highs: Highs, mean: PlanInput, scenario: PlanScenario): Outcome {
  const input = coarseInput(mean, scenario);
  const planModel = buildModel(input);
  const model = openModel(highs, planModel.problem);
  return { probability: scenario.probability, input, planModel, model };
}

/** The best first hours of the scenarios, each once. */
function candidates(highs: Highs, outcomes: readonly Outcome[]): SlotOrders[][] {
  const found = new Map<string, SlotOrders[]>();
  for (const { input, planModel, model } of outcomes) {
    const solution = solveLp(highs, model);
    if (!solution) continue;
    const flows = decisionsOf({ model: planModel, values: solution.colValue, duals: solution.rowDual });
    const orders = ordersOf(input, flows);
    found.set(JSON.stringify(rounded(orders)), orders);
  }
  return [...found.values()];
}

/** Orders that differ by less than half a kW are alike. */
function rounded(orders: readonly SlotOrders[]) {
  const coarse = (kw: number) => Math.round(2 * kw);
  return orders.map(({ batteries, cars }) => [
    batteries.map(({ mode, chargeKw }) => [mode, coarse(chargeKw)]),
    cars.map((order) => (order === 'SUN' ? order : coarse(order))),
  ]);
}

/**
 * Whether it gives up no more of any goal than the first hour of the plan for the mean, and is cheaper or reaches more for
 * its money. Where more than money has a price, the objective says that alone.
 */
function isWorthIt(input: PlanInput, other: Expected, own: Expected): boolean {
  if (givesUpMore(other.givenUp, own.givenUp)) return false;
  return !isAllMoney(input) || other.cost < own.cost || givesUpMore(own.givenUp, other.givenUp);
}

/** What these orders lead to; `null` where they cannot be carried out in some scenario. */
function expect(highs: Highs, outcomes: readonly Outcome[], orders: SlotOrders[]): Expected | null {
  let objective = 0;
  let cost = 0;
  const givenUp: number[] = [];
  for (const { probability, input, planModel, model } of outcomes) {
    if (probability === 0) continue;
    const pins = pinsFor(planModel, carryOut(input, orders));
    for (const { column, lower, upper } of pins) model.bounds.set(column, lower, upper);
    const solution = solveLp(highs, model);
    for (const { column } of pins) model.bounds.reset(column);
    if (!solution) return null;
    objective += probability * solution.objective;
    cost += probability * moneyOf(input, planModel, solution.colValue);
    for (const [at, kwh] of givenUpBy(planModel, solution.colValue).entries())
      givenUp[at] = (givenUp[at] ?? 0) + probability * kwh;
  }
  return { orders, objective, cost, givenUp };
}

/**
 * The best plan for the mean that begins with these orders.
 *
 * @param allowed what it may give up of each goal, as the plan for the mean does
 * @param before the plan that it may take the place of
 * @returns `null` where there is none, or only one that gives up more
 */
export function planFrom(
  highs: Highs,
  input: PlanInput,
  orders: SlotOrders[],
  { allowed, before }: { allowed: readonly number[]; before: Plan },
  leftMs: number,
): Plan | null {
  try {
    const decisions = carryOut(input, orders);
    const startedAt = performance.now();
    const timeLimitMs = Math.min(SEARCH_MS, leftMs);
    const solved = solvePlan(highs, input, { timeLimitMs, prepare: (model) => pinned(model, decisions) });
    if (givesUpMore(givenUpBy(solved.model, solved.values), allowed)) return null;
    const plan = toPlan(input, solved, before.solveMs + performance.now() - startedAt);
    return verifyPlan(input, plan).length === 0 ? plan : null;
  } catch {
    // These orders and the rules of the mean do not go together; the plan for the mean is there already.
    return null;
  }
}
