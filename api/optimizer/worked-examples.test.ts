import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Highs, loadSolver } from '../plan/index.ts';
import { type ChargeAnswer, toAnswer } from './answer.ts';
import { greedyFlows } from './greedy.ts';
import { decodeRequest } from './request.ts';
import { sampleBattery, sampleRequest } from './sample-request.ts';
import { settle } from './schedule.ts';
import { solveTask } from './solve.ts';
import { type Verdict, verifyAnswer } from './verify.ts';

let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

function solve(request: unknown): ChargeAnswer & Verdict {
  const decoded = decodeRequest(request);
  assert.ok(decoded.ok, decoded.ok ? '' : decoded.error.message);
  const { flows, gap } = solveTask(highs, decoded.task, { closeMs: 5000, workMs: 5000, clockMs: 60_000 });
  const answer = toAnswer(decoded.task, settle(decoded.task, flows), gap);
  const verdict = verifyAnswer(decoded.task, answer);
  assert.deepEqual(verdict.breaches, []);
  assert.equal(answer.status, 'Optimal');
  return { ...answer, ...verdict };
}

const CAR = { d_max: 0, c_min: 2000 };

function near(actual: readonly number[] | undefined, expected: readonly number[], tolerance = 0.01) {
  assert.equal(actual?.length, expected.length);
  expected.forEach((value, t) => {
    assert.ok(Math.abs((actual?.[t] ?? Number.NaN) - value) <= tolerance, `${actual} is not ${expected}`);
  });
}

test('charges in the cheap hour what the dear ones need', () => {
  const { grid_import, money, objective_value, batteries } = solve(sampleRequest([10, 50, 50]));
  near(grid_import, [3000, 0, 0]);
  near(batteries[0]?.state_of_charge, [2000, 1000, 0]);
  assert.ok(Math.abs(money - 0.3) < 1e-5);
  assert.ok(Math.abs(objective_value + 0.3) < 1e-5);
});

test('the objective counts the change of charge from after the first step', () => {
  const { money, objective_value } = solve(sampleRequest([10], [sampleBattery({ p_a: 0.0002 })]));
  // 5 kWh for 50 ct, 4 of them stored and worth 80 ct.
  assert.ok(Math.abs(money + 0.3) < 1e-5);
  assert.ok(Math.abs(objective_value + 0.5) < 1e-5);
});

test('a car charges with at least its least power or not at all', () => {
  const { batteries } = solve(
    sampleRequest([10, 10, 10], [sampleBattery({ ...CAR, s_max: 3000, p_a: 0.0002 })]),
  );
  const [car] = batteries;
  near([Math.max(...(car?.charging_power ?? []))], [3000]);
});

test('a demand is met at once, and may fill the car up with less than its least power', () => {
  const car = sampleBattery({ ...CAR, s_max: 5000, p_demand: [3000, 3000, 3000] });
  const { batteries, shortfallWh } = solve(sampleRequest([50, 50, 10], [car]));
  near(batteries[0]?.state_of_charge.slice(1), [5000, 5000]);
  assert.equal(shortfallWh.demand, 0);
});

test('a goal is reached in the cheapest hours before it; one that is out of reach as far as possible', () => {
  const car = (goal: number) => sampleBattery({ ...CAR, s_goal: [0, 0, goal, 0] });
  near(solve(sampleRequest([50, 10, 50, 1], [car(4000)])).batteries[0]?.charging_power, [0, 4000, 0, 0]);
  const { batteries, shortfallWh } = solve(sampleRequest([50, 10, 50, 1], [car(20_000)]));
  near(batteries[0]?.state_of_charge.slice(2, 3), [10_000]);
  near([shortfallWh.goal], [10_000]);
});

test('without leave to charge from the grid only the sun is stored', () => {
  const battery = sampleBattery({ charge_from_grid: false });
  const { batteries } = solve(sampleRequest([1, 1, 50, 50], [battery], { series: { ft: [0, 1500, 0, 0] } }));
  near(batteries[0]?.charging_power, [0, 500, 0, 0]);
});

test('without leave to feed the grid a battery covers the house only', () => {
  const battery = (leave: boolean) => sampleBattery({ s_initial: 5000, discharge_to_grid: leave });
  const sold = { series: { p_E: [0.0005] } };
  near(solve(sampleRequest([30], [battery(false)], sold)).grid_export, [0]);
  near(solve(sampleRequest([30], [battery(true)], sold)).grid_export, [3000]);
});

test('negative prices burn nothing and do not import and export at once', () => {
  const { grid_import } = solve(
    sampleRequest([-10, -10], [sampleBattery({ s_initial: 9000 })], { series: { ft: [500, 500] } }),
  );
  // Twice 0.5 kWh of load, and the last kWh of room.
  near([grid_import.reduce((sum, wh) => sum + wh, 0)], [2000]);
  const { grid_export } = solve(
    sampleRequest([5], [sampleBattery()], { series: { p_E: [0.0001], ft: [3000] } }),
  );
  near(grid_export, [2000]);
});

