import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import {
  withLoads,
  withMoreBatteries,
  withPeaksAndCo2,
  withTrips,
  withUnequalSlots,
} from '../../test/random-features.ts';
import { PRICE_KINDS, type PriceKind, randomHouse } from '../../test/random-house.ts';
import type { Plan, PlanInput, Shortfall } from '../house/index.ts';
import { checkInput } from './check-input.ts';
import { fallbackPlan } from './fallback.ts';
import { type Highs, loadSolver } from './highs.ts';
import { buildModel } from './model.ts';
import { toPlan } from './schedule.ts';
import { solvePlan } from './solve.ts';
import { verifyPlan } from './verify.ts';

const REASON = { de: 'Test', en: 'test' };
const FEATURES = { withTrips, withUnequalSlots, withMoreBatteries, withLoads, withPeaksAndCo2 };
const FEATURE_NAMES = [
  'withTrips',
  'withUnequalSlots',
  'withMoreBatteries',
  'withLoads',
  'withPeaksAndCo2',
] as const;
type FeatureName = (typeof FEATURE_NAMES)[number];
let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

interface Recipe {
  seed: number;
  slots: number;
  prices: PriceKind;
  features: FeatureName[];
}

/** Houses are named by what they are made of: a counterexample that can be read. */
const recipes = (slots: number): fc.Arbitrary<Recipe> =>
  fc.record({
    seed: fc.nat(100_000),
    slots: fc.constant(slots),
    prices: fc.constantFrom(...PRICE_KINDS),
    features: fc.subarray([...FEATURE_NAMES], { minLength: 1 }),
  });

const build = ({ seed, slots, prices, features }: Recipe): PlanInput =>
  features.reduce((house, name) => FEATURES[name](house, seed), randomHouse(seed, { slots, prices }));

const solve = (input: PlanInput, timeLimitMs = 1000) =>
  toPlan(input, solvePlan(highs, input, { timeLimitMs }), 0);
const missing = (plan: Plan, ...kinds: Shortfall['kind'][]) =>
  plan.shortfalls
    .filter(({ kind }) => kinds.includes(kind))
    .reduce((sum, { energyKwh }) => sum + energyKwh, 0);

test('whatever a house has, its plan and its fallback pass the verifier', () => {
  fc.assert(
    fc.property(recipes(40), (recipe) => {
      const input = build(recipe);
      assert.deepEqual(checkInput(input), []);
      assert.deepEqual(verifyPlan(input, fallbackPlan(input, REASON)), []);
      assert.deepEqual(verifyPlan(input, solve(input)), []);
    }),
    { numRuns: 12 },
  );
});

test('the fallback keeps every rule over 96 hours, too', () => {
  fc.assert(
    fc.property(recipes(384), (recipe) => {
      const input = build(recipe);
      assert.deepEqual(verifyPlan(input, fallbackPlan(input, REASON)), []);
    }),
    { numRuns: 20 },
  );
});

test('96 hours with several batteries, trips and loads are planned', () => {
  const house = build({ seed: 7, slots: 384, prices: 'standard', features: [...FEATURE_NAMES] });
  const plan = solve(house);
  assert.deepEqual(verifyPlan(house, plan), []);
  assert.notEqual(plan.status, 'FALLBACK');
});

test('the solver gives up no more than the fallback of what comes first', () => {
  fc.assert(
    fc.property(recipes(40), (recipe) => {
      const given = build(recipe);
      // One goal at a time: a minimum, a limit or a reserve could take from a departure what it needs itself.
      const input: PlanInput = {
        ...given,
        slots: given.slots.map((slot) => ({ ...slot, importLimitKw: null })),
        cars: given.cars.map((car) => ({ ...car, minSocPercent: null })),
        batteries: given.batteries.map((battery) => ({ ...battery, socPercent: 50, reserveSocPercent: 0 })),
      };
      const [plan, fallback] = [solve(input), fallbackPlan(input, REASON)];
      const slackKwh = 0.02 * (1 + input.cars.length);
      assert.ok(missing(plan, 'DEPARTURE') <= missing(fallback, 'DEPARTURE') + slackKwh);
      assert.ok(missing(plan, 'LOAD') <= missing(fallback, 'LOAD') + slackKwh);
    }),
    { numRuns: 12 },
  );
});

test('every slot says what binds its storages', () => {
  const house = withTrips(withMoreBatteries(randomHouse(3, { slots: 48 }), 3), 3);
  const plan = solve(house);
  for (const { batteries, cars } of plan.slots) {
    for (const { binding } of [...batteries, ...cars]) assert.notEqual(binding, undefined);
  }
  const bindings = new Set(plan.slots.flatMap(({ cars }) => cars.map(({ binding }) => binding)));
  assert.ok(bindings.has('ABSENT'));
});

test('a house without further features is the same problem, whether they are absent or empty', () => {
  for (let seed = 1; seed <= 5; seed += 1) {
    const house = randomHouse(seed, { slots: 96 });
    const empty: PlanInput = {
      ...house,
      loads: [],
      peakPrices: [],
      levelsPeaks: false,
      co2PricePerTonne: 0,
      slots: house.slots.map((slot) => ({ ...slot, co2GramsPerKwh: null })),
      cars: house.cars.map((car) => ({ ...car, absences: [], minSocPercent: null })),
    };
    assert.deepEqual(buildModel(empty).problem, buildModel(house).problem);
  }
});
