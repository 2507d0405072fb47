import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSolver, type Model, openModel, solveLp } from './highs.ts';
import { buildModel } from './model.ts';
import { sampleBattery, sampleInput, sampleSlots } from './sample-house.ts';

test('where the dual simplex ends with nothing the primal one finds the same optimum', async () => {
  const highs = await loadSolver();
  const slots = sampleSlots([0.1, 0.5, 0.2], () => ({ pvKw: 0, loadKw: 1 }));
  const { problem } = buildModel(sampleInput({ slots, batteries: [sampleBattery()] }));
  const sound = openModel(highs, problem);
  const expected = solveLp(highs, sound);
  sound.dispose();

  const strategies: number[] = [];
  const troubled = openModel(highs, problem);
  const set = troubled.options.set.bind(troubled.options);
  const run = troubled.run.bind(troubled);
  const options = (values: Record<string, number>) => {
    if (values.simplex_strategy !== undefined) strategies.push(values.simplex_strategy);
    set(values);
  };
  Object.defineProperty(troubled.options, 'set', { value: options });
  const failing: Model['run'] = () => {
    if (strategies.at(-1) !== 4) throw new Error('numerical trouble');
    return run();
  };
  Object.defineProperty(troubled, 'run', { value: failing });
  assert.equal(solveLp(highs, troubled)?.objective, expected?.objective);
  assert.deepEqual(strategies, [4, 1], 'and the next run is by the usual one');
  troubled.dispose();
});
