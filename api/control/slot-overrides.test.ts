import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS, type SlotAction } from '../house/index.ts';
import { changeEvents } from './events.ts';
import { slotOverrideNow, withSlotOverride } from './slot-overrides.ts';
import { emptyControlState, type StoredSlotOverride } from './state.ts';

const NOW = Date.parse('2026-04-26T09:10:00Z');

const slots = (id: string, action: SlotAction, from: number, to: number, since = 0): StoredSlotOverride => ({
  id,
  target: 'battery',
  action,
  start: NOW + from * MINUTE_MS,
  end: NOW + to * MINUTE_MS,
  since: NOW + since * MINUTE_MS,
});

const after = (...decided: readonly StoredSlotOverride[]) =>
  decided.reduce((state, one) => withSlotOverride(state, one, () => 'rest'), emptyControlState());

const shown = (...decided: readonly StoredSlotOverride[]) =>
  after(...decided).slotOverrides.map(({ id, start, end }) => [
    id,
    (start - NOW) / MINUTE_MS,
    (end - NOW) / MINUTE_MS,
  ]);

test('a later decision replaces the part of an earlier one that it covers', () => {
  const charge = slots('charge', 'CHARGE', 0, 60);
  assert.deepEqual(shown(charge, slots('hold', 'HOLD', 10, 70, 10)), [['hold', 10, 70]]);
  assert.deepEqual(
    shown(charge, slots('hold', 'HOLD', 30, 90)),
    [
      ['charge', 0, 30],
      ['hold', 30, 90],
    ],
    'what comes first still counts',
  );
  assert.deepEqual(shown(charge, slots('hold', 'HOLD', 20, 40)), [
    ['charge', 0, 20],
    ['rest', 40, 60],
    ['hold', 20, 40],
  ]);
  assert.deepEqual(shown(slots('later', 'CHARGE', 30, 90), slots('hold', 'HOLD', 0, 60)), [
    ['later', 60, 90],
    ['hold', 0, 60],
  ]);
});

test('what is apart or of another target stays', () => {
  const car = { ...slots('car', 'CHARGE', 0, 60), target: 'garage' };
  assert.deepEqual(shown(car, slots('one', 'HOLD', 0, 30), slots('two', 'CHARGE', 30, 60)).length, 3);
});

test('at no time do two decisions count for one target, and the last one counts', () => {
  const decision = fc.tuple(
    fc.constantFrom<SlotAction>('CHARGE', 'HOLD', 'RELEASE'),
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: 1, max: 50 }),
  );
  fc.assert(
    fc.property(fc.array(decision, { minLength: 1, maxLength: 8 }), (decisions) => {
      const decided = decisions.map(([action, from, length], index) =>
        slots(`${index}`, action, from, from + length),
      );
      const state = after(...decided);
      for (let minute = 0; minute < 150; minute++) {
        const at = NOW + minute * MINUTE_MS;
        const counts = state.slotOverrides.filter(({ start, end }) => start <= at && at < end);
        const last = decided.findLast(({ start, end }) => start <= at && at < end);
        assert.ok(counts.length <= 1);
        assert.equal(slotOverrideNow(state, 'battery', at)?.action, last?.action);
      }
    }),
  );
});

test('people hear of the new decision alone, not of an end or of what is left', () => {
  const before = after(slots('charge', 'CHARGE', 0, 60));
  const replaced = withSlotOverride(before, slots('hold', 'HOLD', 20, 40), () => 'rest');
  assert.equal(changeEvents(before, replaced).length, 1);
  const covered = withSlotOverride(before, slots('hold', 'HOLD', 0, 60), () => 'rest');
  const [event, ...others] = changeEvents(before, covered);
  assert.deepEqual(others, []);
  assert.ok(event?.payload?.kind === 'OVERRIDE' && event.payload.override?.until === NOW + HOUR_MS);
});
