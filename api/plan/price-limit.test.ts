import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { SAMPLE_START, sampleCar, sampleInput, sampleSlots, solveSample } from './sample-house.ts';

/** It needs 11 kWh, an hour at full power, and pays 30 ct at most. */
const limited = sampleCar({
  minPowerKw: 0,
  targetSocPercent: 62,
  departure: SAMPLE_START + 3 * HOUR_MS,
  maxGridPricePerKwh: 0.3,
});
const chargedKwh = async (change: Parameters<typeof sampleInput>[0]) => {
  const plan = await solveSample(sampleInput({ cars: [limited], ...change }));
  return plan.slots.map(({ cars }) => Math.round(100 * (cars[0]?.chargeKw ?? 0)) / 100);
};

test('what a departure needs is not bought at a guessed price that is dearer than a published one', async () => {
  const slots = sampleSlots([0.31, 0.5, 0.31], (index) => ({
    priceSource: index === 1 ? 'ESTIMATED' : 'PUBLISHED',
  }));
  assert.deepEqual(await chargedKwh({ slots }), [11, 0, 0]);
  const cheap = sampleSlots([0.31, 0.29, 0.31], () => ({ priceSource: 'ESTIMATED' }));
  assert.deepEqual(await chargedKwh({ slots: cheap }), [0, 11, 0]);
});

test('a guessed price blocks nothing', async () => {
  const car = { ...limited, targetSocPercent: null, departure: null, endValuePerKwh: 0.6 };
  const slots = sampleSlots([0.31, 0.5], (index) => ({ priceSource: index ? 'ESTIMATED' : 'PUBLISHED' }));
  assert.deepEqual(await chargedKwh({ slots, cars: [car] }), [0, 11]);
});

test('above its limit a car takes for its departure what that needs and no more, whatever the rest is worth', async () => {
  const slots = sampleSlots([0.35, 0.35, 0.35], { feedInPricePerKwh: 0.35 });
  const car = { ...limited, endValuePerKwh: 0.6 };
  const charged = await chargedKwh({ slots, cars: [car] });
  assert.equal(
    charged.reduce((sum, kwh) => sum + kwh, 0),
    11,
  );
});

test('above the limit no car draws from the grid in the name of one that must', async () => {
  const minimal = { ...limited, targetSocPercent: null, departure: null, socPercent: 50, minSocPercent: 60 };
  // Alone on the sun it would need 0.2 kW more than there is.
  const other = { ...limited, id: 'street', minPowerKw: 1, targetSocPercent: null, endValuePerKwh: 0.25 };
  const slots = sampleSlots([0.35, 0.35], { pvKw: 1.8 });
  const plan = await solveSample(sampleInput({ slots, cars: [minimal, { ...other, departure: null }] }));
  assert.deepEqual(
    plan.slots.map(({ cars }) => cars[1]?.chargeKw),
    [0, 0],
  );
  assert.ok(Math.abs((plan.slots[0]?.cars[0]?.chargeKw ?? 0) - 5) < 1e-4);
});

test('where a car lives on the sun, one more kWh of load costs what the car would have been worth', async () => {
  const car = { ...limited, targetSocPercent: null, departure: null, endValuePerKwh: 0.5 };
  const plan = await solveSample(sampleInput({ slots: sampleSlots([0.4, 0.4], { pvKw: 4 }), cars: [car] }));
  for (const slot of plan.slots) {
    assert.equal(slot.cars[0]?.chargeKw, 3);
    assert.ok(Math.abs((slot.marginalPricePerKwh ?? 0) - 0.5) < 1e-4, `${slot.marginalPricePerKwh}`);
  }
});
