import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanAbsence, type PlanCar, type PlanInput } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
  times,
} from './sample-house.ts';
import { selfConsumptionCost } from './self-consumption.ts';
import { carCourse } from './stays.ts';
import { verifyPlan } from './verify.ts';

const at = (hour: number) => SAMPLE_START + hour * HOUR_MS;
const away = (from: number, to: number, change: Partial<PlanAbsence> = {}): PlanAbsence => ({
  from: at(from),
  to: at(to),
  consumptionKwh: 0,
  targetSocPercent: null,
  ...change,
});
/** 50 kWh at 40 %, leaves at hour 4 with 60 %, is back at 8 after 10 kWh, and leaves again at 12. */
const commuter = (change: Partial<PlanCar> = {}) =>
  sampleCar({
    maxPowerKw: 5,
    minPowerKw: 0,
    departure: at(4),
    absences: [away(4, 8, { consumptionKwh: 10 }), away(12, 20, { consumptionKwh: 5, targetSocPercent: 60 })],
    ...change,
  });
const house = (prices: number[], car: PlanCar, change: Partial<PlanInput> = {}) =>
  sampleInput({ slots: sampleSlots(prices, { loadKw: 0 }), cars: [car], ...change });
const rounded = (values: (number | null | undefined)[]) =>
  values.map((value) => Math.round((value ?? Number.NaN) * 1000) / 1000);
const powers = (plan: { slots: { cars: { chargeKw: number }[] }[] }) =>
  rounded(plan.slots.map((slot) => slot.cars[0]?.chargeKw));

test('a car that comes back charges for its second departure while that is cheap', async () => {
  const prices = [0.3, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.5, 0.25, 0.25, 0.5];
  const plan = await solveSample(house(prices, commuter()));
  // 10 kWh before hour 4; 10 kWh more that the trip took, cheapest at hours 2 and 3, which 5 kW have used up.
  assert.deepEqual(powers(plan), [0, 0, 5, 5, 0, 0, 0, 0, 0, 5, 5, 0]);
  assert.deepEqual(
    rounded(plan.slots.map((slot) => slot.cars[0]?.socPercent)),
    [40, 40, 50, 60, 60, 60, 60, 60, 40, 50, 60, 60],
  );
  assert.ok(Math.abs(plan.cost - (10 * 0.2 + 10 * 0.25)) < 1e-6);
  assert.deepEqual(plan.shortfalls, []);
});

test('what the second departure needs is charged before the first where that is cheaper and there is room', async () => {
  const prices = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5, 0.5, 0.5, 0.5];
  const plan = await solveSample(house(prices, commuter()));
  assert.deepEqual(powers(plan), [5, 5, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0]);
  const limited = await solveSample(house(prices, commuter({ limitSocPercent: 70 })));
  // Up to 70 % there is room for 15 kWh; the last 5 must wait for the return.
  assert.deepEqual(powers(limited).slice(8), [5, 0, 0, 0]);
  assert.ok(Math.abs(limited.cost - (15 * 0.1 + 5 * 0.5)) < 1e-6);
});

test('a car that has yet to come is planned from its arrival on', async () => {
  const car = commuter({ departure: at(6), absences: [away(-5, 2, { consumptionKwh: 5 })] });
  const plan = await solveSample(house([0.1, 0.1, 0.4, 0.4, 0.3, 0.3, 0.1, 0.1], car));
  // 40 % less 5 kWh are 30 %; 15 kWh to 60 %.
  assert.deepEqual(powers(plan), [0, 0, 5, 0, 5, 5, 0, 0]);
  assert.equal(plan.slots[0]?.cars[0]?.socPercent, 40);
  assert.ok(Math.abs((plan.slots[5]?.cars[0]?.socPercent ?? 0) - 60) < 1e-6);
});

