import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyControlState } from '../control/index.ts';
import { testSettings } from '../control/test-settings.ts';
import { testSite } from '../control/test-site.ts';
import {
  HOUR_MS,
  type PlanFlexibleLoad,
  type PlanInput,
  type PlanPeakPrice,
  type Rate,
  type Settings,
  type Tariffs,
  virtualClock,
} from '../house/index.ts';
import { createPlanner } from '../plan/index.ts';
import { type CycleDependencies, runCycle } from './cycle.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const LOAD: PlanFlexibleLoad = {
  id: 'Washer',
  title: 'Washer',
  energyKwh: 1,
  powerKw: 1,
  earliest: null,
  latest: null,
  interruptible: false,
};
const PEAK: PlanPeakPrice = { pricePerKw: 5, reachedKw: 3, intervalMinutes: 15, from: null, until: null };

const daily = (valueAt: (hour: number) => number): Rate[] =>
  Array.from({ length: 48 }, (_, hour) => ({
    start: NOW + hour * HOUR_MS,
    end: NOW + (hour + 1) * HOUR_MS,
    value: valueAt(hour),
  }));

/** One cycle of a house without sun and with a steady load. */
async function cycle(change: Partial<Settings>, more: Partial<CycleDependencies>, tariffs: Partial<Tariffs>) {
  const planner = createPlanner();
  let input: PlanInput | null = null;
  const result = await runCycle(
    {
      clock: virtualClock(NOW, (error) => {
        throw error;
      }),
      settings: testSettings(change),
      planner: {
        solve(asked) {
          input = asked;
          return planner.solve(asked);
        },
      },
      controller: {
        goals: () => new Map(),
        state: emptyControlState,
        decide: () => {},
        whyUnlocked: () => null,
      },
      forecasts: {
        expect(slots) {
          const at = (kw: number) =>
            slots.map((slot) => ({ ...slot, meanKw: kw, p10Kw: kw, p50Kw: kw, p90Kw: kw }));
          return { load: at(0.5), pv: at(0), pvConfidence: 0, pvCoverage: 0, naiveLoadKw: [] };
        },
      },
      prices: { rates: () => [] },
      ...more,
    },
    testSite({ loadpoints: [], vehicles: [] }),
    { observedAt: NOW, grid: daily(() => 0.3), feedIn: null, solar: null, ...tariffs },
  );
  return { input: input ?? result.input, plan: result.plan };
}

test('emissions, loads and peak prices reach the planner, and what came of them the plan', async () => {
  const { input, plan } = await cycle(
    { co2PricePerTonne: 100, levelsPeaks: true },
    { flexible: { due: () => [LOAD] }, peaks: { prices: () => [PEAK] } },
    { co2: daily((hour) => (hour < 24 ? 400 : 100)).slice(0, 30) },
  );
  assert.deepEqual([input.loads, input.peakPrices], [[LOAD], [PEAK]]);
  assert.deepEqual([input.co2PricePerTonne, input.levelsPeaks], [100, true]);
  assert.deepEqual(
    [input.slots[0], input.slots[96]].map((slot) => slot?.co2GramsPerKwh),
    [400, 100],
  );
  assert.ok(input.slots.every(({ co2GramsPerKwh }) => typeof co2GramsPerKwh === 'number'));
  assert.equal(plan.loads?.[0]?.title, 'Washer');
  assert.equal(plan.peaks?.[0]?.peakKw, 3);
  assert.ok((plan.co2Kg ?? 0) > 0);
});

test('a house that says nothing of them has none of them in its plan', async () => {
  const { input, plan } = await cycle({}, {}, {});
  for (const key of ['loads', 'peakPrices', 'co2PricePerTonne', 'levelsPeaks'])
    assert.ok(!(key in input), key);
  assert.ok(input.slots.every((slot) => !('co2GramsPerKwh' in slot)));
  for (const key of ['loads', 'peaks', 'co2Kg']) assert.ok(!(key in plan), key);
});
