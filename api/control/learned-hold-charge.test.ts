import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BatteryMode, DAY_MS, MINUTE_MS } from '../house/index.ts';
import { refusesHoldCharge, unheld, withHoldChargeLearned } from './learned-hold-charge.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testBattery, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

/** What is known after so many minutes in which the battery is told not to charge, shows this mode and takes this. */
function learned(minutes: number, mode: BatteryMode, takesKw: number, exportsKw = 3) {
  let control: ControlState = { ...emptyControlState(), batteryMode: 'holdcharge' };
  const battery = testBattery({ mode, externalMode: 'holdcharge', powerKw: -takesKw });
  const site = testSite({ battery, gridPowerKw: -exportsKw });
  for (let minute = 0; minute <= minutes; minute++)
    control = withHoldChargeLearned(control, site, SOME_TIME + minute * MINUTE_MS);
  return control.learnedBattery;
}

test('a battery that leaves the surplus to the grid is known to follow', () => {
  const battery = learned(5, 'holdcharge', 0);
  assert.equal(battery.holdCharge.seenAt, SOME_TIME + 2 * MINUTE_MS);
  assert.ok(!refusesHoldCharge(battery, SOME_TIME + 5 * MINUTE_MS));
  assert.equal(learned(5, 'holdcharge', 0, 0).holdCharge.seenAt, null, 'without a surplus nothing is seen');
});

test('one that goes on charging, or an evcc that knows no such mode, is not asked again for a month', () => {
  for (const battery of [learned(3, 'holdcharge', 2.5), learned(3, 'normal', 2.5)]) {
    assert.ok(refusesHoldCharge(battery, SOME_TIME + 29 * DAY_MS));
    assert.ok(!refusesHoldCharge(battery, SOME_TIME + 31 * DAY_MS));
    assert.equal(unheld(battery, SOME_TIME + 4 * MINUTE_MS).length, 1);
    assert.equal(unheld(battery, SOME_TIME + 2 * DAY_MS).length, 0);
  }
});

test('nothing is concluded while the order is on its way', () => {
  assert.ok(!refusesHoldCharge(learned(1, 'normal', 2.5), SOME_TIME + MINUTE_MS));
});
