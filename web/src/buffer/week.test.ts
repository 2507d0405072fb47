import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BatteryQuarter, batteryWeek } from './week.ts';

const quarter = (
  batteryChargeKwh: number | null,
  batteryDischargeKwh: number | null,
  socPercent: number,
) => ({
  start: '2026-04-14T00:00:00.000Z',
  batteryChargeKwh,
  batteryDischargeKwh,
  socPercent,
});

test('losses are what was charged and neither given nor kept', () => {
  const quarters: BatteryQuarter[] = [quarter(0, 0, 20), quarter(5, 0, 60), quarter(0, 4, 20)];
  const week = batteryWeek(quarters, 10);
  assert.equal(week.lossKwh, 1);
  assert.equal(week.efficiencyPercent, 80);
  assert.equal(week.cycles, 0.4);
});

test('without a capacity or with gaps nobody knows the losses', () => {
  const quarters: BatteryQuarter[] = [quarter(5, 0, 60), quarter(null, null, 20)];
  assert.equal(batteryWeek(quarters, null).cycles, null);
  const gaps = batteryWeek(quarters, 10);
  assert.equal(gaps.chargedKwh, 5);
  assert.equal(gaps.lossKwh, null);
  assert.equal(batteryWeek([], 10).chargedKwh, null);
});
