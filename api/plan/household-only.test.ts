import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import { planByRule } from './rule-plans.ts';
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

test('a battery is locked while a car charges, so the household is bought for as well', async () => {
  const locked = await solveSample(evening(false));
  // The car charges its 6 kWh within one hour; that hour's load is bought, the other hour's is not.
  assert.ok(Math.abs(locked.cost - 7 * 0.5) < 1e-6, `${locked.cost}`);
  const shared = await solveSample(evening(true));
  assert.ok(Math.abs(shared.cost) < 1e-6, `8 kWh come from the battery: ${shared.cost}`);
});

test('the lock ends when the car leaves within a slot', async () => {
  const input = evening(false);
  const [car] = input.cars;
  assert.ok(car);
  // Plugged in for half an hour: locked for that half hour, half a kWh of the load is bought.
  const leaving = { ...car, targetSocPercent: 44, departure: SAMPLE_START + HOUR_MS / 2 };
  const plan = await solveSample({ ...input, cars: [leaving] });
  assert.ok(Math.abs(plan.cost - (2 + 0.5) * 0.5) < 1e-6, `${plan.cost}`);
  assert.ok(Math.abs((plan.slots[0]?.batteries[0]?.dischargeKw ?? 0) - 0.5) < 1e-6);
});

test('what one more kWh of load costs is the price of the grid while the battery is locked', async () => {
  const plan = await solveSample(evening(false));
  for (const slot of plan.slots) {
    const charging = (slot.cars[0]?.chargeKw ?? 0) > 0;
    assert.ok(Math.abs((slot.marginalPricePerKwh ?? 9) - (charging ? 0.5 : 0)) < 1e-3);
  }
});

test('a plan that lets a locked battery serve the house is found out', async () => {
  const input = evening(false);
  const plan = await solveSample(input);
  const slot = plan.slots.find(({ cars }) => (cars[0]?.chargeKw ?? 0) > 0);
  const [battery] = slot?.batteries ?? [];
  assert.ok(battery);
  battery.dischargeKw = 0.2;
  assert.ok(verifyPlan(input, plan).some(({ rule }) => rule === 'SERVE_CARS'));
});

test('the fallback keeps to it as well', () => {
  const input = evening(false);
  const plan = fallbackPlan(input, { de: 'Test', en: 'test' });
  assert.deepEqual(verifyPlan(input, plan), []);
  for (const { batteries, cars } of plan.slots) {
    if ((cars[0]?.chargeKw ?? 0) > 0) assert.equal(batteries[0]?.dischargeKw, 0);
  }
});

/** One hour in which a load of 3 kWh must run, with a surplus of 2 kW, then one that lacks 1 kW, and a full battery. */
function sunnyLoad(interruptible: boolean) {
  const slots = sampleSlots([0.5, 0.5], (index) => ({ pvKw: index === 0 ? 3 : 0 }));
  const load = { id: 'load', title: 'Load', energyKwh: 3, powerKw: 3, earliest: null, interruptible };
  return sampleInput({
    slots,
    batteries: [sampleBattery({ socPercent: 100, dischargeEfficiency: 1, canServeCars: false })],
    loads: [{ ...load, latest: SAMPLE_START + HOUR_MS }],
  });
}

for (const interruptible of [true, false]) {
  const kind = interruptible ? 'that may pause' : 'in one block';
  test(`a battery helps a load ${kind} where the sun is not enough for it`, async () => {
    const plan = await solveSample(sunnyLoad(interruptible));
    assert.ok(Math.abs(plan.cost) < 1e-6, `2 of 3 kWh are the sun's, the rest is stored: ${plan.cost}`);
    assert.ok(Math.abs((plan.slots[0]?.batteries[0]?.dischargeKw ?? 0) - 1) < 1e-6);
  });

  test(`a car that could charge and does not locks no battery that helps a load ${kind}`, async () => {
    const car = sampleCar({ minPowerKw: 0, targetSocPercent: null });
    const plan = await solveSample({ ...sunnyLoad(interruptible), cars: [car] });
    assert.ok(Math.abs(plan.cost) < 1e-6, `${plan.cost}`);
  });
}

test('two loads are helped beyond the sun together', async () => {
  const input = sunnyLoad(true);
  const [load] = input.loads ?? [];
  assert.ok(load);
  const halves = ['a', 'b'].map((id) => ({ ...load, id, energyKwh: 1.5, powerKw: 1.5 }));
  const plan = await solveSample({ ...input, loads: halves });
  assert.ok(Math.abs(plan.cost) < 1e-6, `${plan.cost}`);
});

test('while a car takes a part of the slot, a load is helped in the rest of it', async () => {
  const input = sunnyLoad(false);
  const car = sampleCar({ minPowerKw: 4, targetSocPercent: 44, departure: SAMPLE_START + HOUR_MS / 2 });
  const plan = await solveSample({ ...input, cars: [car] });
  // 2 kWh for the car at 4 kW for half an hour; half of the load's kWh beyond the sun is bought as well.
  assert.ok(Math.abs(plan.cost - 2.5 * 0.5) < 1e-6, `${plan.cost}`);
});

test('a battery that is locked for half a slot gives half of its power in it, whoever plans', async () => {
  const [car] = evening(false).cars;
  assert.ok(car);
  const input = sampleInput({
    slots: sampleSlots([0.5, 0.5], { loadKw: 10 }),
    batteries: [sampleBattery({ socPercent: 100, capacityKwh: 20, canServeCars: false })],
    cars: [{ ...car, targetSocPercent: 44, departure: SAMPLE_START + HOUR_MS / 2 }],
  });
  for (const plan of [await solveSample(input), planByRule(input, 'SELF_CONSUMPTION')]) {
    assert.deepEqual(verifyPlan(input, plan), []);
    const given = plan.slots.map(({ batteries }) => batteries[0]?.dischargeKw ?? 0);
    assert.ok(Math.abs((given[0] ?? 0) - 2) < 1e-6, `${given}`);
  }
});

test('a battery gives no more while a car leaves within the slot because a load could run', async () => {
  const input = sampleInput({
    slots: sampleSlots([0.5, 0.1], { loadKw: 1, importLimitKw: 3.2 }),
    batteries: [sampleBattery({ socPercent: 100, canServeCars: false })],
    cars: [sampleCar({ minPowerKw: 4, targetSocPercent: 100, departure: SAMPLE_START + HOUR_MS / 2 })],
    loads: [
      {
        id: 'pump',
        title: 'Pump',
        energyKwh: 1.2,
        powerKw: 1.2,
        earliest: SAMPLE_START + HOUR_MS,
        latest: null,
        interruptible: true,
      },
      {
        id: 'heater',
        title: 'Heater',
        energyKwh: 1.2,
        powerKw: 1.2,
        earliest: null,
        latest: null,
        interruptible: true,
      },
    ],
  });
  const [slot] = (await solveSample(input)).slots;
  // The battery covers the household for the half in which the car is gone; the rest of the 3.2 kW is the car's.
  assert.ok(Math.abs((slot?.batteries[0]?.dischargeKw ?? 0) - 0.5) < 1e-6, JSON.stringify(slot));
  assert.ok(Math.abs((slot?.cars[0]?.chargeKw ?? 0) - 2.7) < 1e-6, JSON.stringify(slot));
});
