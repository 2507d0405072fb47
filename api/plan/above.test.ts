import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampleBattery, sampleInput, sampleSlots, solveSample, times } from './sample-house.ts';
import { verifyPlan } from './verify.ts';

test('what has left the band above the corridor does not come back, however cheap energy gets', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 50, max: 90 }),
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom(0, 5),
      async (maxSocPercent, above, pvKw) => {
        const input = sampleInput({
          slots: sampleSlots([...times(4, 0.9), ...times(5, 0.05), ...times(9, 0.9)], { pvKw }),
          batteries: [
            sampleBattery({ socPercent: maxSocPercent + above, maxSocPercent, endValuePerKwh: 0.5 }),
          ],
        });
        const plan = await solveSample(input);
        assert.deepEqual(verifyPlan(input, plan), []);
        let before = maxSocPercent + above;
        for (const { batteries } of plan.slots) {
          const socPercent = batteries[0]?.socPercent ?? 0;
          assert.ok(socPercent <= Math.max(maxSocPercent, before) + 1e-6, `${before} → ${socPercent}`);
          before = socPercent;
        }
      },
    ),
    { numRuns: 25 },
  );
});
