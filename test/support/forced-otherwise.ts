import type { Plan, PlanInput } from '../../api/house/index.ts';
import {
  batteryOtherwise,
  carOtherwise,
  type Otherwise,
  type OtherwiseCost,
} from '../../api/plan/explain-otherwise.ts';
import { type Highs, loadSolver } from '../../api/plan/highs.ts';
import type { PlanModel } from '../../api/plan/model.ts';
import { toPlan } from '../../api/plan/schedule.ts';
import { type Solved, solvePlan } from '../../api/plan/solve.ts';
import { randomHouse, randomNumbers } from '../random-house.ts';

/** How well explanations agree with the model. */
export interface Agreement {
  houses: number;
  /** Decisions that were forced the other way. */
  decisions: number;
  /** Of those whose true cost is above the solver's own tolerance: the share whose sign was right. */
  signShare: number;
  signDecisions: number;
  /** Share of all decisions that were said within two cents or a quarter of the truth. */
  sizeShare: number;
  /** Currency. */
  medianError: number;
  p90Error: number;
}

interface Forced {
  said: OtherwiseCost;
  truth: number;
}

/** A plan may be a cent from the best, so that differences below twice that say nothing. */
const NOISE = 0.02;
const SHARE = 0.25;
const TIME_MS = 4000;

/** Forces one decision of a car and one of the battery of each random house the other way. */
export async function agreement(houses: number, say: (line: string) => void = () => {}): Promise<Agreement> {
  const highs = await loadSolver();
  const found: Forced[] = [];
  let solvedHouses = 0;
  for (let seed = 1; solvedHouses < houses; seed += 1) {
    const input = randomHouse(20_000 + seed, { slots: 96, cars: 1 });
    const solved = solvePlan(highs, input, { timeLimitMs: TIME_MS });
    const plan = toPlan(input, solved, 0);
    solvedHouses += 1;
    // Where something is given up, money is not what counts.
    if (plan.status !== 'OPTIMAL' || plan.shortfalls.length > 0) continue;
    const random = randomNumbers(seed);
    for (const part of ['BATTERY', 'CAR'] as const) {
      const forced = forceOne(highs, input, solved, plan, part, random);
      if (!forced) continue;
      found.push(forced);
      say(`${seed} ${part} ${forced.otherwise} ${forced.said.cost.toFixed(4)} ${forced.truth.toFixed(4)}`);
    }
  }
  return summary(houses, found);
}

function summary(houses: number, found: readonly Forced[]): Agreement {
  const errors = found.map(({ said, truth }) => Math.abs(said.cost - truth)).sort((a, b) => a - b);
  const quantile = (share: number) =>
    errors[Math.min(errors.length - 1, Math.floor(errors.length * share))] ?? 0;
  const clear = found.filter(({ truth }) => Math.abs(truth) > NOISE);
  const isClose = ({ said, truth }: Forced) =>
    Math.abs(said.cost - truth) <= Math.max(NOISE, SHARE * Math.abs(truth));
  const share = (part: number, whole: number) => (whole === 0 ? 1 : Number((part / whole).toFixed(4)));
  return {
    houses,
    decisions: found.length,
    signShare: share(clear.filter(({ said, truth }) => said.cost > 0 === truth > 0).length, clear.length),
    signDecisions: clear.length,
    sizeShare: share(found.filter(isClose).length, found.length),
    medianError: Number(quantile(0.5).toFixed(4)),
    p90Error: Number(quantile(0.9).toFixed(4)),
  };
}

/** Of all that could be done otherwise one thing, chosen at random. */
function forceOne(
  highs: Highs,
  input: PlanInput,
  solved: Solved,
  plan: Plan,
  part: 'BATTERY' | 'CAR',
  random: () => number,
): (Forced & { otherwise: Otherwise }) | null {
  const ways: { at: number; otherwise: Otherwise; said: OtherwiseCost }[] = [];
  const all =
    part === 'BATTERY' ? (['NOT_CHARGE', 'NOT_DISCHARGE', 'DISCHARGE'] as const) : (['NOT_CHARGE'] as const);
  for (const at of plan.slots.keys())
    for (const otherwise of all) {
      const said =
        part === 'BATTERY'
          ? batteryOtherwise(input, plan, at, 0, otherwise)
          : carOtherwise(input, plan, at, 0, 'NOT_CHARGE');
      if (said && said.missingKwh === 0) ways.push({ at, otherwise, said });
    }
  const way = ways[Math.floor(random() * ways.length)];
  if (!way) return null;
  try {
    const forced = solvePlan(highs, input, {
      timeLimitMs: TIME_MS,
      prepare: (model) => force(model, part, way.at, way.otherwise, way.said.energyKwh),
    });
    const other = toPlan(input, forced, 0);
    if (other.shortfalls.length > 0 || other.status !== 'OPTIMAL') return null;
    return { ...way, truth: forced.objective - solved.objective };
  } catch {
    // Another way that the rules do not allow.
    return null;
  }
}

function force(
  model: PlanModel,
  part: 'BATTERY' | 'CAR',
  at: number,
  otherwise: Otherwise,
  energyKwh: number,
): PlanModel {
  const colLower = model.problem.colLower.slice();
  const colUpper = model.problem.colUpper.slice();
  const set = (column: number | undefined, kw: number) => {
    if (column === undefined) return;
    colLower[column] = Math.max(colLower[column] ?? 0, kw - 1e-6);
    colUpper[column] = Math.min(colUpper[column] ?? 0, kw + 1e-6);
  };
  const hours = model.slots[at]?.hours ?? 0.25;
  const battery = model.batteries[0]?.slots[at];
  if (part === 'CAR') set(model.cars[0]?.slots[at]?.power, 0);
  else if (otherwise === 'NOT_CHARGE') set(battery?.charge, 0);
  else if (otherwise === 'NOT_DISCHARGE') set(battery?.discharge, 0);
  else set(battery?.discharge, energyKwh / hours);
  return { ...model, problem: { ...model.problem, colLower, colUpper } };
}
