import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHADOW_POLICIES } from '../../house/index.ts';
import { learn } from './bandit.ts';
import { forAll, type Ledger, newLedger } from './ledger.ts';
import { shadowView } from './view.ts';

/** A ledger of so many days, each policy and day with a cost of its own. */
function ledgerOf(count: number): Ledger {
  const days = Array.from({ length: count }, (_, day) => ({
    date: `day ${day}`,
    costs: forAll((policy) => day + SHADOW_POLICIES.indexOf(policy) / 7),
  }));
  return { ...newLedger(1), days };
}

test('what is shown day by day and of the time before adds up to what counts', () => {
  for (const count of [0, 1, 31, 32, 60, 400]) {
    const { policies, lately, earlier } = shadowView(ledgerOf(count), null);
    assert.equal(lately.length + (earlier?.days ?? 0), count);
    assert.ok(lately.length <= 31);
    for (const { policy, days, cost } of policies) {
      const shown = lately.reduce((sum, { costs }) => sum + costs[policy], earlier?.costs[policy] ?? 0);
      assert.equal(days, count);
      assert.ok(Math.abs(shown - cost) < 1e-6, `${policy} over ${count} days: ${shown}, not ${cost}`);
    }
  }
});

test('nothing came before the days that are shown', () => {
  assert.equal(shadowView(ledgerOf(31), null).earlier, null);
});

test('what was never tried on such a day is not said to make no difference', () => {
  const begun = (arm: number) => {
    const ledger = newLedger(1);
    const costs = forAll(() => 0);
    const day = { quarters: 0, outOf: 96, priceSum: 0, startedKwh: costs, costs };
    return { ...ledger, today: { date: '2026-06-01', context: 0, arm, ...day } };
  };
  const expected = (ledger: Ledger) => shadowView(ledger, null).expectedDifference;
  assert.equal(expected(begun(1)), null);
  assert.equal(expected(begun(0)), 0);
  const tried = begun(1);
  assert.ok((expected({ ...tried, bandit: learn(tried.bandit, 0, 1, 0.3) }) ?? 0) > 0);
  assert.equal(expected({ ...tried, bandit: learn(tried.bandit, 1, 1, 0.3) }), null);
});
