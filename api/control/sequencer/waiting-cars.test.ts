import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HOUR_MS, type VehiclePlan } from '../../house/index.ts';
import { type ControlState, emptyControlState } from '../state.ts';
import { testSettings } from '../test-settings.ts';
import { testSite, testVehicle } from '../test-site.ts';
import { SOME_TIME } from '../test-time.ts';
import { waitingCars } from './waiting-cars.ts';

const PLAN = { socPercent: 60, time: SOME_TIME + 5 * HOUR_MS };

/** What a car of 50 kWh at 40 % needs, without losses, and in how many hours it leaves. */
function waiting(plan: VehiclePlan | null, change: Partial<ControlState> = {}) {
  const settings = testSettings({ timeZone: 'UTC', evDepartureHour: null, evTargetSocPercent: 80 });
  const lastSoc = { zoe: { socPercent: 40, at: SOME_TIME - HOUR_MS } };
  const vehicles = [testVehicle({ name: 'zoe', title: 'Zoe', capacityKwh: 50, plan })];
  const site = testSite({ observedAt: SOME_TIME, loadpoints: [], vehicles });
  const [car] = waitingCars(site, { ...emptyControlState(), lastSoc, ...change }, settings, SOME_TIME);
  const hours = car?.departure == null ? null : (car.departure - SOME_TIME) / HOUR_MS;
  return [Math.round((car?.neededKwh ?? 0) * 0.9), hours];
}

it('a car that waits is to have by its departure what it would be at a cable', () => {
  assert.deepEqual(waiting(null), [20, null]);
  assert.deepEqual(waiting(PLAN), [10, 5], "a person's plan in evcc");
  assert.deepEqual(
    waiting(PLAN, { vehiclePlans: { zoe: [PLAN] } }),
    [20, null],
    'one of ours is nobody’s wish',
  );
  const departure = { departure: SOME_TIME + 3 * HOUR_MS, targetSocPercent: 70, targetEnergyKwh: null };
  assert.deepEqual(waiting(PLAN, { departures: { zoe: departure } }), [15, 3]);
});
