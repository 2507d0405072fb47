import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { PRICE_KINDS, randomHouse } from '../../../test/random-house.ts';
import { HOUR_MS, type PlanInput, type PlanScenario, type PowerForecast } from '../../house/index.ts';
import { type Highs, loadSolver } from '../highs.ts';
import { SAMPLE_START, sampleBattery, sampleCar, sampleInput, sampleSlots } from '../sample-house.ts';
import { toPlan } from '../schedule.ts';
import { solvePlan } from '../solve.ts';
import { verifyPlan } from '../verify.ts';
import { givenUpBy } from './goals-given-up.ts';
import { hedge, planFrom } from './hedge.ts';
import { makeScenarios } from './scenarios.ts';

let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

function solve(input: PlanInput, leftMs = 10_000) {
  const solved = solvePlan(highs, input, { timeLimitMs: 5000 });
  const mean = toPlan(input, solved, 0);
  return { mean, plan: hedge(highs, input, { solved, plan: mean }, () => leftMs) };
}

/** Tomorrow's sun covers the day, or does not come at all; the hour now is the last cheap one. */
function doubtfulSun(change: Partial<PlanInput> = {}): PlanInput {
  const prices = [0.15, ...Array.from({ length: 12 }, () => 0.4)];
  const slots = sampleSlots(prices, (index) => ({ pvKw: index === 0 ? 0 : 1.2 }));
  const sun = (pvKw: number): PlanScenario => ({
    probability: 0.5,
    loadKw: slots.map((slot) => slot.loadKw),
    pvKw: slots.map((slot) => (slot.pvKw > 0 ? pvKw : 0)),
  });
  const battery = sampleBattery({ socPercent: 10 });
  return sampleInput({ slots, batteries: [battery], scenarios: [sun(2.4), sun(0)], ...change });
}

test('buys the last cheap energy where the sun may not come', () => {
  const { mean, plan } = solve(doubtfulSun());
  assert.equal(mean.slots[0]?.batteries[0]?.chargeKw, 0);
  // 4 kW of 15 ct replace 40 ct in one case; in the other they are worth nothing in the end.
  assert.ok(Math.abs((plan.slots[0]?.batteries[0]?.chargeKw ?? 0) - 4) < 1e-3);
  const gain = 0.5 * (4 * 0.95 ** 2 * 0.4) - 4 * 0.15;
  assert.ok(plan.uncertainty);
  assert.ok(Math.abs(plan.uncertainty.gain - gain) < 0.01, `${plan.uncertainty.gain} ${gain}`);
  assert.ok(Math.abs(plan.uncertainty.insuranceCost - 0.6) < 0.15, `${plan.uncertainty.insuranceCost}`);
  // Exactly what it costs more, as nothing wears and nothing that is left is worth anything.
  assert.ok(Math.abs(plan.uncertainty.insuranceCost - (plan.cost - mean.cost)) < 1e-9);
  assert.equal(plan.uncertainty.scenarios, 2);
  assert.equal(plan.status, 'OPTIMAL');
});

test('charges the car while that is cheap, where the sun may not come for it', () => {
  const car = sampleCar({
    socPercent: 40,
    targetSocPercent: 50,
    limitSocPercent: 50,
    minPowerKw: 4.14,
    departure: SAMPLE_START + 8 * HOUR_MS,
  });
  const { slots } = doubtfulSun();
  const sun = (pvKw: number): PlanScenario => ({
    probability: 0.5,
    loadKw: slots.map((slot) => slot.loadKw),
    pvKw: slots.map((slot) => (slot.pvKw > 0 ? pvKw : 0)),
  });
  const bright = slots.map((slot) => ({ ...slot, pvKw: slot.pvKw > 0 ? 6 : 0 }));
  const { mean, plan } = solve(sampleInput({ slots: bright, cars: [car], scenarios: [sun(12), sun(0)] }));
  assert.equal(mean.slots[0]?.cars[0]?.chargeKw, 0);
  assert.ok(Math.abs((plan.slots[0]?.cars[0]?.chargeKw ?? 0) - 5) < 1e-3);
  // 5 kWh at 15 ct instead of at 8 ct of lost feed-in or at 40 ct.
  assert.ok(Math.abs((plan.uncertainty?.gain ?? 0) - 5 * (0.5 * (0.08 + 0.4) - 0.15)) < 1e-3);
  assert.ok(Math.abs((plan.uncertainty?.insuranceCost ?? 0) - 5 * (0.15 - 0.08)) < 1e-3);
});

/** A car below its minimum; energy is dear for an hour. */
function lowCar(): PlanInput {
  const slots = sampleSlots([0.6, ...Array.from({ length: 23 }, () => 0.1)], { loadKw: 0.5 });
  const car = sampleCar({
    socPercent: 20,
    minSocPercent: 40,
    targetSocPercent: 50,
    minPowerKw: 4.1,
    maxGridPricePerKwh: 0.15,
  });
  const scenarios = [0.5, 1, 1.5].map(
    (factor, index): PlanScenario => ({
      probability: [0.3, 0.4, 0.3][index] ?? 0,
      loadKw: slots.map(({ loadKw }) => factor * loadKw),
      pvKw: slots.map(() => 0),
    }),
  );
  return sampleInput({ slots, batteries: [sampleBattery()], cars: [car], scenarios });
}

