import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEarlierLoads } from './earlier-loads.ts';

test('a file is read, and one that cannot be is told as a finding instead of ending the house', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-loads-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'verbrauch.csv');
  writeFileSync(file, 'start_utc,load_kw\n2026-05-01T00:00:00Z,0.4\n2026-05-01T00:15:00Z,0.8\n');
  const { loads, findings } = await readEarlierLoads(`${file}:load_kw`);
  assert.deepEqual([loads.length, loads[1]?.energyKwh, findings.length], [2, 0.2, 0]);
  const missing = await readEarlierLoads(join(folder, 'none.csv'));
  assert.deepEqual([missing.loads.length, missing.findings[0]?.field], [0, 'load_history_file']);
  assert.deepEqual(await readEarlierLoads(null), { loads: [], findings: [] });
});
