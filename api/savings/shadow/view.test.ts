import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHADOW_POLICIES } from '../../house/index.ts';
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

const NO_ACTIONS = { lpAction: null, rlAction: null };

test('what is shown day by day and of the time before adds up to what counts', () => {
  for (const count of [0, 1, 31, 32, 60, 400]) {
    const { policies, lately, earlier } = shadowView(ledgerOf(count), NO_ACTIONS);
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
  assert.equal(shadowView(ledgerOf(31), NO_ACTIONS).earlier, null);
});
