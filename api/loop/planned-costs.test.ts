import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Plan, SLOT_MS } from '../house/index.ts';
import { createPlannedCosts, decodePlannedSpans } from './planned-costs.ts';

const START = Date.UTC(2026, 10, 20, 12);
const quarter = (index: number) => ({ start: START + index * SLOT_MS, end: START + (index + 1) * SLOT_MS });

/** A plan from `from` on, with that much for the rest of the running quarter and for each of three more. */
function planFrom(from: number, cost: number): Plan {
  const first = Math.floor((from - START) / SLOT_MS);
  const slots = [0, 1, 2, 3].map((index) => {
    const { start, end } = quarter(first + index);
    return { start: Math.max(start, from), end, cost };
  });
  return { slots } as unknown as Plan;
}

test('a quarter costs what the plan expected that was in force, also once the next one is', () => {
  const costs = createPlannedCosts(null);
  costs.follow(planFrom(START, 0.2));
  costs.follow(planFrom(START + SLOT_MS, 0.3));
  assert.equal(costs.take(quarter(0)), 0.2);
  assert.equal(costs.take(quarter(1)), 0.3);
});

test('of a plan that is replaced within a quarter its share of time counts, then the new one', () => {
  const costs = createPlannedCosts(null);
  costs.follow(planFrom(START, 0.3));
  costs.follow(planFrom(START + SLOT_MS / 3, 0.5));
  assert.ok(Math.abs((costs.take(quarter(0)) ?? 0) - 0.6) < 1e-12);
});

test('before the first plan and after the last one nothing was expected', () => {
  const costs = createPlannedCosts(null);
  assert.equal(costs.take(quarter(0)), null);
  costs.follow(planFrom(START + 1, 0.2));
  assert.equal(costs.take(quarter(0)), null);
  assert.equal(costs.take(quarter(3)), 0.2);
  assert.equal(costs.take(quarter(4)), null);
});

test('over a restart the running quarter goes on, and little is kept for it', () => {
  const costs = createPlannedCosts(null);
  costs.follow(planFrom(START, 0.2));
  const kept = decodePlannedSpans(JSON.parse(JSON.stringify(costs.state())));
  const again = createPlannedCosts(kept);
  again.follow(planFrom(START + SLOT_MS / 2, 0.1));
  assert.ok(Math.abs((again.take(quarter(0)) ?? 0) - 0.2) < 1e-12);
  assert.equal(again.take(quarter(1)), 0.1);
  costs.take(quarter(3));
  assert.deepEqual(costs.state(), []);
});
