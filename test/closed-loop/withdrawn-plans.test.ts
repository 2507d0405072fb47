import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse, unfollowed } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [60, 75] } } } as const;
const NO_USUAL_DEPARTURE = { ...START, settings: { evDepartureHour: null } } as const;

const plan = ({ state }: SteeredHouse) => state().evcc.vehicles.kompakt?.plan ?? null;
const planEnergyKwh = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings.planEnergyKwh;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
const target = { loadpoint: 'garage', targetSocPercent: null, targetEnergyKwh: null } as const;

/** Nothing of ours is left to be written, and evcc followed. */
async function isQuiet(house: SteeredHouse): Promise<void> {
  const since = house.clock.now();
  await house.pass(5 * MINUTE_MS);
  assert.deepEqual(
    house.writes(since).filter((request) => request.includes('/plan/')),
    [],
  );
  const failed = unfollowed(house.app.store.commands(1000)).filter((command) => command.startsWith('DELETE'));
  assert.deepEqual(failed, []);
}

describe('our own plan in evcc is taken back with what it was for', () => {
  it('a target that is lowered below what the car has', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await house.passUntil('our plan', () => plan(house)?.soc === 80, 10 * MINUTE_MS);
      assert.ok((await actions.setTarget({ ...target, targetSocPercent: 50 })).ok);
      await house.passUntil('it is withdrawn', () => plan(house) === null, 5 * MINUTE_MS);
      await isQuiet(house);
      assert.equal(house.loadpoint('garage').departureSource, 'DEFAULT');

      assert.ok((await actions.setTarget({ ...target, targetSocPercent: 70 })).ok);
      await house.passUntil('the new one is there', () => plan(house)?.soc === 70, 5 * MINUTE_MS);
    }));

  it('a departure; and who then makes the same plan in evcc keeps it', () =>
    steerHouse(NO_USUAL_DEPARTURE, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      const departure = house.clock.now() + 4 * HOUR_MS;
      assert.ok((await actions.setDeparture({ ...target, departure, targetSocPercent: 80 })).ok);
      await house.passUntil('our plan', () => plan(house)?.soc === 80, 5 * MINUTE_MS);
      assert.ok((await actions.setDeparture({ ...target, departure: null })).ok);
      await house.passUntil('it is withdrawn', () => plan(house) === null, 5 * MINUTE_MS);
      await isQuiet(house);
      assert.equal(house.loadpoint('garage').departure, null);

      const time = Math.floor(departure / 1000) * 1000;
      await house.person('POST', `vehicles/kompakt/plan/soc/80/${new Date(time).toISOString()}`);
      await house.pass(3 * MINUTE_MS);
      assert.deepEqual(plan(house), { soc: 80, time });
      assert.equal(house.loadpoint('garage').departureSource, 'EVCC');
    }));

  it("never a person's own", () =>
    steerHouse(NO_USUAL_DEPARTURE, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      const departure = house.clock.now() + 4 * HOUR_MS;
      assert.ok((await actions.setDeparture({ ...target, departure, targetSocPercent: 80 })).ok);
      await house.passUntil('our plan', () => plan(house)?.soc === 80, 5 * MINUTE_MS);
      const time = Math.floor(departure / 1000) * 1000 + HOUR_MS;
      await house.person('POST', `vehicles/kompakt/plan/soc/70/${new Date(time).toISOString()}`);
      assert.ok((await actions.setDeparture({ ...target, departure: null })).ok);
      await house.pass(5 * MINUTE_MS);
      assert.deepEqual(plan(house), { soc: 70, time });
    }));

  it('an energy, of a car of which nothing is known', () =>
    steerHouse(NO_USUAL_DEPARTURE, async (house) => {
      const { actions } = house.app.loop;
      await house.person('DELETE', 'loadpoints/1/vehicle');
      await planReady(house);
      const departure = house.clock.now() + 3 * HOUR_MS;
      assert.ok((await actions.setDeparture({ ...target, departure, targetEnergyKwh: 10 })).ok);
      await house.passUntil('our plan', () => planEnergyKwh(house) === 10, 5 * MINUTE_MS);
      assert.ok((await actions.setDeparture({ ...target, departure: null })).ok);
      await house.passUntil('it is withdrawn', () => planEnergyKwh(house) === 0, 5 * MINUTE_MS);
      await isQuiet(house);
      assert.deepEqual(house.control().energyPlans, {});
    }));

  it('an energy, once evcc knows the car again', () =>
    steerHouse(START, async (house) => {
      await house.person('DELETE', 'loadpoints/1/vehicle');
      await house.passUntil('our plan', () => (planEnergyKwh(house) ?? 0) > 0, 10 * MINUTE_MS);
      house.house.claim('kompakt', 0);
      await house.passUntil("the car's own plan", () => plan(house)?.soc === 80, 5 * MINUTE_MS);
      await house.passUntil('the other is withdrawn', () => planEnergyKwh(house) === 0, 5 * MINUTE_MS);
      await isQuiet(house);
    }));

  it('but not because the car is full', () =>
    steerHouse({ ...START, house: { start: { carSocPercent: [79, 75] } } }, async (house) => {
      await house.passUntil('our plan', () => plan(house)?.soc === 80, 10 * MINUTE_MS);
      await house.app.loop.actions.boost({ ...target, until: null, minutes: 30 });
      await house.passUntil(
        'it has what it needs',
        () => (house.loadpoint('garage').neededKwh ?? 9) < 0.1,
        HOUR_MS,
      );
      await house.pass(5 * MINUTE_MS);
      const deleted = house.writes(EVENING).filter((request) => /^DELETE .*plan/.test(request));
      assert.deepEqual(deleted, []);
    }));
});
