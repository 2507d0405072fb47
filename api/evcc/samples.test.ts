import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { SiteState } from '../house/index.ts';
import { createPatches } from './patches.ts';
import { decodeRates } from './rates.ts';
import { decodeState } from './state.ts';
import { isRecord } from './wire.ts';

const FOLDER = new URL('../../../shared/evcc-samples/', import.meta.url);
const skip = existsSync(FOLDER) ? false : 'no recorded samples beside the checkout';
const NOW = Date.UTC(2026, 8, 4, 6, 28);

function sample(name: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
  assert.ok(isRecord(parsed));
  return parsed;
}

function fromFrames(...names: string[]): SiteState {
  const patches = createPatches();
  for (const name of names) patches.apply(sample(name));
  assert.ok(patches.complete());
  return decodeState(patches.body(), NOW);
}

/** The numbers of a state that people would compare with evcc's own page. */
const summary = (state: SiteState) => ({
  version: state.evccVersion,
  kw: [state.gridPowerKw, state.pvPowerKw, state.homePowerKw, state.battery?.powerKw],
  soc: state.battery?.socPercent,
  capacityKwh: state.battery?.capacityKwh,
  battery: [state.battery?.mode, state.battery?.externalMode, state.battery?.controllable],
  buffer: [
    state.battery?.prioritySocPercent,
    state.battery?.bufferSocPercent,
    state.battery?.bufferStartSocPercent,
  ],
  prices: [state.importPricePerKwh, state.feedInPricePerKwh, state.smartCostType],
  importLimitKw: state.importLimitKw,
  cars: state.vehicles.map(({ name, capacityKwh }) => [name, capacityKwh]),
  loadpoints: state.loadpoints.map((loadpoint) => [
    loadpoint.name,
    loadpoint.mode,
    loadpoint.chargePowerKw,
    loadpoint.vehicleName,
    loadpoint.vehicleSocPercent,
    loadpoint.sessionEnergyKwh,
    loadpoint.maxCurrentA,
    loadpoint.isHeating,
  ]),
});

const NEWEST = {
  version: '0.315.0',
  kw: [0.7376, 0.266, 1.0036, 0],
  soc: 0,
  capacityKwh: 8.82,
  battery: ['unknown', null, true],
  buffer: [70, 100, 0],
  prices: [0.28, 0.08, 'co2'],
  importLimitKw: null,
  cars: [
    ['db:100', 77],
    ['db:69', 73.9],
  ],
  loadpoints: [
    ['db:27', 'pv', 0, 'db:69', 56, 0, 32, false],
    ['db:36', 'pv', 0, 'db:100', 56, 5.61621, 16, false],
    ['db:103', 'pv', 0, null, null, 0, 2, true],
  ],
};

