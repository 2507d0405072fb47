import type { Plan } from '../../api/house/index.ts';
import { createPlanner, type Planner, verifyPlan } from '../../api/plan/index.ts';
import { PRICE_KINDS, type PriceKind, randomHouse } from '../random-house.ts';
import { doubtful } from '../support/doubtful-house.ts';

/**
 * Solves random houses through the planner's thread and prints how fast and how well. Options: `--houses 20` for each
 * kind of price, `--slots 192`, `--uncertainty on` to plan against scenarios, `--json` for nothing but the last line.
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
  violations: number;
  rssMb: number;
}

const argument = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;
const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

let onFirst: (plan: Plan) => void = () => undefined;
const planner = createPlanner({ onFirstPlan: (plan) => onFirst(plan) });
await planner.start();
const houses = argument('houses', 20);
const slots = argument('slots', 192);
const isDoubtful = process.argv[process.argv.indexOf('--uncertainty') + 1] === 'on';
const isQuiet = process.argv.includes('--json');
// The first solves of a thread are slow until its code is compiled; a running house is past that.
for (let seed = 1; seed <= 5; seed += 1) {
  const house = randomHouse(50_000 + seed, { slots });
  await planner.solve(isDoubtful ? doubtful(house) : house);
}

const cases: Row[] = [];
for (const kind of PRICE_KINDS) {
  const row = await measure(planner, kind);
  cases.push(row);
  if (!isQuiet) console.log(JSON.stringify(row));
}
await planner.stop();
console.log(JSON.stringify({ cases }));

async function measure(solver: Planner, kind: PriceKind): Promise<Row> {
  const totalMs: number[] = [];
  const firstMs: number[] = [];
  const gaps: number[] = [];
  let proven = 0;
  let violations = 0;
  for (let seed = 1; seed <= houses; seed += 1) {
    const house = randomHouse(seed, { slots, prices: kind });
    const input = isDoubtful ? doubtful(house) : house;
    const startedAt = performance.now();
    let first: number | null = null;
    onFirst = () => {
      first ??= performance.now() - startedAt;
    };
    const plan = await solver.solve(input, { deadlineMs: 15_000 });
    totalMs.push(performance.now() - startedAt);
    firstMs.push(first ?? performance.now() - startedAt);
    gaps.push(plan.gap ?? Number.POSITIVE_INFINITY);
    if (plan.status === 'OPTIMAL') proven += 1;
    violations += verifyPlan(input, plan).length;
  }
  return {
    name: kind,
    slots,
    houses,
    provenShare: proven / houses,
    gapEurMax: rounded(Math.max(...gaps), 4),
    medianMs: rounded(quantile(totalMs, 0.5)),
    p95Ms: rounded(quantile(totalMs, 0.95)),
    maxMs: rounded(Math.max(...totalMs)),
    firstPlanP95Ms: rounded(quantile(firstMs, 0.95)),
    violations,
    rssMb: rounded(process.memoryUsage.rss() / 1e6),
  };
}
