import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSolver } from './highs.ts';
import { sampleBattery, sampleCar, sampleInput, sampleSlots } from './sample-house.ts';
import { decisionsOf } from './schedule.ts';
import { solvePlan } from './solve.ts';

test('what energy is worth is unknown where the solver does not say it, and not nothing', async () => {
  const input = sampleInput({
    slots: sampleSlots([0.1, 0.4], { loadKw: 1 }),
    batteries: [sampleBattery()],
    cars: [sampleCar()],
  });
  const solved = solvePlan(await loadSolver(), input, { timeLimitMs: 5000 });
  const known = decisionsOf(solved);
  for (const { batteries, marginalPricePerKwh } of known) {
    assert.ok((marginalPricePerKwh ?? 0) > 0);
    assert.equal(typeof batteries[0]?.storedValuePerKwh, 'number');
  }
  const unknown = decisionsOf({ ...solved, duals: null });
  for (const { batteries, carValuePerKwh, marginalPricePerKwh } of unknown) {
    assert.deepEqual(
      [marginalPricePerKwh, batteries[0]?.storedValuePerKwh, carValuePerKwh],
      [null, null, [null]],
    );
  }
  assert.deepEqual(
    unknown.map(({ carKw }) => carKw),
    known.map(({ carKw }) => carKw),
  );
});
