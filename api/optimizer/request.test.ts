import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeRequest } from './request.ts';
import { sampleBattery, sampleRequest } from './sample-request.ts';

/** What is wrong with a request, or `null`. */
function complaint(request: unknown): Record<string, string> | null {
  const decoded = decodeRequest(request);
  return decoded.ok ? null : decoded.error.details;
}

function task(request: unknown) {
  const decoded = decodeRequest(request);
  assert.ok(decoded.ok, decoded.ok ? '' : decoded.error.message);
  return decoded.task;
}

test('what may be missing has a default, and `null` is the same as missing', () => {
  const { batteries, time_series } = sampleRequest([10]);
  const { stores, importLimitKw, demandRatePerKw, chargingStrategy } = task({
    batteries: [
      sampleBattery({ charge_from_grid: null, p_demand: null, s_goal: undefined, s_capacity: null }),
    ],
    time_series,
    grid: { p_max_imp: null, prc_p_exc_imp: 3 },
    strategy: null,
    M: 1e6,
  });
  assert.ok(batteries);
  assert.deepEqual([importLimitKw, demandRatePerKw, chargingStrategy], [null, null, 'none']);
  assert.deepEqual(
    stores.map(({ fromGrid, toGrid, capacityKwh, demandKwh, chargeEfficiency, dischargeEfficiency }) => ({
      fromGrid,
      toGrid,
      capacityKwh,
      demandKwh,
      efficiencies: [chargeEfficiency, dischargeEfficiency],
    })),
    [{ fromGrid: false, toGrid: false, capacityKwh: 10, demandKwh: [0], efficiencies: [0.95, 0.95] }],
  );
});

test('a battery may have losses of its own', () => {
  const batteries = [sampleBattery({ eta_c: 0.8, eta_d: null }), sampleBattery()];
  const { stores } = task({ ...sampleRequest([10], batteries), eta_c: 0.9, eta_d: 0.7 });
  assert.deepEqual(
    stores.map(({ chargeEfficiency, dischargeEfficiency }) => [chargeEfficiency, dischargeEfficiency]),
    [
      [0.8, 0.7],
      [0.9, 0.7],
    ],
  );
});

test('the house may have several loads', () => {
  const loadsOf = (series: Record<string, unknown>) =>
    task(sampleRequest([10, 20], undefined, { series })).steps.map(({ loadKwh }) => loadKwh);
  assert.deepEqual(loadsOf({ gt: [400, 500], gt_add: [[100, 200]] }), [0.5, 0.7]);
  assert.deepEqual(
    loadsOf({
      gt: [
        [400, 500],
        [100, 200],
      ],
    }),
    [0.5, 0.7],
  );
  const decoded = decodeRequest(sampleRequest([10, 20], undefined, { series: { gt: [[400, 500], [100]] } }));
  assert.ok(!decoded.ok && 'time_series.gt_add.0' in decoded.error.details);
});

test('circuits name batteries that are there, each once', () => {
  const withCircuit = (batteries: number[]) => ({
    ...sampleRequest([10], [sampleBattery(), sampleBattery()]),
    circuits: [{ p_max: 5000, batteries }],
  });
  assert.deepEqual(task(withCircuit([1, 0])).circuits, [{ stores: [1, 0], maxChargeKw: 5 }]);
  for (const batteries of [
    [0, 2],
    [1, 1],
  ]) {
    const decoded = decodeRequest(withCircuit(batteries));
    assert.ok(!decoded.ok && 'circuits.0.batteries.1' in decoded.error.details);
  }
});

test('prices and the worth at the end may be negative', () => {
  const request = sampleRequest([-25, 50], [sampleBattery({ p_a: -0.0001 })], {
    series: { p_E: [-0.0002, 0] },
  });
  const { steps, stores } = task(request);
  assert.equal(steps[0]?.importPricePerKwh, -0.25);
  assert.equal(steps[0]?.exportPricePerKwh, -0.2);
  assert.equal(stores[0]?.endValuePerKwh, -0.1);
});

