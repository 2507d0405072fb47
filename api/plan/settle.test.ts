import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanAbsence } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';

const trip = (from: number, to: number, consumptionKwh: number): PlanAbsence => ({
  from: SAMPLE_START + from * HOUR_MS,
  to: SAMPLE_START + to * HOUR_MS,
  consumptionKwh,
  targetSocPercent: null,
});

test('where departures are missed, what the others cost is proven all the same', async () => {
  const slots = sampleSlots([0.2, 0.2, 0, 0.3, 0.3, 0.5, 0, 0.4, 0, 0.06], (index) => ({
    loadKw: index === 7 ? 1.43782493872568 : 0,
    feedInPricePerKwh: index === 6 || index === 9 ? 0.08 : 0,
    importLimitKw: { 5: 1.5810104859992862, 7: 3.7008556014625356 }[index] ?? null,
  }));
  const car = sampleCar({
    capacityKwh: 40,
    socPercent: 0,
    targetSocPercent: null,
    minPowerKw: 4.1,
    maxPowerKw: 4.2,
    absences: [trip(6, 7, 25), trip(8, 9, 15)],
  });
  const lossless = { chargeEfficiency: 1, dischargeEfficiency: 1, canFeedGrid: true };
  const battery = sampleBattery({ capacityKwh: 2, socPercent: 0, minSocPercent: 0, ...lossless });
  const plan = await solveSample(sampleInput({ slots, cars: [car], batteries: [battery] }));
  assert.deepEqual(
    plan.shortfalls.map(({ kind, energyKwh }) => [kind, Math.round(energyKwh * 1000) / 1000]),
    [
      ['DEPARTURE', 4],
      ['DEPARTURE', 10.8],
    ],
  );
  assert.equal(plan.status, 'OPTIMAL');
});
