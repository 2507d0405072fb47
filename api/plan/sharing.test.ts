import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Sharing, violatedCuts } from './sharing.ts';

/** A car (column 0, switch 1) and a battery (2) share 3 kW of sun; column 3 is the grid. */
const sharing: Sharing = {
  column: 1,
  onAt: 1,
  gated: [0],
  others: [{ column: 2, maxKw: 2 }],
  givers: [3],
  limitKw: 3,
};

const excess = (values: Float64Array, given: Sharing = sharing) =>
  violatedCuts([given], values).map(
    ({ upper, terms }) =>
      terms.reduce((sum, [column, factor]) => sum + factor * (values[column] ?? 0), 0) - upper,
  );

test('a car that charges a little below its minimum from the sun alone breaks a cut', () => {
  // 2 kW of a car that takes at least 4: half on, so half of the 4 kW that the sun does not cover are missing.
  assert.deepEqual(excess(Float64Array.of(2, 0.5, 0, 0)), [0.5]);
  assert.deepEqual(excess(Float64Array.of(2, 0.5, 0, 0.5)), []);
});

test('what else shares the limit is counted where it takes more than its share', () => {
  assert.deepEqual(excess(Float64Array.of(2, 0.5, 2, 0)), [1.5]);
  assert.deepEqual(excess(Float64Array.of(2, 0.5, 0.5, 0)), [0.5]);
});

test('no cut takes away a plan that keeps the rule', () => {
  const kw = fc.double({ min: 0, max: 8, noNaN: true });
  const relaxed = fc.tuple(
    kw,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 2, noNaN: true }),
    kw,
  );
  fc.assert(
    fc.property(
      relaxed,
      fc.boolean(),
      kw,
      fc.double({ min: 0, max: 2, noNaN: true }),
      kw,
      fc.constantFrom<0 | 1>(0, 1),
      (point, isOn, gatedKw, otherKw, givenKw, onAt) => {
        const given = { ...sharing, onAt };
        const on = isOn ? onAt : 1 - onAt;
        const allowedKw = isOn ? Math.max(0, Math.min(gatedKw, 3 + givenKw - otherKw)) : 0;
        fc.pre(!isOn || otherKw <= 3 + givenKw);
        const whole = Float64Array.of(allowedKw, on, otherKw, givenKw);
        for (const { upper, terms } of violatedCuts([given], Float64Array.from(point))) {
          const sum = terms.reduce((total, [column, factor]) => total + factor * (whole[column] ?? 0), 0);
          assert.ok(sum <= upper + 1e-9, `${sum} > ${upper}`);
        }
      },
    ),
  );
});
