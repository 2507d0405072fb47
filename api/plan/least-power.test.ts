import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanSlotInput, SLOT_MS } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import { SAMPLE_START, sampleCar, sampleInput, sampleSlots, solveSample } from './sample-house.ts';
import { verifyPlan } from './verify.ts';

/** Four quarters of an hour and four whole hours, with these import prices. */
function unequalSlots(quarters: number, hours: number): PlanSlotInput[] {
  const prices = [quarters, quarters, quarters, quarters, hours, hours, hours, hours];
  const startOf = (index: number) =>
    SAMPLE_START + Math.min(index, 4) * SLOT_MS + Math.max(0, index - 4) * HOUR_MS;
  return sampleSlots(prices).map((slot, index) => ({
    ...slot,
    start: startOf(index),
    end: startOf(index + 1),
  }));
}

/** It has room for half a kWh and takes 1.4 kW at least. */
const nearlyFull = sampleCar({
  socPercent: 99,
  targetSocPercent: 100,
  departure: SAMPLE_START + 5 * HOUR_MS,
});

for (const [where, slots] of Object.entries({
  quarters: unequalSlots(0.1, 0.5),
  hours: unequalSlots(0.5, 0.1),
})) {
  test(`a car’s least power is that of the ${where} in which it charges`, async () => {
    const input = sampleInput({ slots, cars: [nearlyFull] });
    const plans = [await solveSample(input), fallbackPlan(input, { de: '', en: '' })];
    for (const plan of plans) {
      assert.deepEqual(verifyPlan(input, plan), []);
      assert.deepEqual(plan.shortfalls, []);
      for (const { start, end, cars } of plan.slots) {
        const powerKw = cars[0]?.chargeKw ?? 0;
        if (powerKw === 0) continue;
        const isQuarter = end - start === SLOT_MS;
        assert.equal(isQuarter, where === 'quarters');
        // In an hour it is full after 21 minutes; in a quarter of an hour it never gets there at less.
        assert.ok(powerKw >= (isQuarter ? 1.4 : 0.5) - 1e-6, `${powerKw}`);
      }
    }
  });
}

test('a car that charges below its least power for a quarter of an hour is found out', async () => {
  const input = sampleInput({ slots: unequalSlots(0.1, 0.5), cars: [nearlyFull] });
  const plan = await solveSample(input);
  plan.slots.forEach(({ cars: [car] }, index) => {
    if (car) car.chargeKw = index < 4 ? 0.5 : 0;
  });
  assert.ok(verifyPlan(input, plan).some(({ rule }) => rule === 'MINIMUM_POWER'));
});
