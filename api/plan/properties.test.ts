import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { variedHouse } from '../../test/random-house.ts';
import { PLAN_PROPERTIES, type Property } from '../../test/support/plan-properties.ts';
import type { PlanInput } from '../house/index.ts';
import { type Highs, loadSolver } from './highs.ts';
import { toPlan } from './schedule.ts';
import { solvePlan } from './solve.ts';
import { verifyPlan } from './verify.ts';

let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

/** Seven hours are enough to show a broken rule and keep the solver quick. */
const SLOTS = 28;

const solve = (input: PlanInput) => toPlan(input, solvePlan(highs, input, { timeLimitMs: 2000 }), 0);

/** The same houses each time; `npm run bench -- properties` looks for others among thousands. */
const HOUSES = 15;

for (const [name, property] of Object.entries<Property>(PLAN_PROPERTIES)) {
  test(`of any house: ${name}`, async () => {
    for (let seed = 1; seed <= HOUSES; seed += 1) {
      const found = await property(variedHouse(seed, { slots: SLOTS }), solve, seed);
      assert.equal(found, null, `house ${seed}`);
    }
  });
}

test('the flows never go both ways, whatever the prices', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.double({ min: -0.6, max: 0.3, noNaN: true }), (seed, shift) => {
      const input = variedHouse(seed, { slots: SLOTS });
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
    { numRuns: HOUSES },
  );
});
