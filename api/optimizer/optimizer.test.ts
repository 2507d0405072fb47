import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChargeOptimizer } from './optimizer.ts';
import { decodeRequest } from './request.ts';
import { sampleRequest } from './sample-request.ts';
import type { ChargeTask } from './task.ts';
import type { Outcome, SolverThread } from './thread.ts';
import { warmUpTask } from './warm-up.ts';

function sampleTask(): ChargeTask {
  const decoded = decodeRequest(sampleRequest([10, 50, 50]));
  assert.ok(decoded.ok);
  return decoded.task;
}

/** A thread that answers everything with one outcome. */
function threadWith(outcome: Outcome, log: string[] = []): () => SolverThread {
  return () => {
    log.push('start');
    return {
      solve: () => Promise.resolve(outcome),
      terminate: () => {
        log.push('end');
        return Promise.resolve();
      },
    };
  };
}

test('solves in a thread, one after the other', async (t) => {
  const optimizer = createChargeOptimizer();
  t.after(() => optimizer.stop());
  const answers = await Promise.all([optimizer.solve(sampleTask()), optimizer.solve(sampleTask())]);
  for (const { status, grid_import } of answers) {
    assert.equal(status, 'Optimal');
    assert.deepEqual(
      grid_import.map((wh) => Math.round(wh)),
      [3000, 0, 0],
    );
  }
});

test('a thread that is stuck is replaced, and what it found so far is used', async () => {
  const log: string[] = [];
  const solved = { flows: { chargeKwh: [[1, 0, 0]], dischargeKwh: [[0, 1, 0]] }, gap: 0.2 };
  const thread = threadWith({ solved, error: 'no answer', stuck: true }, log);
  const troubles: string[] = [];
  const optimizer = createChargeOptimizer({ thread, onTrouble: (message) => troubles.push(message) });
  const { status, grid_import } = await optimizer.solve(sampleTask());
  assert.equal(status, 'Feasible');
  assert.deepEqual(grid_import, [2000, 0, 1000]);
  await optimizer.solve(sampleTask());
  assert.deepEqual(log, ['start', 'end', 'start', 'end']);
  assert.equal(troubles.length, 2);
});

test('where the solver finds nothing, or something that breaks a rule, simple rules are used', async () => {
  const broken = { flows: { chargeKwh: [[9, 0, 0]], dischargeKwh: [[0, 0, 0]] }, gap: 0 };
  for (const solved of [null, broken]) {
    const optimizer = createChargeOptimizer({ thread: threadWith({ solved, error: null, stuck: false }) });
    const { status, grid_import } = await optimizer.solve(sampleTask());
    assert.equal(status, 'Feasible');
    assert.deepEqual(grid_import, [1000, 1000, 1000]);
  }
});

test('a task that not even simple rules can keep is an error', async () => {
  const task = sampleTask();
  for (const step of task.steps) step.loadKwh = Number.NaN;
  const optimizer = createChargeOptimizer({ thread: threadWith({ solved: null, error: 'x', stuck: false }) });
  await assert.rejects(optimizer.solve(task), { name: 'OptimizerError' });
});

test('too many that wait are turned away, and the others still answered', async () => {
  const optimizer = createChargeOptimizer({
    thread: threadWith({ solved: null, error: null, stuck: false }),
  });
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => optimizer.solve(sampleTask())));
  const answered = results.filter(({ status }) => status === 'fulfilled').length;
  assert.ok(answered > 1 && answered < 20, String(answered));
  for (const result of results)
    if (result.status === 'rejected') assert.equal(result.reason.name, 'OptimizerBusy');
  assert.equal((await optimizer.solve(sampleTask())).status, 'Feasible');
});

test('a deadline that is far too short still gives a schedule', async (t) => {
  const optimizer = createChargeOptimizer({ deadlineMs: 1 });
  t.after(() => optimizer.stop());
  const { batteries } = await optimizer.solve(sampleTask());
  assert.equal(batteries.length, 1);
});

test('after the stop nothing is started any more', async () => {
  const log: string[] = [];
  const optimizer = createChargeOptimizer({
    thread: threadWith({ solved: null, error: null, stuck: false }, log),
  });
  await optimizer.stop();
  assert.equal((await optimizer.solve(sampleTask())).status, 'Feasible');
  assert.deepEqual(log, []);
});

test('is warmed up once, in the thread that then solves', async () => {
  const log: string[] = [];
  const optimizer = createChargeOptimizer({
    thread: threadWith({ solved: null, error: null, stuck: false }, log),
  });
  await optimizer.warm();
  await optimizer.warm();
  await optimizer.solve(sampleTask());
  assert.deepEqual(log, ['start']);
  await optimizer.stop();
  await optimizer.warm();
  assert.deepEqual(log, ['start', 'end']);
});

test('the warm-up is something that the solver proves', async (t) => {
  const troubles: string[] = [];
  const onTrouble = (message: string) => troubles.push(message);
  const optimizer = createChargeOptimizer({ deadlineMs: 60_000, onTrouble });
  t.after(() => optimizer.stop());
  await optimizer.warm();
  assert.equal((await optimizer.solve(warmUpTask())).status, 'Optimal');
  assert.deepEqual(troubles, []);
});

test('a thread that nobody needs is ended, and the next task has a new one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const log: string[] = [];
  const optimizer = createChargeOptimizer({
    idleMs: 1000,
    thread: threadWith({ solved: null, error: null, stuck: false }, log),
  });
  await optimizer.solve(sampleTask());
  t.mock.timers.tick(600);
  await optimizer.solve(sampleTask());
  t.mock.timers.tick(600);
  await Promise.resolve();
  assert.deepEqual(log, ['start'], 'it was asked in the meantime');
  t.mock.timers.tick(400);
  await optimizer.solve(sampleTask());
  assert.deepEqual(log, ['start', 'end', 'start']);
  await optimizer.stop();
});
