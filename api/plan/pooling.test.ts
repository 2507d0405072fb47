import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Pooling, violatedPools } from './pooling.ts';

/** Two cars (columns 0 and 1, switches 2 and 3), a battery (4) and the grid (5) around 4.4 kW of sun. */
const pool: Pooling = {
  cars: [
    { power: 0, on: 2, minKw: 4, maxKw: 11 },
    { power: 1, on: 3, minKw: 1.4, maxKw: 3.7 },
  ],
  others: [{ column: 4, maxKw: 3 }],
  givers: [5],
  limitKw: 4.4,
};
const alone: Pooling = { ...pool, cars: pool.cars.slice(0, 1) };

const excessKw = (values: number[], pooling: Pooling = pool) =>
  violatedPools([pooling], Float64Array.from(values)).map(({ upper, terms }) =>
    Number(
      (terms.reduce((sum, [column, factor]) => sum + factor * (values[column] ?? 0), 0) - upper).toFixed(6),
    ),
  );

test('half a car does not get more than half of the sun for nothing', () => {
  assert.deepEqual(excessKw([2.2, 0, 0.5, 0, 0, 0], alone), []);
  assert.deepEqual(excessKw([3.2, 0, 0.5, 0, 0, 0], alone), [1]);
  assert.deepEqual(excessKw([3.2, 0, 0.5, 0, 0, 1], alone), []);
});

test('what the battery takes is counted as far as it could take it without the car', () => {
  // Half of the time 3 kW for the battery, half of the time 4.4 kW for both.
  assert.deepEqual(excessKw([2.2, 0, 0.5, 0, 1.5, 0], alone), []);
  assert.deepEqual(excessKw([2.2, 0, 0.5, 0, 2, 0], alone), [0.5]);
});

test('beside a car that takes its minimum, the other one has what is left', () => {
  // Both at their minimum need a kW more than the sun, so a tenth of the second needs 0.1 kW and gets 0.04 of the sun.
  assert.deepEqual(excessKw([4, 0.14, 1, 0.1, 0, 0]), [0.1]);
  assert.deepEqual(excessKw([4, 0.14, 1, 0.1, 0, 0.1]), []);
  assert.deepEqual(excessKw([4, 0.44, 1, 0.1, 0, 0.1]), [0.3]);
});

test('no cut takes away a plan that keeps the limit', () => {
  const kw = (max: number) => fc.double({ min: 0, max, noNaN: true });
  const share = kw(1);
  fc.assert(
    fc.property(
      fc.tuple(kw(11), kw(3.7), share, share, kw(3), kw(5)),
      fc.tuple(fc.boolean(), fc.boolean(), share, share, kw(3)),
      fc.double({ min: -6, max: 12, noNaN: true }),
      (relaxed, [on1, on2, share1, share2, batteryKw], limitKw) => {
        const first = on1 ? 4 + 7 * share1 : 0;
        const second = on2 ? 1.4 + 2.3 * share2 : 0;
        const givenKw = Math.max(0, first + second + batteryKw - limitKw);
        const whole = [first, second, on1 ? 1 : 0, on2 ? 1 : 0, batteryKw, givenKw];
        for (const { upper, terms } of violatedPools([{ ...pool, limitKw }], Float64Array.from(relaxed))) {
          const sum = terms.reduce((total, [column, factor]) => total + factor * (whole[column] ?? 0), 0);
          assert.ok(sum <= upper + 1e-9, `${sum} > ${upper}`);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
