import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse, unfollowed } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const MORNING = at('2026-03-17', 7);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;

const settings = ({ state }: SteeredHouse, index = 0) => state().evcc.loadpoints[index]?.settings;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);

it('what a person resets without deciding anything by it is brought back', () =>
  steerHouse(START, async (house) => {
    await planReady(house);
    await house.passUntil('we charge', () => settings(house)?.mode === 'now', 11 * HOUR_MS);
    await house.pass(2 * MINUTE_MS);
    const limit = settings(house)?.limitSoc;
    assert.ok(limit);
    await house.person('POST', 'loadpoints/1/limitsoc/0');
    await house.passUntil(
      'fast charging has its limit again',
      () => settings(house)?.limitSoc === limit || settings(house)?.mode !== 'now',
      3 * MINUTE_MS,
    );
    await house.person('DELETE', 'batterymode');
    await house.pass(3 * MINUTE_MS);
    const wanted = house.intent('battery')?.action;
    assert.equal(house.state().evcc.battery.external !== 'unknown', wanted !== 'BATTERY_RELEASE', wanted);
    assert.deepEqual(unfollowed(house.app.store.commands(1000)), []);
  }));

it('a boost works in quiet hours, and nobody takes it for a person who overrides us', () =>
  steerHouse(
    {
      ...START,
      start: at('2026-03-16', 23),
      settings: { quietHours: { enabled: true, startHour: 21, endHour: 7 } },
    },
    async (house) => {
      await planReady(house);
      assert.equal(house.snapshot().control?.queue.quiet, true);
      const request = { loadpoint: 'garage', until: null, minutes: 60, targetSocPercent: null };
      assert.ok((await house.app.loop.actions.boost(request)).ok);
      await house.pass(2 * MINUTE_MS);
      const kinds = new Set<string | undefined>();
      for (let minute = 0; minute < 50; minute += 5) {
        await house.pass(5 * MINUTE_MS);
        assert.equal(settings(house)?.mode, 'now');
        kinds.add(house.loadpoint('garage').override?.kind);
      }
      assert.deepEqual([...kinds], ['BOOST']);
      await house.pass(15 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override, null);
      assert.deepEqual(house.control().overrides, {});
    },
  ));

it('a car without SoC gets the energy that it is to have, in time and no more', () =>
  steerHouse(START, async (house) => {
    await house.person('DELETE', 'loadpoints/1/vehicle');
    await planReady(house);
    const target = { loadpoint: 'garage', targetSocPercent: null, targetEnergyKwh: 12 };
    assert.ok((await house.app.loop.actions.setTarget(target)).ok);
    await house.passUntil(
      'the plan is in evcc',
      () => settings(house)?.planEnergyKwh === 12 && Number(settings(house)?.planTime) > house.clock.now(),
      3 * MINUTE_MS,
    );
    const car = house.loadpoint('garage');
    assert.deepEqual([car.vehicleSocPercent, car.targetSocPercent, car.targetEnergyKwh], [null, null, 12]);
    await house.passUntil('we charge', () => settings(house)?.mode === 'now', 11 * HOUR_MS);
    assert.equal(settings(house)?.limitEnergyKwh, 12, 'what ends fast charging');
    await house.pass(MORNING - house.clock.now());
    const session = house.state().evcc.loadpoints[0]?.run.sessionKwh ?? 0;
    assert.ok(session >= 11.9 && session < 12.6, `${session} kWh`);
    assert.deepEqual([settings(house)?.mode, settings(house)?.limitEnergyKwh], ['pv', 0]);
  }));
