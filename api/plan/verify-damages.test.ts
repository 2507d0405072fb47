import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Plan, type PlanInput } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';
import { type Violation, verifyPlan } from './verify.ts';

const input: PlanInput = sampleInput({
  slots: sampleSlots([0.1, 0.5, 0.5, 0.3], (index) => ({
    pvKw: index === 2 ? 4 : 0,
    importLimitKw: 14,
    exportLimitKw: 8,
    co2GramsPerKwh: 300,
  })),
  batteries: [sampleBattery({ socPercent: 30, reserveSocPercent: 20, endValuePerKwh: 0.2 })],
  cars: [
    sampleCar({ departure: SAMPLE_START + 4 * HOUR_MS, targetSocPercent: 50 }),
    sampleCar({ id: 'yard', maxGridPricePerKwh: 0.2 }),
  ],
});
const plan = await solveSample(input);

/** Any value of a plan may come as anything. */
type Loose = Record<string, unknown>;

const damages: [Violation['rule'], string, (broken: Plan) => unknown][] = [
  ['SHAPE', 'there are no slots', (broken) => set(broken, { slots: null })],
  ['SHAPE', 'a slot is none', (broken) => set(broken, { slots: [null] })],
  ['SHAPE', 'a slot has no batteries', (broken) => set(broken.slots[1], { batteries: undefined })],
  ['SHAPE', 'there are no shortfalls', (broken) => set(broken, { shortfalls: undefined })],
  ['SLOTS', 'the import limit was raised', (broken) => set(broken.slots[1], { importLimitKw: 50 })],
  ['SLOTS', 'the export limit is gone', (broken) => set(broken.slots[1], { exportLimitKw: null })],
  ['SLOTS', 'a price became a guess', (broken) => set(broken.slots[1], { priceSource: 'ESTIMATED' })],
  ['SLOTS', 'the grid became clean', (broken) => set(broken.slots[1], { co2GramsPerKwh: 0 })],
  ['DEVICES', 'a battery is another', (broken) => set(broken.slots[1]?.batteries[0], { id: 'other' })],
  ['DEVICES', 'a car is another', (broken) => set(broken.slots[1]?.cars[1], { id: 'garage' })],
  ['DEVICES', 'a car is missing', (broken) => broken.slots[1]?.cars.pop()],
  ['DEVICES', 'a mode does not exist', (broken) => set(broken.slots[0]?.batteries[0], { mode: 'FOO' })],
  ['NOT_FINITE', 'the gap is no number', (broken) => set(broken, { gap: Number.NaN })],
  [
    'NOT_FINITE',
    'the cost of nobody planning is no number',
    (broken) => set(broken, { selfConsumptionCost: Number.NaN }),
  ],
  [
    'NOT_FINITE',
    'a marginal price is no number',
    (broken) => set(broken.slots[2], { marginalPricePerKwh: Number.NaN }),
  ],
  [
    'NOT_FINITE',
    'the worth of a store is no number',
    (broken) => set(broken.slots[2]?.batteries[0], { storedValuePerKwh: Number.NaN }),
  ],
  ['CO2', 'emissions that are known are not said', (broken) => set(broken, { co2Kg: null })],
  ['PROOF', 'a wide gap is called optimal', (broken) => set(broken, { gap: 99 })],
  ['PROOF', 'a status does not exist', (broken) => set(broken, { status: 'GREAT' })],
  [
    'INVENTED_SHORTFALL',
    'something was given up that was not',
    (broken) =>
      broken.shortfalls.push({ kind: 'LOAD', id: 'garage', energyKwh: 50, message: { de: '', en: '' } }),
  ],
  [
    'PRICE_LIMIT',
    "a car charges above its limit for another car's departure",
    (broken) => set(broken.slots[1]?.cars[1], { chargeKw: 2 }),
  ],
  [
    'CORRIDOR',
    'the battery rises above its corridor',
    (broken) => set(broken.slots[2]?.batteries[0], { socPercent: 101 }),
  ],
];

function set(target: Loose | object | undefined, change: Loose): void {
  assert.ok(target);
  Object.assign(target, change);
}

test('the plan is correct before it is damaged', () => {
  assert.deepEqual(verifyPlan(input, plan), []);
});

for (const [rule, what, damage] of damages) {
  test(`finds that ${what}`, () => {
    const broken = structuredClone(plan);
    damage(broken);
    const rules = verifyPlan(input, broken).map((violation) => violation.rule);
    assert.ok(rules.includes(rule), rules.join());
  });
}

test('a plan over a limit is not excused by the limit that it says', () => {
  const tight = { ...input, slots: input.slots.map((slot) => ({ ...slot, importLimitKw: 1 })) };
  const rules = verifyPlan(tight, plan).map(({ rule }) => rule);
  assert.ok(rules.includes('UNREPORTED_SHORTFALL') && rules.includes('SLOTS'));
});

test('a minimum and a reserve that a plan breaks must be among its shortfalls', async () => {
  const battery = sampleBattery({ socPercent: 60 });
  const house = sampleInput({ slots: sampleSlots([0.5, 0.5, 0.5, 0.5]), batteries: [battery] });
  const used = await solveSample(house);
  const wishes = { minSocPercent: 58, reserveSocPercent: 58 };
  const found = verifyPlan({ ...house, batteries: [{ ...battery, ...wishes }] }, used);
  const unreported = found.filter(({ rule }) => rule === 'UNREPORTED_SHORTFALL');
  assert.deepEqual(
    unreported.map(({ id }) => id),
    ['battery', 'battery'],
  );
});

test('a store that came within its corridor does not leave it again', async () => {
  const above = sampleInput({
    slots: sampleSlots([0.5, 0.5, 0.1, 0.1]),
    batteries: [sampleBattery({ socPercent: 96, maxSocPercent: 90, endValuePerKwh: 0.3 })],
  });
  const honest = await solveSample(above);
  assert.deepEqual(verifyPlan(above, honest), []);
  const broken = structuredClone(honest);
  const battery = broken.slots[3]?.batteries[0];
  assert.ok(battery && battery.socPercent <= 90 + 1e-6);
  battery.socPercent = 95;
  assert.ok(verifyPlan(above, broken).some(({ rule, slot }) => rule === 'CORRIDOR' && slot === 3));
});