test('an import limit is kept where it can be and exceeded by no more than must be', () => {
  const { grid_import, grid_import_overshoot, limit_violations } = solve(
    sampleRequest([10, 50], [sampleBattery()], { grid: { p_max_imp: 1500 } }),
  );
  near(grid_import, [1500, 500]);
  near(grid_import_overshoot, [0, 0]);
  assert.equal(limit_violations.grid_import_limit_exceeded, false);
  const short = solve(sampleRequest([10, 10], [sampleBattery()], { grid: { p_max_imp: 600 } }));
  near(short.grid_import, [600, 600]);
  near(short.grid_import_overshoot, [400, 400]);
  assert.equal(short.limit_violations.grid_import_limit_exceeded, true);
});

test('a demand rate makes the import limit a matter of money', () => {
  const { grid_import, grid_import_overshoot, money } = solve(
    sampleRequest([30, 30], [sampleBattery({ s_initial: 1000, c_max: 0 })], {
      series: { gt: [4000, 1000] },
      grid: { p_max_imp: 1000, prc_p_exc_imp: 0.001 },
    }),
  );
  near(grid_import, [3000, 1000]);
  near(grid_import_overshoot, [2000, 0]);
  assert.ok(Math.abs(money - (1.2 + 2)) < 1e-5);
});

test('sun above the export limit is stored first and then lost', () => {
  const { grid_export, grid_export_overshoot, limit_violations } = solve(
    sampleRequest([30], [sampleBattery({ c_max: 1000 })], {
      series: { ft: [5000], p_E: [0.0001] },
      grid: { p_max_exp: 2000 },
    }),
  );
  near(grid_export, [2000]);
  near(grid_export_overshoot, [1000]);
  assert.equal(limit_violations.grid_export_limit_hit, true);
});

test('a start outside the corridor is brought back as soon as possible', () => {
  const low = solve(sampleRequest([50, 10], [sampleBattery({ s_min: 2000, s_initial: 500 })]));
  near(low.batteries[0]?.state_of_charge, [2000, 2000]);
  const high = solve(sampleRequest([50, 50, 50], [sampleBattery({ s_initial: 11_500 })]));
  near(high.batteries[0]?.state_of_charge, [10_500, 9500, 8500]);
});

test('strategies decide where the money does not', () => {
  const battery = sampleBattery({ charge_from_grid: false, c_max: 2000, s_max: 2000, p_a: 0.0003 });
  const sunny = (charging_strategy: string) =>
    solve(
      sampleRequest([30, 30, 30], [battery], {
        series: { ft: [3000, 3000, 3000], p_E: [0.0001, 0.0001, 0.0001] },
        strategy: { charging_strategy },
      }),
    );
  near(sunny('charge_before_export').grid_export, [0, 2000, 2000]);
  near(sunny('attenuate_feedin_peaks').grid_export, [1333.333, 1333.333, 1333.333]);

  const full = sampleBattery({ s_initial: 1500, charge_from_grid: false });
  const dark = solve(
    sampleRequest([30, 30, 30], [full], { strategy: { discharging_strategy: 'discharge_before_import' } }),
  );
  near(dark.grid_import, [0, 500, 1000]);
});

test('the battery of higher priority comes first', () => {
  const battery = (c_priority: number) =>
    sampleBattery({ s_initial: 3000, charge_from_grid: false, c_priority });
  const { batteries } = solve(sampleRequest([30, 30], [battery(0), battery(2)]));
  near(batteries[1]?.discharging_power, [1000, 1000]);
});

test('what charges on one circuit shares its limit', () => {
  const cars = [sampleBattery({ ...CAR, p_a: 0.0004 }), sampleBattery({ ...CAR, p_a: 0.0003 })];
  const request = { ...sampleRequest([10, 20], cars), circuits: [{ p_max: 5000, batteries: [0, 1] }] };
  const { batteries } = solve(request);
  near(batteries[0]?.charging_power, [3000, 3000]);
  near(batteries[1]?.charging_power, [2000, 2000]);
  const decoded = decodeRequest(request);
  assert.ok(decoded.ok);
  const tooMuch = {
    chargeKwh: [
      [3, 0],
      [3, 0],
    ],
    dischargeKwh: [
      [0, 0],
      [0, 0],
    ],
  };
  const { breaches } = verifyAnswer(decoded.task, toAnswer(decoded.task, settle(decoded.task, tooMuch), 0));
  assert.deepEqual(
    breaches.map(({ rule }) => rule),
    ['CIRCUIT'],
  );
  const greedy = settle(decoded.task, greedyFlows(decoded.task));
  assert.deepEqual(verifyAnswer(decoded.task, toAnswer(decoded.task, greedy, 1)).breaches, []);
});

test('a battery loses what it says, and another what all do', () => {
  const cars = [sampleBattery({ ...CAR, eta_c: 0.5, p_a: 0.0009 }), sampleBattery({ ...CAR, p_a: 0.0009 })];
  const { batteries } = solve(sampleRequest([10], cars));
  near(batteries[0]?.state_of_charge, [2000]);
  near(batteries[1]?.state_of_charge, [4000]);
});
