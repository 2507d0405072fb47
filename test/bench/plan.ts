import type { PlanInput, PlanStatus } from '../../api/house/index.ts';
import { createPlanner, type Planner, verifyPlan } from '../../api/plan/index.ts';
import { PRICE_KINDS, type PriceKind, randomHouse } from '../random-house.ts';
import { doubtful } from '../support/doubtful-house.ts';

/**
 * Solves random houses through the planner's thread and prints how fast and how well. Options: `--houses 20` for each
 * kind of price, `--slots 192`, `--uncertainty` to plan against scenarios, `--repeat 1000` to solve so many times in a
 * row instead and see whether memory grows, `--json` for nothing but the last line.
 */
interface Row {
  name: string;
  slots: number;
  houses: number;
  provenShare: number;
  gapEurMax: number;
  medianMs: number;
  p95Ms: number;
  maxMs: number;
  firstPlanP95Ms: number;
  rssMb: number;
  statuses: Record<PlanStatus, number>;
  /** Rules that plans break, by the verifier; those plans were replaced by the fallback's if there are any. */
  violations: number;
}

/** Memory along many solves in a row: of the whole process, thread included. */
interface Memory {
  /** After the first tenth: before that everything still finds its size. */
  firstRssMb: number;
  lastRssMb: number;
  /** Every tenth of the way. */
  alongRssMb: number[];
}

const argument = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;
const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

const rssMb = () => rounded(process.memoryUsage.rss() / 1e6);

let onFirst: () => void = () => undefined;
const planner = createPlanner({ onFirstPlan: () => onFirst() });
await planner.start();
const houses = argument('houses', 20);
const slots = argument('slots', 192);
const repeats = argument('repeat', 0);
const doubt = process.argv.indexOf('--uncertainty');
const isDoubtful = doubt >= 0 && process.argv[doubt + 1] !== 'off';
const isQuiet = process.argv.includes('--json');
// The first solves of a thread are slow until its code is compiled; a running house is past that.
for (let seed = 1; seed <= 5; seed += 1) await planner.solve(houseOf(50_000 + seed));

const cases: (Row & Partial<Memory>)[] = [];
if (repeats > 0) cases.push(await repeat(planner));
else
  for (const kind of PRICE_KINDS) {
    const inputs = Array.from({ length: houses }, (_, index) => houseOf(index + 1, kind));
    const row = await measure(planner, kind, inputs);
    cases.push(row);
    if (!isQuiet) console.log(JSON.stringify(row));
  }
await planner.stop();
console.log(JSON.stringify({ cases }));

function houseOf(seed: number, prices?: PriceKind): PlanInput {
  const house = randomHouse(seed, prices ? { slots, prices } : { slots });
  return isDoubtful ? doubtful(house) : house;
}

/** Solves houses of all kinds over and over. */
async function repeat(solver: Planner): Promise<Row & Memory> {
  const known = Array.from({ length: Math.min(repeats, 5 * houses) }, (_, index) => houseOf(index + 1));
  const along: number[] = [];
  const every = Math.max(1, Math.floor(repeats / 10));
  const inputs = Array.from({ length: repeats }, (_, index) => known[index % known.length] ?? houseOf(1));
  const row = await measure(solver, 'repeat', inputs, (solved) => {
    if (solved % every === 0) along.push(rssMb());
  });
  return { ...row, firstRssMb: along[0] ?? 0, lastRssMb: along.at(-1) ?? 0, alongRssMb: along };
}

async function measure(
  solver: Planner,
  name: string,
  inputs: readonly PlanInput[],
  onSolved: (count: number) => void = () => undefined,
): Promise<Row> {
  const totalMs: number[] = [];
  const firstMs: number[] = [];
  const gaps: number[] = [];
  const statuses: Row['statuses'] = { OPTIMAL: 0, FEASIBLE: 0, FALLBACK: 0 };
  let violations = 0;
  for (const [index, input] of inputs.entries()) {
    const startedAt = performance.now();
    let first: number | null = null;
    onFirst = () => {
      first ??= performance.now() - startedAt;
    };
    const plan = await solver.solve(input, { deadlineMs: 15_000 });
    const ms = performance.now() - startedAt;
    totalMs.push(ms);
    firstMs.push(first ?? ms);
    gaps.push(plan.gap ?? Number.POSITIVE_INFINITY);
    statuses[plan.status] += 1;
    violations += verifyPlan(input, plan).length;
    onSolved(index + 1);
  }
  return {
    name,
    slots,
    houses: inputs.length,
    provenShare: rounded(statuses.OPTIMAL / inputs.length, 4),
    gapEurMax: rounded(Math.max(...gaps), 4),
    medianMs: rounded(quantile(totalMs, 0.5)),
    p95Ms: rounded(quantile(totalMs, 0.95)),
    maxMs: rounded(Math.max(...totalMs)),
    firstPlanP95Ms: rounded(quantile(firstMs, 0.95)),
    rssMb: rssMb(),
    statuses,
    violations,
  };
}
