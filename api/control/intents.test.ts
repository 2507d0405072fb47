import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Intent } from '../house/index.ts';
import { MINUTE_MS } from '../house/index.ts';
import type { CarGoal } from './goals.ts';
import { intents } from './intents.ts';
import { emptyControlState } from './state.ts';
import { type SlotSketch, testPlan } from './test-plan.ts';
import { testBattery, testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const GOAL: CarGoal = {
  loadpoint: 'garage',
  vehicleName: 'kombi',
  capacityKwh: 60,
  socPercent: 40,
  limitSocPercent: 100,
  targetSocPercent: 80,
  targetEnergyKwh: null,
  departure: null,
  source: 'DEFAULT',
  neededKwh: 20,
};

/** The battery's action while the plan lets it serve the house, after the car was told to wait `agoMs` ago. */
function batteryAction(agoMs: number, carKw: number, slot: SlotSketch = {}, dischargeControl = true): string {
  const waiting: Intent = {
    subject: 'garage',
    capability: 'VEHICLES',
    action: 'CAR_WAIT',
    powerKw: 0,
    socPercent: null,
    since: SOME_TIME - agoMs,
    until: null,
    live: true,
    reason: { de: '', en: '' },
  };
  const found = intents({
    site: testSite({
      battery: testBattery({ dischargeControl }),
      loadpoints: [testLoadpoint({ chargePowerKw: carKw })],
    }),
    plan: testPlan([{ batteryKw: 0.5, price: 0.2, ...slot }, {}]),
    goals: new Map([['garage', GOAL]]),
    control: emptyControlState(),
    ability: { maxChargeKw: 5, maxDischargeKw: 5, minSocPercent: 10, maxSocPercent: 90 },
    live: { BUFFER: true, BATTERY: true, VEHICLES: true },
    before: [waiting],
    now: SOME_TIME,
  });
  return found[0]?.action ?? '';
}

describe('a battery beside a car that was told to wait', () => {
  it('stays locked until the car has stopped', () => {
    assert.equal(batteryAction(MINUTE_MS, 11), 'BATTERY_HOLD');
    assert.equal(batteryAction(MINUTE_MS, 0), 'BATTERY_RELEASE');
  });

  it('is not locked for ever by a car that does not obey', () => {
    assert.equal(batteryAction(6 * MINUTE_MS, 11), 'BATTERY_RELEASE');
  });

  it('may give what is worth less than what the car pays for now', () => {
    assert.equal(batteryAction(MINUTE_MS, 11, { price: 0.3 }), 'BATTERY_RELEASE');
  });

  it('is locked also where evcc would not do so itself', () => {
    assert.equal(batteryAction(MINUTE_MS, 11, {}, false), 'BATTERY_HOLD');
  });
});

describe('a battery below its minimum', () => {
  const action = (powerKw: number | null, gridPowerKw: number, batteryMode: 'hold' | null = null) =>
    intents({
      site: testSite({ battery: testBattery({ socPercent: 9.5, powerKw }), loadpoints: [], gridPowerKw }),
      plan: testPlan([{ loadKw: 1, batteryKw: -0.2 }, {}]),
      goals: new Map(),
      control: { ...emptyControlState(), batteryMode },
      ability: { maxChargeKw: 5, maxDischargeKw: 5, minSocPercent: 10, maxSocPercent: 90 },
      live: { BUFFER: true, BATTERY: true, VEHICLES: true },
      before: [],
      now: SOME_TIME,
    })[0]?.action;

  it('is held where it would give more', () => {
    assert.equal(action(0.8, 0), 'BATTERY_HOLD');
    assert.equal(action(null, 1), 'BATTERY_HOLD');
    assert.equal(action(0, 0), 'BATTERY_HOLD', 'who lacks nothing does not show it');
    assert.equal(action(0, 1, 'hold'), 'BATTERY_HOLD', 'nor who is held');
  });

  it('is left alone where it stops by itself', () => {
    assert.equal(action(0, 1), 'BATTERY_RELEASE');
  });
});
