import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, type SiteState } from '../house/index.ts';
import { carGoals } from './goals.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testSettings } from './test-settings.ts';
import { testLoadpoint, testSite, testVehicle } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

/** Six in the morning after `SOME_TIME` (seven in the evening), in Berlin. */
const SIX = Date.UTC(2026, 2, 11, 5);

function goalOf(site: SiteState, control: ControlState = emptyControlState(), settings = testSettings()) {
  return carGoals(site, control, settings, SOME_TIME).get('garage');
}

describe('what a car is to have, and when', () => {
  it('is the default where nobody says anything', () => {
    const goal = goalOf(testSite());
    assert.equal(goal?.targetSocPercent, 80);
    assert.equal(goal?.departure, SIX);
    assert.equal(goal?.source, 'DEFAULT');
    // From 40 to 80 % of 60 kWh through 90 %.
    assert.ok(Math.abs((goal?.neededKwh ?? 0) - 24 / 0.9) < 1e-9);
  });

  it("is a person's in evcc, and ours does not count as one", () => {
    const time = SOME_TIME + 5 * HOUR_MS;
    const loadpoint = testLoadpoint({ effectivePlanTime: time, effectivePlanSocPercent: 65 });
    const site = testSite({ loadpoints: [loadpoint] });
    const foreign = goalOf(site);
    assert.deepEqual([foreign?.source, foreign?.departure, foreign?.targetSocPercent], ['EVCC', time, 65]);
    const ours = goalOf(site, {
      ...emptyControlState(),
      vehiclePlans: { kombi: [{ socPercent: 65, time }] },
    });
    assert.deepEqual([ours?.source, ours?.departure], ['DEFAULT', SIX]);
  });

  it('is what a person asked for here, before everything else', () => {
    const departure = SOME_TIME + 3 * HOUR_MS;
    const control = {
      ...emptyControlState(),
      departures: { kombi: { departure, targetSocPercent: 90, targetEnergyKwh: null } },
    };
    const goal = goalOf(testSite(), control);
    assert.deepEqual([goal?.source, goal?.departure, goal?.targetSocPercent], ['PERSON', departure, 90]);
  });

  it("stops at the car's own limit, and does not take our session limit for one", () => {
    const limited = testLoadpoint({ vehicleLimitSocPercent: 70 });
    assert.equal(goalOf(testSite({ loadpoints: [limited] }))?.targetSocPercent, 70);
    const ours = testLoadpoint({ limitSocPercent: 50, effectiveLimitSocPercent: 50 });
    const control = {
      ...emptyControlState(),
      loadpoints: { garage: { limitSocPercent: { original: 0, ours: 50 } } },
    };
    assert.equal(goalOf(testSite({ loadpoints: [ours] }), control)?.targetSocPercent, 80);
  });

  it('is an energy where SoC or capacity is unknown, less what the session brought', () => {
    const loadpoint = testLoadpoint({ vehicleSocPercent: null, sessionEnergyKwh: 4 });
    const goal = goalOf(testSite({ loadpoints: [loadpoint] }));
    assert.deepEqual([goal?.targetSocPercent, goal?.targetEnergyKwh, goal?.neededKwh], [null, 30, 26]);
    const noCapacity = goalOf(testSite({ vehicles: [testVehicle({ capacityKwh: null })] }));
    assert.equal(noCapacity?.targetEnergyKwh, 30);
  });

  it('uses a SoC that a person typed in', () => {
    const loadpoint = testLoadpoint({ vehicleSocPercent: null });
    const control = { ...emptyControlState(), manualSoc: { Kombi: 50 } };
    const goal = goalOf(testSite({ loadpoints: [loadpoint] }), control);
    assert.ok(Math.abs((goal?.targetEnergyKwh ?? 0) - (0.3 * 60) / 0.9) < 1e-9);
  });

  it('is none without a car, and none for a heater', () => {
    assert.equal(goalOf(testSite({ loadpoints: [testLoadpoint({ connected: false })] })), undefined);
    assert.equal(goalOf(testSite({ loadpoints: [testLoadpoint({ isHeating: true })] })), undefined);
  });

  it('takes target, capacity and hour from the settings of the car', () => {
    const settings = testSettings({
      vehicles: [
        {
          name: 'KOMBI',
          type: 'evcc',
          capacityKwh: 50,
          chargePowerKw: null,
          disabled: false,
          pollIntervalMinutes: null,
          targetSocPercent: 70,
          minSocPercent: null,
          departure: '07:30',
        },
      ],
    });
    const goal = goalOf(testSite(), emptyControlState(), settings);
    assert.deepEqual(
      [goal?.capacityKwh, goal?.targetSocPercent, goal?.source, goal?.departure],
      [50, 70, 'VEHICLE', Date.UTC(2026, 2, 11, 6, 30)],
    );
  });
});
