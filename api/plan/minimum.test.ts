import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';
import { verifyPlan } from './verify.ts';

const empty = (change = {}) => sampleBattery({ socPercent: 0, chargeEfficiency: 1, ...change });

test('a battery below its minimum gives nothing, even where the import is above its limit', async () => {
  const slots = sampleSlots([0.1, 0.4, 0.1, 0.4], (index) => ({
    loadKw: 0,
    pvKw: index === 0 ? 8 : 0,
    importLimitKw: index === 3 ? 5 : null,
  }));
  const plan = await solveSample(
    sampleInput({
      slots,
      cars: [sampleCar({ targetSocPercent: null, minPowerKw: 0, maxPowerKw: 7.4 })],
      // The sun leaves 0.6 kWh of the 1 kWh that it lacks.
      batteries: [empty({ canGridCharge: false })],
      fixed: [{ id: 'garage', start: SAMPLE_START, end: SAMPLE_START + 4 * HOUR_MS, action: 'CHARGE' }],
    }),
  );
  assert.ok(Math.abs((plan.slots[3]?.importKw ?? 0) - 7.4) < 1e-6);
  assert.ok(Math.abs((plan.slots[3]?.batteries[0]?.socPercent ?? 0) - 6) < 1e-4);
});

test('once at its minimum it keeps an import within its limit', async () => {
  const slots = sampleSlots([0.1, 0.1, 0.5], (index) => ({
    loadKw: 2,
    importLimitKw: index === 2 ? 1 : null,
  }));
  const plan = await solveSample(sampleInput({ slots, batteries: [empty()] }));
  assert.ok((plan.slots[2]?.importKw ?? 2) < 1 + 1e-4);
  assert.deepEqual(plan.shortfalls, []);
});

test('a store of a few kWh may be below its minimum by what is rounding of energy', async () => {
  const battery = empty({ capacityKwh: 2, socPercent: 9, endValuePerKwh: 0 });
  const input = sampleInput({ slots: sampleSlots([0.1, 0.5], { loadKw: 0.05 }, 0.25), batteries: [battery] });
  const plan = await solveSample(input);
  const at = (socPercent: number) =>
    verifyPlan(input, {
      ...plan,
      slots: plan.slots.map((slot, index) =>
        index < 1 ? slot : { ...slot, batteries: slot.batteries.map((flow) => ({ ...flow, socPercent })) },
      ),
    }).filter(({ rule }) => rule === 'CORRIDOR');
  assert.deepEqual(at(9.9999 - 1e-4), []);
  assert.equal(at(9.9).length, 1);
});
