import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { DAY_MS, SLOT_MS } from '../house/index.ts';
import { RESOLUTIONS, type Store, spansBetween, sumUp } from './index.ts';
import { sampleCommand, sampleCycle, sampleEvent, sampleQuarter } from './test-records.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const decodeNumber = (value: unknown) => z.number().parse(value);

/** A place where a store can be opened, empty before each test. */
export interface StorePlace {
  open(): Store;
  /** Closes the store and opens it again. */
  reopen(store: Store): Store;
}

/** What every store must do, wherever it keeps things. */
export function storeContract({ open, reopen }: StorePlace): void {
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
      for (const days of [1, 59, 89, 91, 364, 366]) {
        const at = NOW - days * DAY_MS;
        store.recordCycle(sampleCycle(days, at));
        store.recordEvent(sampleEvent(days, at));
        store.recordCommand(sampleCommand(days, { at }));
        store.recordQuarterHour(sampleQuarter(at));
      }
      store.prune(NOW);
      assert.deepEqual(
        [1, 59, 89, 91].map((id) => store.cycle(id) !== null),
        [true, true, false, false],
      );
      assert.deepEqual(
        store.events(0, 10).map(({ sequence }) => sequence),
        [1, 59, 89],
      );
      assert.deepEqual(
        store.commands(10).map(({ id }) => id),
        [364, 91, 89, 59, 1],
      );
      assert.equal(store.quarterHours(0, NOW).length, 6);
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

  describe('what is asked for by time', () => {
    test('cycles are listed without their bodies, commands by their time, events backwards', () => {
      const store = open();
      for (const id of [3, 4, 5, 6]) store.recordCycle(sampleCycle(id));
      assert.deepEqual(store.cycleHeads(0, 6, 2), [
        { cycleId: 4, at: 4 * SLOT_MS },
        { cycleId: 5, at: 5 * SLOT_MS },
      ]);
      store.recordCycle(sampleCycle(9));
      assert.deepEqual(
        [2, 4, 6, 9].map((id) => store.cycleHeadAfter(id)?.cycleId ?? null),
        [3, 5, 9, null],
      );
      for (const id of [1, 2, 3]) store.recordCommand(sampleCommand(id, { at: NOW - id }));
      assert.deepEqual(
        store.commandsBetween(NOW - 2, NOW).map(({ id }) => id),
        [2, 1],
      );
      for (const id of [1, 2, 3, 4]) store.recordEvent(sampleEvent(id));
      assert.deepEqual(
        store.eventsBefore(4, 2).map(({ sequence }) => sequence),
        [2, 3],
      );
    });

    test('the database sums up what we would', () => {
      const store = open();
      const from = Date.UTC(2026, 2, 28, 20);
      const quarters = Array.from({ length: 300 }, (_, index) =>
        sampleQuarter(from + index * SLOT_MS, {
          importKwh: index % 7 === 0 ? null : index / 64,
          exportKwh: null,
          socPercent: index % 3 === 0 ? null : index / 4,
        }),
      ).filter((_, index) => index < 100 || index > 160);
      store.transaction(() => {
        for (const quarter of quarters) store.recordQuarterHour(quarter);
      });
      for (const resolution of RESOLUTIONS) {
        const spans = spansBetween(from, from + 5 * DAY_MS, resolution, 'Europe/Berlin');
        const expected = sumUp(quarters, spans);
        const found = store.sums(spans);
        assert.equal(found.length, expected.length);
        for (const [index, span] of found.entries())
          for (const [name, value] of Object.entries(expected[index] ?? {})) {
            const read = Object.entries(span).find(([key]) => key === name)?.[1];
            if (value === null) assert.equal(read, null, name);
            else assert.ok(Math.abs(Number(read) - Number(value)) < 1e-9, `${name}: ${read} for ${value}`);
          }
      }
    });
  });
}
