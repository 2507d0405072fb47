import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  type ChargeOptimizer,
  type ChargeTask,
  createChargeOptimizer,
  decodeRequest,
  type Verdict,
  verifyAnswer,
} from '../../api/optimizer/index.ts';
import { exoticChargeRequest, randomChargeRequest } from '../random-charge-request.ts';

/**
 * Solves recorded requests of evcc to its optimizer and puts money, violations and time beside those of the recorded
 * answers, all worked out from the series alone. Options: `--dir ../requests`, `--random 50` and `--exotic 50`
 * for as many random requests without a recorded answer, `--json` for nothing but the last line.
 */
const { values: options } = parseArgs({
  options: {
    dir: { type: 'string' },
    random: { type: 'string', default: '0' },
    exotic: { type: 'string', default: '0' },
    json: { type: 'boolean' },
  },
});

const series = z.array(z.number());
const recording = z.object({
  request: z.unknown(),
  expected_response: z.object({
    batteries: z.array(
      z.object({ charging_power: series, discharging_power: series, state_of_charge: series }),
    ),
    grid_import: series,
    grid_export: series,
    grid_import_overshoot: series.default([]),
    grid_export_overshoot: series.default([]),
  }),
});
type Answer = z.infer<typeof recording>['expected_response'];

interface Row {
  file: string;
  steps: number;
  status: string;
  moneyEur: number;
  expectedMoneyEur: number | null;
  /** Ours − expected; negative is cheaper. */
  differenceEur: number | null;
  /** Physics and limits that must hold. */
  violationWh: number;
  expectedViolationWh: number | null;
  /** Goals, demands, corridor and grid limits that were given up. */
  shortfallWh: number;
  expectedShortfallWh: number | null;
  ms: number;
}

const optimizer = createChargeOptimizer();
// The first solves of a thread are slow until its code is compiled; a running house is past that.
for (let seed = 1001; seed <= 1004; seed += 1) await solve(optimizer, taskOf(randomChargeRequest(seed, 48)));

const files: Row[] = [];
const { dir } = options;
if (dir)
  for (const file of readdirSync(dir).sort()) {
    if (!file.endsWith('.json')) continue;
    const { request, expected_response } = recording.parse(JSON.parse(readFileSync(join(dir, file), 'utf8')));
    await measure(file, taskOf(request), expected_response);
  }
for (let seed = 1; seed <= Number(options.random); seed += 1)
  await measure(`random ${seed}`, taskOf(randomChargeRequest(seed)), null);
for (let seed = 1; seed <= Number(options.exotic); seed += 1)
  await measure(`exotic ${seed}`, taskOf(exoticChargeRequest(seed)), null);
await optimizer.stop();
console.log(JSON.stringify({ files }));

async function measure(file: string, task: ChargeTask, expected: Answer | null): Promise<void> {
  const { answer, ms } = await solve(optimizer, task);
  const ours = verifyAnswer(task, answer);
  const theirs = expected && verifyAnswer(task, expected);
  const row: Row = {
    file,
    steps: task.steps.length,
    status: answer.status,
    moneyEur: rounded(ours.money, 6),
    expectedMoneyEur: theirs && rounded(theirs.money, 6),
    differenceEur: theirs && rounded(ours.money - theirs.money, 6),
    violationWh: violationWh(ours),
    expectedViolationWh: theirs && violationWh(theirs),
    shortfallWh: shortfallWh(ours),
    expectedShortfallWh: theirs && shortfallWh(theirs),
    ms: rounded(ms, 1),
  };
  files.push(row);
  if (!options.json) console.log(JSON.stringify(row));
}

async function solve(solver: ChargeOptimizer, task: ChargeTask) {
  const startedAt = performance.now();
  const answer = await solver.solve(task);
  return { answer, ms: performance.now() - startedAt };
}

function taskOf(request: unknown): ChargeTask {
  const decoded = decodeRequest(request);
  if (decoded.ok) return decoded.task;
  throw new Error(decoded.error.message);
}

function violationWh({ breaches }: Verdict): number {
  return rounded(
    breaches.reduce((sum, { amountWh }) => sum + amountWh, 0),
    3,
  );
}

function shortfallWh({
  shortfallWh: { corridor, goal, demand, import: above, export: unsold },
}: Verdict): number {
  return rounded(corridor + goal + demand + above + unsold, 3);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
