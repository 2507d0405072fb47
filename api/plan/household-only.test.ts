import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';
import { verifyPlan } from './verify.ts';

/** Two dear hours, 1 kW of load, a full battery, and a car that must have 6 kWh by their end. */
function evening(canServeCars: boolean) {
  return sampleInput({
    slots: sampleSlots([0.5, 0.5]),
    batteries: [sampleBattery({ socPercent: 100, dischargeEfficiency: 1, canServeCars })],
    cars: [sampleCar({ targetSocPercent: 52, departure: SAMPLE_START + 2 * HOUR_MS })],
  });
}

test('a battery that is locked while a car charges serves the household alone', async () => {
  const locked = await solveSample(evening(false));
  assert.ok(Math.abs(locked.cost - 6 * 0.5) < 1e-6, `the car is bought in full: ${locked.cost}`);
  const shared = await solveSample(evening(true));
  assert.ok(Math.abs(shared.cost) < 1e-6, `8 kWh come from the battery: ${shared.cost}`);
});

test('the fallback keeps to it as well', () => {
  const input = evening(false);
  const plan = fallbackPlan(input, { de: 'Test', en: 'test' });
  assert.deepEqual(verifyPlan(input, plan), []);
  assert.ok(plan.slots.every((slot) => (slot.batteries[0]?.dischargeKw ?? 0) <= 1 + 1e-9));
});
