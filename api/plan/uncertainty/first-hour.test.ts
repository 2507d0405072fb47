import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanInput } from '../../house/index.ts';
import { sampleBattery, sampleCar, sampleInput, sampleSlots, times } from '../sample-house.ts';
import { carryOut, firstHourSlots, ordersOf, type SlotOrders } from './first-hour.ts';

const QUARTER = 0.25;
const quarters = (surplusKw: number, count = 8) =>
  sampleSlots(times(count, 0.3), { pvKw: Math.max(0, surplusKw), loadKw: Math.max(0, -surplusKw) }, QUARTER);
const withBattery = (surplusKw: number, change = {}): PlanInput =>
  sampleInput({ slots: quarters(surplusKw), batteries: [sampleBattery(change)] });
const told = (mode: 'NORMAL' | 'HOLD' | 'CHARGE', chargeKw = 0): SlotOrders[] =>
  times(4, { batteries: [{ mode, chargeKw }], cars: [] });
const powers = (input: PlanInput, orders: SlotOrders[]) =>
  carryOut(input, orders).map(({ batteries: [flow] }) => (flow?.dischargeKw ?? 0) - (flow?.chargeKw ?? 0));
const decided = (dischargeKw: number, chargeKw: number, carKw: number[] = []) =>
  times(8, {
    curtailedKw: 0,
    batteries: [{ dischargeKw, chargeKw, storedValuePerKwh: null }],
    carKw,
    marginalPricePerKwh: null,
  });

test('the first hour has the running slot and all that begin within it', () => {
  const input = sampleInput({ slots: quarters(0) });
  assert.equal(firstHourSlots(input), 4);
  const [first, ...rest] = input.slots;
  assert.ok(first);
  const started = { ...first, start: first.start + 60_000 };
  assert.equal(firstHourSlots({ ...input, slots: [started, ...rest] }), 5);
  assert.equal(firstHourSlots(sampleInput({ slots: sampleSlots([0.3, 0.3]) })), 1);
});

test('a released battery takes up every error by itself, a held one only stores', () => {
  assert.deepEqual(powers(withBattery(-1.3), told('NORMAL')), times(4, 1.3));
  assert.deepEqual(powers(withBattery(2.1), told('NORMAL')), times(4, -2.1));
  assert.deepEqual(powers(withBattery(-1.3), told('HOLD')), times(4, 0));
  assert.deepEqual(powers(withBattery(2.1), told('HOLD')), times(4, -2.1));
  assert.deepEqual(powers(withBattery(-1.3), told('CHARGE', 3)), times(4, -3));
});

test('a battery stops where it is empty', () => {
  const [first, second, ...rest] = powers(withBattery(-4, { socPercent: 21 }), told('NORMAL'));
  assert.equal(first, 4);
  assert.ok(second && second < 0.5);
  assert.deepEqual(rest, [0, 0]);
});

test('flows become the modes that come closest', () => {
  const modes = (surplusKw: number, dischargeKw: number, chargeKw: number) =>
    ordersOf(withBattery(surplusKw), decided(dischargeKw, chargeKw)).map(({ batteries: [order] }) => order);
  assert.deepEqual(modes(-1.3, 1.3, 0), times(4, { mode: 'NORMAL', chargeKw: 0 }));
  assert.deepEqual(modes(-1.3, 0.2, 0), times(4, { mode: 'HOLD', chargeKw: 0 }));
  assert.deepEqual(modes(-1.3, 0, 3), times(4, { mode: 'CHARGE', chargeKw: 3 }));
  assert.deepEqual(modes(2, 0, 2), times(4, { mode: 'NORMAL', chargeKw: 0 }));
});

test('a car on the sun follows it as long as there is enough; one that is told a power takes it', () => {
  const car = sampleCar();
  const expected = sampleInput({ slots: quarters(3), cars: [car] });
  const orders = ordersOf(expected, decided(0, 0, [3]));
  assert.deepEqual(orders[0]?.cars, ['SUN']);
  const carKw = (surplusKw: number, given: SlotOrders[]) =>
    carryOut(sampleInput({ slots: quarters(surplusKw), cars: [car] }), given).map((slot) => slot.carKw[0]);
  assert.deepEqual(carKw(2.2, orders), times(4, 2.2));
  assert.deepEqual(carKw(1.1, orders), times(4, 0));
  const fast = ordersOf(expected, decided(0, 0, [7]));
  assert.deepEqual(carKw(1.1, fast), times(4, 7));
});

test('a car above its price limit follows the sun, although another one comes first in the list', () => {
  const [dear, other] = [sampleCar({ maxGridPricePerKwh: 0.1, departure: null }), sampleCar()];
  const input = sampleInput({ slots: quarters(3), cars: [other, dear] });
  assert.deepEqual(ordersOf(input, decided(0, 0, [2, 1.5]))[0]?.cars, ['SUN', 'SUN']);
  assert.deepEqual(ordersOf(input, decided(0, 0, [5, 1.5]))[0]?.cars, [5, 'SUN']);
});

test('a car is full at some time', () => {
  const car = sampleCar({ socPercent: 96, targetSocPercent: 100 });
  const input = sampleInput({ slots: quarters(0), cars: [car] });
  const energy = carryOut(input, ordersOf(input, decided(0, 0, [7]))).map(
    ({ carKw: [kw = 0] }) => kw * QUARTER,
  );
  assert.ok(Math.abs(energy.reduce((sum, kwh) => sum + kwh, 0) - 2) < 0.36, `${energy}`);
  assert.ok(energy.reduce((sum, kwh) => sum + kwh, 0) <= 2);
});
