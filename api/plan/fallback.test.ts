import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanInput } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import { SAMPLE_START, sampleBattery, sampleCar, sampleInput, sampleSlots, times } from './sample-house.ts';
import { verifyPlan } from './verify.ts';

const REASON = { de: 'Test', en: 'test' };

function plan(input: PlanInput) {
  const made = fallbackPlan(input, REASON);
  assert.deepEqual(verifyPlan(input, made), []);
  return made;
}

const carKw = (input: PlanInput) => plan(input).slots.map((slot) => slot.cars[0]?.chargeKw ?? 0);

test('the car takes the cheapest slots before it leaves', () => {
  const car = sampleCar({ targetSocPercent: 62, departure: SAMPLE_START + 3 * HOUR_MS });
  assert.deepEqual(
    carKw(sampleInput({ slots: sampleSlots([0.3, 0.1, 0.2, 0.05]), cars: [car] })),
    [0, 11, 0, 0],
  );
});

test('above its price limit the car takes nothing but sun, unless it has to leave', () => {
  const slots = sampleSlots(times(3, 0.3), (index) => ({ pvKw: index === 1 ? 6 : 0 }));
  const car = sampleCar({ maxGridPricePerKwh: 0.2 });
  assert.deepEqual(carKw(sampleInput({ slots, cars: [car] })), [0, 5, 0]);
  const leaving = { ...car, targetSocPercent: 100, departure: SAMPLE_START + 3 * HOUR_MS };
  const made = plan(sampleInput({ slots, cars: [leaving] }));
  assert.deepEqual(made.shortfalls, []);
});

test('an impossible departure is reported and everything possible done', () => {
  const car = sampleCar({ targetSocPercent: 100, departure: SAMPLE_START + HOUR_MS });
  const made = plan(sampleInput({ cars: [car] }));
  assert.equal(made.shortfalls[0]?.kind, 'DEPARTURE');
  assert.ok(Math.abs((made.shortfalls[0]?.energyKwh ?? 0) - 19) < 1e-6);
});

test('cars stay within the connection', () => {
  const cars = ['a', 'b'].map((id) => sampleCar({ id, departure: SAMPLE_START + 4 * HOUR_MS }));
  const made = plan(sampleInput({ slots: sampleSlots(times(4, 0.3), { importLimitKw: 8 }), cars }));
  for (const slot of made.slots) assert.ok(slot.importKw <= 8 + 1e-9);
});

test('the battery charges where much dearer hours follow, and not above its price limit', () => {
  const slots = sampleSlots([...times(6, 0.1), ...times(18, 0.6)]);
  const battery = sampleBattery({ socPercent: 10 });
  const free = plan(sampleInput({ slots, batteries: [battery] }));
  assert.ok((free.slots[5]?.batteries[0]?.socPercent ?? 0) > 60);
  const limited = plan(sampleInput({ slots, batteries: [{ ...battery, maxGridPricePerKwh: 0.05 }] }));
  assert.equal(limited.slots[5]?.batteries[0]?.socPercent, 10);
});

test('a flat price charges nothing from the grid', () => {
  const made = plan(sampleInput({ slots: sampleSlots(times(24, 0.3)), batteries: [sampleBattery()] }));
  assert.ok(made.slots.every((slot) => slot.batteries[0]?.chargeKw === 0));
});

test('says that it is the fallback, and why', () => {
  const made = plan(sampleInput());
  assert.deepEqual([made.status, made.fallbackReason, made.gap], ['FALLBACK', REASON, null]);
});
