import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beganAt, newRunId, siblingOf } from './fan-out/index.ts';
import { placeOf, type Teller } from './place.ts';

const BEGAN_AT = Date.UTC(2026, 0, 1);
const older = newRunId(BEGAN_AT - 1);
const own = newRunId(BEGAN_AT);
const newer = newRunId(BEGAN_AT + 1);
const told = (teller: Teller) => ({ instanceId: own, head: 100, teller });
const afterOf = (instanceId: string, sequence: number, teller: Teller) =>
  placeOf({ instanceId, sequence }, told(teller)).after;

describe('the name of a run', () => {
  it('is its own, and says when the run began', () => {
    assert.match(own, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    assert.notEqual(newRunId(BEGAN_AT), own);
    assert.notEqual(siblingOf(own), own);
    assert.deepEqual([own, siblingOf(own)].map(beganAt), [BEGAN_AT, BEGAN_AT]);
    assert.deepEqual(['', '0b7c', 'c2c1b1c5-7f0e-4a7b-8f5e-1b2c3d4e5f60'].map(beganAt), [0, 0, 0]);
  });
});

describe('a place', () => {
  it('is where the number says, whichever run told it, as far as it was told here', () => {
    for (const teller of ['SOURCE', 'FOLLOWER', 'ORPHAN'] as const)
      for (const run of [older, own, newer, '']) assert.equal(afterOf(run, 100, teller), 100);
  });

  it('brings the state only where this very run told it', () => {
    for (const run of [older, siblingOf(own), newer, ''])
      assert.equal(placeOf({ instanceId: run, sequence: 100 }, told('SOURCE')).hasState, false);
    assert.equal(placeOf({ instanceId: own, sequence: 100 }, told('SOURCE')).hasState, true);
  });

  it('cannot be ahead of whoever makes the numbers', () => {
    for (const run of [older, own, newer, '']) assert.equal(afterOf(run, 101, 'SOURCE'), null);
  });

  it('can be ahead of whoever is told them, unless it is of an older run, whose numbers were lost', () => {
    for (const run of [own, siblingOf(own), newer]) assert.equal(afterOf(run, 101, 'FOLLOWER'), 101);
    for (const run of [older, '']) assert.equal(afterOf(run, 101, 'FOLLOWER'), null);
  });

  it('is never judged by whoever lost or never had the one that makes the numbers', () => {
    for (const run of [older, own, newer, '']) assert.equal(afterOf(run, 2040, 'ORPHAN'), 2040);
  });

  it('that is ahead stays one of the age of the run that told it', () => {
    const runOf = (instanceId: string, sequence: number) =>
      placeOf({ instanceId, sequence }, told('ORPHAN')).run;
    assert.equal(runOf(newer, 100), own);
    assert.equal(runOf(own, 101), own);
    assert.notEqual(runOf(newer, 101), newer);
    assert.equal(beganAt(runOf(newer, 101)), beganAt(newer));
  });

  it('is nowhere without a cursor', () => {
    assert.deepEqual(placeOf(null, told('ORPHAN')), { after: null, hasState: false, run: own });
  });
});
