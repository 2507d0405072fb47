import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFormula } from './expression.ts';
import { InputError } from './input-error.ts';

const worked = (source: string, p = 0.1) => parseFormula('--tariff', source)(p);

test('a formula is worked out as on paper', () => {
  assert.equal(worked('1.19*p+0.2333'), 1.19 * 0.1 + 0.2333);
  assert.equal(worked('2+3*4'), 14);
  assert.equal(worked('(2+3)*4'), 20);
  assert.equal(worked('10-3-2'), 5);
  assert.equal(worked('8/4/2'), 1);
  assert.equal(worked('-p*-2'), 0.2);
  assert.equal(worked(' 0.25 '), 0.25);
});

test('what is no formula is refused with its place', () => {
  for (const source of ['', '1+', 'p p', '1,19*p', 'process.exit()', '(p', 'p)', '*p', '1/0', 'x']) {
    assert.throws(() => parseFormula('--tariff', source), InputError, source);
  }
  assert.throws(() => worked('1.19*q'), /--tariff: "1.19\*q": "q" is unknown/);
});

test('sums and products agree with JavaScript', () => {
  const number = fc.double({ min: 0.01, max: 99, noNaN: true }).map((value) => Number(value.toFixed(3)));
  fc.assert(
    fc.property(number, number, number, fc.double({ min: -1, max: 1, noNaN: true }), (a, b, c, p) => {
      assert.equal(parseFormula('x', `${a}*p-${b}/(${c}+p*p)`)(p), a * p - b / (c + p * p));
    }),
  );
});
