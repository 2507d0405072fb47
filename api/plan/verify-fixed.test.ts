import assert from 'node:assert/strict';
import { test } from 'node:test';
import { variedHouse } from '../../test/random-house.ts';
import { HOUR_MS, type PlanFixed, type PlanInput, SLOT_ACTIONS } from '../house/index.ts';
import { loadSolver } from './highs.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
} from './sample-house.ts';
import { toPlan } from './schedule.ts';
import { solvePlan } from './solve.ts';
import { verifyPlan } from './verify.ts';

const house = sampleInput({
  slots: sampleSlots([0.1, 0.5, 0.5, 0.1]),
  batteries: [sampleBattery({ socPercent: 10 })],
  cars: [sampleCar({ departure: SAMPLE_START + 4 * HOUR_MS, targetSocPercent: 50 })],
});
const plan = await solveSample(house);

const decided = (id: string, action: PlanFixed['action'], hour: number): PlanInput => {
  const start = SAMPLE_START + hour * HOUR_MS;
  return { ...house, fixed: [{ id, action, start, end: start + HOUR_MS }] };
};

test('finds that what a person decided is ignored', () => {
  for (const [id, action, hour] of [
    ['battery', 'CHARGE', 1],
    ['battery', 'HOLD', 1],
    ['battery', 'RELEASE', 0],
    ['garage', 'CHARGE', 1],
    ['garage', 'HOLD', 0],
  ] as const) {
    const found = verifyPlan(decided(id, action, hour), plan);
    const about = found.filter((violation) => violation.rule === 'FIXED');
    assert.deepEqual([about[0]?.id, about[0]?.slot], [id, hour], `${id} ${action}`);
  }
});

test('there is a plan around what people decided, and it is not refused, whatever the house and however short the time', async () => {
  const highs = await loadSolver();
  for (let seed = 0; seed < 25; seed += 1) {
    const varied = variedHouse(seed, { slots: 16 });
    const batteries = varied.batteries.map((battery) => ({ ...battery, socPercent: 50 * (seed % 3) }));
    const input = { ...varied, batteries };
    const devices = [...input.batteries, ...input.cars];
    const fixed = devices.flatMap(({ id }, at): PlanFixed[] =>
      [0, 5, 10].flatMap((index, part) => {
        const [first, last] = [input.slots[index], input.slots[index + 3]];
        const action = SLOT_ACTIONS[(seed + at + part) % SLOT_ACTIONS.length];
        return first && last && action ? [{ id, action, start: first.start, end: last.end }] : [];
      }),
    );
    const decidedInput = { ...input, fixed };
    const solved = toPlan(decidedInput, solvePlan(highs, decidedInput, { timeLimitMs: 50 }), 0);
    assert.deepEqual(verifyPlan(decidedInput, solved), [], `seed ${seed}`);
  }
});
