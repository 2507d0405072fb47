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
  slots: sampleSlots([0.1, 0.5, 0.3, 0.3], (index) => ({ pvKw: index, importLimitKw: 20 })),
  batteries: [sampleBattery({ maxGridPricePerKwh: 0.2 })],
  cars: [sampleCar({ departure: SAMPLE_START + 3 * HOUR_MS })],
});
const plan = await solveSample(input);

const slotOf = (broken: Plan, index: number) => {
  const slot = broken.slots[index];
  const battery = slot?.batteries[0];
  const car = slot?.cars[0];
  assert.ok(slot && battery && car);
  return { slot, battery, car };
};

const damages: [Violation['rule'], string, (broken: Plan) => unknown][] = [
  ['SLOTS', 'a slot is missing', (broken) => broken.slots.pop()],
  [
    'SLOTS',
    'a price was changed',
    (broken) => Object.assign(slotOf(broken, 1).slot, { importPricePerKwh: 0.4 }),
  ],
  [
    'NOT_FINITE',
    'a flow is not a number',
    (broken) => Object.assign(slotOf(broken, 1).slot, { importKw: Number.NaN }),
  ],
  ['NEGATIVE', 'a flow is negative', (broken) => Object.assign(slotOf(broken, 2).slot, { exportKw: -1 })],
  ['BALANCE', 'energy appears', (broken) => Object.assign(slotOf(broken, 0).slot, { importKw: 99 })],
  [
    'CURTAILMENT',
    'more sun is curtailed than shines',
    (broken) => Object.assign(slotOf(broken, 1).slot, { curtailedKw: 1.5 }),
  ],
  [
    'POWER_LIMIT',
    'the battery charges too hard',
    (broken) => Object.assign(slotOf(broken, 0).battery, { chargeKw: 4.5 }),
  ],
  [
    'POWER_LIMIT',
    'the car charges too hard',
    (broken) => Object.assign(slotOf(broken, 0).car, { chargeKw: 11.5 }),
  ],
  [
    'STORE',
    'the store grows by itself',
    (broken) => Object.assign(slotOf(broken, 2).battery, { socPercent: 77 }),
  ],
  ['STORE', 'the car fills by itself', (broken) => Object.assign(slotOf(broken, 2).car, { energyKwh: 1 })],
  [
    'CORRIDOR',
    'the battery is emptied',
    (broken) => Object.assign(slotOf(broken, 2).battery, { socPercent: 4 }),
  ],
  [
    'MINIMUM_POWER',
    'the car charges below its minimum',
    (broken) => Object.assign(slotOf(broken, 1).car, { chargeKw: 0.7 }),
  ],
  [
    'ABSENT',
    'the car charges after it left',
    (broken) => Object.assign(slotOf(broken, 3).car, { chargeKw: 2 }),
  ],
  [
    'FEED_GRID',
    'the battery feeds the grid',
    (broken) => Object.assign(slotOf(broken, 3).battery, { dischargeKw: 2 }),
  ],
  [
    'SUN_ONLY',
    'dear grid energy is stored',
    (broken) => Object.assign(slotOf(broken, 1).battery, { chargeKw: 2 }),
  ],
  ['MONEY', 'a slot is too cheap', (broken) => Object.assign(slotOf(broken, 0).slot, { cost: -5 })],
  ['MONEY', 'the sum is too small', (broken) => Object.assign(broken, { cost: -5 })],
];

test('a correct plan has no violation', () => {
  assert.deepEqual(verifyPlan(input, plan), []);
});

for (const [rule, what, damage] of damages) {
  test(`finds that ${what}`, () => {
    const broken = structuredClone(plan);
    damage(broken);
    assert.ok(verifyPlan(input, broken).some((violation) => violation.rule === rule));
  });
}

test('finds both directions at once', () => {
  const broken = structuredClone(plan);
  const { slot, battery } = slotOf(broken, 3);
  battery.chargeKw += 1;
  battery.dischargeKw += 1;
  slot.importKw += 1;
  slot.exportKw += 1;
  const found = verifyPlan(input, broken).filter((violation) => violation.rule === 'SIMULTANEOUS');
  assert.deepEqual(
    found.map(({ id }) => id),
    [null, 'battery'],
  );
});

test('finds a shortfall that is not reported', async () => {
  const late = { ...input, cars: [sampleCar({ targetSocPercent: 100, departure: SAMPLE_START + HOUR_MS })] };
  const honest = await solveSample(late);
  assert.deepEqual(verifyPlan(late, honest), []);
  const silent = { ...honest, shortfalls: [] };
  assert.deepEqual(
    verifyPlan(late, silent).map(({ rule }) => rule),
    ['UNREPORTED_SHORTFALL'],
  );
});
