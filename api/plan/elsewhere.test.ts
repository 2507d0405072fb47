import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanAbsence } from '../house/index.ts';
import { buildModel } from './model.ts';
import { SAMPLE_START, sampleCar, sampleInput, sampleSlots, solveSample, times } from './sample-house.ts';

const at = (hour: number) => SAMPLE_START + hour * HOUR_MS;
const trip = (from: number, to: number, consumptionKwh: number): PlanAbsence => ({
  from: at(from),
  to: at(to),
  consumptionKwh,
  targetSocPercent: null,
});
const commuter = (absences: PlanAbsence[]) =>
  sampleCar({ capacityKwh: 60, socPercent: 0, targetSocPercent: null, minPowerKw: 0, absences });

test('what a trip lacks does not fill a car that a person has charge', async () => {
  const input = sampleInput({
    slots: sampleSlots([0.1, 0.1, 0.1, 0.1, 0.1], (index) => ({
      loadKw: 0,
      importLimitKw: index === 4 ? 5 : null,
    })),
    cars: [{ ...commuter([trip(1, 3, 36)]), limitSocPercent: 54 }],
    fixed: [{ id: 'garage', start: at(0), end: at(5), action: 'CHARGE' }],
  });
  const plan = await solveSample(input);
  // It comes back empty, so it is not full after an hour, whatever that does to the limit of the import.
  assert.ok(Math.abs((plan.slots[4]?.cars[0]?.chargeKw ?? 0) - 11) < 1e-6);
  assert.deepEqual(
    plan.shortfalls.map(({ kind }) => kind),
    ['IMPORT_LIMIT', 'DEPARTURE'],
  );
});

test('a car that a person has charge between three trips that it has too little for follows the person', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots([0.5, 0.1, 0.2, 0.6, 0.3, 0.5, 0.2, 0.3, 0.1, 0.4, 0.5, 0.1], (index) => ({
        loadKw: 0,
        importLimitKw: index < 8 ? null : 3,
      })),
      cars: [
        { ...commuter([trip(1, 2, 20), trip(4, 5, 50), trip(7, 8, 40)]), maxPowerKw: 11, minSocPercent: 40 },
      ],
      fixed: [{ id: 'garage', start: at(0), end: at(12), action: 'CHARGE' }],
    }),
  );
  const charged = plan.slots.map(({ cars }) => cars[0]?.chargeKw ?? 0);
  for (const hour of [0, 2, 3, 5, 6, 8, 9, 10, 11])
    assert.ok(Math.abs((charged[hour] ?? 0) - 11) < 1e-6, `${hour}: ${charged}`);
});

test('what a trip lacks does not bring a car to its minimum', async () => {
  const slots = sampleSlots([0.1, 0.1, 0.1, 0.1, 0.5, 0.5, 0.1, 0.1], { loadKw: 0 });
  const car = { ...commuter([trip(2, 3, 40)]), maxPowerKw: 10, minSocPercent: 50 };
  const plan = await solveSample(sampleInput({ slots, cars: [car] }));
  // Empty after the trip, so it charges to 30 kWh at once, however dear.
  assert.deepEqual(
    plan.slots.map(({ cars }) => Math.round(cars[0]?.chargeKw ?? 0)),
    [10, 10, 0, 10, 10, 10, 0, 0],
  );
  assert.ok(Math.abs((plan.slots[5]?.cars[0]?.socPercent ?? 0) - 50) < 1e-4);
});

test('what a trip lacks is no decision where nobody gains by lacking more', () => {
  const car = commuter([trip(2, 3, 40)]);
  const { switches } = buildModel(sampleInput({ slots: sampleSlots(times(6, 0.3)), cars: [car] }));
  assert.deepEqual(switches, []);
});
