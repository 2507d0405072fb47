import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtful } from '../../../test/support/doubtful-house.ts';
import type { PlanScenario } from '../../house/index.ts';
import { checkInput } from '../check-input.ts';
import { withoutProblems } from '../leave-out.ts';
import { createPlanner } from '../planner.ts';
import { sampleBattery, sampleInput, sampleSlots, times } from '../sample-house.ts';

const half: PlanScenario = { probability: 0.5, loadKw: [1, 2], pvKw: [0, 3] };
const faults = (scenarios: PlanScenario[]) =>
  checkInput(sampleInput({ scenarios })).map(({ part, index, field, found }) => [part, index, field, found]);

test('scenarios that can be planned against, and none at all, are fine', () => {
  assert.deepEqual(faults([half, half]), []);
  assert.deepEqual(faults([]), []);
});

test('names scenario and field of what is wrong', () => {
  const wrong = (change: Partial<PlanScenario>) => faults([half, { ...half, ...change }]);
  assert.deepEqual(wrong({ loadKw: [1] }), [['SCENARIO', 1, 'loadKw', 1]]);
  assert.deepEqual(wrong({ pvKw: [1, 2, 3] }), [['SCENARIO', 1, 'pvKw', 3]]);
  assert.deepEqual(wrong({ pvKw: [1, -2] }), [['SCENARIO', 1, 'pvKw[1]', -2]]);
  assert.deepEqual(wrong({ loadKw: [Number.NaN, 1] }), [['SCENARIO', 1, 'loadKw[0]', Number.NaN]]);
  assert.deepEqual(wrong({ loadKw: [5000, 1] }), [['SCENARIO', 1, 'loadKw[0]', 5000]]);
  assert.deepEqual(wrong({ probability: 0.4 }), [['INPUT', null, 'scenarios', 0.9]]);
  assert.deepEqual(wrong({ probability: 0 }).at(0), ['SCENARIO', 1, 'probability', 0]);
});

test('the fallback plans without scenarios', () => {
  const input = sampleInput({ scenarios: [{ ...half, loadKw: [1] }, half] });
  assert.deepEqual(checkInput(withoutProblems(input, checkInput(input))), []);
});

test('the thread plans for all that may come and says what that changed', async () => {
  const planner = createPlanner();
  await planner.start();
  try {
    const slots = sampleSlots(times(12, 0.3), (index) => ({
      pvKw: index,
      importPricePerKwh: 0.2 + index / 40,
    }));
    const house = sampleInput({ slots, batteries: [sampleBattery({ socPercent: 20 })] });
    assert.equal((await planner.solve(house)).uncertainty, null);
    const plan = await planner.solve(doubtful(house));
    assert.equal(plan.status, 'OPTIMAL');
    assert.equal(plan.uncertainty?.scenarios, 9);
  } finally {
    await planner.stop();
  }
});
