import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocalTime, localMidnight, SLOT_MS } from '../house/index.ts';
import { slotGrid } from './index.ts';

test('the running slot counts with what is left of it', () => {
  const now = Date.parse('2026-05-01T12:07:30Z');
  const slots = slotGrid(now, 24);
  assert.equal(slots.length, 96);
  assert.deepEqual(slots[0], { start: now, end: Date.parse('2026-05-01T12:15:00Z') });
  assert.deepEqual(slots[1], {
    start: Date.parse('2026-05-01T12:15:00Z'),
    end: Date.parse('2026-05-01T12:30:00Z'),
  });
  assert.equal(slots.at(-1)?.end, Date.parse('2026-05-02T12:00:00Z'));
});

test('on a quarter the first slot is whole, and two days are the default', () => {
  const slots = slotGrid(Date.parse('2026-05-01T12:15:00Z'));
  assert.equal(slots.length, 192);
  assert.ok(slots.every(({ start, end }) => end - start === SLOT_MS));
  assert.ok(slots.every(({ start }, index) => index === 0 || start === slots[index - 1]?.end));
});

for (const [day, count] of [
  [{ year: 2026, month: 3, day: 29 }, 92],
  [{ year: 2026, month: 10, day: 25 }, 100],
  [{ year: 2026, month: 6, day: 1 }, 96],
] as const) {
  test(`a local day of ${count} slots`, () => {
    const zone = 'Europe/Berlin';
    const midnight = fromLocalTime({ ...day, hour: 0 }, zone);
    const ofThatDay = slotGrid(midnight).filter(({ start }) => localMidnight(start, zone) === midnight);
    assert.equal(ofThatDay.length, count);
  });
}
