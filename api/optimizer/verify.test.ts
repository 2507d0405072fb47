import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChargeAnswer, toAnswer } from './answer.ts';
import { decodeRequest } from './request.ts';
import { sampleBattery, sampleRequest } from './sample-request.ts';
import { settle } from './schedule.ts';
import type { ChargeTask } from './task.ts';
import { type Breach, verifyAnswer } from './verify.ts';

function taskOf(
  battery: Record<string, unknown>,
  changes: Parameters<typeof sampleRequest>[2] = {},
): ChargeTask {
  const decoded = decodeRequest(sampleRequest([10, 50], [sampleBattery(battery)], changes));
  assert.ok(decoded.ok);
  return decoded.task;
}

/** The answer for 1 kWh charged in the first hour and given back in the second, with changes to it. */
function rulesBroken(
  task: ChargeTask,
  change: (answer: ChargeAnswer) => void = () => undefined,
): Breach['rule'][] {
  const answer = toAnswer(task, settle(task, { chargeKwh: [[1, 0]], dischargeKwh: [[0, 1]] }), 0);
  change(answer);
  return [...new Set(verifyAnswer(task, answer).breaches.map(({ rule }) => rule))];
}

/** Another value in place of one of a series. */
const put = (series: number[] | undefined, t: number, value: number) => series?.splice(t, 1, value);

test('a correct answer breaks nothing, and its money is that of its series', () => {
  const task = taskOf({ p_a: 0.0001, s_initial: 500 });
  assert.deepEqual(rulesBroken(task), []);
  const answer = toAnswer(task, settle(task, { chargeKwh: [[1, 0]], dischargeKwh: [[0, 0.5]] }), 0);
  // 2 kWh at 10 ct, 0.5 at 50 ct, and 0.5 kWh more in store worth 10 ct each.
  assert.ok(Math.abs(verifyAnswer(task, answer).money - (0.2 + 0.25 - 0.05)) < 1e-9);
});

test('each broken rule is found', () => {
  const plain = taskOf({});
  assert.deepEqual(
    rulesBroken(plain, (answer) => put(answer.grid_import, 0, 1900)),
    ['BALANCE'],
  );
  assert.deepEqual(
    rulesBroken(plain, (answer) => put(answer.grid_import, 0, Number.NaN)).includes('BALANCE'),
    true,
  );
  assert.deepEqual(
    rulesBroken(plain, (answer) => put(answer.batteries[0]?.state_of_charge, 0, 900)),
    ['STORE'],
  );
  assert.deepEqual(
    rulesBroken(plain, (answer) => {
      put(answer.grid_import, 0, 2100);
      put(answer.grid_export, 0, 100);
    }),
    ['BOTH_WAYS'],
  );
  assert.deepEqual(rulesBroken(taskOf({ c_max: 800 })), ['POWER']);
  assert.deepEqual(rulesBroken(taskOf({ d_max: 800 })), ['POWER']);
  assert.deepEqual(rulesBroken(taskOf({ c_min: 1500 })), ['LEAST_POWER']);
  assert.deepEqual(rulesBroken(taskOf({ charge_from_grid: false })), ['FROM_GRID']);
  assert.deepEqual(rulesBroken(taskOf({}, { series: { gt: [1000, 500] } })), ['TO_GRID']);
  const limited = taskOf({}, { grid: { p_max_imp: 1500 } });
  assert.deepEqual(
    rulesBroken(limited, (answer) => {
      put(answer.grid_import, 0, 2000);
      put(answer.grid_import_overshoot, 0, 0);
    }),
    ['LIMIT'],
  );
  assert.ok(rulesBroken(plain, (answer) => answer.batteries.pop()).length > 0);
});

test('what is given up is added up', () => {
  const task = taskOf({ s_min: 500, s_goal: [0, 3000], p_demand: [2500, 0] }, { grid: { p_max_imp: 1500 } });
  const answer = toAnswer(task, settle(task, { chargeKwh: [[1, 0]], dischargeKwh: [[0, 1]] }), 0);
  assert.deepEqual(verifyAnswer(task, answer).shortfallWh, {
    corridor: 500,
    goal: 3000,
    demand: 1500,
    import: 500,
    export: 0,
  });
});
