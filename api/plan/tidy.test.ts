import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { SAMPLE_START, sampleCar, sampleInput, sampleSlots, solveSample, times } from './sample-house.ts';

test('a car charges early where that costs the same, also when it needs a little more than a slot', async () => {
  const cheapBlocks = [...times(4, 0.3), ...times(4, 0.2), ...times(4, 0.3), ...times(4, 0.2)];
  for (const [prices, first] of [
    [times(16, 0.3), 0],
    [cheapBlocks, 4],
  ] as const)
    for (const targetSocPercent of [45, 46, 50]) {
      const input = sampleInput({
        slots: sampleSlots(prices, {}, 0.25),
        cars: [
          sampleCar({
            capacityKwh: 50,
            socPercent: 40,
            targetSocPercent,
            chargeEfficiency: 0.9,
            minPowerKw: 1.4,
            maxPowerKw: 11,
            departure: SAMPLE_START + 4 * HOUR_MS,
          }),
        ],
      });
      const { slots } = await solveSample(input);
      const charged = slots.flatMap(({ cars }, at) => ((cars[0]?.chargeKw ?? 0) > 0 ? [at] : []));
      assert.deepEqual(
        charged,
        charged.map((_, at) => first + at),
      );
    }
});
