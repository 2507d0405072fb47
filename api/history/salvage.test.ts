import assert from 'node:assert/strict';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { SLOT_MS } from '../house/index.ts';
import { lookAtDatabase, openStore, type Store } from './index.ts';
import { sampleCommand, sampleCycle, sampleEvent, sampleQuarter } from './test-records.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const COUNT = 600;
const decodeNumber = (value: unknown) => z.number().parse(value);

let folder: string;
let file: string;
let opened: Store[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smartload-salvage-'));
  file = join(folder, 'smartload.sqlite');
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

/** A file that holds `COUNT` of everything, closed. */
function fill(): void {
  const store = open();
  store.transaction(() => {
    store.set('first', 1);
    store.set('notes', 'x'.repeat(10_000));
    store.set('zoom', 2);
    for (let number = 1; number <= COUNT; number++) {
      store.recordQuarterHour(sampleQuarter(NOW + number * SLOT_MS));
      store.recordCycle(sampleCycle(number, NOW + number * SLOT_MS));
      store.recordCommand(sampleCommand(number));
      store.recordEvent(sampleEvent(number * 7, NOW + number));
    }
  });
  store.close();
}

interface Leaf {
  page: number;
  rows: number;
}

/** The pages with the rows of a table, in the order of their keys. */
function leavesOf(table: string): Leaf[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const pages = database
    .prepare(
      `SELECT pageno AS page, ncell AS "rows" FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`,
    )
    .all(table);
  database.close();
  return pages.map(({ page, rows }) => ({ page: Number(page), rows: Number(rows) }));
}

function rootOf(name: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name);
  database.close();
  return Number(row?.rootpage);
}

/** Fills whole pages with what SQLite never wrote. */
function ruin(...pages: readonly number[]): void {
  const handle = openSync(file, 'r+');
  for (const page of pages) writeSync(handle, Buffer.alloc(4096, 0xa7), 0, 4096, (page - 1) * 4096);
  closeSync(handle);
}

function countsOf(store: Store): Record<string, number> {
  return {
    quarterHours: store.quarterHours(0, Number.MAX_SAFE_INTEGER).length,
    cycles: store.cycleHeads(0, Number.MAX_SAFE_INTEGER, COUNT * 2).length,
    commands: store.commands(COUNT * 2).length,
    events: store.events(0, COUNT * 2).length,
  };
}

const ALL = { quarterHours: COUNT, cycles: COUNT, commands: COUNT, events: COUNT };

describe('a file with damaged pages', () => {
  test('loses nothing where only an index cannot be read', () => {
    fill();
    ruin(rootOf('eventsByTime'));
    const store = open();
    assert.deepEqual(
      store.notices.map(({ code, severity }) => [code, severity]),
      [['DATABASE_REPAIRED', 'WARNING']],
    );
    assert.match(store.notices[0]?.message.de ?? '', /Alles wurde übernommen, es fehlt nichts/);
    assert.deepEqual(countsOf(store), ALL);
    assert.equal(store.get('zoom', decodeNumber), 2);
    assert.deepEqual(store.cycle(17), sampleCycle(17, NOW + 17 * SLOT_MS));
    assert.equal(store.nextCycleId(), COUNT + 1);
    assert.equal(readdirSync(folder).filter((name) => name.startsWith('smartload.damaged-')).length, 1);
    store.close();
    assert.deepEqual(open().notices, []);
  });

  for (const table of ['events', 'quarterHours', 'commands'] as const)
    for (const [where, pick] of [
      ['at the beginning', [0]],
      ['in the middle', [2, 4]],
      ['at both ends and in between', [0, 2, -1]],
    ] as const)
      test(`loses of ${table} only the rows of those pages: ${where}`, () => {
        fill();
        const leaves = leavesOf(table);
        assert.ok(leaves.length > 6);
        const ruined = pick.flatMap((index) => leaves.at(index) ?? []);
        ruin(...ruined.map(({ page }) => page));
        const store = open();
        const lost = ruined.reduce((sum, { rows }) => sum + rows, 0);
        assert.deepEqual(countsOf(store), { ...ALL, [table]: COUNT - lost });
        assert.equal(store.notices[0]?.code, 'DATABASE_DAMAGED');
        assert.equal(store.get('first', decodeNumber), 1);
      });

  test('says what was taken over and of what something is missing', () => {
    fill();
    ruin(rootOf('quarterHours'));
    const [notice] = open().notices;
    assert.match(
      notice?.message.en ?? '',
      /0 quarter-hours, 600 cycles, 600 commands, 600 events were taken/,
    );
    assert.match(notice?.message.en ?? '', /not all could be read of: quarter-hours\. Check the disk/);
    assert.match(notice?.message.de ?? '', /nicht alles zu lesen war bei: Viertelstunden\. Bitte/);
  });

  test('that was cut off keeps what lies before the cut', () => {
    fill();
    truncateSync(file, Math.floor(statSync(file).size * 0.7) + 100);
    const store = open();
    const counts = Object.values(countsOf(store)).reduce((sum, count) => sum + count, 0);
    assert.ok(counts > COUNT && counts < 4 * COUNT, `${counts}`);
    assert.match(store.notices[0]?.message.en ?? '', /not all could be read of/);
    assert.equal(store.get('zoom', decodeNumber), 2);
  });

  test('keeps the settings beside one that cannot be read', () => {
    fill();
    const database = new DatabaseSync(file, { readOnly: true });
    const [overflow] = database
      .prepare(`SELECT pageno FROM dbstat WHERE name = 'settings' AND pagetype = 'overflow'`)
      .all();
    database.close();
    ruin(Number(overflow?.pageno));
    const store = open();
    assert.match(store.notices[0]?.message.en ?? '', /not all could be read of: settings\./);
    assert.equal(store.get('first', decodeNumber), 1);
    assert.equal(store.get('zoom', decodeNumber), 2);
    assert.deepEqual(countsOf(store), ALL);
  });

  test('is not searched where it is of another program, though tables are called alike', () => {
    const foreign = new DatabaseSync(file);
    foreign.exec(`CREATE TABLE settings (key TEXT, value TEXT); INSERT INTO settings VALUES ('first', '5')`);
    foreign.close();
    const store = open();
    assert.equal(store.get('first', decodeNumber), null);
    assert.match(store.notices[0]?.message.en ?? '', /start over/);
  });

  test('with a version that no file has is not brought forward as one of before', () => {
    fill();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = -3');
    database.close();
    assert.equal(lookAtDatabase(folder).state, 'DAMAGED');
    assert.equal(open().notices[0]?.code, 'DATABASE_DAMAGED');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('smartload.version-')),
      [],
    );
  });
});
