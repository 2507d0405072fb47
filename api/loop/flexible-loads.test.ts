import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DAY_MS,
  type FlexibleLoadSettings,
  HOUR_MS,
  type Instant,
  type PlanFlexibleLoad,
  SLOT_MS,
} from '../house/index.ts';
import { createFlexibleLoads } from './flexible-loads.ts';

/** Monday, 16 March 2026, 10:00 in the house. */
const NOW = Date.UTC(2026, 2, 16, 9);
const UNTIL = NOW + 2 * DAY_MS;
const WASHER: FlexibleLoadSettings = {
  name: 'Washer',
  energyKwh: 2,
  powerKw: 2,
  earliest: '09:00',
  latest: '17:00',
  weekdays: [1, 2, 3, 4, 5],
  interruptible: false,
};

function loads(...flexibleLoads: FlexibleLoadSettings[]) {
  const memory = new Map<string, unknown>();
  const settings = { flexibleLoads, timeZone: 'Europe/Berlin' };
  const store = {
    get: <T>(key: string, decode: (value: unknown) => T) =>
      memory.has(key) ? decode(memory.get(key)) : null,
    set: (key: string, value: unknown) => void memory.set(key, value),
  };
  return { ...createFlexibleLoads(settings, store), again: () => createFlexibleLoads(settings, store) };
}

const named = (due: readonly PlanFlexibleLoad[]) => due.map(({ id }) => id);
/** A plan that has one load run in the hours after `start`. */
const planOf = (id: string, start: Instant, hours: number, powerKw = 2) => ({
  slots: Array.from({ length: hours * 4 }, (_, slot) => ({
    start: start + slot * SLOT_MS,
    end: start + (slot + 1) * SLOT_MS,
    loads: [{ id, powerKw, energyKwh: 0 }],
  })),
});

test('each day has its turn, by local time, as far as its whole window is in sight', () => {
  const { due } = loads(WASHER);
  assert.deepEqual(due(NOW, UNTIL), [
    {
      id: 'Washer 2026-03-16',
      title: 'Washer',
      energyKwh: 2,
      powerKw: 2,
      interruptible: false,
      earliest: NOW - HOUR_MS,
      latest: NOW + 7 * HOUR_MS,
    },
    {
      id: 'Washer 2026-03-17',
      title: 'Washer',
      energyKwh: 2,
      powerKw: 2,
      interruptible: false,
      earliest: NOW + 23 * HOUR_MS,
      latest: NOW + 31 * HOUR_MS,
    },
  ]);
  assert.deepEqual(named(due(NOW + 8 * HOUR_MS, UNTIL)), ['Washer 2026-03-17'], 'its time is over');
});

test('days off have no turn, and a window over midnight belongs to the day that it begins on', () => {
  const night = { ...WASHER, name: 'Night', earliest: '22:00', latest: '06:00', weekdays: [0, 1] };
  const { due } = loads({ ...WASHER, weekdays: [0, 3] }, night);
  assert.deepEqual(named(due(NOW, UNTIL)), ['Night 2026-03-16']);
  assert.deepEqual(named(due(NOW - 5 * HOUR_MS, UNTIL)), ['Night 2026-03-15', 'Night 2026-03-16']);
});

test('what was planned for the past is done: a block that began goes on, one that ended is over', () => {
  const { due, carriedOut, again } = loads(WASHER);
  const id = 'Washer 2026-03-16';
  const plan = planOf(id, NOW, 1);
  carriedOut(plan, NOW + SLOT_MS);
  const [running] = due(NOW + SLOT_MS, UNTIL);
  assert.deepEqual(
    [running?.id, running?.energyKwh, running?.earliest, running?.latest],
    [id, 1.5, NOW + SLOT_MS, NOW + HOUR_MS],
  );
  carriedOut(plan, NOW + SLOT_MS);
  assert.equal(due(NOW + SLOT_MS, UNTIL)[0]?.energyKwh, 1.5, 'nothing counts twice');
  assert.equal(again().due(NOW + SLOT_MS, UNTIL)[0]?.energyKwh, 1.5, 'it outlives a restart');
  carriedOut(plan, NOW + HOUR_MS);
  assert.deepEqual(named(due(NOW + HOUR_MS, UNTIL)), ['Washer 2026-03-17']);
});

test('what may pause keeps its window and needs what is left', () => {
  const { due, carriedOut } = loads({ ...WASHER, interruptible: true });
  carriedOut(planOf('Washer 2026-03-16', NOW, 0.5, 1), NOW + HOUR_MS);
  const [left] = due(NOW + HOUR_MS, UNTIL);
  assert.deepEqual([left?.energyKwh, left?.earliest, left?.latest], [1.5, NOW - HOUR_MS, NOW + 7 * HOUR_MS]);
});
