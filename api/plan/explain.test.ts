import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanInput } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';

async function reasons(input: PlanInput) {
  return (await solveSample(input)).slots.map((slot) => slot.reason);
}

test('a car that charges now says what it would cost later', async () => {
  const car = sampleCar({ departure: SAMPLE_START + 3 * HOUR_MS });
  const [now] = await reasons(sampleInput({ slots: sampleSlots([0.21, 0.27, 0.3]), cars: [car] }));
  assert.deepEqual(now, {
    de: 'Car lädt für 21 ct. Später vor der Abfahrt kostet es 27 ct.',
    en: 'Car charges at 21 ct. Later, before departure, it costs 27 ct.',
  });
});

test('a car that could as well charge later does not name one price twice', async () => {
  const car = sampleCar({ departure: SAMPLE_START + 3 * HOUR_MS });
  const [now] = await reasons(sampleInput({ slots: sampleSlots([0.24, 0.24, 0.24]), cars: [car] }));
  assert.equal(now?.de, 'Car lädt für 24 ct: billiger wird es bis zur Abfahrt nicht.');
});

test('a car in a hurry says so', async () => {
  const car = sampleCar({ targetSocPercent: 100, departure: SAMPLE_START + 2 * HOUR_MS });
  const [now] = await reasons(sampleInput({ cars: [car] }));
  assert.equal(now?.de, 'Car lädt: bis zur Abfahrt wird jede Viertelstunde gebraucht.');
});

test('a battery that holds says what for', async () => {
  const battery = sampleBattery({ socPercent: 20, canGridCharge: false });
  const [now, later] = await reasons(sampleInput({ slots: sampleSlots([0.18, 0.41]), batteries: [battery] }));
  assert.equal(now?.de, 'Batterie hält: Strom kostet 18 ct, später 41 ct.');
  assert.equal(later?.de, 'Batterie versorgt das Haus: Strom vom Netz kostet 41 ct.');
});

test('sun, surplus, curtailment and plain import are named', async () => {
  const slots = sampleSlots([0.3, 0.3, 0.3, 0.3], (index) => ({
    pvKw: [3, 3, 10, 0][index] ?? 0,
    feedInPricePerKwh: index === 1 ? -0.03 : 0.08,
    exportLimitKw: 5,
  }));
  const found = await reasons(sampleInput({ slots }));
  assert.deepEqual(
    found.map(({ en }) => en),
    [
      'Surplus is fed in for 8 ct.',
      'Sun is curtailed: feeding in earns -3 ct.',
      'Sun is curtailed: the export limit is reached.',
      'The house takes grid energy at 30 ct.',
    ],
  );
});

test('prices in other currencies are not called cents', async () => {
  const [now] = await reasons(sampleInput({ currency: 'CHF' }));
  assert.equal(now?.de, 'Das Haus braucht Strom vom Netz zu 0,30 CHF.');
});
