import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, MINUTE_MS } from '../house/index.ts';
import { learnedMaxSoc, refusesGridCharge, withLearned } from './learned-battery.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testBattery, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

/** What is known after so many minutes in which the battery is told to charge and takes this. */
function learned(minutes: number, takesKw: number, socPercent: number, chargeKw: number | null = null) {
  const start = emptyControlState();
  let control: ControlState = {
    ...start,
    batteryMode: 'charge',
    learnedBattery: { ...start.learnedBattery, chargeKw },
  };
  const battery = testBattery({ mode: 'charge', externalMode: 'charge', powerKw: -takesKw, socPercent });
  for (let minute = 0; minute <= minutes; minute++)
    control = withLearned(control, testSite({ battery }), SOME_TIME + minute * MINUTE_MS);
  return control.learnedBattery;
}

test('the rate is what is measured once it has ramped up', () => {
  assert.equal(learned(1, 2.5, 40).chargeKw, null);
  assert.equal(learned(5, 2.5, 40).chargeKw, 2.5);
  assert.equal(learned(5, 0.5, 96, 3).chargeKw, 3, 'nearly full batteries take less');
});

test('one that never charges from the grid is not asked to for a week', () => {
  const battery = learned(15, 0, 40);
  assert.ok(refusesGridCharge(battery, SOME_TIME + DAY_MS));
  assert.ok(!refusesGridCharge(battery, SOME_TIME + 8 * DAY_MS));
  assert.ok(!refusesGridCharge(learned(5, 0, 40), SOME_TIME));
});

test('one that has charged before stops at a limit of its own', () => {
  const battery = learned(15, 0, 80, 3);
  assert.equal(learnedMaxSoc(battery, SOME_TIME + MINUTE_MS), 80);
  assert.ok(!refusesGridCharge(battery, SOME_TIME + MINUTE_MS));
});
