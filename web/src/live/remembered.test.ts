import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeOf } from './remembered.ts';

test('the time of a house that is away goes on by the clock of the browser, at the pace of the house', () => {
  const dated = { publishedAt: 1_000_000, receivedAt: 5_000, speed: 1 };
  assert.equal(timeOf(dated, 5_000), 1_000_000);
  assert.equal(timeOf(dated, 5_000 + 86_400_000), 1_000_000 + 86_400_000);
  assert.equal(timeOf({ ...dated, speed: 60 }, 6_000), 1_060_000);
  assert.equal(timeOf(dated, 0), 1_000_000, 'a browser whose clock was set back');
});
