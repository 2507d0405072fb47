import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { carAt } from './cars.ts';
import { checkPhysics } from './check.ts';
import { BATTERY, CARS } from './devices.ts';
import { type DeviceMode, type Orders, type PlantState, stepPlant } from './plant.ts';
import { createWorld, type World } from './world.ts';

const MODES: DeviceMode[] = ['normal', 'hold', 'charge', 'holdcharge', 'idle'];
const NOON = Date.parse('2026-06-03T10:00:00Z');

const orders: fc.Arbitrary<Orders> = fc.record({
  battery: fc.constantFrom(...MODES),
  chargers: fc.tuple(charger(), charger()),
});

function charger() {
  return fc.record({
    currentA: fc.double({ min: 0, max: 20, noNaN: true }),
    phases: fc.constantFrom<1 | 3>(1, 3),
  });
}

function plantOf(world: World, batterySoc: number, carSoc: number[], at: number): PlantState {
  return {
    batteryKwh: (BATTERY.capacityKwh * batterySoc) / 100,
    cars: CARS.map((car, i) => carAt(world, i, (car.capacityKwh * (carSoc[i] ?? 50)) / 100, at)),
  };
}

test('no orders, step size or seed can break physics', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 365 * 24 }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.tuple(fc.double({ min: 3, max: 100, noNaN: true }), fc.double({ min: 3, max: 100, noNaN: true })),
      fc.array(fc.tuple(orders, fc.integer({ min: 1, max: 30_000 })), { minLength: 1, maxLength: 20 }),
      (seed, hour, batterySoc, carSoc, steps) => {
        const world = createWorld(seed);
        let at = NOON + hour * 3_600_000;
        let plant = plantOf(world, batterySoc, carSoc, at);
        for (const [order, ms] of steps) {
          const { state, flow } = stepPlant(plant, order, world, at, at + ms);
          assert.deepEqual(checkPhysics(plant, flow, state), []);
          plant = state;
          at += ms;
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('energy is lost, never made: what comes out of the battery is less than what went in', () => {
  const world = createWorld(3);
  const night = Date.parse('2026-01-10T00:00:00Z');
  let plant = plantOf(world, 50, [50, 50], night);
  const begin = plant.batteryKwh;
  let inKwh = 0;
  let outKwh = 0;
  let at = night;
  const run = (battery: DeviceMode, until: () => boolean) => {
    while (!until()) {
      const { state, flow } = stepPlant(plant, { battery, chargers: [] }, world, at, at + 30_000);
      inKwh += Math.max(0, -flow.batteryKw) / 120;
      outKwh += Math.max(0, flow.batteryKw) / 120;
      plant = state;
      at += 30_000;
    }
  };
  run('charge', () => plant.batteryKwh >= 9);
  run('normal', () => plant.batteryKwh <= begin);
  const expected = inKwh * BATTERY.chargeEfficiency * BATTERY.dischargeEfficiency;
  assert.ok(Math.abs(outKwh - expected) < 0.02, `${outKwh} kWh out, ${expected} expected`);
});

test('what each battery mode lets through', () => {
  const world = createWorld(1);
  const noon = NOON;
  const night = Date.parse('2026-06-03T00:00:00Z');
  const power = (battery: DeviceMode, at: number) =>
    stepPlant(plantOf(world, 50, [50, 50], at), { battery, chargers: [] }, world, at, at + 30_000).flow
      .batteryKw;
  assert.ok(power('normal', noon) < 0 && power('normal', night) > 0);
  assert.ok(power('hold', noon) < 0 && power('hold', night) === 0);
  assert.ok(power('holdcharge', noon) === 0 && power('holdcharge', night) > 0);
  assert.equal(power('charge', night), -BATTERY.maxChargeKw);
  assert.equal(power('idle', noon), 0);
});

test('the check sees every law that is broken', () => {
  const world = createWorld(1);
  const before = plantOf(world, 50, [50, 50], NOON);
  const { state, flow } = stepPlant(before, { battery: 'normal', chargers: [] }, world, NOON, NOON + 30_000);
  const broken = (changed: Partial<typeof flow>, after: Partial<PlantState> = {}) =>
    checkPhysics(before, { ...flow, ...changed }, { ...state, ...after }).length > 0;
  assert.equal(broken({}), false);
  assert.ok(broken({ gridKw: flow.gridKw + 1e-6 }));
  assert.ok(broken({ pvKw: -1 }));
  assert.ok(broken({ carsKw: [1, 0] }));
  assert.ok(broken({}, { batteryKwh: state.batteryKwh + 1e-6 }));
  assert.ok(broken({}, { batteryKwh: 11 }));
});
