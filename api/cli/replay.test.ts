import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { randomHouse } from '../../test/random-house.ts';
import { openStore } from '../history/index.ts';
import { fallbackPlan } from '../plan/index.ts';

const REPLAY = fileURLToPath(new URL('replay.ts', import.meta.url));
const NOW = Date.UTC(2026, 5, 1, 12);

test('a record that cannot be read is told and makes the replay fail', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-replay-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const store = openStore({ dataDir: folder, now: () => NOW });
  const input = randomHouse(1, { slots: 4, cars: 0 });
  store.recordCycle({
    cycleId: 3,
    at: NOW,
    durationMs: 1,
    input,
    plan: fallbackPlan(input, { de: '', en: '' }),
    intents: [],
  });
  store.close();
  const database = new DatabaseSync(join(folder, 'smartload.sqlite'));
  database.exec("UPDATE cycles SET body = x'00112233' WHERE cycleId = 3");
  database.close();

  const { status, stdout } = spawnSync(process.execPath, [REPLAY, '--cycle', '3', '--data', folder], {
    encoding: 'utf8',
  });
  assert.match(stdout, /^3 2026-06-01T12:00:00\.000Z nicht lesbar \/ cannot be read$/m);
  assert.match(stdout, /"unreadable":1/);
  assert.equal(status, 1);
});
