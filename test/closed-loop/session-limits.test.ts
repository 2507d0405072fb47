import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse, unfollowed } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;

const settings = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings;
const sessionKwh = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.run.sessionKwh ?? 0;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
const charges = (house: SteeredHouse) =>
  house.passUntil(
    'it charges',
    () => settings(house)?.mode === 'now' && house.loadpoint('garage').charging,
    HOUR_MS,
  );
const garage = { loadpoint: 'garage', targetSocPercent: null, targetEnergyKwh: null } as const;
const leavesIn = (house: SteeredHouse, hours: number) =>
  house.app.loop.actions.setDeparture({ ...garage, departure: house.clock.now() + hours * HOUR_MS });

describe('a car of which no SoC is known', () => {
  it('takes all of a boost that is made longer', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await house.person('DELETE', 'loadpoints/1/vehicle');
      await planReady(house);
      await actions.setTarget({ ...garage, targetEnergyKwh: 2 });
      assert.ok((await actions.boost({ ...garage, until: null, minutes: 5 })).ok);
      await charges(house);
      assert.equal(settings(house)?.limitEnergyKwh, 2);
      assert.ok((await actions.boost({ ...garage, until: null, minutes: 60 })).ok);
      await house.passUntil('more than the target', () => sessionKwh(house) > 5, HOUR_MS);
      const written = house.writes(EVENING).filter((request) => request.includes('/limitenergy/'));
      assert.ok(written.length <= 3, written.join());
      await house.passUntil('it ends', () => settings(house)?.mode === 'pv', HOUR_MS);
      await house.pass(3 * MINUTE_MS);
      assert.equal(settings(house)?.limitEnergyKwh, 0);
      assert.deepEqual(unfollowed(house.app.store.commands(1000)), []);
    }));

  it('takes what its target says, also where that is changed meanwhile', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await house.person('DELETE', 'loadpoints/1/vehicle');
      await planReady(house);
      await actions.setTarget({ ...garage, targetEnergyKwh: 4 });
      assert.ok((await leavesIn(house, 1)).ok);
      await charges(house);
      assert.equal(settings(house)?.limitEnergyKwh, 4);
      for (const targetEnergyKwh of [20, 7]) {
        await actions.setTarget({ ...garage, targetEnergyKwh });
        await house.pass(2 * MINUTE_MS);
        assert.equal(settings(house)?.limitEnergyKwh, targetEnergyKwh);
      }
      await house.passUntil('it is ready', () => settings(house)?.mode === 'pv', HOUR_MS);
      assert.ok(Math.abs(sessionKwh(house) - 7) < 0.5, `${sessionKwh(house)} kWh`);
    }));
});

describe('a limit of this session that a person sets while we charge', () => {
  it('counts as its target, is shown, and can be taken back', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      assert.ok((await leavesIn(house, 2)).ok);
      await charges(house);
      assert.equal(settings(house)?.limitSoc, 80);
      await house.pass(2 * MINUTE_MS);
      const since = house.clock.now();
      await house.person('POST', 'loadpoints/1/limitsoc/90');
      await house.pass(MINUTE_MS);
      const { override, targetSocPercent } = house.loadpoint('garage');
      assert.deepEqual([override?.kind, override?.targetSocPercent, targetSocPercent], ['PERSON', 90, 90]);
      await house.pass(10 * MINUTE_MS);
      assert.deepEqual([settings(house)?.mode, settings(house)?.limitSoc], ['now', 90]);
      assert.deepEqual(
        house.writes(since).filter((request) => request.includes('/limitsoc/')),
        [],
      );

      assert.ok((await house.app.loop.actions.releaseOverride('garage')).ok);
      assert.equal(house.loadpoint('garage').override, null);
      await house.passUntil('ours again', () => settings(house)?.limitSoc === 80, 3 * MINUTE_MS);
    }));

  it('is over with a target that is named later, and with the car', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      assert.ok((await leavesIn(house, 2)).ok);
      await charges(house);
      await house.pass(2 * MINUTE_MS);
      await house.person('POST', 'loadpoints/1/limitsoc/90');
      await house.pass(MINUTE_MS);
      assert.equal(house.loadpoint('garage').targetSocPercent, 90);
      await house.app.loop.actions.setTarget({ ...garage, targetSocPercent: 85 });
      await house.passUntil('it is the limit', () => settings(house)?.limitSoc === 85, 3 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override, null);

      await house.pass(2 * MINUTE_MS);
      await house.person('POST', 'loadpoints/1/limitsoc/95');
      await house.pass(MINUTE_MS);
      assert.equal(house.loadpoint('garage').override?.targetSocPercent, 95);
      house.house.plugOut('kompakt');
      await house.pass(3 * MINUTE_MS);
      assert.deepEqual(house.control().sessionLimits, {});
    }));
});
