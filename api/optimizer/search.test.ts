import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  exoticChargeRequest,
  randomChargeRequest,
  type WireRequest,
} from '../../test/random-charge-request.ts';
import {
  type Highs,
  loadSolver,
  openModel,
  solveLp,
  violatedCounts,
  violatedCuts,
  violatedPools,
} from '../plan/index.ts';
import { startBudget } from './budget.ts';
import { solveWithCuts } from './cuts.ts';
import { violatedMeetings } from './meetings.ts';
import { buildModel } from './model.ts';
import { decodeRequest } from './request.ts';
import { brokenChoices, dive, type Opened, walk } from './search.ts';
import type { ChargeTask } from './task.ts';

const STEPS = 24;
const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);
const NO_CUTS = { sharings: [], poolings: [], countings: [], meetings: [] };
let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

function taskOf(request: WireRequest): ChargeTask {
  const decoded = decodeRequest(request);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.task;
}

/** Opens a task's model, lets `look` at it and closes it. */
function withModel<T>(request: WireRequest, look: (opened: Opened) => T): T {
  const { problem, choices, consequences } = buildModel(taskOf(request));
  const model = openModel(highs, problem);
  try {
    return look({ highs, model, problem, choices, consequences });
  } finally {
    model.dispose();
  }
}

const patience = () => startBudget({ closeMs: 20_000, workMs: 20_000, clockMs: 60_000 });

test('cuts leave every schedule that keeps the rules, and some of what does not is gone', () => {
  let found = 0;
  let tighter = 0;
  for (const seed of SEEDS) {
    const request = randomChargeRequest(seed, STEPS);
    const point = withModel(request, (opened) => walk({ ...opened, consequences: NO_CUTS }, patience()));
    assert.ok(point, `no schedule for ${seed}`);
    withModel(request, ({ model, problem, consequences }) => {
      const relaxed = solveLp(highs, model);
      assert.ok(relaxed);
      const cuts = [
        ...violatedCuts(consequences.sharings, relaxed.colValue),
        ...violatedPools(consequences.poolings, relaxed.colValue),
        ...violatedCounts(consequences.countings, relaxed.colValue),
        ...violatedMeetings(consequences.meetings, relaxed.colValue),
      ];
      found += cuts.length;
      for (const { upper, terms } of cuts) {
        const activity = terms.reduce(
          (sum, [column, factor]) => sum + factor * (point.values[column] ?? 0),
          0,
        );
        assert.ok(activity <= upper + 1e-6, `a cut of ${seed} forbids a schedule by ${activity - upper}`);
      }
      const cut = solveWithCuts(highs, model, problem.numCols, consequences);
      assert.ok(cut && cut.objective <= point.objective + 1e-6);
      if (cut.objective > relaxed.objective + 1e-6) tighter += 1;
    });
  }
  assert.ok(found > 100 && tighter > 4, `${found} cuts, ${tighter} bounds tighter`);
});

test('a walk finds a schedule where a dive ends in a corner', () => {
  let corners = 0;
  for (const seed of SEEDS)
    withModel(exoticChargeRequest(seed, STEPS), (opened) => {
      const dived = dive(opened);
      const walked = walk(opened, patience());
      assert.ok(dived && walked, `no schedule for ${seed}`);
      assert.deepEqual(brokenChoices(opened, walked.values), []);
      assert.ok(walked.objective >= dived.bound - 1e-6);
      if (dived.point === null) corners += 1;
    });
  assert.ok(corners > 0);
});
