import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { dive } from './dive.ts';
import { type Highs, type LpSolution, loadSolver, type Model, openModel, solveLp } from './highs.ts';
import { buildModel, type PlanModel } from './model.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';
import { search } from './search.ts';
import { solvePlan } from './solve.ts';

let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

/** The last slots of a day, of unequal length, without sun. */
function unequalSlots() {
  const minutes = [48, 60, 15, 15];
  const loadsKw = [1, 1.7, 1.2, 0.9];
  const starts = minutes.map((_, at) => minutes.slice(0, at).reduce((sum, each) => sum + each, 0));
  return sampleSlots([0.3, 0.3, 0.3, 0.3], (index) => ({
    start: SAMPLE_START + ((starts[index] ?? 0) * HOUR_MS) / 60,
    end: SAMPLE_START + (((starts[index] ?? 0) + (minutes[index] ?? 0)) * HOUR_MS) / 60,
    loadKw: loadsKw[index] ?? 0,
    feedInPricePerKwh: 0.1,
  }));
}

/** One battery below its corridor with all of it in reserve, and one above. */
function besideCorridors() {
  const lossless = { chargeEfficiency: 1, dischargeEfficiency: 1 };
  const low = sampleBattery({
    ...lossless,
    id: 'low',
    capacityKwh: 12.6,
    socPercent: 3,
    reserveSocPercent: 100,
    maxChargeKw: 5.2,
    maxDischargeKw: 1.5,
    endValuePerKwh: 0.3,
  });
  const high = sampleBattery({
    ...lossless,
    id: 'high',
    capacityKwh: 19.2,
    socPercent: 98,
    maxSocPercent: 95,
    maxChargeKw: 4.1,
    maxDischargeKw: 3,
  });
  return sampleInput({ slots: unequalSlots(), batteries: [low, high] });
}

test('nothing that has a plan is taken for infeasible', async () => {
  const plan = await solveSample(besideCorridors());
  assert.equal(plan.status, 'OPTIMAL');
  assert.deepEqual(plan.shortfalls, []);
});

/** A car that charges in two of four hours. */
function carModel(prices: readonly number[]): { model: Model; planModel: PlanModel } {
  const departure = SAMPLE_START + 4 * HOUR_MS;
  const car = sampleCar({ minPowerKw: 7, maxPowerKw: 7, targetSocPercent: 68, departure });
  const planModel = buildModel(sampleInput({ slots: sampleSlots(prices), cars: [car] }));
  return { planModel, model: openModel(highs, planModel.problem) };
}

/** The best plan for other prices, at these. */
function firstPlan({ problem }: PlanModel, otherPrices: readonly number[]): LpSolution {
  const { model, planModel } = carModel(otherPrices);
  const root = solveLp(highs, model);
  const solution = root && dive(highs, model, planModel, root).solution;
  model.dispose();
  assert.ok(solution);
  const { colValue } = solution;
  const objective = colValue.reduce((sum, value, at) => sum + value * (problem.colCost[at] ?? 0), 0);
  return { ...solution, objective };
}

/** How a search ends. */
interface Verdict {
  status: number;
  primal: number;
  objective: number;
}

/** The same model, in which the first searches end at once, and like this. */
function misjudged<Kind extends object>(model: Kind, verdict: Verdict, howMany: number): Kind {
  let left = howMany;
  let isSearch = false;
  let hasEnded = false;
  const info = {
    get: (name: string) => (name === 'primal_solution_status' ? verdict.primal : Number.NEGATIVE_INFINITY),
  };
  const ending: Record<string | symbol, unknown> = {
    info,
    run: () => undefined,
    getModelStatus: () => verdict.status,
    getObjectiveValue: () => verdict.objective,
  };
  return new Proxy(model, {
    get(target, key) {
      if (key === 'changeColsIntegrality') isSearch = true;
      if (key === 'clearIntegrality') isSearch = false;
      if (key === 'run') {
        hasEnded = isSearch && left > 0;
        if (hasEnded) left -= 1;
      }
      if (hasEnded && key in ending) return ending[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

for (const [verdict, name, primal] of [
  ['everything for infeasible', 'infeasible', 0],
  ['the start for the optimum, with no bound', 'optimal', 2],
] as const) {
  test(`where presolve takes ${verdict}, it is searched without`, () => {
    const { model, planModel } = carModel([0.4, 0.1, 0.3, 0.2]);
    const first = firstPlan(planModel, [0.1, 0.4, 0.2, 0.3]);
    const status = highs.constants.modelStatus[name];
    const wrong = misjudged(model, { status, primal, objective: first.objective }, 1);
    const searched = search(highs, wrong, planModel, new Set(planModel.switches), first, 10_000);
    model.dispose();
    assert.ok(searched);
    const cost = searched.values.reduce(
      (sum, value, at) => sum + value * (planModel.problem.colCost[at] ?? 0),
      0,
    );
    // 14 kWh at 10 and 20 ct instead of at 40 and 30, and the household's 4 kWh.
    assert.ok(Math.abs(cost - (7 * 0.3 + 1)) < 0.001, `${cost}`);
    assert.ok(searched.bound <= cost && searched.bound > cost - 0.011, `${searched.bound}`);
  });
}

test('where what is settled comes to nothing in any way, the whole problem is searched', () => {
  const { infeasible } = highs.constants.modelStatus;
  const verdict = { status: infeasible, primal: 0, objective: Number.POSITIVE_INFINITY };
  const stubborn = new Proxy(highs, {
    get(target, key) {
      if (key === 'createModel')
        return (...given: Parameters<Highs['createModel']>) =>
          misjudged(target.createModel(...given), verdict, 2);
      return Reflect.get(target, key);
    },
  });
  const { objective, bound, goalsProven } = solvePlan(stubborn, besideCorridors(), { timeLimitMs: 10_000 });
  assert.ok(objective - bound <= 0.01, `${objective - bound}`);
  assert.ok(goalsProven);
});

test('the search is told its start after all else, which would have it forget that', () => {
  const { model, planModel } = carModel([0.4, 0.1, 0.3, 0.2]);
  const first = firstPlan(planModel, [0.1, 0.4, 0.2, 0.3]);
  // As a dive leaves it.
  for (const { column } of planModel.switches) model.bounds.set(column, 1, 1);
  solveLp(highs, model);
  const calls: string[] = [];
  for (const name of ['changeColsBounds', 'changeColsIntegrality', 'setSolution', 'run']) {
    const called: unknown = Reflect.get(model, name);
    assert.ok(typeof called === 'function');
    const told = (...given: unknown[]) => {
      calls.push(name);
      return Reflect.apply(called, model, given);
    };
    Object.assign(model, { [name]: told });
  }
  search(highs, model, planModel, new Set(planModel.switches), first, 10_000);
  model.dispose();
  assert.deepEqual(calls, ['changeColsIntegrality', 'changeColsBounds', 'setSolution', 'run']);
});
