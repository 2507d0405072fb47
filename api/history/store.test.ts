import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { DAY_MS } from '../house/index.ts';
import { DataFolderInUseError, HistoryUnreadableError, openStore, type Store } from './index.ts';
import { sampleCommand, sampleCycle, sampleEvent, sampleQuarter } from './test-records.ts';
import { storeContract } from './test-store-contract.ts';

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

function open(dataDir: string | null = folder, maxPages?: number): Store {
  const store = openStore({ dataDir, now: () => NOW, ...(maxPages === undefined ? {} : { maxPages }) });
  opened.push(store);
  return store;
}

function reopen(store: Store): Store {
  store.close();
  return open();
}

storeContract({ open: () => open(), reopen });

/** Changes the closed file past the store. */
function edit(sql: string): void {
  const database = new DatabaseSync(join(folder, 'smartload.sqlite'));
  database.exec(sql);
  database.close();
}

describe('retention', () => {
  test('each kind is kept as long as somebody wants', () => {
    const retention = { cycles: 7, events: 14, commands: 21, quarterHours: 28 };
    const store = openStore({ dataDir: folder, now: () => NOW, retention });
    opened.push(store);
    for (const days of [6, 13, 20, 27, 29]) {
      const at = NOW - days * DAY_MS;
      store.recordCycle(sampleCycle(days, at));
      store.recordEvent(sampleEvent(days, at));
      store.recordCommand(sampleCommand(days, { at }));
      store.recordQuarterHour(sampleQuarter(at));
    }
    store.prune(NOW);
    assert.deepEqual(
      [
        store.cycleHeads(0, 100, 100).length,
        store.events(0, 100).length,
        store.commands(100).length,
        store.quarterHours(0, NOW).length,
      ],
      [1, 2, 3, 4],
    );
  });
});

describe('a file', () => {
  test('a setting that stays the same costs no write', () => {
    const store = open();
    store.set('soc', 50);
    const before = statSync(join(folder, 'smartload.sqlite-wal')).size;
    for (let count = 0; count < 100; count++) store.set('soc', 50);
    assert.equal(statSync(join(folder, 'smartload.sqlite-wal')).size, before);
  });
});

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

