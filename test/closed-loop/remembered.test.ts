import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HOUR_MS, SLOT_MS } from '../../api/house/index.ts';
import { at, steerHouse } from './steered-house.ts';

const START = at('2026-03-16', 12);

it('keeps beside each measured quarter what the plans in force expected for it', () =>
  steerHouse({ start: START, seed: 1 }, async ({ app, pass }) => {
    await pass(2 * HOUR_MS + SLOT_MS);
    const quarters = app.store.quarterHours(START + SLOT_MS, START + 2 * HOUR_MS);
    assert.equal(quarters.length, 7);
    for (const { cost, plannedCost } of quarters) {
      assert.ok(cost !== null && plannedCost !== null);
      assert.ok(Math.abs(plannedCost - cost) < 1, `${plannedCost} expected, ${cost} paid`);
    }
  }));
