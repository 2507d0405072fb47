import type { Plan, PlanInput } from '../../api/house/index.ts';
import { type Highs, loadSolver } from '../../api/plan/highs.ts';
import { type Otherwise, otherWay, paidFor } from '../../api/plan/index.ts';
import type { PlanModel } from '../../api/plan/model.ts';
import { toPlan } from '../../api/plan/schedule.ts';
import { type Solved, solvePlan } from '../../api/plan/solve.ts';
import { moneyOf } from '../../api/plan/uncertainty/money.ts';
import { randomHouse, randomNumbers } from '../random-house.ts';

/** How well a figure agrees with the model in which the decision is forced the other way. */
export interface Agreement {
  decisions: number;
  /** Of those whose true cost is above twice what plans are proven to: the share whose sign was right. */
  signShare: number;
  signDecisions: number;
  /** Share of all decisions that were said within two cents or a tenth of the truth. */
  sizeShare: number;
  /** Currency. */
  medianError: number;
  p90Error: number;
  worstError: number;
}

/** What is said of the same houses. */
export interface Agreements extends Agreement {
  houses: number;
}

interface Forced {
  truth: number;
  /** Worked out by planning both ways, as everything that names money does. */
  said: number;
}

/** A decision that is done otherwise. */
interface Decided {
  at: number;
  subject: string;
  otherwise: Otherwise;
  energyKwh: number;
}

/** A plan may be a cent from the best, so that differences below twice that say nothing. */
const NOISE = 0.02;
const SHARE = 0.1;
const TIME_MS = 4000;

/** Forces one decision of a car and one of the battery of each random house the other way. */
export async function agreement(houses: number, say: (line: string) => void = () => {}): Promise<Agreements> {
  const highs = await loadSolver();
  const found: Forced[] = [];
  for (let seed = 1; seed <= houses; seed += 1) {
    const input = randomHouse(20_000 + seed, { slots: 96, cars: 1 });
    const solved = solvePlan(highs, input, { timeLimitMs: TIME_MS });
    const plan = toPlan(input, solved, 0);
    // Where something is given up, money is not what counts.
    if (!isSound(plan)) continue;
    const random = randomNumbers(seed);
    for (const subject of ['battery', 'loadpoint-1']) {
      const forced = forceOne(highs, input, solved, plan, subject, random);
      if (!forced) continue;
      found.push(forced);
      const { otherwise, truth, said } = forced;
      say(`${seed} ${subject} ${otherwise} ${truth.toFixed(4)} ${said.toFixed(4)}`);
    }
  }
  return { houses, ...summary(found) };
}

function summary(found: readonly { truth: number; said: number }[]): Agreement {
  const errors = found.map(({ said, truth }) => Math.abs(said - truth)).sort((a, b) => a - b);
  const quantile = (share: number) =>
    Number((errors[Math.min(errors.length - 1, Math.floor(errors.length * share))] ?? 0).toFixed(4));
  const clear = found.filter(({ truth }) => Math.abs(truth) > NOISE);
  const close = found.filter(
    ({ said, truth }) => Math.abs(said - truth) <= Math.max(NOISE, SHARE * Math.abs(truth)),
  );
  const share = (part: number, whole: number) => (whole === 0 ? 1 : Number((part / whole).toFixed(4)));
  return {
    decisions: found.length,
    signShare: share(clear.filter(({ said, truth }) => said > 0 === truth > 0).length, clear.length),
    signDecisions: clear.length,
    sizeShare: share(close.length, found.length),
    medianError: quantile(0.5),
    p90Error: quantile(0.9),
    worstError: quantile(1),
  };
}

/** Of all slots in which a device could do otherwise one, chosen at random. */
function forceOne(
  highs: Highs,
  input: PlanInput,
  solved: Solved,
  plan: Plan,
  subject: string,
  random: () => number,
): (Forced & { otherwise: Otherwise }) | null {
  const ways = [...plan.slots.keys()].flatMap((at) => {
    const way = otherWay(input, plan, at, subject);
    return way ? [{ at, ...way }] : [];
  });
  const way = ways[Math.floor(random() * ways.length)];
  if (!way) return null;
  const { at, otherwise, energyKwh } = way;
  const truth = forcedByRows(highs, input, { at, subject, otherwise, energyKwh });
  const instead = solveAgain(highs, way.instead);
  const asPlanned = solveAgain(highs, way.asPlanned);
  if (truth === null || !instead || !asPlanned) return null;
  return {
    otherwise,
    truth: truth - moneyOf(input, solved.model, solved.values),
    said: paidFor(input, instead) - paidFor(input, asPlanned),
  };
}

/** `null` where there is no such plan, or none that gives nothing up. */
function solveAgain(highs: Highs, input: PlanInput): Plan | null {
  try {
    const plan = toPlan(input, solvePlan(highs, input, { timeLimitMs: TIME_MS }), 0);
    return isSound(plan) ? plan : null;
  } catch {
    return null;
  }
}

function isSound({ status, shortfalls }: Plan): boolean {
  return status === 'OPTIMAL' && shortfalls.length === 0;
}

/** Money in the model with rows that force the decision. */
function forcedByRows(
  highs: Highs,
  input: PlanInput,
  { at, subject, otherwise, energyKwh }: Decided,
): number | null {
  try {
    const forced = solvePlan(highs, input, {
      timeLimitMs: TIME_MS,
      prepare: (model) => {
        const columns = columnsOf(model, at, subject);
        const kw = energyKwh / (model.slots[at]?.hours ?? 0.25);
        if (otherwise === 'NOT_CHARGE') return fixed(model, columns.charge, 0);
        if (otherwise === 'NOT_DISCHARGE') return fixed(model, columns.discharge, 0);
        const [does, rests] =
          otherwise === 'CHARGE' ? [columns.charge, columns.discharge] : [columns.discharge, columns.charge];
        return fixed(fixed(model, does, kw), rests, 0);
      },
    });
    return isSound(toPlan(input, forced, 0)) ? moneyOf(input, forced.model, forced.values) : null;
  } catch {
    // Another way that the rules do not allow.
    return null;
  }
}

function columnsOf(model: PlanModel, at: number, subject: string): { charge?: number; discharge?: number } {
  const car = model.cars.find((columns) => columns.car.id === subject)?.slots[at];
  const battery = model.batteries.find((columns) => columns.battery.id === subject)?.slots[at];
  return car ? { charge: car.power } : (battery ?? {});
}

/** Bounds of columns would not do: the search sets those of its switches anew. */
function fixed(model: PlanModel, column: number | undefined, kw: number): PlanModel {
  if (column === undefined) return model;
  const { problem } = model;
  return {
    ...model,
    problem: {
      ...problem,
      numRows: problem.numRows + 1,
      rowLower: Float64Array.from([...problem.rowLower, kw - 1e-6]),
      rowUpper: Float64Array.from([...problem.rowUpper, kw + 1e-6]),
      starts: Int32Array.from([...problem.starts, problem.indices.length + 1]),
      indices: Int32Array.from([...problem.indices, column]),
      values: Float64Array.from([...problem.values, 1]),
    },
  };
}
