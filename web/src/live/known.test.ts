import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Known, learn, NOTHING_KNOWN } from './known.ts';
import type { HouseParts, LiveMessage, LogEvent } from './live-document.ts';

const house = { siteTitle: 'Home' } as HouseParts;

function event(sequence: number, what = ''): LogEvent {
  return {
    sequence,
    at: '2026-11-20T12:00:00.000Z',
    type: 'NOTICE',
    subject: what,
    message: { de: '', en: '' },
  };
}

/** The whole state, as it comes first of each run. */
function whole(instanceId: string, sequence: number, events: LogEvent[]): LiveMessage {
  const publishedAt = '2026-11-20T12:00:00.000Z';
  return { instanceId, sequence, publishedAt, events, snapshot: house, change: null };
}

const following = (message: LiveMessage): LiveMessage => ({ ...message, snapshot: null });
const told = (...messages: LiveMessage[]): Known => messages.reduce(learn, NOTHING_KNOWN);
const numbers = ({ log }: Known) => log.map(({ sequence }) => sequence);

test('after a restart the log goes on by its numbers, and nothing is in it twice', () => {
  const before = [whole('a', 9, [event(5), event(8)]), following(whole('a', 11, [event(10)]))];
  assert.deepEqual(numbers(told(...before, whole('b', 15, [event(13)]))), [5, 8, 10, 13]);
  assert.deepEqual(
    numbers(told(...before, whole('b', 15, [event(8), event(10), event(13)]))),
    [5, 8, 10, 13],
  );
  assert.deepEqual(numbers(told(...before, whole('b', 11, []))), [5, 8, 10], 'a state of where we are');
});

test('a house that lost its data begins its log anew, whatever its numbers', () => {
  const lost = told(
    whole('a', 3035, [event(40, 'old'), event(3030, 'old')]),
    whole('b', 45, [event(40, 'new'), event(44, 'new')]),
    following(whole('b', 47, [event(46, 'new')])),
  );
  assert.deepEqual(
    lost.log.map(({ sequence, subject }) => [sequence, subject]),
    [
      [40, 'new'],
      [44, 'new'],
      [46, 'new'],
    ],
  );
});

test('so does one with an older backup, though its numbers fell only behind the state', () => {
  const restored = told(whole('a', 3035, [event(3030, 'old')]), whole('b', 3033, [event(3031, 'new')]));
  assert.deepEqual(numbers(restored), [3031]);
});

test('a state of the same run that comes late takes nothing away', () => {
  assert.deepEqual(numbers(told(whole('a', 9, [event(8)]), whole('a', 7, [event(6)]))), [8]);
});
