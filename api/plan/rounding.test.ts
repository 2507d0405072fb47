import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { buildModel } from './model.ts';
import { openIn } from './rounding.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';

/** The sun leaves 1.4 kW in the first slot, and a load that needs at least 2 kW may run in it. */
const house = sampleInput({
  slots: sampleSlots(
    [0.5, 0.19, 0.3],
    (index) => ({ pvKw: index === 0 ? 2.4 : 0, loadKw: [1, 1.4, 0][index] ?? 0 }),
    0.25,
  ),
  cars: [
    sampleCar({
      capacityKwh: 10,
      socPercent: 0,
      targetSocPercent: null,
      minPowerKw: 0,
      maxPowerKw: 7.4,
      endValuePerKwh: 0.29976382851600647,
    }),
  ],
  batteries: [
    sampleBattery({
      minSocPercent: 0,
      maxChargeKw: 5,
      maxDischargeKw: 5,
      chargeEfficiency: 1,
      dischargeEfficiency: 1,
      canServeCars: false,
    }),
  ],
  loads: [
    {
      id: 'boiler',
      title: 'Boiler',
      powerKw: 3.5,
      energyKwh: 1,
      earliest: null,
      latest: SAMPLE_START + 0.5535136111111111 * HOUR_MS,
      interruptible: true,
    },
  ],
});

test('a battery that serves loads beyond the sun only is planned to the cent', async () => {
  const plan = await solveSample(house);
  assert.equal(plan.status, 'OPTIMAL');
});

test('a load that is neither on nor off lets a battery give more than it may', () => {
  const model = buildModel(house);
  const [battery] = model.batteries;
  const [load] = model.loads;
  const item = model.switches.find(({ column }) => column === load?.slots[0]?.on);
  assert.ok(item && battery?.slots[0] && load?.slots[0]);
  const values = new Float64Array(model.problem.numCols);
  values[load.slots[0].power] = 3.25;
  values[item.column] = 3.25 / 3.5;
  values[battery.slots[0].discharge] = 3.25 - 1.4 * (3.25 / 3.5);
  assert.ok(openIn(model, values).includes(item));
  values[battery.slots[0].discharge] = 3.25 - 1.4;
  assert.ok(!openIn(model, values).includes(item), 'it stands where it runs');
});
