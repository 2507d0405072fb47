import assert from 'node:assert/strict';
import { test } from 'node:test';
import { variedHouse } from '../../test/random-house.ts';
import { loadSolver, openModel, solveLp } from './highs.ts';
import { buildModel } from './model.ts';
import { startBasis } from './start-basis.ts';

test('the first relaxation comes to the same from the start basis as from nothing, in fewer steps', async () => {
  const highs = await loadSolver();
  let steps = 0;
  let stepsFromNothing = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const planModel = buildModel(variedHouse(seed, { slots: 96 }));
    const relax = (begin: boolean) => {
      const model = openModel(highs, planModel.problem);
      if (begin) model.setBasis(startBasis(highs, planModel));
      const objective = solveLp(highs, model)?.objective ?? Number.NaN;
      const count = Number(model.info.get('simplex_iteration_count'));
      model.dispose();
      return { objective, count };
    };
    const [begun, nothing] = [relax(true), relax(false)];
    assert.ok(
      Math.abs(begun.objective - nothing.objective) < 1e-6 * Math.max(1, Math.abs(nothing.objective)),
    );
    steps += begun.count;
    stepsFromNothing += nothing.count;
  }
  assert.ok(steps < 0.7 * stepsFromNothing, `${steps} instead of ${stepsFromNothing}`);
});
