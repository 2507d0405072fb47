import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Intent } from './parts.ts';
import { type Doing, sunTaker, unlike } from './unlike.ts';

const car = (id: string, powerKw: number | null, mode: 'PV' | 'NOW' = 'PV'): Doing['loadpoints'][number] => ({
  id,
  title: id,
  mode,
  connected: true,
  charging: (powerKw ?? 0) > 0,
  powerKw,
  vehicleName: id,
  vehicleTitle: id,
  vehicleSocPercent: 50,
  targetSocPercent: 80,
  targetEnergyKwh: null,
  departure: null,
  departureSource: null,
  neededKwh: 10,
  expectedSocPercent: 80,
  isHeating: false,
  override: null,
});

const battery: NonNullable<Doing['battery']> = {
  socPercent: 50,
  capacityKwh: 10,
  minSocPercent: 10,
  maxSocPercent: 100,
  powerKw: 0,
  mode: 'NORMAL',
  externalMode: null,
  wearCostPerKwh: 0,
};

function house(
  loadpoints: Doing['loadpoints'],
  { pvKw = 0, batteryKw = 0, mode = battery.mode } = {},
): Doing {
  const power = { observedAt: '', gridKw: 0, pvKw, homeKw: 0.5, batteryKw };
  return {
    loadpoints,
    power: { ...power, importPricePerKwh: 0.3, feedInPricePerKwh: 0.08 },
    battery: { ...battery, mode },
  };
}

const of = (subject: string, action: Intent['action'], live = true) =>
  ({ capability: 'VEHICLES', subject, action, live }) as const;

test('two cars share the sun: each says who has it', () => {
  const now = house([car('a', 0), car('b', 6)], { pvKw: 6.6 });
  assert.equal(unlike(of('a', 'CAR_SOLAR'), now), 'sunToCar');
  assert.equal(sunTaker(now, 'a')?.id, 'b');
  assert.equal(unlike(of('b', 'CAR_WAIT'), now), 'fromSun');
});

test('a car that takes more than the sun gives is still charging, whatever its mode', () => {
  assert.equal(unlike(of('a', 'CAR_WAIT'), house([car('a', 7)], { pvKw: 2 })), 'stillCharging');
  assert.equal(unlike(of('a', 'CAR_WAIT'), house([car('a', 4, 'NOW')], { pvKw: 9 })), 'stillCharging');
  assert.equal(
    unlike(of('a', 'CAR_WAIT'), house([car('a', 3), car('b', 5)], { pvKw: 5.5 })),
    'stillCharging',
    'what another car takes is not left for this one',
  );
});

test('without sun a car waits for it; with sun the battery may have it', () => {
  assert.equal(unlike(of('a', 'CAR_SOLAR'), house([car('a', 0), car('b', 6)])), 'noSun');
  assert.equal(
    unlike(of('a', 'CAR_SOLAR'), house([car('a', 0)], { pvKw: 5.5, batteryKw: -5 })),
    'sunToBattery',
  );
  assert.equal(unlike(of('a', 'CAR_CHARGE'), house([car('a', 0)])), 'notYetCharging');
});

test('what is as wanted, only observed or unknown is no other', () => {
  const now = house([car('a', 3), car('b', null)], { pvKw: 4 });
  assert.equal(unlike(of('a', 'CAR_SOLAR'), now), null);
  assert.equal(unlike(of('a', 'CAR_WAIT', false), now), null);
  assert.equal(unlike(of('b', 'CAR_CHARGE'), now), null);
});

test('a battery that evcc locks is not released', () => {
  const released = { ...of('battery', 'BATTERY_RELEASE', false), capability: 'BATTERY' } as const;
  assert.equal(unlike(released, house([], { mode: 'HOLD' })), 'locked');
  assert.equal(unlike(released, house([], { mode: 'CHARGE' })), 'filled');
  assert.equal(unlike(released, house([], { mode: 'HOLDCHARGE' })), 'notFilled');
  assert.equal(unlike(released, house([])), null);
  assert.equal(unlike({ ...released, action: 'BATTERY_HOLD' }, house([], { mode: 'HOLD' })), null);
});

test('a battery whose mode evcc has not taken over still runs freely', () => {
  const hold = { ...of('battery', 'BATTERY_HOLD'), capability: 'BATTERY' } as const;
  assert.equal(unlike(hold, house([])), 'notYetModed');
  assert.equal(unlike(hold, house([], { mode: 'UNKNOWN' })), null, 'where evcc does not say');
  assert.equal(unlike({ ...hold, live: false }, house([])), null);
  assert.equal(unlike({ ...hold, action: 'BATTERY_TO_CAR' }, house([])), null);
  assert.equal(unlike({ ...hold, action: 'BATTERY_CHARGE' }, house([], { mode: 'HOLD' })), 'locked');
});
