import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreement } from '../../test/support/forced-otherwise.ts';
import { HOUR_MS, type PlanBinding } from '../house/index.ts';
import { BATTERY, inWords } from './decision-words.ts';
import { explainDecisions } from './explain-decisions.ts';
import { batteryOtherwise } from './explain-otherwise.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';

const WAITING = {
  start: SAMPLE_START,
  end: SAMPLE_START + HOUR_MS,
  subject: 'battery',
  action: 'WAIT',
  pricePerKwh: 0.3,
  priceRank: 1,
  pricesCompared: 3,
  storedValuePerKwh: null,
  otherwise: null,
  otherwiseEnergyKwh: null,
} as const;

test('a car in the cheapest hour says its rank, what it could do instead, and no guess of what that costs', async () => {
  const car = sampleCar({ departure: SAMPLE_START + 3 * HOUR_MS });
  const input = sampleInput({ slots: sampleSlots([0.21, 0.27, 0.3]), cars: [car] });
  const [decision] = explainDecisions(input, await solveSample(input), 0);
  assert.equal(decision?.action, 'CHARGE');
  assert.deepEqual([decision?.priceRank, decision?.pricesCompared], [1, 3]);
  assert.equal(decision?.otherwise, 'NOT_CHARGE');
  assert.ok(Math.abs((decision?.otherwiseEnergyKwh ?? 0) - 10) < 1e-6);
  assert.ok(
    decision?.reason.de.startsWith('Car lädt: Netzstrom kostet 21,0 ct, Platz 1 von 3 der kommenden Preise.'),
  );
  assert.ok(
    decision?.reason.en.startsWith('Car charges: grid energy costs 21.0 ct, rank 1 of 3 coming prices.'),
  );
});

test('where the departure leaves no other time, that binds and no price is named', async () => {
  const car = sampleCar({ targetSocPercent: 100, departure: SAMPLE_START + 2 * HOUR_MS });
  const input = sampleInput({ cars: [car] });
  const [decision] = explainDecisions(input, await solveSample(input), 0);
  assert.equal(decision?.binding, 'DEPARTURE');
  assert.equal(decision?.otherwise, null);
  assert.match(decision?.reason.de ?? '', /reicht es nicht bis zur Abfahrt/);
});

test('a departure is named only where it leaves no other time, also in records of before', async () => {
  const car = sampleCar({ minPowerKw: 0, departure: SAMPLE_START + 3 * HOUR_MS });
  const input = sampleInput({ slots: sampleSlots([0.3, 0.3, 0.3]), cars: [car] });
  const plan = await solveSample(input);
  const at = plan.slots.findIndex(({ cars }) => (cars[0]?.chargeKw ?? 0) > 0.1);
  const before = {
    ...plan,
    slots: plan.slots.map((slot) => ({
      ...slot,
      cars: slot.cars.map((own) => ({ ...own, binding: 'DEPARTURE' as const })),
    })),
  };
  const [decision] = explainDecisions(input, before, at);
  assert.deepEqual([decision?.binding, decision?.otherwise], ['NONE', 'NOT_CHARGE']);
  assert.doesNotMatch(decision?.reason.de ?? '', /Abfahrt/);
});

test('a car above its price limit is not said to have no other time for what a departure needs', async () => {
  const car = sampleCar({ departure: SAMPLE_START + 3 * HOUR_MS, maxGridPricePerKwh: 0.25 });
  const input = sampleInput({ slots: sampleSlots([0.2, 0.4, 0.4]), cars: [car] });
  const [decision] = explainDecisions(input, await solveSample(input), 0);
  assert.deepEqual([decision?.action, decision?.otherwise], ['CHARGE', 'NOT_CHARGE']);
});

test('a battery that holds says how much it could give instead', async () => {
  const battery = sampleBattery({ socPercent: 20, canGridCharge: false });
  const input = sampleInput({ slots: sampleSlots([0.18, 0.41]), batteries: [battery] });
  const plan = await solveSample(input);
  const [now] = explainDecisions(input, plan, 0);
  const [later] = explainDecisions(input, plan, 1);
  assert.equal(now?.action, 'WAIT');
  // 0.95 kWh of the kWh that is above the minimum.
  assert.equal(now?.otherwise, 'DISCHARGE');
  assert.ok(Math.abs((now?.otherwiseEnergyKwh ?? 0) - 0.95) < 1e-6, String(now?.otherwiseEnergyKwh));
  assert.equal(later?.action, 'DISCHARGE');
  assert.equal(later?.binding, 'SOC_MIN');
  assert.equal(later?.otherwise, 'NOT_DISCHARGE');
});

test('a battery that takes a trickle, and all that the sun leaves, does not wait', async () => {
  const slots = sampleSlots([0.3, 0.4, 0.4]).map((slot, at) =>
    at === 0 ? { ...slot, pvKw: slot.loadKw + 0.04 } : slot,
  );
  const input = sampleInput({ slots, batteries: [sampleBattery({ socPercent: 30, canGridCharge: false })] });
  const [decision] = explainDecisions(input, await solveSample(input), 0);
  assert.deepEqual([decision?.action, decision?.binding], ['CHARGE', 'SUN']);
  assert.match(decision?.reason.de ?? '', /^Die Batterie lädt: .*Sie nimmt allen Überschuss der Sonne\.$/);
});

test('a battery that waits is never said to take what the sun leaves', () => {
  const said = (binding: PlanBinding) =>
    inWords({ ...WAITING, binding }, BATTERY, 'EUR').de.split(': ')[1] ?? '';
  assert.match(said('SUN'), /Sie lädt nur mit Sonne\.$/);
  assert.match(said('SOC_MAX'), /Sie ist voll\.$/);
  assert.match(said('PRICE_LIMIT'), /Netzstrom liegt über der Preisgrenze\.$/);
});

test('a battery without room or energy has no other way', async () => {
  const input = sampleInput({ batteries: [sampleBattery({ socPercent: 10, canGridCharge: false })] });
  const plan = await solveSample(input);
  assert.equal(batteryOtherwise(input, plan, 0, 0, 'DISCHARGE'), null);
  assert.equal(batteryOtherwise(input, plan, 0, 0, 'NOT_CHARGE'), null);
});

test('a car at no cable waits, in the quiet hours because nobody is asked', async () => {
  const input = sampleInput({
    slots: sampleSlots([0.2, 0.3, 0.2]),
    waiting: [{ vehicle: 'id3', title: 'ID.3' }],
    quietHours: [{ start: SAMPLE_START + HOUR_MS, end: SAMPLE_START + 2 * HOUR_MS }],
  });
  const plan = await solveSample(input);
  const said = [0, 1, 2].map((at) =>
    explainDecisions(input, plan, at).find(({ subject }) => subject === 'id3'),
  );
  assert.deepEqual(
    said.map((decision) => decision?.binding),
    ['ABSENT', 'QUIET_HOURS', 'ABSENT'],
  );
  assert.match(said[1]?.reason.de ?? '', /^ID\.3 wartet: .*Ruhezeit/);
  assert.deepEqual(plan.quietHours, input.quietHours);
});

test('what doing otherwise costs agrees with a model in which it is forced', async () => {
  const { signShare, sizeShare, decisions } = await agreement(12);
  assert.ok(decisions > 12);
  assert.deepEqual([signShare, sizeShare], [1, 1]);
});
