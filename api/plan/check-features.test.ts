import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanAbsence, type PlanInput } from '../house/index.ts';
import { checkInput } from './check-input.ts';
import { withoutProblems } from './leave-out.ts';
import { SAMPLE_START, sampleCar, sampleInput } from './sample-house.ts';

const absence = (change: Partial<PlanAbsence> = {}): PlanAbsence => ({
  from: SAMPLE_START,
  to: SAMPLE_START + HOUR_MS,
  consumptionKwh: 5,
  targetSocPercent: null,
  ...change,
});
const LOAD = {
  id: 'boiler',
  title: 'Boiler',
  energyKwh: 2,
  powerKw: 2,
  earliest: null,
  latest: null,
  interruptible: true,
};
const PEAK = { pricePerKw: 4, reachedKw: 3, intervalMinutes: 15, from: null, until: null } as const;
const withAbsences = (...absences: PlanAbsence[]) => ({ cars: [sampleCar({ absences })] });

test('absences, loads, peak prices and CO2 of a sensible house are in order', () => {
  const cars = [
    sampleCar({
      minSocPercent: 20,
      absences: [absence(), absence({ from: SAMPLE_START + HOUR_MS, to: SAMPLE_START + 2 * HOUR_MS })],
    }),
  ];
  const input = sampleInput({ cars, loads: [LOAD], peakPrices: [PEAK], co2PricePerTonne: 50 });
  assert.deepEqual(checkInput(input), []);
});

const cases: [string, Partial<PlanInput>, string, number | null][] = [
  ['CAR', withAbsences(absence({ to: SAMPLE_START })), 'absences[0].to', 0],
  ['CAR', withAbsences(absence(), absence()), 'absences[1].from', 0],
  ['CAR', withAbsences(absence({ consumptionKwh: -1 })), 'absences[0].consumptionKwh', 0],
  ['CAR', withAbsences(absence({ targetSocPercent: 101 })), 'absences[0].targetSocPercent', 0],
  ['CAR', withAbsences(absence({ from: Number.NaN })), 'absences[0].from', 0],
  ['CAR', { cars: [sampleCar({ minSocPercent: -5 })] }, 'minSocPercent', 0],
  ['LOAD', { loads: [{ ...LOAD, powerKw: 0 }] }, 'powerKw', 0],
  ['LOAD', { loads: [LOAD, { ...LOAD, id: 'other', energyKwh: Number.NaN }] }, 'energyKwh', 1],
  ['LOAD', { loads: [LOAD, LOAD] }, 'id', 1],
  ['PEAK_PRICE', { peakPrices: [{ ...PEAK, pricePerKw: -1 }] }, 'pricePerKw', 0],
  ['PEAK_PRICE', { peakPrices: [{ ...PEAK, reachedKw: Number.POSITIVE_INFINITY }] }, 'reachedKw', 0],
  ['INPUT', { co2PricePerTonne: -1 }, 'co2PricePerTonne', null],
  ['INPUT', { preferenceCost: Number.NaN }, 'preferenceCost', null],
];
for (const [part, change, field, index] of cases) {
  test(`${part} ${field} is named, and the rest can be planned`, () => {
    const input = sampleInput(change);
    const problems = checkInput(input);
    assert.deepEqual([problems[0]?.part, problems[0]?.field, problems[0]?.index], [part, field, index]);
    assert.ok(problems[0]?.message.de.includes(field.split('[')[0] ?? field));
    assert.deepEqual(checkInput(withoutProblems(input, problems)), []);
  });
}
