import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createChargeOptimizer, decodeRequest, verifyAnswer } from '../../api/optimizer/index.ts';

const FOLDER = new URL('../../../shared/data/evcc-optimizer-requests/', import.meta.url);
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.json')) : [];

test('recorded requests are solved at least as well as by their recorded answers', {
  skip: files.length === 0,
}, async (t) => {
  const optimizer = createChargeOptimizer();
  t.after(() => optimizer.stop());
  for (const file of files) {
    const { request, expected_response } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
    const decoded = decodeRequest(request);
    assert.ok(decoded.ok, file);
    const answer = await optimizer.solve(decoded.task);
    const ours = verifyAnswer(decoded.task, answer);
    const theirs = verifyAnswer(decoded.task, {
      grid_import_overshoot: [],
      grid_export_overshoot: [],
      ...expected_response,
    });
    assert.equal(answer.status, 'Optimal', file);
    assert.deepEqual(ours.breaches, [], file);
    assert.ok(ours.money <= theirs.money + 1e-4, `${file}: ${ours.money} against ${theirs.money}`);
    for (const name of ['corridor', 'goal', 'demand', 'import', 'export'] as const)
      assert.ok(ours.shortfallWh[name] <= theirs.shortfallWh[name] + 0.01, `${file}: ${name}`);
  }
});
