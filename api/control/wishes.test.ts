import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { HOUR_MS, type Intent } from '../house/index.ts';
import { batteryWishes } from './battery-wishes.ts';
import type { CarGoal } from './goals.ts';
import { loadpointWishes } from './loadpoint-wishes.ts';
import { LATE_STRATEGY } from './plan-strategy.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testBattery, testLoadpoint, testSite, testVehicle } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';
import type { Wish } from './wish.ts';

const DEPARTURE = SOME_TIME + 12 * HOUR_MS;

function intent(change: Partial<Intent>): Intent {
  return {
    subject: 'garage',
    capability: 'VEHICLES',
    action: 'CAR_CHARGE',
    powerKw: 11,
    socPercent: 80,
    since: SOME_TIME,
    until: null,
    live: true,
    reason: { de: 'Grund', en: 'reason' },
    ...change,
  };
}

const GOAL: CarGoal = {
  loadpoint: 'garage',
  vehicleName: 'kombi',
  capacityKwh: 60,
  socPercent: 40,
  limitSocPercent: 100,
  targetSocPercent: 80,
  targetEnergyKwh: null,
  departure: DEPARTURE,
  source: 'DEFAULT',
  neededKwh: 26.7,
};

const kinds = (wishes: Wish[]) => wishes.filter((wish) => !wish.satisfied).map((wish) => wish.command.kind);

describe('wishes for a car', () => {
  it("put the car's own plan and a limit before the fast mode", () => {
    const wishes = loadpointWishes(testLoadpoint(), testSite(), GOAL, intent({}), emptyControlState());
    assert.deepEqual(kinds(wishes), ['vehiclePlan', 'vehiclePlanStrategy', 'limitSoc', 'loadpointMode']);
  });

  it('are none in observation', () => {
    assert.deepEqual(
      loadpointWishes(testLoadpoint(), testSite(), GOAL, intent({ live: false }), emptyControlState()),
      [],
    );
  });

  it('are none once evcc shows everything', () => {
    const loadpoint = testLoadpoint({ mode: 'now', limitSocPercent: 80 });
    const vehicle = testVehicle({
      plan: { socPercent: 80, time: DEPARTURE },
      planStrategy: { ...LATE_STRATEGY },
    });
    const wishes = loadpointWishes(
      loadpoint,
      testSite({ loadpoints: [loadpoint], vehicles: [vehicle] }),
      GOAL,
      intent({}),
      emptyControlState(),
    );
    assert.deepEqual(kinds(wishes), []);
  });

  it('end a car without SoC by the energy of its session', () => {
    const goal = { ...GOAL, socPercent: null, targetSocPercent: null, targetEnergyKwh: 20, neededKwh: 15 };
    const loadpoint = testLoadpoint({ vehicleSocPercent: null, sessionEnergyKwh: 5 });
    const wishes = loadpointWishes(
      loadpoint,
      testSite(),
      goal,
      intent({ socPercent: null }),
      emptyControlState(),
    );
    assert.deepEqual(kinds(wishes), ['loadpointEnergyPlan', 'limitEnergy', 'loadpointMode']);
    const limit = wishes.find((wish) => wish.command.kind === 'limitEnergy')?.command;
    assert.deepEqual(limit, { kind: 'limitEnergy', loadpoint: 'garage', energyKwh: 20 });
  });

  it('put back mode and limit, and then nothing more is ours', () => {
    const control: ControlState = {
      ...emptyControlState(),
      loadpoints: {
        garage: { mode: { original: 'minpv', ours: 'now' }, limitSocPercent: { original: 0, ours: 80 } },
      },
    };
    const during = loadpointWishes(
      testLoadpoint({ mode: 'now', limitSocPercent: 80 }),
      testSite(),
      undefined,
      undefined,
      control,
    );
    assert.deepEqual(
      during.map((wish) => wish.command),
      [
        { kind: 'loadpointMode', loadpoint: 'garage', mode: 'minpv' },
        { kind: 'limitSoc', loadpoint: 'garage', socPercent: 0 },
      ],
    );
    const after = loadpointWishes(
      testLoadpoint({ mode: 'minpv', limitSocPercent: 0 }),
      testSite(),
      undefined,
      undefined,
      control,
    );
    assert.deepEqual(kinds(after), []);
    assert.deepEqual(after.reduce((state, wish) => wish.settle?.(state) ?? state, control).loadpoints, {});
  });
});

