import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanFixed } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';
import { verifyPlan } from './verify.ts';

/** Cheap, then dear, then cheap; 1 kW of load throughout. */
const PRICES = [0.1, 0.5, 0.1, 0.5];

function fixed(id: string, action: PlanFixed['action'], hour: number, hours = 1): PlanFixed {
  return { id, action, start: SAMPLE_START + hour * HOUR_MS, end: SAMPLE_START + (hour + hours) * HOUR_MS };
}

function withBattery(...wishes: PlanFixed[]) {
  return sampleInput({
    slots: sampleSlots(PRICES),
    batteries: [sampleBattery({ socPercent: 50 })],
    fixed: wishes,
  });
}

test('a battery charges, holds or is released in the slots that a person decided', async () => {
  const [, dear] = (await solveSample(withBattery())).slots;
  assert.ok((dear?.batteries[0]?.dischargeKw ?? 0) > 0.9, 'by itself it serves the dear hour');

  const held = await solveSample(withBattery(fixed('battery', 'HOLD', 0, 4)));
  assert.ok(
    held.slots.every(({ batteries }) => batteries[0]?.dischargeKw === 0 && batteries[0].chargeKw === 0),
  );

  const input = withBattery(fixed('battery', 'CHARGE', 0, 4));
  const charged = await solveSample(input);
  const charges = charged.slots.map(({ batteries }) => batteries[0]?.chargeKw ?? 0);
  assert.ok(Math.abs((charges[0] ?? 0) - 4) < 1e-6 && (charges[1] ?? 0) > 1, 'at full power, however dear');
  assert.ok(Math.abs((charged.slots[3]?.batteries[0]?.socPercent ?? 0) - 100) < 1e-6, 'until it is full');
  assert.deepEqual(verifyPlan(input, charged), []);
});

test('a car charges or waits in the slots that a person decided', async () => {
  const car = sampleCar({ targetSocPercent: 50, departure: SAMPLE_START + 4 * HOUR_MS });
  const planned = async (...wishes: PlanFixed[]) => {
    const input = sampleInput({ slots: sampleSlots(PRICES), batteries: [], cars: [car], fixed: wishes });
    const plan = await solveSample(input);
    assert.deepEqual(verifyPlan(input, plan), []);
    return plan.slots.map(({ cars }) => cars[0]?.chargeKw ?? 0);
  };
  assert.equal((await planned())[1], 0, 'by itself it avoids the dear hour');
  assert.ok(Math.abs(((await planned(fixed('garage', 'CHARGE', 1)))[1] ?? 0) - car.maxPowerKw) < 1e-6);
  const waiting = await planned(fixed('garage', 'HOLD', 0), fixed('garage', 'HOLD', 2));
  assert.deepEqual([waiting[0], waiting[2]], [0, 0]);
  assert.ok((waiting[1] ?? 0) + (waiting[3] ?? 0) > 0, 'its departure counts all the same');
});
