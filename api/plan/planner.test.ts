import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { createPlanner, type FallbackCause } from './planner.ts';
import { sampleBattery, sampleInput, sampleSlots, times } from './sample-house.ts';
import { knownProblem } from './self-test.ts';
import { verifyPlan } from './verify.ts';

test('solves in its thread, one after the other, and counts', async () => {
  const planner = createPlanner();
  await planner.start();
  try {
    const plans = await Promise.all([planner.solve(knownProblem()), planner.solve(knownProblem())]);
    for (const plan of plans) {
      assert.equal(plan.status, 'OPTIMAL');
      assert.ok(Math.abs(plan.cost - 0.6) < 1e-6);
    }
    assert.deepEqual(planner.stats(), {
      solves: 2,
      optimal: 2,
      feasible: 0,
      fallbacks: 0,
      workerRestarts: 0,
      selfTestError: null,
    });
  } finally {
    await planner.stop();
  }
});

test('a solve that misses its deadline gives a fallback, the thread is replaced, and the next solve is fine', async () => {
  const causes: FallbackCause[] = [];
  const restarts: string[] = [];
  const planner = createPlanner({
    onFallback: (cause) => causes.push(cause),
    onWorkerRestart: (reason) => restarts.push(reason),
  });
  await planner.start();
  try {
    const input = randomHouse(1);
    const plan = await planner.solve(input, { deadlineMs: 3 });
    assert.equal(plan.status, 'FALLBACK');
    assert.match(plan.fallbackReason?.de ?? '', /3 ms/);
    assert.deepEqual(verifyPlan(input, plan), []);
    assert.deepEqual(
      causes.map(({ kind }) => kind),
      ['DEADLINE'],
    );
    assert.equal(restarts.length, 1);
    assert.equal((await planner.solve(knownProblem())).status, 'OPTIMAL');
    assert.equal(planner.stats().workerRestarts, 1);
  } finally {
    await planner.stop();
  }
});

test('bad input is named, left out, and the rest planned by the fallback', async () => {
  const causes: FallbackCause[] = [];
  const planner = createPlanner({ onFallback: (cause) => causes.push(cause) });
  await planner.start();
  try {
    const slots = sampleSlots(times(4, 0.3));
    const cut = slots.map((slot, index) => (index === 2 ? { ...slot, loadKw: Number.NaN } : slot));
    const plan = await planner.solve(sampleInput({ slots: cut }));
    assert.equal(plan.status, 'FALLBACK');
    assert.equal(plan.slots.length, 2);
    assert.match(plan.fallbackReason?.en ?? '', /SLOT 2.*loadKw is NaN/);
    assert.deepEqual(
      causes[0]?.problems.map(({ part, index, field }) => ({ part, index, field })),
      [{ part: 'SLOT', index: 2, field: 'loadKw' }],
    );
    const battery = sampleBattery({ minSocPercent: 80, maxSocPercent: 20 });
    const without = await planner.solve(sampleInput({ batteries: [battery] }));
    assert.equal(without.slots.length, 2);
    assert.deepEqual(without.slots[0]?.batteries, []);
    const empty = await planner.solve(sampleInput({ slots: [] }));
    assert.deepEqual([empty.status, empty.slots.length, empty.cost], ['FALLBACK', 0, 0]);
    assert.notEqual(empty.fallbackReason, null);
  } finally {
    await planner.stop();
  }
});

test('without a running solver every plan is a fallback that says so', async () => {
  const planner = createPlanner();
  const before = await planner.solve(knownProblem());
  await planner.start();
  const running = planner.solve(randomHouse(1));
  await planner.stop();
  const [during, after] = await Promise.all([running, planner.solve(knownProblem())]);
  for (const plan of [before, during, after]) {
    assert.equal(plan.status, 'FALLBACK');
    assert.notEqual(plan.fallbackReason, null);
  }
});
