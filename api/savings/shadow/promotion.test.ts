import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_FACTS } from '../../../test/support/comparison-facts.ts';
import {
  advantageDays,
  course,
  promotionDay,
  USUAL_HOUSE,
  WORTHLESS,
} from '../../../test/support/shadow-months.ts';
import { newLedger, onDay } from './ledger.ts';
import { judge, LEAST_EVIDENCE_DAYS, NEW_PROMOTION } from './promotion.ts';

const AT_STAKE = 3;

/** Of runs with seeds of their own, how many promote. */
function promotions(name: string, runs: number, days: number): number {
  const noise = WORTHLESS[name] ?? assert.fail();
  let promoted = 0;
  for (let seed = 1; seed <= runs; seed += 1)
    if (promotionDay(noise(40_000 + 17 * seed, days), seed) !== null) promoted += 1;
  return promoted;
}

test('of 1,000 months of pure noise no more than one in twenty promotes', () => {
  assert.ok(promotions('usual', 1000, 31) <= 50);
});

for (const name of Object.keys(WORTHLESS))
  test(`whatever worthless days look like, in a month they promote no more often than one in twenty: ${name}`, () => {
    assert.ok(promotions(name, 200, 40) <= 10);
  });

test('looking for three years does not add up', () => {
  assert.ok(promotions('alike80', 20, 1095) <= 1);
  assert.ok(promotions('usual', 20, 1095) <= 1);
});

test('what is clearly better is promoted within weeks', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const day = promotionDay(advantageDays(seed, 70, 0.4, USUAL_HOUSE), seed);
    assert.ok(day !== null && day >= LEAST_EVIDENCE_DAYS, `${seed}: ${day}`);
  }
});

test('what becomes better after more than a year of nothing is still promoted', () => {
  const days = [
    ...advantageDays(31_337, 450, 0, USUAL_HOUSE),
    ...advantageDays(31_338, 500, 0.75, USUAL_HOUSE),
  ];
  const day = promotionDay(days, 5);
  assert.ok(day !== null && day > 450, String(day));
});

/** The promotion after so many days that saved so much each. */
function after(days: readonly number[]) {
  let promotion = NEW_PROMOTION;
  for (const at of days.keys())
    promotion = judge(promotion, { advantages: days.slice(0, at + 1), atStake: AT_STAKE });
  return promotion;
}

test('with fewer days nothing is promoted, however good they are', () => {
  const days = Array.from({ length: 29 }, (_, index) => 1 + (index % 7) / 100);
  assert.deepEqual([after(days).state, after(days).looks], ['SHADOW', 0]);
  assert.equal(after([...days, 1.3]).state, 'ADVISES');
});

test('days that are all alike prove nothing while they save next to nothing', () => {
  assert.equal(after(Array.from({ length: 120 }, () => 0.001)).state, 'SHADOW');
  assert.equal(after(Array.from({ length: 40 }, () => 0.5)).state, 'ADVISES');
});

/** After how many days what was worth 13 % for two months and is worth so much now is taken back; half of all runs are faster. */
function daysToTakeBack(now: number): number {
  const days = Array.from({ length: 21 }, (_, seed) => {
    const before = advantageDays(500 + seed, 70, 0.4, USUAL_HOUSE);
    const { takenBack } = course([...before, ...advantageDays(600 + seed, 100, now, USUAL_HOUSE)], seed);
    return (takenBack ?? Number.POSITIVE_INFINITY) - before.length;
  });
  return days.toSorted((a, b) => a - b)[10] ?? Number.NaN;
}

test('once the advantage is gone, advice is taken back in days', () => {
  assert.ok(daysToTakeBack(-0.4) <= 5);
  assert.ok(daysToTakeBack(-0.09) <= 10);
  assert.ok(daysToTakeBack(0) <= 15);
});

test('advice that goes on being good is hardly ever taken back', () => {
  let takenBack = 0;
  for (let seed = 1; seed <= 20; seed += 1)
    if (course(advantageDays(seed, 400, 0.4, USUAL_HOUSE), seed).takenBack !== null) takenBack += 1;
  // Once in some nine years, and here is a year for each of twenty.
  assert.ok(takenBack <= 5, String(takenBack));
});

test('what was taken back has its evidence spent', () => {
  const good = Array.from({ length: 40 }, (_, index) => 0.5 + (index % 5) / 10);
  const back = after([...good, -3, -3, -3, -3]);
  assert.deepEqual([back.state, back.looks, back.evidenceDays <= 3], ['SHADOW', 1, true]);
});

test('the same evidence and seed give the same verdict', () => {
  const days = advantageDays(9, 60, 0.05, USUAL_HOUSE);
  assert.deepEqual(after(days), after(days));
});

test('a day on which the clocks change is as complete as its own quarters', () => {
  const plant = SAMPLE_FACTS.battery;
  const countedWith = (quarters: number, of: number) => {
    const first = onDay(newLedger(1), { date: 'a', quarters: of, context: 0, socPercent: 50 }, plant);
    const gone = { ...first, today: first.today && { ...first.today, quarters, priceSum: 0.3 * quarters } };
    return onDay(gone, { date: 'b', quarters: 96, context: 0, socPercent: 50 }, plant).days.length;
  };
  assert.deepEqual([countedWith(90, 100), countedWith(94, 100), countedWith(86, 92)], [0, 1, 1]);
});
