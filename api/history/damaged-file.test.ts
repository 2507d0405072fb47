import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { DataFolderInUseError, openStore, type Store } from './index.ts';
import { sampleCommand, sampleEvent } from './test-records.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const decodeNumber = (value: unknown) => z.number().parse(value);

let folder: string;
let opened: Store[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smartload-test-'));
  opened = [];
});

afterEach(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): Store {
  const store = openStore({ dataDir: folder, now: () => NOW });
  opened.push(store);
  return store;
}

function reopen(store: Store): Store {
  store.close();
  return open();
}

/** Changes the closed file past the store. */
function edit(sql: string): void {
  const database = new DatabaseSync(join(folder, 'smartload.sqlite'));
  database.exec(sql);
  database.close();
}

describe('a damaged file', () => {
  test('is set aside as it was, and said so', () => {
    const garbage = 'This is not a database. '.repeat(1000);
    writeFileSync(join(folder, 'smartload.sqlite'), garbage);
    const store = open();
    assert.equal(store.persistent, true);
    assert.deepEqual(
      store.notices.map(({ code }) => code),
      ['DATABASE_DAMAGED'],
    );
    const aside = readdirSync(folder).filter((name) => /^smartload\.damaged-.*\.sqlite$/.test(name));
    assert.equal(aside.length, 1);
    assert.equal(readFileSync(join(folder, String(aside[0])), 'utf8'), garbage);
    store.set('soc', 50);
    assert.equal(reopen(store).get('soc', decodeNumber), 50);
  });

  test('is found out by the check of its pages too', () => {
    const store = open();
    for (let id = 1; id < 200; id++) store.recordCommand(sampleCommand(id));
    store.close();
    const file = join(folder, 'smartload.sqlite');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 3 * 4096, 12 * 4096);
    writeFileSync(file, bytes);
    assert.equal(open().notices[0]?.code, 'DATABASE_DAMAGED');
  });

  test('that is empty, or missing beside what was written ahead, is one too', () => {
    open().close();
    const file = join(folder, 'smartload.sqlite');
    writeFileSync(file, '');
    const emptied = open();
    assert.match(emptied.notices[0]?.message.de ?? '', /war beschädigt \(die Datei ist leer\)/);
    emptied.close();
    rmSync(file);
    writeFileSync(`${file}-wal`, 'written ahead');
    const torn = open();
    assert.match(torn.notices[0]?.message.en ?? '', /damaged \(the file is missing.*-wal and a new one/);
    assert.deepEqual(reopen(torn).notices, []);
    assert.equal(readdirSync(folder).filter((name) => name.includes('damaged')).length, 2);
  });

  test('that lacks a table, or was never ours, is one too', () => {
    const store = open();
    store.set('soc', 50);
    store.close();
    edit('DROP TABLE settings');
    const without = open();
    assert.match(without.notices[0]?.message.en ?? '', /damaged \(settings.key is missing\)/);
    without.set('soc', 51);
    assert.equal(without.stored(), true);
    without.close();
    edit('PRAGMA user_version = 0');
    assert.match(open().notices[0]?.message.en ?? '', /nothing of Smartload/);
  });

  test('that is no older than its version says is not walked twice', () => {
    open().close();
    edit('PRAGMA user_version = 1');
    const store = open();
    assert.equal(store.notices[0]?.code, 'DATABASE_DAMAGED');
    assert.equal(store.persistent, true);
  });

  test('of which only an index is damaged is mended, and said so', () => {
    const store = open();
    for (let sequence = 1; sequence < 50; sequence++)
      store.recordEvent(sampleEvent(sequence, NOW + sequence));
    store.close();
    const file = join(folder, 'smartload.sqlite');
    const database = new DatabaseSync(file);
    const page = Number(
      database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'eventsByTime'").get()?.rootpage,
    );
    database.close();
    const bytes = readFileSync(file);
    // The last bytes of the page are those of its first entry: its time is another one now.
    const end = page * 4096 - 3;
    bytes.writeUInt8((bytes[end] ?? 0) ^ 0x55, end);
    writeFileSync(file, bytes);

    const mended = open();
    assert.deepEqual(
      mended.notices.map(({ code }) => code),
      ['DATABASE_REPAIRED'],
    );
    assert.match(mended.notices[0]?.message.de ?? '', /eventsByTime.*Es fehlt nichts/);
    assert.equal(mended.events(0, 100).length, 49);
    assert.deepEqual(reopen(mended).notices, []);
  });

  test('without one of its indexes gets it anew', () => {
    open().close();
    edit('DROP INDEX commandsByTime');
    const mended = open();
    assert.match(mended.notices[0]?.message.en ?? '', /index commandsByTime is missing.*built anew/);
    assert.deepEqual(reopen(mended).notices, []);
  });

  test('that only keeps others away is made anew', () => {
    const store = open();
    store.set('soc', 50);
    store.close();
    writeFileSync(join(folder, 'lock.sqlite'), 'This is not a database. '.repeat(1000));
    const later = open();
    assert.equal(later.persistent, true);
    assert.deepEqual(later.notices, []);
    assert.equal(later.get('soc', decodeNumber), 50);
    assert.throws(() => openStore({ dataDir: folder, now: () => NOW }), DataFolderInUseError);
  });

  test('does not hide what a newer version wrote', () => {
    const store = open();
    store.set('soc', 50);
    store.close();
    const file = join(folder, 'smartload.sqlite');
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const older = open();
    assert.equal(older.persistent, false);
    assert.equal(older.notices[0]?.code, 'DATA_FROM_NEWER_VERSION');
    older.set('soc', 51);
    older.close();
    assert.ok(readdirSync(folder).every((name) => !name.includes('damaged')));
    const untouched = new DatabaseSync(file);
    assert.equal(untouched.prepare('PRAGMA user_version').get()?.user_version, 99);
    untouched.close();
  });
});
