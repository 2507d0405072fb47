import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTariffs } from '../evcc/index.ts';
import { createWorld } from '../plant/index.ts';
import { NO_FAULTS, newHouse } from '../simulation.ts';
import { isObject, type JsonObject } from './json.ts';
import { siteJson } from './site-json.ts';
import { type EvccVersion, inShapeOf } from './versions.ts';

const NOW = Date.parse('2026-06-03T14:00:00+02:00');

function stateOf(version: EvccVersion, hasBattery = true): JsonObject {
  const house = newHouse(1, NOW, 30_000);
  const carport = house.evcc.loadpoints[1];
  assert.ok(carport);
  carport.settings.mode = 'minpv';
  const newest = siteJson({
    now: NOW,
    house,
    tariffs: createTariffs(createWorld(1), NO_FAULTS),
    hasBattery,
    dimmedToKw: null,
    intervalS: 30,
    siteTitle: 'Haus',
  });
  return inShapeOf(version, newest);
}

function loadpoint(state: JsonObject, index: number): JsonObject {
  const list = state.loadpoints;
  assert.ok(Array.isArray(list));
  const found = list[index];
  assert.ok(isObject(found));
  return found;
}

function firstOf(state: JsonObject, series: 'grid' | 'solar') {
  const { forecast } = state;
  assert.ok(isObject(forecast));
  const value = forecast[series];
  const list = isObject(value) ? value.timeseries : value;
  return Array.isArray(list) ? list[0] : undefined;
}

test('0.316 says smart and alwaysCharge, 0.315 and older pv and minpv', () => {
  const newest = stateOf('0.316');
  assert.deepEqual([loadpoint(newest, 0).mode, loadpoint(newest, 0).alwaysCharge], ['smart', 'off']);
  assert.deepEqual([loadpoint(newest, 1).mode, loadpoint(newest, 1).alwaysCharge], ['smart', 'on']);
  for (const version of ['0.315', '0.300', '0.207', '0.203'] as const) {
    const older = stateOf(version);
    assert.deepEqual([loadpoint(older, 0).mode, loadpoint(older, 1).mode], ['pv', 'minpv']);
    assert.ok(!('alwaysCharge' in loadpoint(older, 0)));
  }
});

test('forecasts are arrays since 0.314 and objects before', () => {
  assert.deepEqual(firstOf(stateOf('0.315'), 'grid'), [1780437600, 1780438500, 0.2956]);
  assert.deepEqual(firstOf(stateOf('0.315'), 'solar'), [1780437600, 0]);
  assert.deepEqual(firstOf(stateOf('0.300'), 'grid'), {
    start: '2026-06-03T00:00:00+02:00',
    end: '2026-06-03T00:15:00+02:00',
    value: 0.2956,
  });
  assert.deepEqual(firstOf(stateOf('0.207'), 'solar'), { ts: '2026-06-03T00:00:00+02:00', val: 0 });
});

test('the battery is one object since 0.301, an array with sums beside it before, and null or empty without one', () => {
  const { battery } = stateOf('0.315');
  assert.ok(isObject(battery) && battery.soc === 45 && Array.isArray(battery.devices));
  const older = stateOf('0.300');
  assert.ok(Array.isArray(older.battery) && older.batterySoc === 45 && older.batteryCapacity === 10);
  assert.equal(stateOf('0.315', false).battery, null);
  assert.deepEqual(stateOf('0.207', false).battery, []);
});

test('names, strategies and start-up flags come and go with their versions', () => {
  assert.equal(stateOf('0.315').version, '0.315.0');
  assert.equal(loadpoint(stateOf('0.300'), 0).name, 'garage');
  assert.equal(loadpoint(stateOf('0.207'), 0).name, undefined);
  assert.equal(loadpoint(stateOf('0.207'), 0).planPrecondition, 0);
  assert.deepEqual([stateOf('0.300').startupCompleted, stateOf('0.207').startup], [true, true]);
  assert.ok('smartFeedInPriorityActive' in loadpoint(stateOf('0.207'), 0));
  assert.ok(!('smartFeedInPriorityActive' in loadpoint(stateOf('0.203'), 0)));
});

test('energies of a loadpoint are in Wh, totals in kWh, solar energies in Wh', () => {
  const { forecast } = stateOf('0.315');
  assert.ok(isObject(forecast) && isObject(forecast.solar) && isObject(forecast.solar.today));
  const energy = forecast.solar.today.energy;
  assert.ok(typeof energy === 'number' && energy > 5000);
});
