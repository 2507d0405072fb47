import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Plan } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
  times,
} from './sample-house.ts';

const close = (found: number | null | undefined, expected: number, tolerance = 0.02) =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) <= tolerance, `${found} is not ${expected}`);
const charged = (plan: Plan, car: number) => plan.slots.at(-1)?.cars[car]?.energyKwh;
const at = (hours: number) => SAMPLE_START + hours * HOUR_MS;

test('a departure is met at any price', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots(times(4, 45)),
      cars: [sampleCar({ departure: at(4), socPercent: 40, targetSocPercent: 60 })],
    }),
  );
  close(charged(plan, 0), 10);
  assert.deepEqual(plan.shortfalls, []);
});

test('the import limit comes before a departure at any price, and the shortfall is said', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots(times(2, -40), { importLimitKw: 4 }),
      cars: [sampleCar({ departure: at(2), socPercent: 40, targetSocPercent: 60 })],
    }),
  );
  for (const slot of plan.slots) close(slot.importKw, 4);
  close(charged(plan, 0), 6);
  const [shortfall] = plan.shortfalls;
  assert.equal(shortfall?.kind, 'DEPARTURE');
  close(shortfall?.energyKwh, 4);
});

test('the earlier of two departures comes first, though its car loses more of each kWh', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots(times(4, 0.3), { importLimitKw: 5, loadKw: 1 }),
      cars: [
        sampleCar({ id: 'late', departure: at(4), targetSocPercent: 80 }),
        sampleCar({ id: 'early', departure: at(3), targetSocPercent: 60, chargeEfficiency: 0.8 }),
      ],
    }),
  );
  // 4 kW are left for cars; the early one needs 12.5 kWh for 10 and gets the 12 that there are until it leaves.
  close(charged(plan, 1), 12);
  close(charged(plan, 0), 4);
});

test('a battery below its minimum comes before a departure', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots(times(2, 0.3), { importLimitKw: 5, loadKw: 1 }),
      batteries: [sampleBattery({ socPercent: 0, minSocPercent: 40, maxChargeKw: 4, chargeEfficiency: 1 })],
      cars: [sampleCar({ departure: at(2), targetSocPercent: 60 })],
    }),
  );
  close(plan.slots[0]?.batteries[0]?.socPercent, 40, 0.5);
  close(charged(plan, 0), 4, 0.1);
});

test('a price limit gives way to a departure only, and only as far as it must', async () => {
  const limited = { maxGridPricePerKwh: 0.25, departure: at(6), targetSocPercent: 60 };
  const prices = [0.9, 0.3, 0.2, 0.9, 0.28, 0.9];
  const slots = sampleSlots(prices, { importLimitKw: 6, loadKw: 1 });
  const enough = await solveSample(
    sampleInput({ slots, cars: [sampleCar({ ...limited, targetSocPercent: 50 })] }),
  );
  close(enough.slots[2]?.cars[0]?.chargeKw, 5);
  const more = await solveSample(sampleInput({ slots, cars: [sampleCar(limited)] }));
  // 5 kWh for 20 ct are within the limit; the other 5 come from the cheapest of the dear hours.
  close(more.slots[2]?.cars[0]?.chargeKw, 5);
  close(more.slots[4]?.cars[0]?.chargeKw, 5);
});

test('what is given up does not depend on a tariff, and prices still decide the rest', async () => {
  const shortfallAt = async (factor: number) => {
    const plan = await solveSample(
      sampleInput({
        slots: sampleSlots(
          [0.1, 0.5, 0.3].map((price) => price * factor),
          { importLimitKw: 4 },
        ),
        cars: [sampleCar({ departure: at(2), targetSocPercent: 60 })],
        batteries: [sampleBattery({ socPercent: 50, canServeCars: true, maxDischargeKw: 1 })],
      }),
    );
    return plan.shortfalls.map(({ kind, energyKwh }) => `${kind} ${energyKwh.toFixed(2)}`);
  };
  assert.deepEqual(await shortfallAt(100), await shortfallAt(1));
  assert.deepEqual(await shortfallAt(-50), await shortfallAt(1));
});
