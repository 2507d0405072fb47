import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { PRICE_KINDS, randomHouse } from '../../test/random-house.ts';
import type { Plan, PlanInput, Shortfall } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import { type Highs, loadSolver } from './highs.ts';
import { slotHours } from './physics.ts';
import { toPlan } from './schedule.ts';
import { solvePlan } from './solve.ts';
import { verifyPlan } from './verify.ts';
import { PROVEN_GAP } from './weights.ts';

const REASON = { de: 'Test', en: 'test' };
let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

/** Half a day is enough to show a broken rule and keeps the solver quick. */
const house = fc
  .record({
    seed: fc.nat(100_000),
    prices: fc.constantFrom(...PRICE_KINDS),
    socPercent: fc.constantFrom(null, 0, 5, 50, 96, 100),
    cars: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ seed, prices, socPercent, cars }): PlanInput => {
    const input = randomHouse(seed, { slots: 48, prices, cars });
    if (socPercent !== null) for (const battery of input.batteries) battery.socPercent = socPercent;
    return input;
  });

const solve = (input: PlanInput) => toPlan(input, solvePlan(highs, input, { timeLimitMs: 5000 }), 0);

/** Money with what is left in the end: what two plans of one house are compared by. */
function worth(input: PlanInput, plan: Plan): number {
  let total = plan.cost;
  input.batteries.forEach((battery, at) => {
    const socPercent = plan.slots.at(-1)?.batteries[at]?.socPercent ?? 0;
    total -= ((socPercent * battery.capacityKwh) / 100) * battery.endValuePerKwh;
    for (const slot of plan.slots) {
      total += (slot.batteries[at]?.dischargeKw ?? 0) * slotHours(slot) * battery.wearCostPerKwh;
    }
  });
  input.cars.forEach((car, at) => {
    total -= (plan.slots.at(-1)?.cars[at]?.energyKwh ?? 0) * car.chargeEfficiency * car.endValuePerKwh;
  });
  return total;
}

const missing = (plan: Plan, kind: Shortfall['kind']) =>
  plan.shortfalls
    .filter((shortfall) => shortfall.kind === kind)
    .reduce((sum, { energyKwh }) => sum + energyKwh, 0);

test('every plan, from the solver or the fallback, passes the verifier', () => {
  fc.assert(
    fc.property(house, (input) => {
      assert.deepEqual(verifyPlan(input, solve(input)), []);
      assert.deepEqual(verifyPlan(input, fallbackPlan(input, REASON)), []);
    }),
    { numRuns: 40 },
  );
});

test('the solver is never worse than the fallback: first in shortfalls, then in money', () => {
  fc.assert(
    fc.property(house, (input) => {
      const plan = solve(input);
      const fallback = fallbackPlan(input, REASON);
      // A battery below its minimum comes first, and may need the sun that a car would share with it.
      const isLow = input.batteries.some(({ socPercent, minSocPercent }) => socPercent < minSocPercent);
      assert.ok(isLow || missing(plan, 'DEPARTURE') <= missing(fallback, 'DEPARTURE') + 0.01);
      // Recovering a minimum, a reserve or a corridor costs money that the fallback does not spend.
      const [battery] = input.batteries;
      const mustRecover =
        battery &&
        (battery.socPercent < Math.max(battery.minSocPercent, battery.reserveSocPercent) ||
          battery.socPercent > battery.maxSocPercent);
      const sameGoals = missing(plan, 'DEPARTURE') > missing(fallback, 'DEPARTURE') - 0.01;
      // Above its limit a car is spared energy at a dearer price than money alone would say.
      const limited = input.cars.some((car) => car.maxGridPricePerKwh !== null);
      if (mustRecover || !sameGoals || limited) return;
      assert.ok(worth(input, plan) <= worth(input, fallback) + PROVEN_GAP + 0.01);
    }),
    { numRuns: 30 },
  );
});

test('a looser limit, or a battery more, never makes it worse', () => {
  fc.assert(
    fc.property(house, (given) => {
      const input = { ...given, cars: given.cars.map((car) => ({ ...car, maxGridPricePerKwh: null })) };
      for (const battery of input.batteries) {
        battery.socPercent = Math.min(battery.maxSocPercent, Math.max(20, battery.socPercent));
      }
      const plan = solve(input);
      const looser = { ...input, slots: input.slots.map((slot) => ({ ...slot, exportLimitKw: null })) };
      const [battery] = input.batteries;
      const empty = battery && {
        ...battery,
        id: 'second',
        socPercent: battery.minSocPercent,
        reserveSocPercent: 0,
      };
      const larger = { ...input, batteries: [...input.batteries, ...(empty ? [empty] : [])] };
      const start = empty ? (empty.minSocPercent / 100) * empty.capacityKwh * empty.endValuePerKwh : 0;
      const slack = 2 * PROVEN_GAP;
      assert.ok(worth(looser, solve(looser)) <= worth(input, plan) + slack);
      assert.ok(worth(larger, solve(larger)) + start <= worth(input, plan) + slack);
    }),
    { numRuns: 8 },
  );
});

test('the flows never go both ways, whatever the prices', () => {
  fc.assert(
    fc.property(house, fc.double({ min: -0.6, max: 0.3, noNaN: true }), (input, shift) => {
      for (const slot of input.slots) {
        slot.importPricePerKwh += shift;
        slot.feedInPricePerKwh -= shift / 2;
      }
      const plan = solve(input);
      for (const slot of plan.slots) {
        assert.equal(Math.min(slot.importKw, slot.exportKw), 0);
        for (const { chargeKw, dischargeKw } of slot.batteries)
          assert.equal(Math.min(chargeKw, dischargeKw), 0);
      }
      assert.deepEqual(verifyPlan(input, plan), []);
    }),
    { numRuns: 20 },
  );
});

test('prices twice as high cost twice as much', () => {
  fc.assert(
    fc.property(house, (given) => {
      const free = { maxGridPricePerKwh: null };
      const scaled = (factor: number): PlanInput => ({
        ...given,
        slots: given.slots.map((slot) => ({
          ...slot,
          importPricePerKwh: slot.importPricePerKwh * factor,
          feedInPricePerKwh: slot.feedInPricePerKwh * factor,
        })),
        batteries: given.batteries.map((battery) => ({
          ...battery,
          ...free,
          socPercent: 50,
          reserveSocPercent: 0,
          wearCostPerKwh: battery.wearCostPerKwh * factor,
          endValuePerKwh: battery.endValuePerKwh * factor,
        })),
        cars: given.cars.map((car) => ({ ...car, ...free, endValuePerKwh: car.endValuePerKwh * factor })),
      });
      const [single, double] = [scaled(1), scaled(2)];
      const difference = worth(double, solve(double)) - 2 * worth(single, solve(single));
      assert.ok(Math.abs(difference) <= 3 * PROVEN_GAP + 0.01, `${difference}`);
    }),
    { numRuns: 8 },
  );
});
