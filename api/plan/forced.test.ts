import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanForced } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';
import { verifyPlan } from './verify.ts';

const at = (hour: number) => SAMPLE_START + hour * HOUR_MS;
/** The car is away in the third hour. */
const house = sampleInput({
  slots: sampleSlots([0.3, 0.3, 0.3, 0.3]),
  batteries: [sampleBattery()],
  cars: [sampleCar({ absences: [{ from: at(2), to: at(3), consumptionKwh: 0, targetSocPercent: null }] })],
});
const forced = (change: Partial<PlanForced>): PlanForced => ({
  id: 'battery',
  start: at(1),
  chargeKw: null,
  dischargeKw: null,
  ...change,
});

test('devices do what they are made to', async () => {
  const plan = await solveSample({
    ...house,
    forced: [
      forced({ chargeKw: 2, dischargeKw: 0 }),
      forced({ id: 'garage', start: at(0), chargeKw: 3 }),
      forced({ id: 'garage', start: at(2), chargeKw: 0 }),
    ],
  });
  assert.ok(Math.abs((plan.slots[1]?.batteries[0]?.chargeKw ?? 0) - 2) < 1e-4);
  assert.ok(Math.abs((plan.slots[0]?.cars[0]?.chargeKw ?? 0) - 3) < 1e-4);
});

const impossible: [string, Partial<PlanForced>][] = [
  ['charge and discharge at once', { chargeKw: 2, dischargeKw: 2 }],
  ['charge above its power', { chargeKw: 99 }],
  ['feed the grid where it must not', { start: at(2), dischargeKw: 3 }],
  ['give, being a car', { id: 'garage', dischargeKw: 1 }],
  ['charge while it is away', { id: 'garage', start: at(2), chargeKw: 3 }],
  ['do something, being none that there is', { id: 'nobody', chargeKw: 1 }],
  ['do something when there is no slot', { start: at(9), chargeKw: 1 }],
];
for (const [what, change] of impossible) {
  test(`there is no plan in which a device must ${what}`, async () => {
    await assert.rejects(solveSample({ ...house, forced: [forced(change)] }), /model status/);
  });
}

test('a plan in which a device does not what it is made to is found out', async () => {
  const plan = await solveSample(house);
  for (const change of [{ chargeKw: 2 }, { dischargeKw: 2 }, { id: 'garage', chargeKw: 3 }]) {
    const found = verifyPlan({ ...house, forced: [forced(change)] }, plan);
    assert.deepEqual(
      found.map(({ rule, slot }) => [rule, slot]),
      [['FORCED', 1]],
    );
  }
});
