import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Intent, LoadpointState } from '../house/index.ts';
import { batteryToCarIntent, profitPerKwh } from './battery-to-car.ts';
import { batteryWishes } from './battery-wishes.ts';
import { emptyControlState } from './state.ts';
import { testSlot } from './test-plan.ts';
import { testBattery, testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const TERMS = {
  batteryToCar: { minProfitPerKwh: 0.03, floorSocPercent: 20 },
  batteryDischargeEfficiency: 0.8,
  batteryWearCostPerKwh: 0.02,
};
const ABILITY = { maxChargeKw: 5, maxDischargeKw: 5, minSocPercent: 10, maxSocPercent: 95 };
const CHARGE: Intent = {
  subject: 'garage',
  capability: 'VEHICLES',
  action: 'CAR_CHARGE',
  powerKw: 11,
  socPercent: 80,
  since: SOME_TIME,
  until: null,
  live: true,
  reason: { de: '', en: '' },
};

interface Change {
  price?: number;
  soc?: number;
  dischargeControl?: boolean;
  cars?: Intent[];
  other?: Partial<LoadpointState>;
}

function decided(change: Change = {}) {
  const { price = 0.45, soc = 60, dischargeControl = true, cars = [CHARGE], other } = change;
  const carport = testLoadpoint({ name: 'carport', ...other });
  const site = testSite({
    battery: testBattery({ socPercent: soc, dischargeControl }),
    loadpoints: [testLoadpoint({ mode: 'now', charging: true, chargePowerKw: 11 }), carport],
  });
  const slot = testSlot({ price, carKw: 11 });
  const input = { site, slot, cars, before: [], ability: ABILITY, terms: TERMS, live: true };
  return { site, intent: batteryToCarIntent(input, SOME_TIME) };
}

test('pays where the car would buy for more than the stored kWh is worth after losses and wear', () => {
  // Worth 0.25 stored: 0.25 / 0.8 + 0.02 = 0.3325 for each kWh at the AC side.
  assert.ok(Math.abs((profitPerKwh(testSlot({ price: 0.45 }), TERMS) ?? 0) - 0.1175) < 1e-9);
  assert.equal(decided().intent?.powerKw, 5);
  assert.equal(decided({ price: 0.36 }).intent, null, 'less profit than asked for');
});

test('never below its floor, nor for cars that a person charges', () => {
  assert.equal(decided({ soc: 21 }).intent, null);
  assert.equal(decided({ cars: [] }).intent, null);
  assert.equal(decided({ cars: [{ ...CHARGE, live: false }] }).intent, null);
  assert.equal(
    decided({ dischargeControl: false }).intent?.action,
    'BATTERY_TO_CAR',
    'the same without its lock',
  );
});

test('nor while another one charges fast, by whomever: what unlocks the battery unlocks it for both', () => {
  const action = (other: Partial<LoadpointState>) => decided({ other }).intent?.action ?? null;
  assert.equal(action({ mode: 'pv', charging: true }), 'BATTERY_TO_CAR', 'the sun alone');
  assert.equal(action({ mode: 'now', charging: false }), 'BATTERY_TO_CAR');
  assert.equal(action({ mode: 'now', charging: true }), null);
  for (const rule of ['planActive', 'minSocNotReached', 'smartCostActive'] as const)
    assert.equal(action({ mode: 'pv', charging: true, [rule]: true }), null, rule);
});

test('is told to evcc as a mode that expires, and ends at the floor', () => {
  const { site, intent } = decided();
  const command = (soc: number, mode: 'normal' | null) => {
    const control = { ...emptyControlState(), batteryMode: mode };
    const battery = testBattery({ socPercent: soc, externalMode: mode });
    return batteryWishes({ ...site, battery }, intent ?? undefined, control)[0]?.command;
  };
  assert.deepEqual(command(60, null), { kind: 'batteryMode', mode: 'normal' });
  assert.deepEqual(command(20, 'normal'), { kind: 'batteryMode', mode: 'hold' });
});
