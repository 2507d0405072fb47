import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, type Feed, follow, MAX_WAITING } from './feed.ts';

const MEBIBYTE = 1 << 20;

/** A feed that remembers everything, and what a reader that is too slow is told instead. */
function feedOf(entries: Entry<string>[]): Feed<string> {
  const head = () => entries.at(-1)?.sequence ?? 0;
  return {
    instanceId: 'run',
    head,
    entries: () => entries,
    floor: () => 0,
    skip: () => ({ sequence: head(), value: 'skipped' }),
    beat: () => null,
    watch: () => () => {},
  };
}

const message = (sequence: number): Entry<string> => ({ sequence, value: `message ${sequence}` });
const start = { key: '', first: [], after: 0 };

test('the limits are those that are promised', () => {
  assert.deepEqual(MAX_WAITING, { messages: 64, bytes: MEBIBYTE });
});

test('a reader with a MiB of messages waiting is skipped ahead, with a byte less it is not', () => {
  for (const [bytes, expected] of [
    [MEBIBYTE / 4, 'message 1'],
    [MEBIBYTE / 4 + 1, 'skipped'],
  ] as const) {
    const entries: Entry<string>[] = [];
    const { next } = follow(feedOf(entries), start, () => bytes);
    for (let sequence = 1; sequence <= 4; sequence++) entries.push(message(sequence));
    assert.equal(next()?.value, expected);
  }
});

test('a reader with 64 messages waiting gets each of them, with one more it is skipped ahead', () => {
  for (const [count, expected] of [
    [64, 'message 1'],
    [65, 'skipped'],
  ] as const) {
    const entries: Entry<string>[] = [];
    const { next } = follow(feedOf(entries), start);
    for (let sequence = 1; sequence <= count; sequence++) entries.push(message(sequence));
    assert.equal(next()?.value, expected);
  }
});

test('what a reader comes back for does not count as waiting', () => {
  const entries = Array.from({ length: 300 }, (_, index) => message(index + 1));
  const { next } = follow(feedOf(entries), start, () => MEBIBYTE);
  for (const { value } of entries) assert.equal(next()?.value, value);
  assert.equal(next(), null);
});
