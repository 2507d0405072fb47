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

test('a battery that was filled before needs no room for the slots in which a person has it charge', async () => {
  const battery = sampleBattery({ socPercent: 0, minSocPercent: 0, capacityKwh: 4, chargeEfficiency: 1 });
  const slots = sampleSlots([0.1, 0.5, 0.5, 0.5]);
  const input = sampleInput({ slots, batteries: [battery], fixed: [fixed('battery', 'CHARGE', 1, 3)] });
  const plan = await solveSample({ ...input, batteries: [{ ...battery, endValuePerKwh: 0.2 }] });
  const charges = plan.slots.map(({ batteries }) => batteries[0]?.chargeKw ?? 0);
  assert.ok(Math.abs((charges[0] ?? 0) - 4) < 1e-6, `in the cheap hour: ${charges}`);
  assert.ok(Math.max(...charges.slice(1)) < 1e-6, 'full is full');
});

test('a battery that has emptied charges again where a person has it charge', async () => {
  const battery = sampleBattery({ socPercent: 75, minSocPercent: 0, capacityKwh: 4, dischargeEfficiency: 1 });
  const slots = sampleSlots([0.5, 0.9, 0.9, 0.9, 0.5]);
  const input = sampleInput({
    slots,
    batteries: [battery],
    fixed: [fixed('battery', 'CHARGE', 0), fixed('battery', 'CHARGE', 4)],
  });
  const plan = await solveSample(input);
  assert.ok((plan.slots[3]?.batteries[0]?.socPercent ?? 100) < 26, 'it serves the dear hours');
  assert.ok(Math.abs((plan.slots[4]?.batteries[0]?.socPercent ?? 0) - 100) < 1e-6);
});

test('a departure is not missed to keep room for slots in which a person has the car charge', async () => {
  const start = SAMPLE_START;
  const car = sampleCar({
    socPercent: 50,
    targetSocPercent: 100,
    departure: start + 3 * HOUR_MS,
    absences: [
      { from: start + 3 * HOUR_MS, to: start + 4 * HOUR_MS, consumptionKwh: 5, targetSocPercent: null },
    ],
  });
  const slots = sampleSlots([0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3]);
  const plan = await solveSample(
    sampleInput({ slots, cars: [car], fixed: [fixed('garage', 'CHARGE', 4, 3)] }),
  );
  assert.deepEqual(plan.shortfalls, []);
});