test('a trip that takes more than can be charged is reported, and the car comes back empty', async () => {
  const car = commuter({
    socPercent: 10,
    targetSocPercent: null,
    departure: null,
    absences: [away(1, 3, { consumptionKwh: 20 }), away(5, 9, { consumptionKwh: 5 })],
  });
  const plan = await solveSample(house(times(8, 0.3), car));
  assert.deepEqual(
    plan.shortfalls.map(({ kind, departure, energyKwh }) => [kind, departure, Math.round(energyKwh * 100)]),
    [['DEPARTURE', at(1), 1000]],
  );
  assert.deepEqual(
    rounded(plan.slots.map((slot) => slot.cars[0]?.socPercent)).slice(0, 5),
    [20, 20, 20, 10, 10],
  );
  assert.deepEqual(powers(plan).slice(0, 5), [5, 0, 0, 5, 0]);
});

test('of two departures the earlier one is met', async () => {
  const car = commuter({
    absences: [away(4, 5, { consumptionKwh: 20 }), away(6, 9, { targetSocPercent: 90 })],
  });
  const plan = await solveSample(house(times(8, 0.3), car));
  // 40 kWh by hour 4, 20 after the trip, 25 at hour 6 where 45 are wanted.
  assert.deepEqual(
    plan.shortfalls.map(({ departure, energyKwh }) => [departure, Math.round(energyKwh * 100)]),
    [[at(6), 2000]],
  );
});

test('a car leaves in the middle of a slot and comes back in the middle of another', async () => {
  const car = commuter({ departure: null, absences: [away(1.5, 3.75)], endValuePerKwh: 1 });
  const plan = await solveSample(house(times(5, 0.3), car));
  assert.deepEqual(powers(plan), [5, 2.5, 0, 1.25, 5]);
});

test('below its minimum a car charges at once at any price, and before a departure', async () => {
  const car = commuter({
    socPercent: 10,
    minSocPercent: 25,
    maxGridPricePerKwh: 0.2,
    departure: null,
    absences: [],
  });
  const plan = await solveSample(house([0.9, 0.9, 0.1, 0.1, 0.1], car));
  assert.deepEqual(powers(plan), [5, 2.5, 0, 0, 0]);
  assert.match(plan.slots[0]?.reason.en ?? '', /at once up to its minimum/);
  const other = sampleCar({ id: 'other', maxPowerKw: 5, departure: at(2), targetSocPercent: 60 });
  const both = await solveSample({
    ...house([0.9, 0.9, 0.1, 0.1, 0.1], car),
    cars: [car, other],
    slots: sampleSlots([0.9, 0.9, 0.1, 0.1, 0.1], { loadKw: 0, importLimitKw: 5 }),
  });
  assert.deepEqual(rounded(both.slots.map((slot) => slot.cars[0]?.chargeKw)).slice(0, 2), [5, 2.5]);
  assert.deepEqual(
    both.shortfalls.map(({ kind, id, energyKwh }) => [kind, id, Math.round(energyKwh * 10)]),
    [['DEPARTURE', 'other', 75]],
  );
});

test('a minimum that cannot be reached before the car leaves is reported', async () => {
  const car = commuter({ socPercent: 0, minSocPercent: 20, targetSocPercent: null, departure: at(1) });
  const plan = await solveSample(house(times(4, 0.3), { ...car, absences: [] }));
  assert.deepEqual(
    plan.shortfalls.map(({ kind, energyKwh }) => [kind, Math.round(energyKwh * 10)]),
    [['MIN_SOC', 50]],
  );
});

test('after its return a car charges again at once if nobody plans', () => {
  const input = house(times(12, 0.3), commuter({ endValuePerKwh: 0 }));
  // 10 kWh to 60 %, 10 kWh again after the trip.
  assert.ok(Math.abs(selfConsumptionCost(input, undefined) - 20 * 0.3) < 1e-9);
});

test('the fallback keeps to comings and goings, too', () => {
  const prices = [0.3, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.5, 0.25, 0.25, 0.5];
  const input = house(prices, commuter({ minSocPercent: 45 }), { batteries: [sampleBattery()] });
  const plan = fallbackPlan(input, { de: '', en: '' });
  assert.deepEqual(verifyPlan(input, plan), []);
  assert.deepEqual(powers(plan), [2.5, 0, 5, 2.5, 0, 0, 0, 0, 2.5, 5, 2.5, 0]);
  assert.deepEqual(plan.shortfalls, []);
});

