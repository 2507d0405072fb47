import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const START = (socPercent: number) =>
  ({
    start: at('2026-03-16', 20),
    seed: 1,
    house: { start: { carSocPercent: [socPercent, 75] as [number, number] } },
  }) as const;

const mode = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings.mode;
const carKw = ({ state }: SteeredHouse) => state().flow.carsKw[0] ?? 0;

describe('fast charging ends by itself', () => {
  it('at a target between two percents, which evcc does not know', () =>
    steerHouse(START(78), async (house) => {
      await house.pass(5 * MINUTE_MS);
      const boost = { loadpoint: 'garage', until: null, minutes: null, targetSocPercent: 80.4 };
      assert.ok((await house.app.loop.actions.boost(boost)).ok);
      assert.equal(house.loadpoint('garage').override?.targetSocPercent, 80);
      await house.passUntil('it charges', () => carKw(house) > 5, 10 * MINUTE_MS);
      const isOver = () => house.loadpoint('garage').override === null && mode(house) === 'pv';
      await house.passUntil('the boost is over', isOver, HOUR_MS);
    }));

  it('where a planned target lies between two percents', () =>
    steerHouse(START(78), async (house) => {
      await house.pass(5 * MINUTE_MS);
      const departure = house.clock.now() + HOUR_MS;
      const wish = { loadpoint: 'garage', departure, targetSocPercent: 80.45, targetEnergyKwh: null };
      assert.ok((await house.app.loop.actions.setDeparture(wish)).ok);
      await house.passUntil('it charges', () => carKw(house) > 5, HOUR_MS);
      const isOver = () => mode(house) === 'pv' && house.loadpoint('garage').neededKwh === 0;
      await house.passUntil('it is over', isOver, departure - house.clock.now() - MINUTE_MS);
    }));

  it('where the car tells 99 % and takes no more, of a boost as of a plan', () =>
    steerHouse(START(97), async (house) => {
      await house.pass(5 * MINUTE_MS);
      const { actions } = house.app.loop;
      const departure = house.clock.now() + 10 * HOUR_MS;
      const wish = { loadpoint: 'garage', departure, targetSocPercent: 100, targetEnergyKwh: null };
      assert.ok((await actions.setDeparture(wish)).ok);
      const boost = { loadpoint: 'garage', until: null, minutes: null, targetSocPercent: 100 };
      assert.ok((await actions.boost(boost)).ok);
      await house.passUntil('it charges', () => carKw(house) > 2, 10 * MINUTE_MS);
      house.house.faults.set({ vehicleSoc: 99 });
      const isOver = () => house.loadpoint('garage').override === null && mode(house) === 'pv';
      await house.passUntil('the boost is over', isOver, 4 * HOUR_MS);
      assert.equal(house.loadpoint('garage').neededKwh, 0);
      assert.notEqual(house.intent('garage')?.action, 'CAR_CHARGE');
      await house.passUntil('a new plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
      for (let quarter = 0; quarter < 8; quarter++) {
        await house.pass(15 * MINUTE_MS);
        assert.equal(mode(house), 'pv');
      }
    }));
});
