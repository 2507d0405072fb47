import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { applyRestore, BackupError, backUp, backUpInPlace, restoreAtNextStart } from './backup.ts';
import { openStore } from './open.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'backup-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A data folder whose database somebody holds open and writes to. */
function running(t: TestContext, value: number) {
  const dataDir = folder(t);
  openStore({ dataDir, now: Date.now }).close();
  const database = new DatabaseSync(join(dataDir, 'smartload.sqlite'));
  t.after(() => database.isOpen && database.close());
  database.exec('CREATE TABLE t (v)');
  database.prepare('INSERT INTO t VALUES (?)').run(value);
  writeFileSync(join(dataDir, 'virtual-house.json'), `{"value":${value}}`);
  writeFileSync(join(dataDir, 'options.json'), '{"evcc_password":"hunter2"}');
  writeFileSync(join(dataDir, 'drivers.yaml'), 'telegram: hunter2');
  writeFileSync(join(dataDir, 'lock.sqlite'), '');
  return { dataDir, database };
}

function valueIn(dataDir: string, name = 'smartload.sqlite'): unknown {
  const database = new DatabaseSync(join(dataDir, name), { readOnly: true });
  const found = database.prepare('SELECT max(v) AS v FROM t').get()?.v;
  database.close();
  return found;
}

test('a backup holds what was committed, while somebody goes on writing, and no secrets', (t) => {
  const { dataDir, database } = running(t, 1);
  database.exec('BEGIN');
  database.exec('INSERT INTO t VALUES (99)');
  const target = join(folder(t), 'copy');
  assert.deepEqual(backUp(dataDir, target), ['copy.sqlite', 'virtual-house.json']);
  assert.equal(valueIn(target, 'copy.sqlite'), 1);
  database.exec('COMMIT');
  assert.deepEqual(backUp(dataDir, target), ['copy.sqlite', 'virtual-house.json'], 'over the one before');
  assert.equal(valueIn(target, 'copy.sqlite'), 99);
  for (const name of readdirSync(target)) assert.equal(statSync(join(target, name)).mode & 0o777, 0o600);
});

test('a backup replaces nothing but a backup', (t) => {
  const { dataDir } = running(t, 1);
  const target = folder(t);
  mkdirSync(join(target, 'sub'));
  assert.throws(() => backUp(dataDir, target), BackupError);
  assert.throws(() => backUp(dataDir, dataDir), BackupError);
  assert.ok(existsSync(join(target, 'sub')) && existsSync(join(dataDir, 'smartload.sqlite')));
  writeFileSync(join(dataDir, 'config.json'), '{"evcc_password":"hunter2"}');
  assert.deepEqual(backUp(dataDir, join(target, 'new')), ['copy.sqlite', 'virtual-house.json']);
});

test('a restore waits for the next start and keeps what was there', (t) => {
  const old = running(t, 1);
  const target = join(folder(t), 'copy');
  backUp(old.dataDir, target);
  const present = running(t, 2);
  restoreAtNextStart(present.dataDir, target);
  assert.equal(valueIn(present.dataDir), 2, 'nothing is taken from under what runs');
  present.database.close();
  const kept = applyRestore(present.dataDir, 5);
  assert.equal(valueIn(present.dataDir), 1);
  assert.equal(kept, join(present.dataDir, 'before-restore-5'));
  assert.equal(valueIn(kept ?? ''), 2);
  assert.ok(existsSync(join(present.dataDir, 'options.json')), 'options stay as they are');
  assert.equal(applyRestore(present.dataDir, 6), null, 'once');
});

test('what Home Assistant brought back without a database begins from the copy in it', (t) => {
  const { dataDir, database } = running(t, 7);
  backUpInPlace(dataDir);
  assert.equal(applyRestore(dataDir, 1), null, 'as long as there is a database it counts');
  database.close();
  for (const name of readdirSync(dataDir).filter((name) => name.startsWith('smartload.sqlite')))
    rmSync(join(dataDir, name));
  assert.notEqual(applyRestore(dataDir, 2), null);
  assert.equal(valueIn(dataDir), 7);
});

test('what is no backup, or damaged, changes nothing', (t) => {
  const { dataDir } = running(t, 1);
  const empty = folder(t);
  assert.throws(() => restoreAtNextStart(dataDir, empty), BackupError);
  writeFileSync(join(empty, 'copy.sqlite'), 'this is no database, but long enough to look like a file');
  assert.throws(() => restoreAtNextStart(dataDir, empty), BackupError);
  rmSync(join(empty, 'copy.sqlite'));
  const foreign = new DatabaseSync(join(empty, 'copy.sqlite'));
  foreign.exec('CREATE TABLE other (v)');
  foreign.close();
  assert.throws(() => restoreAtNextStart(dataDir, empty), /nothing of Smartload/);
  assert.throws(() => backUp(empty.concat('/nothing'), folder(t)), BackupError);
  mkdirSync(join(dataDir, 'restore.tmp'), { recursive: true });
  assert.equal(applyRestore(dataDir, 1), null, 'what was begun and not finished does not count');
});

test('a backup of a newer version is refused before anything waits to be restored', (t) => {
  const { dataDir } = running(t, 1);
  const target = join(folder(t), 'copy');
  backUp(dataDir, target);
  const newer = new DatabaseSync(join(target, 'copy.sqlite'));
  newer.exec('PRAGMA user_version = 999');
  newer.close();
  assert.throws(() => restoreAtNextStart(dataDir, target), /newer version/);
  assert.equal(existsSync(join(dataDir, 'restore')), false);
});

test('where nothing was kept yet there is nothing to copy, and nothing fails', (t) => {
  const dataDir = folder(t);
  assert.deepEqual(backUpInPlace(dataDir), []);
  assert.deepEqual(backUpInPlace(join(dataDir, 'nowhere')), []);
  assert.deepEqual(readdirSync(dataDir), []);
  const ended = spawnSync(process.execPath, [BACKUP, 'backup', '--in-place', '--data', dataDir], {
    encoding: 'utf8',
    env: { ...process.env, EVCC_URL: 'http://127.0.0.1:9' },
  });
  assert.equal(ended.status, 0, ended.stderr);
  assert.match(ended.stdout, /nothing to back up yet/);
});

const BACKUP = join(import.meta.dirname, '../cli/backup.ts');
