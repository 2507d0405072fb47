import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../house/index.ts';
import { createSimulation, NO_FAULTS, newHouse, type StartOptions } from '../simulation.ts';
import { setExternalMode } from './battery-mode.ts';

const NIGHT = Date.parse('2026-06-03T00:00:00+02:00');
const NOON = Date.parse('2026-06-06T11:30:00+02:00');

function houseAt(at: number, start: StartOptions = {}, batteryMaxSoc = 95) {
  const state = newHouse(1, at, 30_000, start);
  const simulation = createSimulation({ state, faults: { ...NO_FAULTS }, intervalMs: 30_000, batteryMaxSoc });
  const garage = state.evcc.loadpoints[0];
  const carport = state.evcc.loadpoints[1];
  const kompakt = state.evcc.vehicles.kompakt;
  assert.ok(garage && carport && kompakt);
  simulation.controlNow();
  return {
    state,
    garage,
    carport,
    kompakt,
    pass: (ms: number) => simulation.advanceTo(state.at + ms),
    chargeKw: () => state.flow.carsKw[0] ?? 0,
    simulation,
  };
}

test('pv waits at night; a running plan beats pv; off beats the plan', () => {
  const { garage, kompakt, pass, chargeKw, state } = houseAt(NIGHT, { carSocPercent: [50, 50] });
  pass(5 * MINUTE_MS);
  assert.equal(chargeKw(), 0);
  kompakt.plan = { soc: 80, time: state.at + HOUR_MS };
  pass(MINUTE_MS);
  assert.ok(garage.run.planActive && chargeKw() > 11);
  garage.settings.mode = 'off';
  pass(MINUTE_MS);
  assert.equal(chargeKw(), 0);
});

test('minSoc beats pv, and stops there', () => {
  const { garage, kompakt, pass, chargeKw } = houseAt(NIGHT, { carSocPercent: [50, 50] });
  kompakt.minSoc = 52;
  pass(MINUTE_MS);
  assert.ok(garage.run.minSocNotReached && chargeKw() > 11);
  pass(15 * MINUTE_MS);
  assert.ok(!garage.run.minSocNotReached && chargeKw() === 0);
});

test('a limit stops even now, a plan goes beyond it', () => {
  const { garage, kompakt, pass, chargeKw, state } = houseAt(NIGHT, { carSocPercent: [50, 50] });
  garage.settings.mode = 'now';
  garage.settings.limitSoc = 51;
  pass(MINUTE_MS);
  assert.ok(chargeKw() > 11);
  pass(10 * MINUTE_MS);
  assert.equal(chargeKw(), 0);
  kompakt.plan = { soc: 80, time: state.at + HOUR_MS };
  pass(MINUTE_MS);
  assert.ok(chargeKw() > 11);
});

test('the limit of a session goes when the car leaves, the mode stays', () => {
  const { garage, simulation } = houseAt(NIGHT);
  garage.settings.mode = 'minpv';
  garage.settings.limitSoc = 60;
  simulation.plugOut(0);
  assert.deepEqual(
    [garage.settings.limitSoc, garage.settings.mode, garage.run.connected],
    [0, 'minpv', false],
  );
  simulation.plugIn(0);
  assert.deepEqual([garage.run.connected, garage.run.vehicle], [true, 'kompakt']);
});

test('smart cost charges at full power while the price is low enough', () => {
  const { garage, pass, chargeKw } = houseAt(NIGHT);
  garage.settings.smartCostLimit = 0.05;
  pass(MINUTE_MS);
  assert.equal(chargeKw(), 0);
  garage.settings.smartCostLimit = 1;
  pass(MINUTE_MS);
  assert.ok(garage.run.smartCostActive && chargeKw() > 11);
});

test('a reached plan is deleted, and its car is as full as was asked for', () => {
  const { state, kompakt, pass } = houseAt(NIGHT, { carSocPercent: [50, 50] });
  kompakt.plan = { soc: 80, time: NIGHT + 6 * HOUR_MS };
  pass(6 * HOUR_MS);
  assert.equal(kompakt.plan, null);
  const soc = ((state.plant.cars[0]?.storedKwh ?? 0) / 58) * 100;
  assert.ok(soc >= 79.99 && soc < 80.5, `${soc} %`);
});

