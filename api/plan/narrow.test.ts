import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { dive, fix, release, releaseAll, solveWithCuts } from './dive.ts';
import { loadSolver, openModel, solveLp } from './highs.ts';
import { buildModel } from './model.ts';
import { narrow, settledBelow } from './narrow.ts';

const highs = await loadSolver();

/** A house with its relaxation and a first plan. */
function begun(seed: number) {
  const planModel = buildModel(
    randomHouse(seed, { slots: 48, prices: seed % 2 === 0 ? 'flat' : 'negative' }),
  );
  const model = openModel(highs, planModel.problem);
  const root = solveWithCuts(highs, model, planModel, 3);
  assert.ok(root);
  const { solution } = dive(highs, model, planModel, root);
  releaseAll(model, planModel);
  return { planModel, model, root, best: solution?.objective ?? root.objective + 1 };
}

test('what is settled could not be otherwise for less', () => {
  let settledInAll = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const { planModel, model, root, best } = begun(seed);
    const settled = settledBelow(best, planModel.switches, root);
    settledInAll += settled.size;
    for (const [item, position] of settled) {
      fix(model, item, position === 1 ? 0 : 1);
      const otherwise = solveLp(highs, model);
      release(model, item);
      assert.ok((otherwise?.objective ?? Number.POSITIVE_INFINITY) >= best - 1e-6);
    }
    model.dispose();
  }
  assert.ok(settledInAll > 100, `only ${settledInAll} were settled`);
});

test('narrowing bounds what it leaves, by no more than it was asked about', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const { planModel, model, root, best } = begun(seed);
    const { settled, bound } = narrow(highs, model, planModel, root, best);
    assert.ok(bound <= best && bound >= root.objective - 1e-9);
    for (const item of planModel.switches) if (!settled.has(item)) release(model, item);
    const { solution } = dive(highs, model, planModel, solveLp(highs, model) ?? root);
    assert.ok(solution === null || solution.objective >= bound - 1e-6);
    model.dispose();
  }
});

test('without a plan to be better than nothing is settled', () => {
  const { planModel, model, root } = begun(3);
  const { settled, bound } = narrow(highs, model, planModel, root, Number.POSITIVE_INFINITY);
  assert.equal(settled.size, 0);
  assert.equal(bound, root.objective);
  model.dispose();
});
