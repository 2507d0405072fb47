import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { DAY_MS } from '../house/index.ts';
import { HistoryUnreadableError, openStore, type Store } from './index.ts';
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
