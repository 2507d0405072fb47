import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS } from '../house/index.ts';
import { type Files, hourly, SAME_DAYS, scenarioOf } from './fixtures.ts';
import { totalOf } from './ledger.ts';
import type { Foresight, PolicyName } from './policy.ts';
import type { Scenario } from './scenario.ts';
import { runPolicy } from './simulate.ts';

const FROM = Date.UTC(2024, 5, 3);

async function run(scenario: Scenario, policy: PolicyName, foresight: Foresight[] = []) {
  const result = await runPolicy(scenario, { policy, actuation: 'modes', foresight });
  return { ...result, total: totalOf(result.accounts) };
}

function assertNear(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found}, expected ${expected} ± ${tolerance}`);
}

/*
 * What a day needs: 6 kWh until 6 for 10 ct, then 4 until 10, and 10 from 14 on, for 30 ct; from 10 to 14 the sun leaves
 * 8 kWh. At midnight a kWh in the battery saves buying one for 10 ct, so that is its worth. Batteries begin with 5 kWh
 * and end empty, so 5 · 0.1 = 0.50 is added to the meter.
 */
test('the cost of two equal days, by hand', async () => {
  const scenario = scenarioOf(
    { ...SAME_DAYS, 'forecast.csv': SAME_DAYS['pv.csv'] ?? '' },
    { pvForecast: ['forecast.csv:pv_kw'] },
  );
  const cost = async (policy: PolicyName) => (await run(scenario, policy)).total.cost;

  // 6 · 0.1 + 4 · 0.3 − 8 · 0.08 + 10 · 0.3 = 4.16 a day.
  assertNear(await cost('none'), 2 * 4.16, 1e-9);
  // First day: 5 kWh last until 5, then 0.1 + 1.2, the sun's 8 kWh last until 22, then 0.6. Second: 0.6 + 1.2 + 0.6.
  assertNear(await cost('selfConsumption'), 1.9 + 2.4 + 0.5, 0.001);
  // Full at 14 without feeding in takes 6 kWh at 6: nights of 6 + 1 and 6 + 6 kWh at 0.1, nothing else.
  assertNear(await cost('perfect'), 0.7 + 1.2 + 0.5, 0.001);
  // Days like this are no riddle, but modes charge at full power and take half a minute to change.
  assertNear(await cost('evcc'), 2.4, 0.05);
  assertNear(await cost('smartload'), 2.4, 0.05);
});

test('a car charges at once where nobody steers, and in the cheap hours where somebody does', async () => {
  const ev = 'ev_id,plugin_utc,plugout_utc,energy_kwh\na,2024-06-03T18:00:00Z,2024-06-04T05:30:00Z,11\n';
  const scenario = scenarioOf({ ...SAME_DAYS, 'ev.csv': ev }, { ev: ['ev.csv'] });
  // Beside the house of above: 11 kWh at 30 ct, or at 10 ct.
  assertNear((await run(scenario, 'none')).total.cost, 2 * 4.16 + 3.3, 1e-6);
  for (const policy of ['evcc', 'smartload', 'perfect'] as const) {
    const { total, sessions } = await run(scenario, policy);
    assert.deepEqual([sessions, total.carsLate], [1, 0]);
    assertNear(total.carsKwh, 11, 0.1);
    assertNear(total.cost, 2.4 + 1.1, 0.1);
  }
});

test('what nobody measured is passed over, not taken for 0', async () => {
  const from = Date.UTC(2024, 4, 20);
  const load = hourly('load_kw', from, 480, (hour) => (Math.abs(hour - (14 * 24 + 20)) <= 1 ? '' : 1));
  const { total, gapHours } = await run(scenarioOf({ ...SAME_DAYS, 'load.csv': load }), 'none');
  assert.equal(gapHours, 3);
  assertNear(total.cost, 2 * 4.16 - 3 * 0.3, 1e-9);
});

/** Some days of a home that nobody could foresee. */
function randomHome(seed: number, days: number): Files {
  let state = seed * 2 + 1;
  const random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const from = FROM - 3 * DAY_MS;
  const hours = (days + 6) * 24;
  return {
    'load.csv': hourly('load_kw', from, hours, () => 0.2 + 3 * random() ** 3),
    'pv.csv': hourly(
      'pv_kw',
      from,
      hours,
      (hour) => Math.max(0, Math.sin(((hour % 24) - 6) / 4)) * 5 * random(),
    ),
    'price.csv': hourly('price_eur_per_kwh', from, hours, () => 0.12 + 0.3 * random()),
    'ev.csv': 'ev_id,plugin_utc,plugout_utc,energy_kwh\na,2024-06-03T17:10:00Z,2024-06-04T06:20:00Z,15\n',
  };
}

test('energy is neither made nor lost, and nobody is better than who knows everything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
      const scenario = scenarioOf(randomHome(seed, 1), { batteryEfficiency: 0.9, to: '2024-06-03' });
      const best = await run(scenario, 'perfect');
      for (const policy of ['none', 'selfConsumption', 'evcc', 'smartload'] as const) {
        const { total, violations } = await run(scenario, policy);
        const { importKwh, exportKwh, pvKwh, loadKwh, carsKwh, batteryChargeKwh, batteryDischargeKwh } =
          total;
        assert.equal(violations, 0);
        assertNear(
          importKwh + pvKwh + batteryDischargeKwh,
          exportKwh + loadKwh + carsKwh + batteryChargeKwh,
          1e-6,
        );
        assertNear(
          total.end.storedKwh - total.start.storedKwh,
          0.9 * batteryChargeKwh - batteryDischargeKwh / 0.9,
          1e-6,
        );
        assertNear(total.cost, total.meterCost - total.gain + total.unmetCost, 1e-9);
        assert.ok(
          best.total.cost <= total.cost + 0.02,
          `${policy} ${total.cost} beats perfect ${best.total.cost}`,
        );
      }
    }),
    { numRuns: 2 },
  );
});

test('nobody sees the future: what comes after now changes nothing before', async () => {
  const files = randomHome(7, 2);
  const day = FROM + DAY_MS;
  /** From `from` on everything is another. */
  const changed = (file: string, from: number) => {
    const lines = (files[file] ?? '').split('\n');
    return lines
      .map((line) => {
        const [time = '', value] = line.split(',');
        return Date.parse(time) >= from ? `${time},${(Number(value) * 7 + 1) % 3}` : line;
      })
      .join('\n');
  };
  const before = scenarioOf(files, { to: '2024-06-03' });
  const after = scenarioOf(
    {
      'load.csv': changed('load.csv', day),
      'pv.csv': changed('pv.csv', day),
      // The prices of the next day are published by then.
      'price.csv': changed('price.csv', day + DAY_MS),
    },
    { to: '2024-06-03' },
  );
  /** What it is worth at the end does depend on what comes. */
  const flows = ({
    total: { gain: _gain, cost: _cost, start, end, ...rest },
  }: Awaited<ReturnType<typeof run>>) => ({
    ...rest,
    storedKwh: [start.storedKwh, end.storedKwh],
  });
  for (const policy of ['evcc', 'smartload'] as const)
    assert.deepEqual(flows(await run(before, policy)), flows(await run(after, policy)));
  // Who is told of it in advance does act on it.
  const told = async (scenario: Scenario) => flows(await run(scenario, 'smartload', ['load', 'pv']));
  assert.notDeepEqual(await told(before), await told(after));
});
