import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocalInput, toLocalInput } from './local-input.ts';

const BERLIN = 'Europe/Berlin';

test('a departure is read on the clock of the house', () => {
  assert.equal(fromLocalInput('2026-11-21T07:00', BERLIN), Date.UTC(2026, 10, 21, 6));
  assert.equal(fromLocalInput('2026-07-21T07:00:00', BERLIN), Date.UTC(2026, 6, 21, 5));
});

test('writing and reading back gives the same instant', () => {
  for (const at of [Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 29, 1, 15), Date.UTC(2026, 9, 25, 2, 45)])
    assert.equal(fromLocalInput(toLocalInput(at, BERLIN), BERLIN), at);
});

test('a time that the clock change leaves out is not moved silently', () => {
  assert.equal(fromLocalInput('2026-03-29T02:30', BERLIN), 'skipped');
});

test('half a date is none', () => {
  for (const text of ['', '2026-11-21', 'T07:00', 'tomorrow'])
    assert.equal(fromLocalInput(text, BERLIN), null);
});