test('a start above capacity is taken as it is', () => {
  assert.equal(task(sampleRequest([1], [sampleBattery({ s_initial: 12_000 })])).stores[0]?.capacityKwh, 12);
});

test('complaints name field and index', () => {
  const series = (changes: Record<string, unknown>) =>
    complaint(sampleRequest([1, 2], undefined, { series: changes }));
  const battery = (changes: Record<string, unknown>) =>
    complaint(sampleRequest([1, 2], [sampleBattery(changes)]));
  const cases: [Record<string, string> | null, string][] = [
    [series({ p_N: [1, null] }), 'time_series.p_N.1'],
    [series({ p_N: [1, Number.NaN] }), 'time_series.p_N.1'],
    [series({ ft: ['1', 2] }), 'time_series.ft.0'],
    [series({ dt: [3600, -1] }), 'time_series.dt.1'],
    [series({ gt: [1] }), 'time_series.gt'],
    [series({ gt: undefined }), 'time_series.gt'],
    [battery({ s_goal: [1, 2, 3] }), 'batteries.0.s_goal'],
    [battery({ p_demand: [] }), 'batteries.0.p_demand'],
    [battery({ c_max: -1 }), 'batteries.0.c_max'],
    [battery({ s_min: 11_000 }), 'batteries.0.s_min'],
    [battery({ d_max: Number.POSITIVE_INFINITY }), 'batteries.0.d_max'],
    [series({ gt: [1, -500] }), 'time_series.gt.1'],
    [series({ ft: [-1, 1] }), 'time_series.ft.0'],
    [series({ gt: [1, 5e6] }), 'time_series.gt.1'],
    [series({ ft: [1e300, 1] }), 'time_series.ft.0'],
    [series({ p_N: [1e300, 1] }), 'time_series.p_N.0'],
    [series({ p_E: [0, -1e300] }), 'time_series.p_E.1'],
    [battery({ p_a: 1e300 }), 'batteries.0.p_a'],
    [battery({ c_max: 1e300 }), 'batteries.0.c_max'],
    [battery({ s_goal: [0, 1e300] }), 'batteries.0.s_goal.1'],
    [battery({ s_capacity: 10_000, s_initial: 990_000 }), 'batteries.0.s_initial'],
    [
      complaint(sampleRequest([1], undefined, { grid: { p_max_imp: 1, prc_p_exc_imp: -1 } })),
      'grid.prc_p_exc_imp',
    ],
    [complaint(sampleRequest([])), 'time_series.dt'],
    [complaint(sampleRequest([1], [])), 'batteries'],
    [complaint({ ...sampleRequest([1]), eta_c: 0 }), 'eta_c'],
    [
      complaint({ ...sampleRequest([1]), strategy: { charging_strategy: 'x' } }),
      'strategy.charging_strategy',
    ],
    [complaint([]), 'body'],
    [complaint(null), 'body'],
  ];
  for (const [details, path] of cases) assert.ok(details?.[path], `${path}: ${JSON.stringify(details)}`);
  assert.deepEqual(Object.keys(complaint({}) ?? {}), ['batteries', 'time_series']);
});

test('what evcc may send although it looks wrong is taken', () => {
  const changes: Record<string, unknown>[] = [
    // SoCs that are a little too high, and limits that were lowered below what is in.
    { s_capacity: 10_000, s_initial: 10_400 },
    { s_max: 5000, s_initial: 46_000 },
    { s_capacity: 10_000, s_max: 0, s_initial: 5000 },
    // A circuit that gives less than the charger's least power: nothing can be charged.
    { c_min: 1380, c_max: 1000 },
    { c_min: 1380, c_max: 0 },
    // As Go writes what is not set.
    { s_capacity: 0 },
  ];
  for (const change of changes)
    assert.equal(complaint(sampleRequest([1], [sampleBattery(change)])), null, JSON.stringify(change));
  for (const series of [{ dt: [86_400], gt: [5e6] }, { gt: [-1e-9] }, { ft: [-0] }])
    assert.equal(complaint(sampleRequest([1], undefined, { series })), null, JSON.stringify(series));
});
