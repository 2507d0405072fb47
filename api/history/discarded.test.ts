import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keepDiscarded } from './discarded.ts';

test('keeps the newest 20, each whole and named by its time', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'discarded-'));
  try {
    const start = Date.UTC(2026, 3, 14, 10);
    for (let minute = 0; minute < 25; minute += 1)
      keepDiscarded(dataDir, start + minute * 60_000, { kind: 'VERIFICATION', minute });
    const names = readdirSync(join(dataDir, 'discarded')).sort();
    assert.equal(names.length, 20);
    assert.equal(names[0], '2026-04-14T10-05-00.000Z.json');
    const newest = readFileSync(join(dataDir, 'discarded', names.at(-1) ?? ''), 'utf8');
    assert.deepEqual(JSON.parse(newest), {
      at: '2026-04-14T10:24:00.000Z',
      kind: 'VERIFICATION',
      minute: 24,
    });
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});

test('says so where it cannot write', () => {
  assert.throws(() => keepDiscarded('/dev/null', 0, {}));
});