describe('recorded samples', { skip }, () => {
  it('0.315 over REST', () => {
    const state = decodeState(sample('api-state-0.315.0-derived-from-ws.json'), NOW);
    assert.deepEqual(summary(state), NEWEST);
    assert.equal(state.title, 'Mein Haus');
    assert.equal(state.intervalS, 10);
    assert.equal(state.ready, true);
    assert.equal(state.optimizerAutomatic, false);
    assert.deepEqual(
      state.loadpoints.map(({ chargeRemainingEnergyKwh }) => chargeRemainingEnergyKwh),
      [20.865882, 21.741176, null],
    );
    assert.deepEqual(
      state.vehicles.map(({ planStrategy }) => planStrategy),
      [
        { continuous: false, preconditionS: 604_800 },
        { continuous: true, preconditionS: 604_800 },
      ],
    );
  });

  it('0.315 over WebSocket gives the same state', () => {
    assert.deepEqual(
      fromFrames('ws-initial-0.315.0-openhab.json', 'ws-forecast-grid-0.315.0-openhab-first12.json'),
      decodeState(sample('api-state-0.315.0-derived-from-ws.json'), NOW),
    );
  });

  it('single frames change only what they carry', () => {
    const state = fromFrames(
      'ws-initial-0.315.0-openhab.json',
      'ws-diff-battery-openhab.json',
      'ws-diff-plan-openhab.json',
    );
    assert.deepEqual(summary(state), {
      ...NEWEST,
      kw: [0.7376, 0.266, 1.0036, 0.629214],
      soc: 51,
      capacityKwh: 13.4,
    });
  });

  it('0.315 forecast', () => {
    const { 'forecast.grid': rows } = sample('ws-forecast-grid-0.315.0-openhab-first12.json');
    const rates = decodeRates(rows);
    assert.equal(rates.length, 12);
    assert.deepEqual(rates[0], { start: 1_788_501_600_000, end: 1_788_502_500_000, value: 0.28 });
  });

  it('0.207 over REST', () => {
    const state = decodeState(sample('api-state-0.207.5-demo-openhab.json'), NOW);
    assert.deepEqual(summary(state), {
      version: '0.207.5',
      kw: [2.875972, 8.475242, 0.5, 0.188786],
      soc: 31,
      capacityKwh: 13.4,
      battery: ['charge', null, true],
      buffer: [50, 75, 0],
      prices: [0.211, 0.08, 'priceforecast'],
      importLimitKw: null,
      cars: [
        ['vehicle_1', 44],
        ['vehicle_2', 80],
        ['vehicle_3', 8],
        ['vehicle_4', 0.46],
        ['vehicle_5', null],
      ],
      loadpoints: [
        ['loadpoint-1', 'pv', 0, 'vehicle_1', 48.3, 1182.321351, 15, false],
        ['loadpoint-2', 'now', 11.04, 'vehicle_5', null, 1257.162744, 16, true],
      ],
    });
    assert.equal(state.battery?.gridChargeActive, true);
    assert.deepEqual(state.vehicles[1]?.plan, { socPercent: 80, time: Date.UTC(2025, 8, 8, 6) });
    assert.equal(state.vehicles[0]?.hasRepeatingPlans, false);
  });

  it('0.203 over REST, wrapped', () => {
    const state = decodeState(sample('api-state-0.203x-result-wrapped-openems.json'), NOW);
    assert.deepEqual(summary(state), {
      version: null,
      kw: [0.01, null, 2.51552, -0.14],
      soc: 63,
      capacityKwh: 10.2,
      battery: ['unknown', null, true],
      buffer: [null, 80, 0],
      prices: [null, null, null],
      importLimitKw: 24.15,
      cars: [],
      loadpoints: [
        ['loadpoint-1', 'pv', 3.84748, 'e-208', 77.761, 7.420896, 16, false],
        ['loadpoint-2', 'pv', 0, 'zoe', 85, 0, 16, false],
      ],
    });
    assert.equal(state.ready, true);
  });

  it('0.200 over WebSocket', () => {
    const state = fromFrames('ws-initial-0.200.9-evcc-dart.json');
    assert.deepEqual(summary(state), {
      version: '0.200.9',
      kw: [0.04297, 0.2104, 0, 0.006],
      soc: 20,
      capacityKwh: null,
      battery: ['unknown', null, false],
      buffer: [20, 80, 0],
      prices: [0.23, null, 'priceforecast'],
      importLimitKw: null,
      cars: [
        ['kona', 39],
        ['speedy', null],
      ],
      loadpoints: [['loadpoint-1', 'minpv', 1.393344, null, null, 0.426, 16, false]],
    });
    const { forecast } = sample('ws-initial-0.200.9-evcc-dart.json');
    assert.ok(isRecord(forecast));
    const rates = decodeRates(forecast.grid);
    assert.equal(rates.length, 48);
    assert.deepEqual(rates[0], {
      start: Date.UTC(2025, 2, 15, 23),
      end: Date.UTC(2025, 2, 16, 0),
      value: 0.3002,
    });
  });
});
