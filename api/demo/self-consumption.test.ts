import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS } from '../house/index.ts';
import { simulateSelfConsumption } from './self-consumption.ts';
import { createSimulation, NO_FAULTS, newHouse } from './simulation.ts';

const MONDAY = Date.parse('2026-06-01T00:00:00+02:00');
const WEEK = { from: MONDAY, to: MONDAY + 7 * DAY_MS };

test('a week alone is simulated in well under three seconds, obeys physics and loses no energy', () => {
  const begun = process.cpuUsage();
  const totals = simulateSelfConsumption({ seed: 1, ...WEEK });
  assert.ok(process.cpuUsage(begun).user < 3e6);
  assert.equal(totals.violations, 0);
  assert.ok(totals.trips >= 8 && totals.cost > 0);
  const lossKwh = totals.importKwh + totals.pvKwh - totals.exportKwh - totals.loadKwh - totals.carsKwh;
  const storedKwh = totals.storedKwh - 4.5;
  assert.ok(lossKwh > storedKwh, 'the battery has losses');
});

test('the same again gives the same; the world does not care who steers', () => {
  const alone = simulateSelfConsumption({ seed: 4, ...WEEK });
  assert.deepEqual(simulateSelfConsumption({ seed: 4, ...WEEK }), alone);

  const state = newHouse(4, WEEK.from, 30_000, { batterySocPercent: 90 });
  for (const loadpoint of state.evcc.loadpoints) loadpoint.settings.mode = 'now';
  createSimulation({ state, faults: NO_FAULTS, intervalMs: 10_000, batteryMaxSoc: 0 }).advanceTo(WEEK.to);
  assert.ok(Math.abs(state.meters.pvKwh - alone.pvKwh) < 1e-6);
  assert.ok(Math.abs(state.meters.loadKwh - alone.loadKwh) < 1e-6);
  assert.equal(state.meters.trips, alone.trips);
  assert.equal(state.meters.carsLate, 0);
  assert.ok(state.meters.cost > alone.cost);
});

test('a car that nobody charges is late', () => {
  const state = newHouse(4, WEEK.from, 30_000, { carSocPercent: [30, 30] });
  for (const loadpoint of state.evcc.loadpoints) loadpoint.settings.mode = 'off';
  createSimulation({ state, faults: NO_FAULTS, intervalMs: 30_000, batteryMaxSoc: 0 }).advanceTo(WEEK.to);
  assert.equal(state.meters.carsLate, state.meters.trips);
});
