import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInput } from './check-input.ts';
import { endValuePerKwh } from './end-value.ts';
import { taperedPowerKw } from './physics.ts';
import { sampleBattery, sampleCar, sampleInput, sampleSlots, times } from './sample-house.ts';
import { selfConsumptionCost } from './self-consumption.ts';

test('the end value is the price that a stored kWh will likely replace, less losses and wear', () => {
  const slots = sampleSlots([0.9, ...times(12, 0.2), ...times(12, 0.4)], (index) => ({
    loadKw: index > 12 ? 3 : 1,
  }));
  const value = endValuePerKwh(slots, sampleBattery({ dischargeEfficiency: 0.9, wearCostPerKwh: 0.02 }));
  // The first hour is more than a day before the end; the dear half has three times the load.
  assert.ok(Math.abs(value - 0.9 * (0.35 - 0.02)) < 1e-9);
});

test('the end value is never below what feeding in would bring', () => {
  const slots = sampleSlots(times(24, 0.05), { feedInPricePerKwh: 0.12 });
  const battery = sampleBattery({ dischargeEfficiency: 0.9, wearCostPerKwh: 0 });
  assert.ok(Math.abs(endValuePerKwh(slots, battery) - 0.108) < 1e-9);
  assert.equal(endValuePerKwh([], battery), 0);
});

test('the end value of what a battery never gives back is nothing', () => {
  const slots = sampleSlots(times(24, 0.3), { feedInPricePerKwh: 0.12 });
  const value = (battery: Parameters<typeof sampleBattery>[0]) =>
    endValuePerKwh(slots, sampleBattery({ dischargeEfficiency: 0.9, ...battery }));
  assert.equal(value({ maxDischargeKw: 0 }), 0);
  assert.equal(value({ wearCostPerKwh: 1000 }), 0);
  // 2.4 kWh a day of 24.
  assert.ok(Math.abs(value({ capacityKwh: 24, maxDischargeKw: 0.1 }) - 0.1 * 0.9 * 0.3) < 1e-9);
  assert.ok(Math.abs(value({ capacityKwh: 24, maxDischargeKw: 1 }) - 0.9 * 0.3) < 1e-9);
});

test('self-consumption: sun into the battery, load out of it, the car at once at full power', () => {
  const slots = sampleSlots([0.3, 0.3, 0.3], (index) => ({ pvKw: index === 0 ? 3 : 0 }));
  const battery = sampleBattery({ socPercent: 10 });
  // 2 kW go into the battery for an hour: 1.9 kWh stored, of which 1.805 kWh reach the load of 2 kWh.
  assert.ok(
    Math.abs(selfConsumptionCost(sampleInput({ slots, batteries: [battery] }), undefined) - 0.195 * 0.3) <
      1e-9,
  );
  const withCar = sampleInput({ slots: sampleSlots([0.3, 0.1]), cars: [sampleCar()] });
  assert.ok(Math.abs(selfConsumptionCost(withCar, undefined) - 11 * 0.3 - 1 * 0.1) < 1e-9);
});

test('self-consumption is compared at the same stores: what the plan keeps more counts at its end value', () => {
  const slots = sampleSlots([0.3], { loadKw: 1 });
  const battery = sampleBattery({ socPercent: 50, dischargeEfficiency: 1, endValuePerKwh: 0.2 });
  const input = sampleInput({ slots, batteries: [battery] });
  // Nobody planning takes 1 kWh out of the battery; a plan that keeps it is 0.20 better off at the end.
  const kept = { batteries: [{ ...IDLE_BATTERY, socPercent: 50 }], cars: [] };
  assert.ok(Math.abs(selfConsumptionCost(input, kept) - 0.2) < 1e-9);
  const spent = { batteries: [{ ...IDLE_BATTERY, socPercent: 40 }], cars: [] };
  assert.ok(Math.abs(selfConsumptionCost(input, spent)) < 1e-9);
});

const IDLE_BATTERY = { id: 'battery', chargeKw: 0, dischargeKw: 0, storedValuePerKwh: null };

test('a taper is the smallest concave bound above its steps, met at the end of a slot', () => {
  const taper = [
    { socPercent: 80, powerKw: 10 },
    { socPercent: 100, powerKw: 2 },
  ];
  assert.equal(taperedPowerKw(taper, 10, 0), 10);
  assert.equal(taperedPowerKw(taper, 90, 0), 6);
  assert.equal(taperedPowerKw(taper, 90, 1), 6 / 1.4);
  assert.equal(taperedPowerKw([], 90, 1), Number.POSITIVE_INFINITY);
  // Beyond its last point a taper goes on as it ended.
  assert.ok(taperedPowerKw([taper[0] ?? { socPercent: 0, powerKw: 0 }], 99, 0) === 10);
});

const faults: [string, unknown, ReturnType<typeof sampleInput>][] = [
  ['loadKw', Number.NaN, sampleInput({ slots: sampleSlots([0.3], { loadKw: Number.NaN }) })],
  ['importPricePerKwh', Infinity, sampleInput({ slots: sampleSlots([Number.POSITIVE_INFINITY]) })],
  ['pvKw', -1, sampleInput({ slots: sampleSlots([0.3], { pvKw: -1 }) })],
  ['loadKw', 20_000, sampleInput({ slots: sampleSlots([0.3], { loadKw: 20_000 }) })],
  ['start', 1, sampleInput({ slots: sampleSlots([0.3, 0.3], (index) => (index === 1 ? { start: 1 } : {})) })],
  ['socPercent', 101, sampleInput({ batteries: [sampleBattery({ socPercent: 101 })] })],
  [
    'minSocPercent',
    60,
    sampleInput({ batteries: [sampleBattery({ minSocPercent: 60, maxSocPercent: 50 })] }),
  ],
  ['capacityKwh', 0, sampleInput({ batteries: [sampleBattery({ capacityKwh: 0 })] })],
  ['chargeEfficiency', 1.1, sampleInput({ batteries: [sampleBattery({ chargeEfficiency: 1.1 })] })],
  ['minPowerKw', 12, sampleInput({ cars: [sampleCar({ minPowerKw: 12 })] })],
  ['targetSocPercent', 120, sampleInput({ cars: [sampleCar({ targetSocPercent: 120 })] })],
  ['id', 'garage', sampleInput({ cars: [sampleCar(), sampleCar()] })],
  ['slots', 0, sampleInput({ slots: [] })],
];

for (const [field, found, input] of faults) {
  test(`names ${field} where it is ${found}`, () => {
    const [problem, ...others] = checkInput(input);
    assert.deepEqual([problem?.field, problem?.found, others.length], [field, found, 0]);
    assert.ok(problem?.message.de && problem.message.en);
  });
}

test('a plain house has no problem', () => {
  assert.deepEqual(checkInput(sampleInput({ batteries: [sampleBattery()], cars: [sampleCar()] })), []);
});
