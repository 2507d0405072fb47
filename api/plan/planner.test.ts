import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import type { Plan } from '../house/index.ts';
import { createPlanner, type FallbackCause, type PlannerOptions } from './planner.ts';
import { sampleBattery, sampleInput, sampleSlots, times } from './sample-house.ts';
import { knownProblem } from './self-test.ts';
import { type SolverWorker, startSolverWorker } from './solver-worker.ts';
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

/** A solver thread that runs this instead of the solver; `send` answers, `request` is what it was asked. */
const threadThat = (body: string) => () =>
  startSolverWorker(
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { parentPort } from 'node:worker_threads';
        const send = (answer) => parentPort.postMessage(answer);
        parentPort.on('message', (request) => {
          const { id } = request;
          if (request.kind === 'SELF_TEST') return send({ id, kind: 'TESTED', error: null });
          ${body}
        });`)}`,
    ),
  );

/** The plan of a good solver. */
async function planOf(house: ReturnType<typeof randomHouse>): Promise<Plan> {
  const planner = createPlanner();
  await planner.start();
  const plan = await planner.solve(house);
  await planner.stop();
  return plan;
}

/** Solves with a thread that is not what it should be, then with a sound one. */
async function solveWith(
  house: ReturnType<typeof randomHouse>,
  broken: () => SolverWorker,
  deadlineMs = 500,
) {
  const causes: FallbackCause[] = [];
  const restarts: string[] = [];
  const starts = [broken];
  const options: PlannerOptions = {
    onFallback: (cause) => causes.push(cause),
    onWorkerRestart: (reason) => restarts.push(reason),
    startWorker: () => (starts.pop() ?? startSolverWorker)(),
  };
  const planner = createPlanner(options);
  try {
    await planner.start();
    const plan = await planner.solve(house, { deadlineMs });
    const next = await planner.solve(house);
    return { plan, next, causes, restarts };
  } finally {
    await planner.stop();
  }
}

test('a plan that breaks a rule is thrown away and reported with its input', async () => {
  const house = randomHouse(3, { slots: 24 });
  const wrong = await planOf(house);
  const [slot] = wrong.slots;
  assert.ok(slot);
  slot.importKw += 1;
  const { plan, causes } = await solveWith(
    house,
    threadThat(`send({ id, kind: 'FINAL', plan: ${JSON.stringify(wrong)} });`),
  );
  assert.equal(plan.status, 'FALLBACK');
  assert.deepEqual(verifyPlan(house, plan), []);
  const [cause] = causes;
  assert.equal(cause?.kind, 'VERIFICATION');
  assert.ok(cause?.violations.some(({ rule, slot: at }) => rule === 'BALANCE' && at === 0));
  assert.deepEqual(cause?.discarded, wrong);
  assert.deepEqual(cause?.input, house);
});

test('a plan that is none is thrown away and reported, and the fallback plans', async () => {
  const house = randomHouse(3, { slots: 24 });
  for (const malformed of ['{ status: "OPTIMAL" }', '{ slots: [{}], shortfalls: [] }', '"plan"', 'null']) {
    const { plan, causes } = await solveWith(
      house,
      threadThat(`send({ id, kind: 'FINAL', plan: ${malformed} });`),
    );
    assert.equal(plan.status, 'FALLBACK');
    assert.equal(plan.slots.length, house.slots.length, malformed);
    assert.deepEqual(verifyPlan(house, plan), []);
    assert.deepEqual(causes[0]?.input, house);
    if (malformed === 'null') continue;
    assert.equal(causes[0]?.kind, 'VERIFICATION');
    assert.deepEqual(
      causes[0]?.violations.map(({ rule }) => rule),
      ['SHAPE'],
    );
    assert.notEqual(causes[0]?.discarded, null);
  }
});

test('of a thread that gets stuck the best plan so far is used, unproven and with its gap, and it is replaced', async () => {
  const house = randomHouse(3, { slots: 24 });
  const { slots } = await planOf(house);
  const decisions = slots.map((slot) => ({ ...slot, carKw: slot.cars.map(({ chargeKw }) => chargeKw) }));
  const worse = { status: 'FEASIBLE', fallbackReason: null, gap: 0.7, solveMs: 20 };
  const better = { ...worse, gap: 0.3 };
  const { plan, next, causes, restarts } = await solveWith(
    house,
    threadThat(`
      send({ id, kind: 'FIRST', ...${JSON.stringify({ decisions, verdict: worse })} });
      send({ id, kind: 'FIRST', ...${JSON.stringify({ decisions, verdict: better })} });
      for (;;);`),
  );
  assert.deepEqual([plan.status, plan.gap], ['FEASIBLE', 0.3]);
  assert.equal(next.status, 'OPTIMAL');
  assert.deepEqual(causes, []);
  assert.equal(restarts.length, 1);
});

test('decisions that are none are no plan: the fallback plans, and the stuck thread is replaced', async () => {
  const house = randomHouse(3, { slots: 24 });
  const verdict = JSON.stringify({ status: 'FEASIBLE', fallbackReason: null, gap: 0.7, solveMs: 20 });
  const { plan, next, causes, restarts } = await solveWith(
    house,
    threadThat(`send({ id, kind: 'FIRST', decisions: null, verdict: ${verdict} }); for (;;);`),
  );
  assert.equal(plan.status, 'FALLBACK');
  assert.deepEqual(
    causes.map(({ kind }) => kind),
    ['DEADLINE'],
  );
  assert.deepEqual([next.status, restarts.length], ['OPTIMAL', 1]);
});

test('a thread that dies is replaced, and an error of the solver is told', async () => {
  const house = randomHouse(3, { slots: 24 });
  const dead = await solveWith(house, threadThat('process.exit(7);'));
  assert.equal(dead.plan.status, 'FALLBACK');
  assert.match(dead.restarts.join(), /code 7/);
  assert.equal(dead.next.status, 'OPTIMAL');
  const failed = await solveWith(house, threadThat(`send({ id, kind: 'FAILED', error: 'no basis' });`));
  assert.equal(failed.causes[0]?.kind, 'SOLVER');
  assert.match(failed.plan.fallbackReason?.en ?? '', /no basis/);
});

test('a solver that does not know the known answer is not used', async () => {
  const wrong = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id }) => parentPort.postMessage({ id, kind: 'TESTED', error: 'it says 0.7' }));`)}`,
  );
  const { plan, next, causes, restarts } = await solveWith(
    randomHouse(3, { slots: 24 }),
    () => startSolverWorker(wrong),
    20_000,
  );
  // It was found out at the start, so that the first solve already has another thread.
  assert.deepEqual(restarts, ['it says 0.7']);
  assert.deepEqual([plan.status, next.status, causes.length], ['OPTIMAL', 'OPTIMAL', 0]);
});
