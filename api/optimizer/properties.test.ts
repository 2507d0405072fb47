import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { exoticChargeRequest, randomChargeRequest } from '../../test/random-charge-request.ts';
import { type Highs, loadSolver } from '../plan/index.ts';
import { toAnswer } from './answer.ts';
import { greedyFlows } from './greedy.ts';
import { decodeRequest } from './request.ts';
import { costOf, dearestPrice, type Schedule, settle, shortfallsOf } from './schedule.ts';
import { solveTask } from './solve.ts';
import type { ChargeTask } from './task.ts';
import { verifyAnswer } from './verify.ts';

let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

/** A third of a day is enough to show a broken rule and keeps the solver quick. */
const task = fc
  .record({ seed: fc.nat(1_000_000), steps: fc.integer({ min: 1, max: 28 }), isExotic: fc.boolean() })
  .map(({ seed, steps, isExotic }): ChargeTask => {
    const decoded = decodeRequest((isExotic ? exoticChargeRequest : randomChargeRequest)(seed, steps));
    assert.ok(decoded.ok, decoded.ok ? '' : decoded.error.message);
    return decoded.task;
  });

/** Money and shortfalls in one number, as evcc's optimizer weighs them, currency. */
function weighedCost(problem: ChargeTask, schedule: Schedule): number {
  return costOf(problem, schedule) + shortfallsOf(problem, schedule).weighed * dearestPrice(problem);
}

test('every schedule passes the verifier and is no worse than the simple rules', () => {
  fc.assert(
    fc.property(task, (problem) => {
      const { flows, gap } = solveTask(highs, problem, { closeMs: 1000, workMs: 1000, clockMs: 30_000 });
      const schedule = settle(problem, flows);
      const { breaches, money } = verifyAnswer(problem, toAnswer(problem, schedule, gap));
      assert.deepEqual(breaches, []);
      assert.ok(Math.abs(money - costOf(problem, schedule)) < 1e-6, 'money by two ways');
      const simple = weighedCost(problem, settle(problem, greedyFlows(problem)));
      const ours = weighedCost(problem, schedule);
      assert.ok(ours <= simple + Math.max(1e-4, 1e-7 * Math.abs(simple)), `${ours} against ${simple}`);
    }),
    { numRuns: 80 },
  );
});

test('a preference costs no money where a limit that nobody exceeds weighs a great deal', () => {
  const store = { minKwh: 0, demandKwh: [0], goalKwh: [0], chargeEfficiency: 0.95, dischargeEfficiency: 0.9 };
  const problem: ChargeTask = {
    steps: [{ hours: 1 / 6, loadKwh: 0.09, pvKwh: 0, importPricePerKwh: 0.22, exportPricePerKwh: 0.1 }],
    stores: [
      {
        ...store,
        capacityKwh: 5.6,
        maxKwh: 5.6,
        initialKwh: 3.7,
        minChargeKw: 0,
        maxChargeKw: 2.4,
        maxDischargeKw: 3.6,
        endValuePerKwh: 0.196,
        fromGrid: false,
        toGrid: false,
        priority: 0,
      },
      {
        ...store,
        capacityKwh: 34.8,
        maxKwh: 27.8,
        initialKwh: 17.168360666781066,
        minChargeKw: 1.38,
        maxChargeKw: 3.68,
        maxDischargeKw: 0,
        endValuePerKwh: 0,
        fromGrid: true,
        toGrid: false,
        priority: 2,
      },
    ],
    circuits: [],
    importLimitKw: 2.4,
    exportLimitKw: 3.5,
    // For ten minutes this makes 36 ct a kWh a hundred times that.
    demandRatePerKw: 6,
    chargingStrategy: 'charge_before_export',
    dischargingStrategy: 'none',
  };
  const { flows } = solveTask(highs, problem, { closeMs: 1000, workMs: 1000, clockMs: 30_000 });
  // Worth 21.8 ct/kWh in the battery, and 22 ct in the house.
  assert.ok(Math.abs((flows.dischargeKwh[0]?.[0] ?? 0) - 0.09) < 1e-3);
});

test('the simple rules pass the verifier for whole days', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.boolean(), (seed, isExotic) => {
      const decoded = decodeRequest((isExotic ? exoticChargeRequest : randomChargeRequest)(seed));
      assert.ok(decoded.ok);
      const schedule = settle(decoded.task, greedyFlows(decoded.task));
      assert.deepEqual(verifyAnswer(decoded.task, toAnswer(decoded.task, schedule, 0)).breaches, []);
    }),
    { numRuns: 300 },
  );
});
