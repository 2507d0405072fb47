import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testLoadpoint, testVehicle } from '../control/test-site.ts';
import type { VehicleSettings } from '../house/index.ts';
import { expectedCars } from './expected-cars.ts';

/** Monday in winter, local time is UTC + 1. */
const at = (day: number, hour: number) => Date.UTC(2026, 0, 12 + day, hour - 1);
const NOW = at(0, 12);
const END = at(2, 12);
const commuter: VehicleSettings = {
  name: 'Runabout',
  type: 'evcc',
  capacityKwh: 50,
  chargePowerKw: null,
  disabled: false,
  pollIntervalMinutes: null,
  targetSocPercent: null,
  minSocPercent: null,
  departure: '07:00',
  returns: '17:00',
  tripKwh: 9,
};
const free = testLoadpoint({ name: 'garage', connected: false, vehicleName: null, mode: 'pv' });
const vehicles = [testVehicle({ name: 'runabout', title: 'My runabout' })];
const expected = (change: {
  loadpoints?: ReturnType<typeof testLoadpoint>[];
  cars?: VehicleSettings[];
  now?: number;
}) =>
  expectedCars(
    { loadpoints: change.loadpoints ?? [free], vehicles },
    { schedules: {} },
    { vehicles: change.cars ?? [commuter], timeZone: 'Europe/Berlin' },
    change.now ?? NOW,
    END,
  );

test('a car that is usually back at five is expected then, for what its trip takes', () => {
  const [car, ...others] = expected({});
  assert.equal(others.length, 0);
  assert.equal(car?.title, 'My runabout');
  assert.equal(car?.loadpoint.name, 'garage');
  assert.ok((car?.goal.targetEnergyKwh ?? 0) > 9);
  assert.equal(car?.goal.departure, at(1, 7));
  assert.ok((car?.absences[0]?.from ?? NOW) < NOW);
  assert.equal(car?.absences[0]?.to, at(0, 17));
});

test('nothing is expected where the car is here, or there is doubt which one or where', () => {
  const here = { ...free, connected: true, vehicleName: 'runabout' };
  assert.deepEqual(expected({ loadpoints: [here, { ...free, name: 'yard' }] }), []);
  assert.deepEqual(expected({ loadpoints: [free, { ...free, name: 'yard' }] }), []);
  assert.deepEqual(expected({ cars: [commuter, { ...commuter, name: 'Van' }] }), []);
  assert.deepEqual(expected({ cars: [{ ...commuter, returns: null }] }), []);
  assert.deepEqual(expected({ cars: [{ ...commuter, tripKwh: null }] }), []);
  assert.deepEqual(expected({ loadpoints: [{ ...free, mode: 'off' }] }), []);
});