test('a limit that evcc has not shown yet is put back all the same', () => {
  const loadpoint = testLoadpoint({ mode: 'pv', limitSocPercent: 100 });
  const control: ControlState = {
    ...emptyControlState(),
    loadpoints: { garage: { limitSocPercent: { original: 0, ours: 80, awaiting: true } } },
  };
  const [wish] = loadpointWishes(loadpoint, testSite(), undefined, undefined, control);
  assert.deepEqual(wish && kinds([wish]), ['limitSoc']);
  const written = wish?.own?.(control) ?? control;
  const [after] = loadpointWishes(loadpoint, testSite(), undefined, undefined, written);
  assert.equal(after?.satisfied, true);
});

describe('wishes for the battery', () => {
  const hold = intent({
    subject: 'battery',
    capability: 'BATTERY',
    action: 'BATTERY_HOLD',
    socPercent: null,
  });

  it('hold and release', () => {
    assert.deepEqual(kinds(batteryWishes(testSite({ battery: testBattery() }), hold, emptyControlState())), [
      'batteryMode',
    ]);
    const held: ControlState = { ...emptyControlState(), batteryMode: 'hold' };
    assert.deepEqual(
      kinds(
        batteryWishes(testSite({ battery: testBattery({ externalMode: 'hold', mode: 'hold' }) }), hold, held),
      ),
      [],
    );
    const notApplied = testSite({ battery: testBattery({ externalMode: 'hold', mode: 'normal' }) });
    assert.deepEqual(kinds(batteryWishes(notApplied, hold, held)), ['batteryMode']);
    const release = { ...hold, action: 'BATTERY_RELEASE' } as const;
    assert.deepEqual(
      kinds(batteryWishes(testSite({ battery: testBattery({ externalMode: 'hold' }) }), release, held)),
      ['releaseBatteryMode'],
    );
    assert.deepEqual(batteryWishes(testSite({ battery: testBattery() }), release, emptyControlState()), []);
  });

  it('charge only up to the planned SoC, then hold', () => {
    const charge = { ...hold, action: 'BATTERY_CHARGE', socPercent: 60 } as const;
    const mode = (socPercent: number) =>
      batteryWishes(testSite({ battery: testBattery({ socPercent }) }), charge, emptyControlState())[0]
        ?.command;
    assert.deepEqual(mode(59), { kind: 'batteryMode', mode: 'charge' });
    assert.deepEqual(mode(60), { kind: 'batteryMode', mode: 'hold' });
  });
});

test('a battery is not released while a car charges fast: evcc would unlock it for a cycle', () => {
  const release = {
    subject: 'battery',
    capability: 'BATTERY',
    action: 'BATTERY_RELEASE',
    powerKw: null,
    socPercent: null,
    since: SOME_TIME,
    until: null,
    live: true,
    reason: { de: '', en: '' },
  } as const;
  const commands = (charging: boolean, dischargeControl = true) => {
    const site = testSite({
      battery: testBattery({ mode: 'charge', externalMode: 'charge', dischargeControl }),
      loadpoints: [testLoadpoint({ mode: 'now', charging })],
    });
    const control = { ...emptyControlState(), batteryMode: 'charge' } as const;
    return batteryWishes(site, release, control).map(({ command }) => command);
  };
  assert.deepEqual(commands(true), [{ kind: 'batteryMode', mode: 'hold' }]);
  assert.deepEqual(commands(false), [{ kind: 'releaseBatteryMode' }]);
  assert.deepEqual(commands(true, false), [{ kind: 'releaseBatteryMode' }], 'evcc locks nothing');
});
