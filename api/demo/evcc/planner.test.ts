import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, type Rate, SLOT_MS } from '../../house/index.ts';
import { chargingPlan } from './planner.ts';

const NOW = Date.parse('2026-06-03T18:00:00Z');
const CHEAPEST = { continuous: false, preconditionS: 0 };

function rates(values: number[]): Rate[] {
  return values.map((value, i) => ({ start: NOW + i * SLOT_MS, end: NOW + (i + 1) * SLOT_MS, value }));
}

const lengthMs = (plan: Rate[]) => plan.reduce((total, { start, end }) => total + end - start, 0);
const startsAt = (plan: Rate[]) => plan.map(({ start }) => (start - NOW) / SLOT_MS);

test('takes the cheapest slots before the target, late ones first at equal price', () => {
  const prices = rates([3, 1, 2, 1, 5, 1, 0, 0]);
  assert.deepEqual(startsAt(chargingPlan(NOW, 2 * SLOT_MS, NOW + 6 * SLOT_MS, prices, CHEAPEST)), [3, 5]);
});

test('a precondition of at least the needed time charges as late as possible, in one block', () => {
  const prices = rates([1, 1, 1, 9, 9, 9, 9, 9]);
  const plan = chargingPlan(NOW, 2.5 * SLOT_MS, NOW + 7 * SLOT_MS, prices, {
    continuous: false,
    preconditionS: 86_400,
  });
  assert.equal(plan[0]?.start, NOW + 4.5 * SLOT_MS);
  assert.equal(plan.at(-1)?.end, NOW + 7 * SLOT_MS);
  assert.equal(lengthMs(plan), 2.5 * SLOT_MS);
});

test('a continuous plan is the cheapest window without a gap', () => {
  const prices = rates([4, 1, 9, 2, 2, 9, 1, 9]);
  const plan = chargingPlan(NOW, 2 * SLOT_MS, NOW + 8 * SLOT_MS, prices, {
    continuous: true,
    preconditionS: 0,
  });
  assert.deepEqual(startsAt(plan), [3, 4]);
});

test('too little time: at once; no prices: as late as possible; time enough after the last price: not yet', () => {
  const prices = rates([1, 1, 1, 1]);
  assert.equal(chargingPlan(NOW, HOUR_MS, NOW + SLOT_MS, prices, CHEAPEST)[0]?.start, NOW);
  assert.equal(chargingPlan(NOW, HOUR_MS, NOW + 5 * HOUR_MS, null, CHEAPEST)[0]?.start, NOW + 4 * HOUR_MS);
  assert.deepEqual(chargingPlan(NOW, HOUR_MS, NOW + 5 * HOUR_MS, prices, CHEAPEST), []);
});

test('a plan is as long as it must be, in order, and inside its time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -0.3, max: 0.6, noNaN: true }), { minLength: 8, maxLength: 96 }),
      fc.integer({ min: 1, max: 120 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 7200 }),
      (values, minutes, continuous, preconditionS) => {
        const target = NOW + values.length * SLOT_MS;
        const neededMs = minutes * 60_000;
        const plan = chargingPlan(NOW, neededMs, target, rates(values), { continuous, preconditionS });
        assert.ok(Math.abs(lengthMs(plan) - neededMs) < 1);
        for (const [i, slot] of plan.entries()) {
          assert.ok(slot.start >= (plan[i - 1]?.end ?? NOW) && slot.end > slot.start);
          if (neededMs <= target - NOW) assert.ok(slot.end <= target);
        }
      },
    ),
    { numRuns: 200 },
  );
});