test('the verifier finds a car that charges while it is away, and energy that a trip took', async () => {
  const input = house(times(12, 0.3), commuter());
  const plan = await solveSample(input);
  const rules = (change: (copy: typeof plan) => void) => {
    const copy = structuredClone(plan);
    change(copy);
    return new Set(verifyPlan(input, copy).map(({ rule }) => rule));
  };
  const absent = rules(({ slots }) => {
    const slot = slots[5];
    const [car] = slot?.cars ?? [];
    if (slot && car) {
      car.chargeKw = 1;
      slot.importKw += 1;
    }
  });
  assert.ok(absent.has('ABSENT'));
  const forgotten = rules(({ slots }) => {
    for (const slot of slots.slice(8)) for (const car of slot.cars) car.socPercent = 80;
  });
  assert.ok(forgotten.has('STORE'));
  const unreported = rules(({ slots }) => {
    for (const slot of slots) for (const car of slot.cars) car.chargeKw = 0;
  });
  assert.ok(unreported.has('UNREPORTED_SHORTFALL'));
});

test('a departure that no absence follows is for good', () => {
  const input = house(times(12, 0.3), commuter({ absences: [away(1, 2)] }));
  const { stays, presence } = carCourse(input.cars[0] ?? commuter(), input);
  assert.deepEqual(
    stays.map(({ from, until }) => [from, until]),
    [
      [at(0), at(1)],
      [at(2), at(4)],
    ],
  );
  assert.deepEqual(
    presence.map((there) => there?.stay ?? null),
    [0, null, 1, 1, ...times(8, null)],
  );
});

test('absences that touch are one: the car leaves with what both take', async () => {
  const car = sampleCar({ absences: [away(2, 4, { consumptionKwh: 5 }), away(4, 6, { consumptionKwh: 5 })] });
  const input = house(times(8, 0.3), car);
  for (const plan of [await solveSample(input), fallbackPlan(input, { de: '', en: '' })]) {
    assert.deepEqual(verifyPlan(input, plan), []);
    assert.equal(plan.slots[6]?.cars[0]?.socPercent, 20);
  }
  const long = away(2, 6, { consumptionKwh: 10 });
  assert.deepEqual(carCourse(car, input), carCourse({ ...car, absences: [long] }, input));
});

test('a car that is away and leaves again at once is away until the last return', async () => {
  const absences = [away(-3, 2, { consumptionKwh: 5 }), away(2, 4, { consumptionKwh: 30 }), away(6, 7)];
  const car = commuter({ socPercent: 50, departure: at(3), absences });
  const input = house(times(8, 0.3), car);
  const plan = await solveSample(input);
  assert.deepEqual(powers(plan).slice(0, 4), [0, 0, 0, 0]);
  assert.deepEqual(rounded(plan.slots.map((slot) => slot.cars[0]?.socPercent)).slice(3, 5), [50, 0]);
  // Its own departure lies within: it is not back for it.
  assert.deepEqual(
    plan.shortfalls.map(({ departure }) => departure),
    [at(-3)],
  );
});

test('of absences that touch the highest target counts, and a departure is due as the first begins', async () => {
  const absences = [away(3, 4, { targetSocPercent: 50 }), away(4, 5, { targetSocPercent: 70 }), away(5, 9)];
  const car = sampleCar({ departure: null, absences });
  const socAtLeaving = async (change: Partial<PlanCar>) =>
    Math.round(
      (await solveSample(house(times(4, 0.3), { ...car, ...change }))).slots[2]?.cars[0]?.socPercent ?? 0,
    );
  assert.equal(await socAtLeaving({}), 70);
  assert.equal(await socAtLeaving({ departure: at(5), targetSocPercent: 90 }), 90);
});
