import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keepDiscarded } from '../api/history/index.ts';
import type { Plan } from '../api/house/index.ts';
import { createPlanner, type FallbackCause, type PlannerOptions, verifyPlan } from '../api/plan/index.ts';
import { randomHouse } from './random-house.ts';

type SolverThread = ReturnType<NonNullable<PlannerOptions['startWorker']>>;

/** A solver that believes a battery to give what it does not have. */
function dreamer(plan: Plan): SolverThread {
  const slots = plan.slots.map((slot) => ({
    ...slot,
    batteries: slot.batteries.map((battery) => ({ ...battery, socPercent: 100 })),
  }));
  return {
    tested: Promise.resolve(null),
    solve: () => Promise.resolve({ plan: { ...plan, slots }, error: null, stuck: false }),
    terminate: () => Promise.resolve(),
  };
}

test('an impossible plan is never published, and what was kept of it is enough to plan again', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'discarded-plan-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const house = randomHouse(7, { slots: 24 });
  const sound = createPlanner();
  t.after(() => sound.stop());
  await sound.start();
  const plan = await sound.solve(house);

  const files: string[] = [];
  const keep = (cause: FallbackCause) => files.push(keepDiscarded(dataDir, house.computedAt, cause));
  const misled = createPlanner({ onFallback: keep, startWorker: () => dreamer(plan) });
  await misled.start();
  const published = await misled.solve(house);
  assert.equal(published.status, 'FALLBACK');
  assert.deepEqual(verifyPlan(house, published), []);
  assert.deepEqual(misled.stats(), { ...misled.stats(), solves: 1, fallbacks: 1, optimal: 0 });

  const [file = ''] = files;
  const kept: FallbackCause = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(kept.kind, 'VERIFICATION');
  assert.ok(kept.discarded && verifyPlan(kept.input, kept.discarded).some(({ rule }) => rule === 'STORE'));
  const again = await sound.solve(kept.input);
  assert.deepEqual({ ...again, solveMs: 0 }, { ...plan, solveMs: 0 });
});