describe('a disk that refuses', () => {
  test('when full: nothing throws, everything stays readable, and only what is newest is written later', () => {
    const store = open(folder, 24);
    const blob = 'x'.repeat(4096);
    for (let index = 0; index < 40; index++) store.set(`filling:${index}`, blob);
    store.recordQuarterHour(sampleQuarter(NOW));
    store.recordQuarterHour(sampleQuarter(NOW, { plannedCost: 0.5 }));
    store.recordEvent(sampleEvent(1));
    store.recordCycle(sampleCycle(4));
    const numbers = Array.from({ length: 2500 }, store.nextSequence);

    assert.equal(store.stored(), false);
    assert.match(store.problem()?.de ?? '', /voll.*Platz schaffen.*warten im Speicher/);
    assert.match(store.problem()?.en ?? '', /full.*Free some space.*wait in memory/);
    assert.equal(
      store.get('filling:39', (value) => value),
      blob,
    );
    assert.equal(store.quarterHours(NOW, NOW + 1)[0]?.plannedCost, 0.5);
    assert.equal(store.events(0, 5).length, 1);
    assert.deepEqual(store.cycle(4), sampleCycle(4));
    assert.equal(new Set(numbers).size, 2500);

    for (let index = 0; index < 40; index++) store.set(`filling:${index}`, '');
    assert.equal(store.flush(), true);
    assert.equal(store.problem(), null);
    const later = reopen(store);
    assert.equal(later.quarterHours(NOW, NOW + 1)[0]?.plannedCost, 0.5);
    assert.deepEqual(later.cycle(4), sampleCycle(4));
    assert.ok(later.nextSequence() > Math.max(...numbers));
  });

  test('when full in the middle of a transaction: the disk has all of it or nothing', () => {
    const store = open(folder, 24);
    store.transaction(() => {
      store.set('soc', 50);
      store.set('filling', 'x'.repeat(200_000));
    });
    const reader = new DatabaseSync(join(folder, 'smartload.sqlite'), { readOnly: true });
    assert.deepEqual(reader.prepare("SELECT * FROM settings WHERE key IN ('soc', 'filling')").all(), []);
    reader.close();
    assert.equal(store.get('soc', decodeNumber), 50);
  });

  test('a read that fails finds what waits, or is said where nobody may take that for everything', () => {
    const store = open();
    store.recordEvent(sampleEvent(1));
    const other = new DatabaseSync(join(folder, 'smartload.sqlite'));
    other.exec('ALTER TABLE events RENAME TO elsewhere');
    assert.deepEqual(store.events(0, 9), []);
    assert.throws(() => store.strictly(() => store.events(0, 9)), HistoryUnreadableError);
    assert.notEqual(store.problem(), null);
    assert.deepEqual(store.events(0, 9), [], 'only within it');
    other.exec('ALTER TABLE elsewhere RENAME TO events');
    other.close();
    assert.equal(store.strictly(() => store.events(0, 9)).length, 1);
    assert.equal(store.problem(), null);
  });

  test('while locked by another program: written with the next write', () => {
    const store = open();
    const other = new DatabaseSync(join(folder, 'smartload.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    store.set('soc', 1);
    assert.match(store.problem()?.en ?? '', /Another program/);
    assert.equal(store.get('soc', decodeNumber), 1);
    other.exec('ROLLBACK');
    other.close();
    store.set('mode', 2);
    assert.equal(store.problem(), null);
    assert.equal(reopen(store).get('soc', decodeNumber), 1);
  });

  test('a row that can never be stored does not hold up the others', () => {
    const store = open();
    store.transaction(() => {
      store.recordEvent(sampleEvent(1, Number.NaN));
      store.recordEvent(sampleEvent(2));
    });
    assert.deepEqual(
      store.events(0, 5).map(({ sequence }) => sequence),
      [2],
    );
    assert.match(store.problem()?.en ?? '', /^1 entries of the history could not be stored/);
  });

  test('what waits is bounded, settings are never given up', () => {
    const store = open();
    const other = new DatabaseSync(join(folder, 'smartload.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    store.transaction(() => {
      store.set('soc', 1);
      for (let sequence = 1; sequence <= 2500; sequence++) store.recordEvent(sampleEvent(sequence));
    });
    assert.equal(store.events(0, 5000).length, 1999);
    assert.equal(store.events(0, 5000).at(-1)?.sequence, 2500);
    assert.match(store.problem()?.en ?? '', /501 entries of the history could not be stored/);
    other.close();
    assert.equal(store.flush(), true);
    assert.equal(reopen(store).get('soc', decodeNumber), 1);
  });

  test('a folder that cannot be made leaves a store in memory that says so', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const store = open(join(file, 'data'));
    assert.equal(store.persistent, false);
    assert.equal(store.notices[0]?.code, 'DATA_FOLDER_UNUSABLE');
    assert.match(store.notices[0]?.message.de ?? '', /nicht beschreibbar/);
    store.set('soc', 50);
    store.recordCycle(sampleCycle(1));
    assert.equal(store.get('soc', decodeNumber), 50);
    assert.deepEqual(store.cycle(1), sampleCycle(1));
    assert.equal(store.stored(), false);
    assert.equal(store.problem(), null);
  });

  test('without a folder everything stays in memory, silently', () => {
    const store = open(null);
    store.set('soc', 50);
    assert.equal(store.get('soc', decodeNumber), 50);
    assert.deepEqual(store.notices, []);
    const first = store.nextSequence();
    assert.ok(store.nextSequence() > first);
    assert.deepEqual([store.nextCycleId(), store.nextCycleId()], [1, 2]);
  });
});
