import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hourly, SAME_DAYS, scenarioOf } from './fixtures.ts';
import { inputsOf } from './inputs.ts';
import { createLedger } from './ledger.ts';
import { POLICIES, type PolicyName } from './policy.ts';
import { resultOf } from './report.ts';
import { type PolicyRun, runPolicy } from './simulate.ts';
import { tableLines } from './table-text.ts';

const NOTHING_WRONG = inputsOf(scenarioOf(SAME_DAYS));

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
    NOTHING_WRONG,
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
  const flat = resultOf(
    [runOf('selfConsumption', 1), runOf('smartload', 1.2), runOf('perfect', 1)],
    10,
    NOTHING_WRONG,
  );
  assert.deepEqual(flat.total.capture, { smartload: null });
  assert.deepEqual(resultOf([runOf('smartload', 1)], 10, NOTHING_WRONG).total.capture, {});
});

test('what is missing, refused or cut in the files is said and in the result', () => {
  const from = Date.UTC(2024, 4, 20);
  const sessions = [
    'a,2024-06-03T08:00Z,2024-06-03T12:00Z,',
    'a,2024-06-03T12:00Z,2024-06-03T13:00Z,20',
    'a,2024-06-04T08:00Z,2024-06-04T12:00Z,5',
  ];
  const scenario = scenarioOf(
    {
      ...SAME_DAYS,
      'load.csv': hourly('load_kw', from, 15 * 24, (hour) => (hour % 48 === 7 ? 5000 : 1)),
      'pv.csv': hourly('pv_kw', from, 480, (hour) => (hour === 14 * 24 ? '' : 1)),
      'ev.csv': ['ev_id,plugin_utc,plugout_utc,energy_kwh', ...sessions].join('\n'),
    },
    { ev: ['ev.csv'] },
  );
  const run = { ...runOf('none', 1), gapHours: 24, bridgedHours: 2, sessionsLeftOut: 1 };
  const result = resultOf([run], 10, inputsOf(scenario));
  assert.equal(result.sessionsLeftOut, 2);
  assert.deepEqual(result.inputs.load, {
    rows: 360,
    missing: 0,
    repeated: 0,
    refused: 8,
    gapHours: 24,
    bridgedHours: 1,
  });
  assert.deepEqual([result.inputs.pv.missing, result.inputs.pv.bridgedHours], [1, 1]);
  const text = tableLines(result).join('\n');
  assert.match(text, /only 24 h of 48 h are counted; in 24 h load, PV or price is missing/);
  assert.match(text, /Load: 24 h without a value, 1 h bridged, 8 of 360 values in the file cannot be true/);
  assert.match(text, /PV: 1 h bridged, 1 of 480 rows in the file without a value/);
  assert.match(text, /Car "a": 2 sessions, 1 of them cut .*; left out: 1 without a usable energy/);
  assert.match(text, /Sessions in a gap, left out: 1/);
  assert.equal(tableLines(resultOf([runOf('none', 1)], 10, NOTHING_WRONG)).length, 3);
});

test('what is left at the end is told with its worth, so that every cost can be added up', async () => {
  const run = await runPolicy(scenarioOf(SAME_DAYS), {
    policy: 'selfConsumption',
    actuation: 'modes',
    foresight: [],
  });
  const { policies, total, months } = resultOf([run], 10, NOTHING_WRONG);
  const own = policies.selfConsumption;
  assert.ok(own);
  const near = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 2e-4, `${found}`);
  for (const each of [own, ...own.months]) {
    for (const held of [each.start, each.end])
      near(held.worthEur, held.storedKwh * held.storedWorthPerKwh + held.carsKwh * held.carsWorthPerKwh);
    near(each.gainEur, each.end.worthEur - each.start.worthEur);
    near(each.costEur, each.meterCostEur - each.gainEur + each.unmetCostEur);
  }
  near(own.start.storedKwh, 5);
  assert.equal(own.costEur, total.costEur.selfConsumption);
  assert.deepEqual(
    own.months.map(({ month, costEur }) => [month, costEur]),
    months.map(({ month, costEur }) => [month, costEur.selfConsumption]),
  );
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
