import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPABILITIES } from '../house/index.ts';
import { type Difference, observedOutlook } from './index.ts';

const planned = (difference: number): Difference => ({
  policy: 'SMARTLOAD',
  cost: 10,
  difference,
  uncertainty: 0.4,
});
const report = (differences: Difference[]) => ({ differences, completeDays: 9, waiting: null });

test('while the battery is observed it is told what the plan would have brought, as reckoned and with its doubt', () => {
  const [outlook] = observedOutlook(report([planned(-2.5)]), ['BATTERY'], 'EUR');
  assert.equal(outlook?.wouldHaveBrought, 2.5);
  assert.equal(outlook.uncertainty, 0.4);
  assert.match(outlook.message.de, /In 9 Tagen hätte der Plan die Kosten um 2,50 EUR \(± 0,40 EUR\) gesenkt/);
  assert.match(outlook.message.en, /would have made the cost 2\.50 EUR \(± 0\.40 EUR\) lower/);
});

test('a plan that would have cost more says so', () => {
  const [outlook] = observedOutlook(report([planned(1)]), ['BATTERY'], 'EUR');
  assert.equal(outlook?.wouldHaveBrought, -1);
  assert.match(outlook.message.de, /um 1,00 EUR .* erhöht/);
});

test('before three days, for cars and for the buffer there is no amount, and it is said why', () => {
  const waiting = { de: 'Erst 2 von 3', en: 'Only 2 of 3' };
  const outlooks = observedOutlook({ differences: [], completeDays: 2, waiting }, CAPABILITIES, 'EUR');
  assert.equal(outlooks.length, CAPABILITIES.length);
  for (const { capability, wouldHaveBrought, uncertainty, message } of outlooks) {
    assert.equal(wouldHaveBrought, null);
    assert.equal(uncertainty, null);
    assert.match(message.de, capability === 'BATTERY' ? /2 von 3/ : /nicht nachgerechnet/);
  }
});

test('once all are live nothing is told', () => {
  assert.deepEqual(observedOutlook(report([planned(-2.5)]), [], 'EUR'), []);
});

test('of what was only planned nobody says that it was saved', () => {
  for (const difference of [-3, 0, 3])
    for (const { message } of observedOutlook(report([planned(difference)]), CAPABILITIES, 'EUR')) {
      assert.doesNotMatch(message.de, /gespart|Ersparnis|eingespart/i);
      assert.doesNotMatch(message.en, /saved|savings?/i);
    }
});
