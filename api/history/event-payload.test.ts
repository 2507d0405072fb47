import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { EventPayload, HouseEvent, Source, Text } from '../house/index.ts';
import { openStore } from './index.ts';
import { MIGRATIONS } from './migrations.ts';
import { sampleCommand } from './test-records.ts';

const TEXT: Text = { de: 'Ein Wort', en: 'A word' };
const FINDING = { field: 'a', value: null, severity: 'CRITICAL', message: TEXT, suggestion: TEXT } as const;
const SOURCE: Source = {
  id: 'gridTariff',
  scope: 'PRICES',
  state: 'FRESH',
  updatedAt: 1,
  maxAgeS: 3600,
  error: null,
  lastDurationMs: 7,
  findings: [FINDING],
};

/** One of each kind. */
const PAYLOADS: { [K in EventPayload['kind']]: Extract<EventPayload, { kind: K }> } = {
  SOURCE: { kind: 'SOURCE', source: SOURCE, summary: TEXT },
  WARMING: { kind: 'WARMING', done: 2, total: 6 },
  DECISION: { kind: 'DECISION', from: null, to: 'BATTERY_HOLD', live: true, reason: TEXT },
  COMMAND: { kind: 'COMMAND', command: sampleCommand(1) },
  OVERRIDE: {
    kind: 'OVERRIDE',
    override: { kind: 'BOOST', since: 1, until: 2, targetSocPercent: null, message: TEXT },
  },
  ROLLOUT: {
    kind: 'ROLLOUT',
    rollout: { capability: 'BUFFER', mode: 'LIVE', liveAt: null, daysRemaining: null },
  },
  NOTICE: {
    kind: 'NOTICE',
    notice: { code: 'DIMMED', severity: 'INFO', since: 1, message: TEXT },
    active: true,
  },
  ACTIVE_VIEW: { kind: 'ACTIVE_VIEW', display: 'kitchen', view: 'plan' },
};

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-test-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('every kind of payload is read back as it was written, and none as none', () => {
  inFolder((dataDir) => {
    const events: HouseEvent[] = [...Object.values(PAYLOADS), null].map((payload, index) => ({
      sequence: index + 1,
      at: index,
      type: 'NOTICE',
      subject: null,
      message: TEXT,
      payload,
    }));
    const first = openStore({ dataDir, now: () => 0 });
    for (const event of events) first.recordEvent(event);
    first.close();
    const second = openStore({ dataDir, now: () => 0 });
    assert.deepEqual(second.events(0, 99), events);
    assert.equal(second.problem(), null);
    second.close();
  });
});

test('events from before there were payloads, and payloads of a kind that we do not know, are kept by their words', () => {
  inFolder((dataDir) => {
    const database = new DatabaseSync(join(dataDir, 'smartload.sqlite'));
    const beforePayloads = MIGRATIONS.findIndex((step) => step.includes('payload'));
    database.exec(MIGRATIONS.slice(0, beforePayloads).join(''));
    database.exec(`PRAGMA user_version = ${beforePayloads}`);
    database
      .prepare('INSERT INTO events (sequence, at, type, subject, message) VALUES (?, ?, ?, ?, ?)')
      .run(1, 5, 'DECISION', 'battery', JSON.stringify(TEXT));
    database.close();

    const store = openStore({ dataDir, now: () => 0 });
    store.recordEvent({ sequence: 2, at: 6, type: 'NOTICE', subject: null, message: TEXT });
    store.close();
    const between = new DatabaseSync(join(dataDir, 'smartload.sqlite'));
    between.exec(`UPDATE events SET payload = '{"kind":"TOMORROW"}' WHERE sequence = 2`);
    between.close();

    const again = openStore({ dataDir, now: () => 0 });
    assert.deepEqual(
      again.events(0, 9).map(({ sequence, message, payload }) => ({ sequence, message, payload })),
      [1, 2].map((sequence) => ({ sequence, message: TEXT, payload: null })),
    );
    assert.equal(again.problem(), null);
    again.close();
  });
});
