import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../../test/random-house.ts';
import type { PlanBattery, PlanBinding, PlanSlot } from '../../house/index.ts';
import { fallbackPlan } from '../../plan/index.ts';
import { withBuffer } from './buffer.ts';
import { ARMS } from './knobs.ts';

const house = randomHouse(5, { slots: 4, cars: 1 });
const [base] = fallbackPlan(house, { de: '', en: '' }).slots;

/** A slot in which a car takes so much; the sun leaves one kW. */
function slotWith(carKw: number, binding: PlanBinding = 'NONE'): PlanSlot {
  assert.ok(base);
  return {
    ...base,
    pvKw: 2,
    curtailedKw: 0,
    loadKw: 1,
    cars: base.cars.map((car) => ({ ...car, chargeKw: carKw })),
    batteries: base.batteries.map((battery) => ({ ...battery, binding })),
  };
}

function batteryAt(socPercent: number, reserveSocPercent = 0): PlanBattery {
  const [battery] = house.batteries;
  assert.ok(battery);
  return { ...battery, socPercent, reserveSocPercent };
}

const told = (action: 'FOLLOW' | 'HOLD' | 'CHARGE', slot: PlanSlot, battery: PlanBattery) =>
  withBuffer(action, slot, battery, { bufferPercent: 60 });

test('above the buffer a locked battery helps a car, below it a free one does not', () => {
  assert.equal(told('HOLD', slotWith(11, 'LOCKED'), batteryAt(61)), 'FOLLOW');
  assert.equal(told('HOLD', slotWith(11, 'LOCKED'), batteryAt(60)), 'HOLD');
  assert.equal(told('FOLLOW', slotWith(11), batteryAt(59)), 'HOLD');
  assert.equal(told('FOLLOW', slotWith(11), batteryAt(90)), 'FOLLOW');
});

test('without a car that buys, and where the plan holds or charges for another reason, nothing changes', () => {
  assert.equal(told('FOLLOW', slotWith(0), batteryAt(30)), 'FOLLOW');
  assert.equal(told('FOLLOW', slotWith(0.9), batteryAt(30)), 'FOLLOW');
  assert.equal(told('HOLD', slotWith(11), batteryAt(90)), 'HOLD');
  assert.equal(told('CHARGE', slotWith(11), batteryAt(90)), 'CHARGE');
});

test('the reserve holds whatever the buffer, and no buffer means as planned', () => {
  assert.equal(told('HOLD', slotWith(11, 'LOCKED'), batteryAt(65, 70)), 'HOLD');
  assert.equal(withBuffer('HOLD', slotWith(11, 'LOCKED'), batteryAt(95), { bufferPercent: null }), 'HOLD');
});

test('no buffer that may be tried lies below what people keep for the house', () => {
  for (const { bufferPercent } of ARMS) assert.ok(bufferPercent === null || bufferPercent >= 50);
});
