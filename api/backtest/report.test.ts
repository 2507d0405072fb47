import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAME_DAYS, scenarioOf } from './fixtures.ts';
import { createLedger } from './ledger.ts';
import { POLICIES, type PolicyName } from './policy.ts';
import { resultOf } from './report.ts';
import type { PolicyRun } from './simulate.ts';
import { tableLines } from './table-text.ts';

function runOf(policy: PolicyName, meterCost: number): PolicyRun {
  const ledger = createLedger(scenarioOf(SAME_DAYS), new Map(), { storedKwh: 0, carsKwh: 0 });
  ledger.close(Date.UTC(2024, 5, 5), { storedKwh: 0, carsKwh: 0 });
  const accounts = ledger.accounts().map((account) => ({ ...account, meterCost, cost: meterCost }));
  return {
    policy,
    accounts,
    violations: 0,
    planMs: [1, 2, 3],
    fallbackPlans: 0,
    gapHours: 0,
    bridgedHours: 0,
    sessions: 0,
    sessionsLeftOut: 0,
  };
}

test('capture is the share of what could be saved beyond self-consumption', () => {
  const costs = { none: 12, selfConsumption: 10, evcc: 8, smartload: 7, perfect: 6 };
  const result = resultOf(
    POLICIES.map((policy) => runOf(policy, costs[policy])),
    10,
  );
  assert.deepEqual(result.total.costEur, costs);
  assert.deepEqual(result.total.capture, { evcc: 0.5, smartload: 0.75 });
  assert.deepEqual(
    result.months.map(({ month, capture }) => [month, capture.smartload]),
    [['2024-06', 0.75]],
  );
  assert.equal(result.planMsP95, 3);
  assert.match(tableLines(result).join('\n'), /2024-06.* 75\.0 {2}█{30}/);
});

test('where there is nothing to save there is no capture, and without its policies neither', () => {
  const flat = resultOf([runOf('selfConsumption', 1), runOf('smartload', 1.2), runOf('perfect', 1)], 10);
  assert.deepEqual(flat.total.capture, { smartload: null });
  assert.deepEqual(resultOf([runOf('smartload', 1)], 10).total.capture, {});
});

test('a car that leaves with less than it needs is counted and paid for', () => {
  const scenario = scenarioOf(SAME_DAYS);
  const worths = new Map([
    [scenario.from, 0.1],
    [scenario.to, 0.2],
  ]);
  const ledger = createLedger(scenario, worths, { storedKwh: 2, carsKwh: 0 });
  const noon = Date.UTC(2024, 5, 3, 12);
  ledger.left(noon, 0.1);
  ledger.left(noon, 4);
  ledger.close(scenario.to, { storedKwh: 3, carsKwh: 1 });
  const [account] = ledger.accounts();
  assert.ok(account);
  assert.equal(account.carsLate, 1);
  assert.equal(account.unmetKwh, 4.1);
  // Bought at the mean price of the day before, (6 · 0.1 + 18 · 0.3) / 24.
  assert.ok(Math.abs(account.unmetCost - 4.1 * 0.25) < 1e-9);
  assert.ok(Math.abs(account.gain - (3 * 0.2 - 2 * 0.1 + 1 * 0.25)) < 1e-9);
});
