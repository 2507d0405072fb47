import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, SLOT_MS } from '../house/index.ts';
import { confidenceOf, NO_OUTCOMES, type Outcome, scoreOf, type Tally, withOutcome } from './skill.ts';

const START = Date.parse('2026-05-01T00:00:00Z');

function tallyOf(outcomes: readonly Partial<Outcome>[]): Tally {
  return outcomes.reduce<Tally>(
    (tally, outcome, nth) =>
      withOutcome(tally, {
        start: START + nth * SLOT_MS,
        expected: 1,
        p10: null,
        p90: null,
        naive: 1,
        measured: 1,
        ...outcome,
      }),
    NO_OUTCOMES,
  );
}

test('an hour by hand', () => {
  const score = scoreOf(
    [
      tallyOf([
        { expected: 1, measured: 2, p10: 0.5, p90: 1.5, naive: 4 },
        { expected: 3, measured: 2, p10: 1, p90: 4, naive: 2 },
        { expected: 2, measured: 2, p10: 2, p90: 2, naive: 2 },
        { expected: 4, measured: 2, p10: 0, p90: 1, naive: 2 },
      ]),
    ],
    7,
    true,
  );
  assert.equal(score.quarters, 4);
  assert.equal(score.meanAbsoluteError, 1);
  assert.equal(score.bias, 0.5);
  assert.equal(score.bandCoverage, 0.5);
  assert.equal(score.rootMeanSquareError, Math.sqrt(6 / 4));
  assert.equal(score.naiveRootMeanSquareError, 1);
  assert.ok(Math.abs((score.betterThanNaive ?? 0) - (1 - Math.sqrt(1.5))) < 1e-12);
  // The hour brought 8 of the 10 quarter-kW expected: an error of 2 in 10.
  assert.equal(score.skill, 0.8);
});

test('clouds that pass within an hour cost no skill, a wrong hour does', () => {
  const within = tallyOf([{ measured: 2 }, { measured: 0 }, { measured: 2 }, { measured: 0 }]);
  assert.equal(scoreOf([within], 7, true).skill, 1);
  const hours = [2, 2, 2, 2, 0, 0, 0, 0].map((measured) => ({ measured }));
  assert.equal(scoreOf([tallyOf(hours)], 7, true).skill, 0);
});

test('nothing compared is unknown, not good', () => {
  const { quarters, ...rest } = scoreOf([], 30, true);
  assert.equal(quarters, 0);
  assert.ok(Object.values({ ...rest, days: null }).every((value) => value === null));
  assert.equal(scoreOf([tallyOf([{}])], 30, false).skill, null);
});

test('what is no number changes nothing', () => {
  const tally = tallyOf([{ measured: 3 }]);
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
    for (const key of ['expected', 'measured', 'naive'] as const)
      assert.deepEqual(
        withOutcome(tally, {
          start: START + HOUR_MS,
          expected: 1,
          p10: null,
          p90: null,
          naive: 1,
          measured: 1,
          [key]: bad,
        }),
        tally,
      );
});

test('confidence is the model’s own at first and the measured skill later, never beyond what is covered', () => {
  assert.equal(confidenceOf({ skill: null, quarters: 0 }, 0.6, 1), 0.6);
  assert.ok(Math.abs(confidenceOf({ skill: 0.9, quarters: 160 }, 0.5, 1) - 0.7) < 1e-12);
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, fc.nat(5000), (skill, modelSkill, coverage, quarters) => {
      const confidence = confidenceOf({ skill, quarters }, modelSkill, coverage);
      assert.ok(confidence >= 0 && confidence <= coverage + 1e-12);
    }),
  );
});

test('how outcomes are spread over tallies does not change the errors', () => {
  const value = fc.double({ min: 0, max: 20, noNaN: true });
  const outcomes = fc.array(fc.record({ expected: value, measured: value, naive: value }), { minLength: 1 });
  fc.assert(
    fc.property(outcomes, fc.nat(20), (list, at) => {
      const whole = scoreOf([tallyOf(list)], 7, true);
      const parts = scoreOf([tallyOf(list.slice(0, at)), tallyOf(list.slice(at))], 7, true);
      for (const key of ['meanAbsoluteError', 'rootMeanSquareError', 'bias'] as const)
        assert.ok(Math.abs((whole[key] ?? 0) - (parts[key] ?? 0)) < 1e-9);
    }),
  );
});
