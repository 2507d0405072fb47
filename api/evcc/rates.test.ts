import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EvccError } from './error.ts';
import { decodeLoadHistory, decodeRates } from './rates.ts';

const NOON = Date.UTC(2026, 8, 17, 10);
const QUARTER = 900_000;
const at = (quarters: number) => NOON + quarters * QUARTER;
const iso = (quarters: number) => new Date(at(quarters)).toISOString();

describe('decodeRates', () => {
  const expected = [
    { start: at(0), end: at(1), value: 0.173 },
    { start: at(1), end: at(2), value: -0.02 },
  ];

  it('reads every form of a rate', () => {
    const local = { start: '2026-09-17T12:00:00+02:00', end: '2026-09-17T12:15:00+02:00', value: 0.173 };
    const priced = { start: iso(1), end: iso(2), price: -0.02 };
    const compact = [
      [at(0) / 1000, at(1) / 1000, 0.173],
      [at(1) / 1000, at(2) / 1000, -0.02],
    ];
    assert.deepEqual(decodeRates({ rates: [local, priced] }), expected);
    assert.deepEqual(decodeRates({ result: { rates: [local, priced] } }), expected);
    assert.deepEqual(decodeRates(compact), expected);
  });

  it('sorts by time, keeps gaps, and leaves to be counted what cannot be used', () => {
    const rates = [
      { start: iso(0), end: iso(1), value: 1 },
      { start: iso(1), end: iso(2), value: null },
      { start: iso(2), end: iso(2), value: 2 },
      { start: 'soon', end: iso(3), value: 3 },
      { start: '0001-01-01T00:00:00Z', end: iso(3), value: 3 },
      null,
      { start: iso(4), end: iso(5), value: 4 },
      { start: iso(3), end: iso(4), value: 5 },
      { start: iso(4), end: iso(6), value: 6 },
      { start: iso(7), end: iso(8), value: 7 },
      { start: iso(7), end: iso(8), value: 7 },
      { start: iso(9), end: iso(10), value: 'NaN' },
    ];
    const bad = Number.NaN;
    assert.deepEqual(
      decodeRates({ rates }).map(({ start, value }) => [(start - NOON) / QUARTER, value]),
      [
        [0, 1],
        [1, bad],
        [3, 5],
        [4, 4],
        [4, bad],
        [7, 7],
        [9, bad],
        [bad, bad],
        [bad, bad],
        [bad, bad],
        [bad, bad],
      ],
    );
  });

  it('takes the row that can be used of two for the same time', () => {
    const rates = [
      { start: iso(0), end: iso(1), value: null },
      { start: iso(0), end: iso(1), value: 2 },
    ];
    assert.deepEqual(
      decodeRates({ rates }).map(({ value }) => value),
      [Number.NaN, 2],
    );
  });

  it('gives solar in kW, with its sign', () => {
    const rates = [
      { start: iso(0), end: iso(1), value: 1064.65 },
      { start: iso(1), end: iso(2), value: -3 },
    ];
    assert.deepEqual(
      decodeRates({ rates }, 'solar').map(({ value }) => value),
      [1.06465, -0.003],
    );
  });

  it('is empty for a tariff without rates, and throws for what is none', () => {
    assert.deepEqual(decodeRates({ rates: null }), []);
    for (const body of [{}, 'x', null, { rates: 3 }]) {
      assert.throws(
        () => decodeRates(body),
        (error) => error instanceof EvccError && error.kind === 'NOT_EVCC',
      );
    }
  });
});

describe('decodeLoadHistory', () => {
  it('reads the household, and leaves to be counted what is broken', () => {
    const series = [
      { group: 'pv', data: [{ start: iso(0), end: iso(1), energy: 9 }] },
      {
        group: 'home',
        data: [
          { start: iso(0), end: iso(1), energy: 0.12, returnEnergy: 0 },
          { start: iso(1), end: iso(2), energy: -1 },
          { start: iso(2), end: iso(3) },
          { start: iso(3), end: iso(4), energy: 0 },
        ],
      },
    ];
    assert.deepEqual(decodeLoadHistory(series), [
      { start: at(0), end: at(1), energyKwh: 0.12 },
      { start: at(1), end: at(2), energyKwh: -1 },
      { start: at(2), end: at(3), energyKwh: Number.NaN },
      { start: at(3), end: at(4), energyKwh: 0 },
    ]);
    assert.deepEqual(decodeLoadHistory(null), []);
    assert.throws(() => decodeLoadHistory({ a: 1 }), EvccError);
  });
});
