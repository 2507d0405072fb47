import { parseArgs } from 'node:util';
import type { Plan, PlanInput } from '../../api/house/index.ts';
import { createPlanner } from '../../api/plan/index.ts';
import { variedHouse } from '../random-house.ts';
import { PLAN_PROPERTIES, type Property } from '../support/plan-properties.ts';

/**
 * Looks for random houses whose plans lack a property that all plans must have. Options: `--houses 3000`, `--from 1`
 * for the first seed, `--slots 48`, `--only <property>`, `--json` for nothing but the last line.
 */
interface Row {
  name: string;
  houses: number;
  failures: number;
  /** Of some of the failures: the seed of `variedHouse`, and what is wrong. */
  examples: { seed: number; found: string }[];
}

const EXAMPLES = 20;
const { values: options } = parseArgs({
  options: {
    houses: { type: 'string', default: '3000' },
    from: { type: 'string', default: '1' },
    slots: { type: 'string', default: '48' },
    only: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const houses = Number(options.houses);
const from = Number(options.from);
const startedAt = performance.now();

const planner = createPlanner();
await planner.start();
const rows = new Map<string, Row>();
for (let seed = from; seed < from + houses; seed += 1) {
  const input = variedHouse(seed, { slots: Number(options.slots) });
  const solve = solverOf();
  for (const [name, property] of Object.entries<Property>(PLAN_PROPERTIES)) {
    if (options.only !== undefined && name !== options.only) continue;
    count(name, seed, await property(input, solve, seed));
  }
}
await planner.stop();
const { solves, optimal, feasible, fallbacks } = planner.stats();
const failures = [...rows.values()].reduce((sum, row) => sum + row.failures, 0);
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(
  JSON.stringify({
    properties: [...rows.values()],
    houses,
    failures,
    plans: { solves, optimal, feasible, fallbacks },
    seconds,
  }),
);
process.exitCode = failures > 0 ? 1 : 0;

/** Several properties ask for the plan of the same input. */
function solverOf() {
  const known = new Map<PlanInput, Promise<Plan>>();
  return (input: PlanInput) => {
    const plan = known.get(input) ?? planner.solve(input);
    known.set(input, plan);
    return plan;
  };
}

function count(name: string, seed: number, found: string | null): void {
  const row = rows.get(name) ?? { name, houses: 0, failures: 0, examples: [] };
  rows.set(name, row);
  row.houses += 1;
  if (found === null) return;
  row.failures += 1;
  if (row.examples.length < EXAMPLES) row.examples.push({ seed, found });
  if (!options.json) console.log(`${name}, seed ${seed}: ${found}`);
}
