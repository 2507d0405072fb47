import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advantageDays, promotionDay, USUAL_HOUSE } from '../../../test/support/shadow-months.ts';
import { judge, LEAST_EVIDENCE_DAYS, NEW_PROMOTION, type Promotion } from './promotion.ts';

test('of 1,000 months of pure noise no more than one in twenty promotes', () => {
  let promoted = 0;
  for (let seed = 1; seed <= 1000; seed += 1)
    if (promotionDay(advantageDays(seed, 30, 0, USUAL_HOUSE), seed) !== null) promoted += 1;
  assert.ok(promoted <= 50, `${promoted} of 1000`);
});

test('looking for a year does not add up: noise is promoted no more often than one in twenty', () => {
  let promoted = 0;
  for (let seed = 1; seed <= 120; seed += 1)
    if (promotionDay(advantageDays(seed + 5000, 365, 0, USUAL_HOUSE), seed) !== null) promoted += 1;
  assert.ok(promoted <= 0.05 * 120 + 3, `${promoted} of 120`);
});

test('what is clearly better is promoted at the first look', () => {
  for (let seed = 1; seed <= 20; seed += 1)
    assert.equal(promotionDay(advantageDays(seed, 40, 0.4, USUAL_HOUSE), seed), LEAST_EVIDENCE_DAYS);
});

test('with fewer days nothing is promoted, however good they are', () => {
  const days = Array.from({ length: 29 }, (_, index) => 1 + index / 100);
  assert.deepEqual(judge(NEW_PROMOTION, days), NEW_PROMOTION);
});

test('once the advantage is gone, advice is taken back at once, and the evidence is spent', () => {
  const advising: Promotion = { state: 'ADVISES', looks: 1, fromDay: 0, lookedAtDays: 30 };
  const good = Array.from({ length: 40 }, () => 0.1);
  assert.equal(judge(advising, good).state, 'ADVISES');
  const gone = [...good, ...Array.from({ length: 6 }, () => -0.6)];
  const back = judge(advising, gone);
  assert.deepEqual([back.state, back.fromDay, back.looks], ['SHADOW', 46, 1]);
  assert.deepEqual(judge(back, [...gone, 5, 5, 5]), back);
});

test('the same evidence and seed give the same verdict', () => {
  const days = advantageDays(9, 60, 0.05, USUAL_HOUSE);
  assert.deepEqual(judge(NEW_PROMOTION, days, 4), judge(NEW_PROMOTION, days, 4));
});
