import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, type Instant, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse, unfollowed } from './steered-house.ts';

/** The evening of a day after which both cars leave in the morning; prices fall at night. */
const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;

const mode = ({ state }: SteeredHouse, index = 0) => state().evcc.loadpoints[index]?.settings.mode;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
/** Until we charge the car at `garage` by our own decision. */
const charging = (house: SteeredHouse) =>
  house.passUntil('we charge', () => house.snapshot().loadpoints[0]?.mode === 'now', 11 * HOUR_MS);

function modeWrites(house: SteeredHouse, from: Instant): string[] {
  return house.writes(from).filter((request) => request.includes('/loadpoints/1/mode/'));
}

describe('people win', () => {
  it('who take back our fast charging are left alone until the car has left', () =>
    steerHouse(START, async (house) => {
      await charging(house);
      assert.equal(house.intent('garage')?.action, 'CAR_CHARGE');
      const since = house.clock.now();
      await house.person('POST', 'loadpoints/1/mode/pv');
      await house.pass(MINUTE_MS);
      assert.equal(house.loadpoint('garage').override?.kind, 'PERSON');
      assert.equal(house.intent('garage')?.action, 'CAR_LEAVE_ALONE');
      await house.pass(2 * HOUR_MS);
      assert.equal(mode(house), 'pv');
      assert.deepEqual(modeWrites(house, since), []);
      assert.equal(house.state().evcc.loadpoints[0]?.settings.limitSoc, 0, 'our limit is gone again');
      assert.ok(house.state().evcc.vehicles.kompakt?.plan, 'the plan in evcc stays');
      assert.deepEqual(unfollowed(house.app.store.commands(1000)), []);

      house.house.plugOut('kompakt');
      await house.pass(2 * MINUTE_MS);
      house.house.plugIn('kompakt');
      await house.pass(3 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override, null, 'with the car away the matter is over');
    }));

  it('who switch off while we charge keep it off, and back at PV we go on', () =>
    steerHouse(START, async (house) => {
      await charging(house);
      const since = house.clock.now();
      await house.person('POST', 'loadpoints/1/mode/off');
      await house.pass(HOUR_MS);
      assert.equal(mode(house), 'off');
      assert.equal(house.loadpoint('garage').override?.kind, 'PERSON');
      assert.deepEqual(modeWrites(house, since), []);
      await house.person('POST', 'loadpoints/1/mode/pv');
      await house.pass(2 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override, null);
      assert.notEqual(house.intent('garage')?.action, 'CAR_LEAVE_ALONE');
      await charging(house);
    }));

  it('who charge fast while we wait are left alone, and back at PV we take over', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      await house.pass(MINUTE_MS);
      if (mode(house) !== 'pv') await house.passUntil('we wait', () => mode(house) === 'pv', 5 * HOUR_MS);
      const since = house.clock.now();
      await house.person('POST', 'loadpoints/1/mode/now');
      await house.pass(MINUTE_MS);
      const { override } = house.loadpoint('garage');
      assert.equal(override?.kind, 'PERSON');
      assert.ok(override && override.since <= house.clock.now() && override.since >= since);
      await house.pass(HOUR_MS);
      assert.equal(mode(house), 'now');
      assert.deepEqual(modeWrites(house, since), []);
      assert.equal(house.loadpoint('garage').charging, true);
      await house.person('POST', 'loadpoints/1/mode/pv');
      await house.pass(2 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override, null);
      assert.notEqual(house.intent('garage')?.action, 'CAR_LEAVE_ALONE');
      assert.ok(house.app.store.events(0, 10_000).some(({ message }) => /takes over again/.test(message.en)));
    }));

  it('who set the battery mode elsewhere keep it; when it expires we go on', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      for (let minute = 0; minute < 10; minute++) {
        await house.person('POST', 'batterymode/charge');
        for (let part = 0; part < 2; part++) await house.pass(MINUTE_MS / 2);
        assert.equal(house.state().evcc.battery.external, 'charge', `minute ${minute}`);
      }
      assert.ok(house.snapshot().notices.some(({ code }) => code === 'BATTERY_OVERRIDDEN'));
      assert.equal(house.intent('battery')?.live, false);
      await house.pass(4 * MINUTE_MS);
      assert.equal(house.intent('battery')?.live, true);
      assert.ok(!house.snapshot().notices.some(({ code }) => code === 'BATTERY_OVERRIDDEN'));
    }));

  it('boost by minutes, target or time: it ends by itself, and mode and limits are as before', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      const ends = [
        { until: null, minutes: 30, targetSocPercent: null },
        { until: null, minutes: null, targetSocPercent: 50 },
        { until: house.clock.now() + 4 * HOUR_MS, minutes: null, targetSocPercent: null },
      ];
      for (const end of ends) {
        assert.ok(
          (
            await actions.boost({
              loadpoint: 'carport',
              ...end,
              targetSocPercent: end.targetSocPercent && 85,
            })
          ).ok,
        );
        await house.pass(MINUTE_MS);
        assert.equal(mode(house, 1), 'now');
        assert.equal(house.loadpoint('carport').override?.kind, 'BOOST');
        assert.ok(
          (house.state().evcc.loadpoints[1]?.settings.limitSoc ?? 0) > 0,
          'a limit ends fast charging',
        );
        await house.passUntil('the boost ends', () => mode(house, 1) === 'pv', 4.1 * HOUR_MS);
        await house.pass(2 * MINUTE_MS);
        assert.equal(house.loadpoint('carport').override, null);
        assert.equal(house.state().evcc.loadpoints[1]?.settings.limitSoc, 0);
      }
      assert.ok((house.loadpoint('carport').vehicleSocPercent ?? 0) >= 85);

      assert.ok(
        (await actions.boost({ loadpoint: 'carport', until: null, minutes: null, targetSocPercent: null }))
          .ok,
      );
      await house.pass(MINUTE_MS);
      assert.equal(mode(house, 1), 'now');
      assert.ok((await actions.cancelBoost('carport')).ok);
      await house.pass(2 * MINUTE_MS);
      assert.notEqual(house.loadpoint('carport').override?.kind, 'BOOST');
      assert.deepEqual(house.control().boosts, {});
      assert.deepEqual(unfollowed(house.app.store.commands(1000)), []);
    }));

  it('who plan in evcc are followed: their plan is used and never overwritten', () =>
    steerHouse(START, async (house) => {
      const time = at('2026-03-17', 4);
      await house.person('POST', `vehicles/kompakt/plan/soc/65/${new Date(time).toISOString()}`);
      await planReady(house);
      await house.pass(2 * MINUTE_MS);
      const car = house.loadpoint('garage');
      assert.deepEqual([car.departure, car.targetSocPercent, car.departureSource], [time, 65, 'EVCC']);
      const soc = () => house.loadpoint('garage').vehicleSocPercent ?? 0;
      await house.passUntil('65 %', () => soc() >= 64.5, time - house.clock.now());
      const planWrites = house
        .writes(EVENING)
        .filter((request) => request.includes('vehicles/kompakt/plan/soc'));
      assert.deepEqual(planWrites, []);
    }));

  it('who set a departure and take it back get both into evcc', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      await house.pass(2 * MINUTE_MS);
      const usual = house.loadpoint('garage').departure;
      const plan = () => house.state().evcc.vehicles.kompakt?.plan;
      assert.deepEqual(plan(), { soc: 80, time: usual });

      const departure = at('2026-03-17', 5, 15);
      const request = { loadpoint: 'garage', departure, targetSocPercent: 70, targetEnergyKwh: null };
      assert.ok((await actions.setDeparture(request)).ok);
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual(plan(), { soc: 70, time: departure });
      assert.equal(house.loadpoint('garage').departureSource, 'PERSON');

      const half = await actions.setDeparture({ ...request, departure: null });
      assert.deepEqual([half.ok, !half.ok && half.field], [false, 'departure'], 'a target is not ignored');
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual(plan(), { soc: 70, time: departure });

      for (const both of [
        await actions.setDeparture({ ...request, targetEnergyKwh: 10 }),
        await actions.setTarget({ ...request, targetEnergyKwh: 10 }),
      ]) {
        assert.deepEqual([both.ok, !both.ok && both.code], [false, 'INVALID_VALUE'], 'which of them counts?');
        assert.match(both.ok ? '' : both.message.de, /targetSocPercent.*targetEnergyKwh/);
      }

      const back = { ...request, departure: null, targetSocPercent: null };
      assert.ok((await actions.setDeparture(back)).ok);
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual(plan(), { soc: 80, time: usual });
      assert.notEqual(house.loadpoint('garage').departureSource, 'EVCC');
    }));
});
