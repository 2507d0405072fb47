import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SLOT_MS } from '../house/index.ts';
import { batteryDecision, nextBatteryChange } from './battery-action.ts';
import { type SlotSketch, testPlan, testSlot } from './test-plan.ts';
import { SOME_TIME } from './test-time.ts';

const ABILITY = { maxChargeKw: 5, maxDischargeKw: 5, minSocPercent: 10, maxSocPercent: 90 };
const actionOf = (sketch: SlotSketch, socPercent = 50) =>
  batteryDecision(testSlot(sketch), ABILITY, socPercent).action;

describe('the battery mode closest to the plan', () => {
  it('releases where the plan serves the whole load or stores the whole surplus', () => {
    assert.equal(actionOf({ loadKw: 2, batteryKw: 2 }), 'BATTERY_RELEASE');
    assert.equal(actionOf({ pvKw: 4, loadKw: 1, batteryKw: -3 }), 'BATTERY_RELEASE');
  });

  it('holds where the plan buys although the battery could serve', () => {
    assert.equal(actionOf({ loadKw: 2, batteryKw: 0 }), 'BATTERY_HOLD');
  });

  it('charges where the plan buys for the battery', () => {
    assert.equal(actionOf({ loadKw: 1, batteryKw: -5 }), 'BATTERY_CHARGE');
    assert.equal(actionOf({ pvKw: 2, loadKw: 1, batteryKw: -5 }), 'BATTERY_CHARGE');
  });

  it('leaves a battery alone that has nothing to do', () => {
    assert.equal(actionOf({ loadKw: 0.05 }), 'BATTERY_RELEASE');
    assert.equal(actionOf({ pvKw: 5, loadKw: 1 }, 90), 'BATTERY_RELEASE');
  });

  it('stops charging from the grid at the planned SoC, never beyond the corridor', () => {
    const stop = (socPercent: number) =>
      batteryDecision(testSlot({ batteryKw: -5, socPercent }), ABILITY, 50).stopSocPercent;
    assert.equal(stop(62), 62);
    assert.equal(stop(97), 90);
  });

  it('is never further from the plan than another mode by more than noise', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (pvKw, loadKw, batteryKw) => {
          const surplusKw = pvKw - loadKw;
          const storeKw = -Math.min(Math.max(0, surplusKw), 5);
          const powers = {
            BATTERY_RELEASE: surplusKw < 0 ? Math.min(-surplusKw, 5) : storeKw,
            BATTERY_HOLD: storeKw,
            BATTERY_CHARGE: -5,
            BATTERY_HOLD_CHARGE: Math.min(Math.max(0, -surplusKw), 5),
          };
          const chosen = actionOf({ pvKw, loadKw, batteryKw });
          const possible = [powers.BATTERY_RELEASE, powers.BATTERY_HOLD, powers.BATTERY_CHARGE];
          const best = Math.min(...possible.map((power) => Math.abs(power - batteryKw)));
          assert.ok(Math.abs(powers[chosen] - batteryKw) <= best + 0.2 + 1e-9);
        },
      ),
    );
  });

  it('leaves a surplus to the grid only where the battery can be told so, and never beside a car', () => {
    const able = { ...ABILITY, canHoldCharge: true };
    const sold = testSlot({ pvKw: 4, loadKw: 1, batteryKw: 0 });
    assert.equal(batteryDecision(sold, able, 50).action, 'BATTERY_HOLD_CHARGE');
    assert.equal(batteryDecision(sold, ABILITY, 50).action, 'BATTERY_RELEASE');
    const withCar = testSlot({ pvKw: 6, loadKw: 1, batteryKw: 0, carKw: 2 });
    assert.equal(batteryDecision(withCar, able, 50).action, 'BATTERY_RELEASE');
  });

  it('knows when it will change', () => {
    const plan = testPlan([
      { loadKw: 2, batteryKw: 2 },
      { loadKw: 2, batteryKw: 2 },
      { loadKw: 2, batteryKw: 0 },
    ]);
    assert.deepEqual(nextBatteryChange(plan, ABILITY, 50), {
      at: SOME_TIME + 2 * SLOT_MS,
      action: 'BATTERY_HOLD',
    });
    assert.equal(nextBatteryChange(testPlan([{ loadKw: 2, batteryKw: 2 }]), ABILITY, 50), null);
  });
});
