import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanFlexibleLoad } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { plannedLoads } from './planned-loads.ts';
import { SAMPLE_START, sampleSlots } from './sample-house.ts';

const LOAD: PlanFlexibleLoad = {
  id: 'boiler',
  title: 'Boiler',
  energyKwh: 5,
  powerKw: 2,
  earliest: null,
  latest: null,
  interruptible: true,
};
const hour = (count: number) => SAMPLE_START + count * HOUR_MS;

function planned(powersKw: number[]) {
  const slots = sampleSlots(powersKw.map(() => 0.3));
  const flows = slots.map((slot, index) => ({
    ...slot,
    loads: [{ id: 'boiler', powerKw: powersKw[index] ?? 0, energyKwh: 0 }],
  }));
  return plannedLoads({ slots, loads: [LOAD] }, flows)[0];
}

test('runs are told apart by pauses, and what is missing is told', () => {
  assert.deepEqual(planned([0, 2, 2, 0, 0.5]), {
    id: 'boiler',
    title: 'Boiler',
    runs: [
      { start: hour(1), end: hour(3) },
      { start: hour(4.75), end: hour(5) },
    ],
    energyKwh: 4.5,
    missingKwh: 0.5,
  });
});

test('a part of a slot belongs to the run beside it', () => {
  assert.deepEqual(planned([1, 2, 1])?.runs, [{ start: hour(0.5), end: hour(2.5) }]);
  assert.deepEqual(planned([2, 2, 1])?.missingKwh, 0);
});

test('what does not run has no runs and lacks it all', () => {
  assert.deepEqual([planned([0, 0])?.runs, planned([0, 0])?.missingKwh], [[], 5]);
});