test('a car below its minimum does not wait for it, however much that would save', () => {
  const { plan } = solve(lowCar());
  assert.ok(Math.abs((plan.slots[0]?.cars[0]?.chargeKw ?? 0) - 10) < 1e-3);
  assert.equal(plan.uncertainty?.gain, 0);
  assert.equal(plan.uncertainty?.insuranceCost, 0);
});

test('from orders that have it wait longer there is no plan', () => {
  const input = lowCar();
  const solved = solvePlan(highs, input, { timeLimitMs: 5000 });
  const before = toPlan(input, solved, 0);
  const allowed = givenUpBy(solved.model, solved.values);
  const told = (carKw: number) => [{ batteries: [{ mode: 'NORMAL' as const, chargeKw: 0 }], cars: [carKw] }];
  assert.equal(planFrom(highs, input, told(0), { allowed, before }, 5000), null);
  assert.ok(planFrom(highs, input, told(10), { allowed, before }, 5000));
});

test('what is dearer on average and in the mean, and reaches no more, is not done for a price limit alone', () => {
  const slots = sampleSlots([0.149, ...Array.from({ length: 11 }, () => 0.16), 0.4], (index) => ({
    pvKw: index === 0 ? 0 : 6,
  }));
  const car = sampleCar({
    targetSocPercent: 50,
    limitSocPercent: 50,
    minPowerKw: 4.14,
    departure: SAMPLE_START + 8 * HOUR_MS,
    maxGridPricePerKwh: 0.15,
  });
  const sun = (pvKw: number): PlanScenario => ({
    probability: 0.5,
    loadKw: slots.map(({ loadKw }) => loadKw),
    pvKw: slots.map((slot) => (slot.pvKw > 0 ? pvKw : 0)),
  });
  const { mean, plan } = solve(sampleInput({ slots, cars: [car], scenarios: [sun(12), sun(0)] }));
  assert.deepEqual({ ...plan, uncertainty: null }, mean);
  assert.equal(plan.uncertainty?.gain, 0);
});

test('does without where that is too dear', () => {
  const certain = doubtfulSun();
  for (const slot of certain.slots) if (slot.importPricePerKwh === 0.15) slot.importPricePerKwh = 0.3;
  const { mean, plan } = solve(certain);
  assert.deepEqual({ ...plan, uncertainty: null }, mean);
  assert.equal(plan.uncertainty?.gain, 0);
  assert.equal(plan.uncertainty?.insuranceCost, 0);
});

test('no doubt, no scenarios or no time: the plan for the mean as it is', () => {
  const { slots } = doubtfulSun();
  const same = {
    probability: 0.5,
    loadKw: slots.map((slot) => slot.loadKw),
    pvKw: slots.map((slot) => slot.pvKw),
  };
  for (const scenarios of [[same, same], []]) {
    const { mean, plan } = solve(doubtfulSun({ scenarios }));
    assert.deepEqual(plan, mean);
  }
  const { mean, plan } = solve(doubtfulSun(), 0);
  assert.deepEqual({ ...plan, uncertainty: null }, mean);
});

const around = (meanKw: number, slot: { start: number; end: number }): PowerForecast => ({
  start: slot.start,
  end: slot.end,
  meanKw,
  p10Kw: 0.4 * meanKw,
  p50Kw: 0.9 * meanKw,
  p90Kw: 1.7 * meanKw,
});

test('random houses: a correct plan that gives up no more, and says what it gains', () => {
  const house = fc
    .record({
      seed: fc.nat(100_000),
      prices: fc.constantFrom(...PRICE_KINDS),
      socPercent: fc.constantFrom(null, 0, 50, 96, 100),
      cars: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ seed, prices, socPercent, cars }): PlanInput => {
      const input = randomHouse(seed, { slots: 36, prices, cars });
      if (socPercent !== null) for (const battery of input.batteries) battery.socPercent = socPercent;
      const load = input.slots.map((slot) => around(slot.loadKw, slot));
      const pv = input.slots.map((slot) => around(slot.pvKw, slot));
      return { ...input, scenarios: makeScenarios(load, pv) };
    });
  fc.assert(
    fc.property(house, (input) => {
      const { mean, plan } = solve(input);
      assert.deepEqual(verifyPlan(input, plan), []);
      const missing = (of: typeof plan) => of.shortfalls.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
      assert.ok(missing(plan) <= missing(mean) + 0.05);
      const { uncertainty } = plan;
      if (uncertainty === null) return assert.deepEqual(plan, mean);
      const { expectedCost, expectedCostOfMeanPlan, gain } = uncertainty;
      assert.ok(Math.abs(expectedCostOfMeanPlan - expectedCost - gain) < 1e-9);
    }),
    { numRuns: 10 },
  );
});
