import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { DAY_MS, SLOT_MS } from '../house/index.ts';
import { openStore, type Store } from './index.ts';
import { sampleCommand, sampleCycle, sampleEvent, sampleQuarter } from './test-records.ts';

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

describe('what is written', () => {
  test('is read back the same after a restart', () => {
    const first = open();
    const quarter = sampleQuarter(NOW);
    const event = sampleEvent(7);
    const command = sampleCommand(3);
    const cycle = sampleCycle(12);
    first.transaction(() => {
      first.set('departure', { loadpoint: 'Garage', at: NOW });
      first.recordQuarterHour(quarter);
      first.recordEvent(event);
      first.recordCommand(command);
      first.recordCycle(cycle);
    });
    assert.equal(first.stored(), true);
    assert.equal(first.problem(), null);

    const second = reopen(first);
    assert.deepEqual(second.notices, []);
    assert.deepEqual(
      second.get('departure', (value) => value),
      { loadpoint: 'Garage', at: NOW },
    );
    assert.deepEqual(second.quarterHours(NOW, NOW + 1), [quarter]);
    assert.deepEqual(second.events(0, 10), [event]);
    assert.deepEqual(second.commands(10), [command]);
    assert.deepEqual(second.cycle(12), cycle);
    assert.equal(second.cycle(13), null);
    assert.equal(second.lastCycleId(), 12);
  });

  test('replaces what has the same key', () => {
    const store = open();
    store.recordQuarterHour(sampleQuarter(NOW));
    store.recordQuarterHour(sampleQuarter(NOW, { plannedCost: 0.5 }));
    store.recordCommand(sampleCommand(1));
    store.recordCommand(sampleCommand(1, { state: 'CONFIRMED' }));
    assert.deepEqual(
      store.quarterHours(0, Infinity).map(({ plannedCost }) => plannedCost),
      [0.5],
    );
    assert.deepEqual(
      store.commands(9).map(({ state }) => state),
      ['CONFIRMED'],
    );
  });

  test('is found by range, newest commands first, newest events oldest first', () => {
    const store = open();
    for (let index = 0; index < 6; index++) {
      store.recordQuarterHour(sampleQuarter(index * SLOT_MS, { loadKwh: index === 2 ? null : index }));
      store.recordEvent(sampleEvent(index + 1));
      store.recordCommand(sampleCommand(index + 1));
    }
    assert.deepEqual(
      store.quarterHours(SLOT_MS, 4 * SLOT_MS).map(({ start }) => start / SLOT_MS),
      [1, 2, 3],
    );
    assert.deepEqual(store.loadSamples(SLOT_MS, 4 * SLOT_MS), [
      { start: SLOT_MS, end: 2 * SLOT_MS, energyKwh: 1 },
      { start: 3 * SLOT_MS, end: 4 * SLOT_MS, energyKwh: 3 },
    ]);
    assert.deepEqual(
      store.events(3, 2).map(({ sequence }) => sequence),
      [5, 6],
    );
    assert.deepEqual(
      store.commands(2).map(({ id }) => id),
      [6, 5],
    );
    assert.deepEqual(store.events(0, 0), []);
  });

  test('is taken back as a whole when a transaction fails', () => {
    const store = open();
    store.set('soc', 1);
    const failing = () =>
      store.transaction(() => {
        store.set('soc', 2);
        store.recordEvent(sampleEvent(1));
        throw new Error('broken');
      });
    assert.throws(failing, /broken/);
    assert.equal(store.get('soc', decodeNumber), 1);
    assert.deepEqual(store.events(0, 10), []);
    assert.equal(reopen(store).get('soc', decodeNumber), 1);
  });

  test('any JSON comes back as it was set', () => {
    const store = open();
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (key, value) => {
        store.set(`test:${key}`, value);
        const expected: unknown = JSON.parse(JSON.stringify(value));
        assert.deepEqual(
          store.get(`test:${key}`, (read) => read),
          expected,
        );
      }),
      { numRuns: 50 },
    );
  });

  test('is forgotten after its time, quarter-hours never', () => {
    const store = open();
    for (const days of [1, 89, 91, 364, 366]) {
      const at = NOW - days * DAY_MS;
      store.recordCycle(sampleCycle(days, at));
      store.recordEvent(sampleEvent(days, at));
      store.recordCommand(sampleCommand(days, { at }));
      store.recordQuarterHour(sampleQuarter(at));
    }
    store.prune(NOW);
    assert.deepEqual(
      [1, 89, 91, 364].map((id) => store.cycle(id) !== null),
      [true, true, false, false],
    );
    assert.deepEqual(
      store.events(0, 10).map(({ sequence }) => sequence),
      [1, 89],
    );
    assert.deepEqual(
      store.commands(10).map(({ id }) => id),
      [364, 91, 89, 1],
    );
    assert.equal(store.quarterHours(0, NOW).length, 5);
  });

  test('a setting that stays the same costs no write', () => {
    const store = open();
    store.set('soc', 50);
    const before = statSync(join(folder, 'smartload.sqlite-wal')).size;
    for (let count = 0; count < 100; count++) store.set('soc', 50);
    assert.equal(statSync(join(folder, 'smartload.sqlite-wal')).size, before);
  });
});

describe('an unreadable setting', () => {
  test('is null, reported once, and kept under another name', () => {
    const store = open();
    store.set('soc', 'fifty');
    assert.equal(store.get('soc', decodeNumber), null);
    assert.equal(store.get('soc', decodeNumber), null);
    store.set('soc', 50);
    assert.equal(
      store.get('unreadable:soc', (value) => value),
      'fifty',
    );
    assert.deepEqual(
      store.notices.map(({ code }) => code),
      ['SETTING_UNREADABLE'],
    );
  });
});

describe('numbers', () => {
  test('go up, and go on behind the block after a restart', () => {
    const first = open();
    const numbers = Array.from({ length: 1500 }, first.nextSequence);
    const second = reopen(first);
    numbers.push(...Array.from({ length: 10 }, second.nextSequence));
    assert.ok(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0)));
    assert.equal(numbers[1499], 1500);
    assert.equal(numbers[1500], 2001);
  });

  test('of cycles have no gaps, not even over a restart', () => {
    const first = open();
    assert.deepEqual([first.nextCycleId(), first.nextCycleId()], [1, 2]);
    assert.equal(reopen(first).nextCycleId(), 3);
  });

  test('go on behind the records even if their counter is lost', () => {
    const first = open();
    first.recordEvent(sampleEvent(5000));
    first.recordCommand(sampleCommand(70));
    first.set('counter:sequence', 'lost');
    const second = reopen(first);
    assert.ok(second.nextSequence() > 5000);
    assert.ok(second.nextCommandId() > 70);
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
