import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanFlexibleLoad, type PlanInput } from '../house/index.ts';
import { createPlanner } from './planner.ts';
import { SAMPLE_START, sampleBattery, sampleCar, sampleInput, sampleSlots, times } from './sample-house.ts';

const at = (hour: number) => SAMPLE_START + hour * HOUR_MS;
const load: PlanFlexibleLoad = {
  id: 'washer',
  title: 'Washing machine',
  energyKwh: 2,
  powerKw: 1,
  earliest: null,
  latest: at(2),
  interruptible: true,
};
/** The car needs 10 kWh by the sixth hour of twelve. */
const house = (): PlanInput =>
  sampleInput({
    slots: sampleSlots(times(12, 0.3)),
    batteries: [sampleBattery()],
    cars: [sampleCar({ departure: at(6) })],
    loads: [load],
  });

/** What is made of a house with something wrong in it. */
async function planned(change: object) {
  const plan = await createPlanner().solve(Object.assign(house(), change));
  const shortfalls = plan.shortfalls.map(({ kind, id, departure, energyKwh }) =>
    [kind, id, departure, Math.round(energyKwh * 100) / 100].filter((part) => part !== undefined),
  );
  return { plan, reason: plan.fallbackReason?.en ?? '', reasonDe: plan.fallbackReason?.de ?? '', shortfalls };
}

const NEEDS = ['DEPARTURE', 'garage', at(6), 10];

test('of a horizon with a bad slot is said how much is planned, and which departures after it are given up', async () => {
  const slots = house().slots.map((slot, index) => (index === 3 ? { ...slot, loadKw: Number.NaN } : slot));
  const { plan, reason, reasonDe, shortfalls } = await planned({ slots });
  assert.equal(plan.slots.length, 3);
  assert.match(reason, /SLOT 3, loadKw.*3 of 12 slots are planned; after 3\.00 hours nothing is\./);
  assert.match(reasonDe, /Geplant sind 3 von 12 Abschnitten; nach 3,00 Stunden ist nichts geplant\./);
  assert.deepEqual(shortfalls, [NEEDS]);
});

test('where not even the first slot can be planned, everything is given up', async () => {
  const slots = house().slots.map((slot, index) => (index === 0 ? { ...slot, pvKw: -1 } : slot));
  const { plan, shortfalls } = await planned({ slots });
  assert.deepEqual(plan.slots, []);
  assert.deepEqual(shortfalls, [NEEDS, ['LOAD', 'washer', 2]]);
});

test('a car that is left out is named, with what it lacks for its departure and its minimum', async () => {
  const car = sampleCar({ departure: at(6), minSocPercent: 50, minPowerKw: 12 });
  const { plan, reason, shortfalls } = await planned({ cars: [car] });
  assert.equal(plan.slots.length, 12);
  assert.match(reason, /Not planned: Car\.$/);
  assert.deepEqual(shortfalls, [['MIN_SOC', 'garage', 5], NEEDS]);
  const wrongTaper = await planned({ cars: [{ ...car, taper: null, absences: 'none' }] });
  assert.deepEqual(wrongTaper.shortfalls, shortfalls);
});

test('what a left-out car lacks is not guessed where that is unknown', async () => {
  for (const change of [{ departure: Number.NaN }, { socPercent: 300 }, { capacityKwh: -1 }]) {
    const { reason, shortfalls } = await planned({
      cars: [sampleCar({ departure: at(6), ...change })],
    });
    assert.match(reason, /Not planned: Car\.$/);
    assert.deepEqual(shortfalls, []);
  }
});

test('departures after the horizon, and what the plan does, are not given up', async () => {
  const slots = house().slots.map((slot, index) => (index === 11 ? { ...slot, loadKw: -1 } : slot));
  assert.deepEqual((await planned({ slots })).shortfalls, []);
  const later = sampleCar({ departure: at(30), minPowerKw: 12 });
  assert.deepEqual((await planned({ cars: [later] })).shortfalls, []);
});

test('batteries, loads and decisions that are left out are named', async () => {
  const { reason, shortfalls } = await planned({
    batteries: [sampleBattery({ socPercent: 5, maxChargeKw: -1 })],
    loads: [{ ...load, powerKw: 0 }],
    fixed: [{ id: 'battery', start: at(0), end: at(1), action: 'DANCE' }],
  });
  assert.match(reason, /Not planned: battery, Washing machine, fixed\.$/);
  assert.deepEqual(shortfalls, [
    ['MIN_SOC', 'battery', 0.5],
    ['LOAD', 'washer', 2],
  ]);
});
