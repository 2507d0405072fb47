import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carDecision, carReason } from './car-action.ts';
import { type SlotSketch, testPlan } from './test-plan.ts';

const CAR = { loadpoint: 'garage', maxPowerKw: 11, departure: null };

function actionOf(...sketches: SlotSketch[]) {
  const [slot, ...later] = testPlan(sketches).slots;
  if (!slot) throw new Error('a slot is needed');
  return carDecision(slot, later, CAR).action;
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
    assert.equal(actionOf({ carKw: 3 }, { carKw: 11 }, { carKw: 0 }), 'CAR_WAIT');
    assert.equal(actionOf({ carKw: 3 }, { carKw: 0 }), 'CAR_CHARGE');
  });

  it('moves nothing that would not fit in before the car leaves', () => {
    const sketches = [{ carKw: 3 }, { carKw: 11 }, { carKw: 0 }];
    assert.equal(actionOf({ carKw: 3 }, { carKw: 11 }), 'CAR_CHARGE');
    const [slot, ...later] = testPlan(sketches).slots;
    assert.ok(slot);
    const leavesAfterTwo = { ...CAR, departure: later[0]?.end ?? null };
    assert.equal(carDecision(slot, later, leavesAfterTwo).action, 'CAR_CHARGE');
  });

  it('charges on where the car takes less because it is nearly full', () => {
    const [slot, ...later] = testPlan([{ carKw: 4 }, { carKw: 11 }, { carKw: 0 }]).slots;
    assert.ok(slot);
    const cars = slot.cars.map((car) => ({ ...car, binding: 'POWER' as const }));
    assert.equal(carDecision({ ...slot, cars }, later, CAR).action, 'CAR_CHARGE');
  });

  it('is held to what the connection leaves, and only there', () => {
    const [slot, ...later] = testPlan([{ carKw: 4, loadKw: 1 }, { carKw: 11 }, { carKw: 0 }]).slots;
    assert.ok(slot);
    const atLimit = carDecision({ ...slot, importLimitKw: 5 }, later, CAR);
    assert.deepEqual(atLimit, {
      action: 'CAR_CHARGE',
      powerKw: 4,
      heldTo: { powerKw: 4, by: 'CONNECTION' },
    });
    const { importKw } = slot;
    assert.equal(importKw, 5);
    assert.equal(carDecision({ ...slot, importLimitKw: 13 }, [], CAR).heldTo, null);
    const below = carDecision({ ...slot, importLimitKw: 9 }, [], CAR);
    assert.deepEqual(
      below,
      { action: 'CAR_CHARGE', powerKw: 4, heldTo: { powerKw: 8, by: 'CONNECTION' } },
      'now alone would be full power',
    );
    const peaking = { ...slot, cars: slot.cars.map((car) => ({ ...car, binding: 'PEAK' as const })) };
    assert.deepEqual(carDecision(peaking, later, CAR).heldTo, { powerKw: 4, by: 'PEAK' });
  });
});

describe('why a car charges', () => {
  it('names the next chance and what it would cost more', () => {
    const plan = testPlan([
      { carKw: 11, price: 0.21 },
      { carKw: 0, price: 0.27 },
    ]);
    const { de, en } = carReason(
      { action: 'CAR_CHARGE', powerKw: 11, heldTo: null },
      plan,
      { ...CAR, departure: plan.slots[1]?.end ?? null },
      10,
    );
    assert.match(de, /21,0 ct.*27,0 ct.*6,0 ct mehr/);
    assert.match(en, /21\.0 ct.*27\.0 ct.*6\.0 ct more/);
  });
});
