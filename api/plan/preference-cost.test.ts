import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleCar, sampleInput, sampleSlots, solveSample } from './sample-house.ts';

test('charging early is not worth a cent, however far ahead the plan looks', async () => {
  // Three weeks of half days; 60 kWh cost 3 ct less in the last one.
  const prices = Array.from({ length: 42 }, (_, index) => (index === 41 ? 0.2995 : 0.3));
  const car = sampleCar({ capacityKwh: 100, socPercent: 40, targetSocPercent: null, endValuePerKwh: 0.5 });
  const plan = await solveSample(sampleInput({ slots: sampleSlots(prices, {}, 12), cars: [car] }));
  const kwh = plan.slots.map(({ cars }) => 12 * (cars[0]?.chargeKw ?? 0));
  assert.ok(Math.abs((kwh.at(-1) ?? 0) - 60) < 1e-3, `${kwh.at(-1)}`);
});

test('what costs the same is done early', async () => {
  const prices = Array.from({ length: 42 }, () => 0.3);
  const car = sampleCar({ capacityKwh: 100, socPercent: 40, targetSocPercent: null, endValuePerKwh: 0.5 });
  const plan = await solveSample(sampleInput({ slots: sampleSlots(prices, {}, 12), cars: [car] }));
  assert.ok(Math.abs(12 * (plan.slots[0]?.cars[0]?.chargeKw ?? 0) - 60) < 1e-3);
});
