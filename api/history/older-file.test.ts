import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { databaseFile, openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { versionOf } from './soundness.ts';

test('a file of an older schema is brought forward, and kept as it was', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'older-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'smartload.version-0.sqlite'), 'of an earlier change');
  const old = new DatabaseSync(databaseFile(folder));
  old.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1`);
  old.exec(`INSERT INTO settings VALUES ('a', '1')`);
  old.close();

  openDatabase(databaseFile(folder)).database.close();
  openDatabase(databaseFile(folder)).database.close();

  const kept = readdirSync(folder).filter((name) => name.startsWith('smartload.version-'));
  assert.deepEqual(kept, ['smartload.version-1.sqlite']);
  for (const [name, version] of [
    ['smartload.version-1.sqlite', 1],
    ['smartload.sqlite', MIGRATIONS.length],
  ] as const) {
    const database = new DatabaseSync(join(folder, name), { readOnly: true });
    assert.equal(versionOf(database), version);
    assert.deepEqual({ ...database.prepare('SELECT * FROM settings').get() }, { key: 'a', value: '1' });
    database.close();
  }
});
