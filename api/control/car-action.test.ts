import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carDecision, carReason } from './car-action.ts';
import { type SlotSketch, testPlan } from './test-plan.ts';

const MAX_KW = 11;

function actionOf(...sketches: SlotSketch[]) {
  const [slot, ...later] = testPlan(sketches).slots;
  if (!slot) throw new Error('a slot is needed');
  return carDecision(slot, later, 'garage', MAX_KW).action;
}

describe('what a car does in a slot', () => {
  it('waits where nothing is planned', () => {
    assert.equal(actionOf({ carKw: 0 }), 'CAR_WAIT');
  });

  it("leaves the sun to evcc's own PV mode", () => {
    assert.equal(actionOf({ pvKw: 5, loadKw: 0.5, carKw: 4.4 }), 'CAR_SOLAR');
  });

  it('charges fast where the grid is needed', () => {
    assert.equal(actionOf({ carKw: 11 }), 'CAR_CHARGE');
    assert.equal(actionOf({ pvKw: 3, carKw: 9 }), 'CAR_CHARGE');
  });

  it('moves a little that is planned into a slot that charges anyway', () => {
    assert.equal(actionOf({ carKw: 3 }, { carKw: 11 }), 'CAR_WAIT');
    assert.equal(actionOf({ carKw: 3 }, { carKw: 0 }), 'CAR_CHARGE');
  });
});

describe('why a car charges', () => {
  it('names the next chance and what it would cost more', () => {
    const plan = testPlan([
      { carKw: 11, price: 0.21 },
      { carKw: 0, price: 0.27 },
    ]);
    const [slot] = plan.slots;
    if (!slot) throw new Error('a slot is needed');
    const { de, en } = carReason(
      { action: 'CAR_CHARGE', powerKw: 11 },
      slot,
      plan,
      'garage',
      plan.slots[1]?.end ?? null,
      10,
      MAX_KW,
    );
    assert.match(de, /21,0 ct.*27,0 ct.*6,0 ct mehr/);
    assert.match(en, /21\.0 ct.*27\.0 ct.*6\.0 ct more/);
  });
});