test('sun charges the car after the enable delay; minpv charges at once', () => {
  const { garage, pass, chargeKw, state } = houseAt(NOON, { batterySocPercent: 90, carSocPercent: [40, 40] });
  assert.equal(garage.run.pvAction, 'enable');
  pass(2 * MINUTE_MS);
  assert.ok(chargeKw() > 1.3 && state.flow.gridKw < 1);
  const dark = houseAt(NIGHT);
  dark.garage.settings.mode = 'minpv';
  dark.pass(MINUTE_MS);
  assert.ok(dark.chargeKw() > 1.3 && dark.chargeKw() < 4.2);
});

test('below prioritySoc the battery comes first; above bufferSoc it helps the car', () => {
  const site = { prioritySoc: 95, bufferSoc: 95, bufferStartSoc: 0 };
  const low = houseAt(NOON, { batterySocPercent: 20, carSocPercent: [40, 40], site });
  low.pass(5 * MINUTE_MS);
  assert.ok(low.chargeKw() < -low.state.flow.batteryKw);

  const buffered = (bufferSoc: number) => {
    const evening = houseAt(NIGHT, {
      batterySocPercent: 90,
      site: { prioritySoc: 0, bufferSoc, bufferStartSoc: bufferSoc },
    });
    evening.pass(5 * MINUTE_MS);
    return evening.chargeKw();
  };
  assert.ok(buffered(80) > 1.3);
  assert.equal(buffered(95), 0);
});

test('the battery is locked while a car charges fast, unless an external normal unlocks it', () => {
  const { state, garage, pass } = houseAt(NIGHT, { batterySocPercent: 80 });
  garage.settings.mode = 'now';
  pass(2 * MINUTE_MS);
  assert.equal(state.evcc.battery.mode, 'hold');
  assert.equal(state.flow.batteryKw, 0);
  setExternalMode(state.evcc.battery, 'normal', state.at);
  pass(MINUTE_MS);
  assert.ok(state.flow.batteryKw > 4.9);
});

test('an external mode holds for 60 s after its last post, then comes normal, then evcc rules again', () => {
  const { state, garage, pass } = houseAt(NIGHT, { batterySocPercent: 50 });
  const { battery } = state.evcc;
  assert.equal(battery.mode, 'unknown');
  setExternalMode(battery, 'charge', state.at + 5 * SECOND_MS);
  pass(30 * SECOND_MS);
  assert.deepEqual([battery.mode, state.orders.battery], ['charge', 'charge']);
  setExternalMode(battery, 'charge', state.at + 5 * SECOND_MS);
  garage.settings.mode = 'now';
  pass(60 * SECOND_MS);
  assert.equal(battery.mode, 'charge');
  pass(30 * SECOND_MS);
  assert.deepEqual([battery.external, battery.mode], ['unknown', 'normal']);
  pass(30 * SECOND_MS);
  assert.equal(battery.mode, 'hold');
});

test('releasing the external mode goes through normal; releasing nothing changes nothing', () => {
  const { state, pass } = houseAt(NIGHT);
  const { battery } = state.evcc;
  setExternalMode(battery, 'unknown', state.at);
  pass(30 * SECOND_MS);
  assert.equal(battery.mode, 'unknown');
  setExternalMode(battery, 'hold', state.at);
  pass(30 * SECOND_MS);
  setExternalMode(battery, 'unknown', state.at);
  pass(30 * SECOND_MS);
  assert.equal(battery.mode, 'normal');
});

test('forced charging stops at the device limit while evcc goes on saying charge', () => {
  const { state, pass } = houseAt(NIGHT, { batterySocPercent: 59 }, 60);
  for (let i = 0; i < 20; i++) {
    setExternalMode(state.evcc.battery, 'charge', state.at);
    pass(30 * SECOND_MS);
  }
  assert.deepEqual([state.evcc.battery.mode, state.orders.battery], ['charge', 'hold']);
  assert.ok(state.plant.batteryKwh >= 6 && state.plant.batteryKwh < 6.1);
});

test('the grid charge limit charges the battery while the price is low enough', () => {
  const { state, pass } = houseAt(NIGHT, { batterySocPercent: 50 });
  state.evcc.site.batteryGridChargeLimit = 1;
  pass(MINUTE_MS);
  assert.ok(state.flow.batteryKw < -4.9);
  state.evcc.site.batteryGridChargeLimit = null;
  pass(MINUTE_MS);
  assert.equal(state.evcc.battery.mode, 'normal');
});
