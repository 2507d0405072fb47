import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { ask, at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;

const mode = ({ state }: SteeredHouse, index = 0) => state().evcc.loadpoints[index]?.settings.mode;
const external = ({ state }: SteeredHouse) => state().evcc.battery.external;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);

describe('people decide', () => {
  it('to pause: everything is released at once, and with the end of the pause we go on', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      const found = house.state().evcc.loadpoints[0]?.settings;
      assert.ok(
        (await actions.boost({ loadpoint: 'garage', until: null, minutes: 600, targetSocPercent: null })).ok,
      );
      const slots = { start: house.clock.now(), end: house.clock.now() + 6 * HOUR_MS };
      assert.ok((await actions.overrideSlots({ ...slots, target: 'battery', action: 'HOLD' })).ok);
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual([mode(house), external(house)], ['now', 'hold']);

      assert.ok((await actions.pauseControl(house.clock.now() + HOUR_MS)).ok);
      await house.pass(2 * MINUTE_MS);
      const planned = { planTime: 0, planEnergyKwh: 0 };
      assert.deepEqual(
        { ...house.state().evcc.loadpoints[0]?.settings, ...planned },
        { ...found, ...planned },
      );
      assert.equal(external(house), 'unknown');
      assert.ok(house.state().evcc.vehicles.kompakt?.plan, "the car's plan stays");
      assert.equal(house.loadpoint('garage').override?.kind, 'PAUSE');
      assert.ok(house.snapshot().control?.pause);
      const since = house.clock.now();
      await house.pass(30 * MINUTE_MS);
      assert.deepEqual(house.writes(since), []);

      await house.pass(30 * MINUTE_MS);
      assert.equal(house.snapshot().control?.pause, null);
      assert.notEqual(house.intent('garage')?.action, 'CAR_LEAVE_ALONE');
    }));

  it('to boost while everything else rests: nothing goes back and forth, and all is as found afterwards', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      const strategy = () => house.state().evcc.vehicles.kompakt?.planStrategy;
      await house.passUntil('the strategy is ours', () => strategy()?.continuous === true, 5 * MINUTE_MS);
      assert.ok((await actions.pauseControl(null)).ok);
      const request = { loadpoint: 'garage', until: null, minutes: 30, targetSocPercent: null };
      assert.ok((await actions.boost(request)).ok);
      const since = house.clock.now();
      await house.pass(25 * MINUTE_MS);
      const written = house.writes(since).filter((write) => write.endsWith('/plan/strategy'));
      assert.ok(written.length <= 3, written.join());
      await house.pass(10 * MINUTE_MS);
      assert.deepEqual(strategy(), { continuous: false, preconditionS: 0 });
      assert.deepEqual(house.control().vehicleStrategies, {});
    }));

  it('what happens in some slots: it begins, ends by itself, and can be taken back', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      const now = house.clock.now();
      const charge = await actions.overrideSlots({
        start: now + 30 * MINUTE_MS,
        end: now + 90 * MINUTE_MS,
        target: 'carport',
        action: 'CHARGE',
      });
      const hold = await actions.overrideSlots({
        start: now,
        end: now + 24 * HOUR_MS,
        target: 'battery',
        action: 'HOLD',
      });
      assert.ok(charge.ok && hold.ok);
      await house.pass(5 * MINUTE_MS);
      assert.equal(external(house), 'hold');
      assert.notEqual(mode(house, 1), 'now');
      await house.pass(30 * MINUTE_MS);
      assert.equal(mode(house, 1), 'now');
      assert.equal(house.loadpoint('carport').override?.kind, 'SLOTS');
      assert.ok((house.state().evcc.loadpoints[1]?.settings.limitSoc ?? 0) > 0, 'a limit ends it');
      await house.pass(62 * MINUTE_MS);
      assert.notEqual(house.loadpoint('carport').override?.kind, 'SLOTS');

      assert.ok((await actions.clearSlotOverride(hold.value.id)).ok);
      assert.deepEqual(house.control().slotOverrides, []);
      const again = await actions.clearSlotOverride(hold.value.id);
      assert.equal(again.ok ? null : again.code, 'UNKNOWN_OVERRIDE');
    }));

  it('something else for the same slots: the last word counts, and taking it back brings nothing older back', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      const slots = { start: house.clock.now(), end: house.clock.now() + HOUR_MS, target: 'battery' };
      assert.ok((await actions.overrideSlots({ ...slots, action: 'CHARGE' })).ok);
      await house.pass(5 * MINUTE_MS);
      assert.equal(external(house), 'charge');
      const hold = await actions.overrideSlots({ ...slots, end: slots.end + 1, action: 'HOLD' });
      assert.ok(hold.ok);
      await house.pass(5 * MINUTE_MS);
      assert.equal(external(house), 'hold');
      assert.deepEqual(
        house.snapshot().control?.slotOverrides.map(({ action }) => action),
        ['HOLD'],
      );
      assert.ok((await actions.clearSlotOverride(hold.value.id)).ok);
      await house.pass(5 * MINUTE_MS);
      assert.deepEqual(house.snapshot().control?.slotOverrides, []);
      assert.notEqual(house.intent('battery')?.reason.de.includes('Jemand hat bestimmt'), true);
    }));

  it('for a charging point, and not for whichever has its name later', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      const now = house.clock.now();
      const slots = { start: now + 10 * MINUTE_MS, end: now + HOUR_MS };
      const charge = { ...slots, target: 'garage', action: 'CHARGE' } as const;
      assert.ok((await house.app.loop.actions.overrideSlots(charge)).ok);
      house.house.faults.set({ loadpointNames: { garage: 'db:7', carport: 'garage' } });
      await house.pass(15 * MINUTE_MS);
      assert.deepEqual([mode(house, 0), mode(house, 1)], ['now', 'pv']);
      assert.equal(house.loadpoint('db:7').override?.kind, 'SLOTS');
      assert.equal(house.loadpoint('garage').override, null);
    }));

  it('to give a loadpoint back that they had changed in evcc', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      for (const chosen of ['now', 'off'] as const) {
        await house.person('POST', `loadpoints/1/mode/${chosen}`);
        await house.pass(5 * MINUTE_MS);
        assert.equal(mode(house), chosen);
        assert.equal(house.loadpoint('garage').override?.kind, 'PERSON');
        assert.ok((await actions.releaseOverride('garage')).ok);
        await house.pass(3 * MINUTE_MS);
        assert.equal(house.loadpoint('garage').override, null);
        const charges = house.intent('garage')?.action === 'CAR_CHARGE';
        assert.equal(mode(house), charges ? 'now' : 'pv');
      }
    }));

  it('when a car leaves each week, what it is to have, and what it has', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      // 2026-03-17 is a Tuesday.
      const entries = [
        { weekdays: [1, 3], time: '05:00', targetSocPercent: null },
        { weekdays: [2], time: '07:45', targetSocPercent: 65 },
      ];
      const set = await actions.setSchedule('kompakt', entries);
      assert.ok(set.ok);
      assert.equal(set.value.nextDeparture, at('2026-03-17', 7, 45));
      await house.pass(2 * MINUTE_MS);
      const car = house.loadpoint('garage');
      assert.deepEqual([car.departureSource, car.targetSocPercent], ['SCHEDULE', 65]);
      assert.deepEqual(house.state().evcc.vehicles.kompakt?.plan, { soc: 65, time: at('2026-03-17', 7, 45) });

      assert.ok(
        (await actions.setTarget({ loadpoint: 'garage', targetSocPercent: 70, targetEnergyKwh: null })).ok,
      );
      await house.pass(2 * MINUTE_MS);
      assert.equal(house.state().evcc.vehicles.kompakt?.plan?.soc, 70, 'said later, it counts more');

      const manual = await actions.setManualSoc('kompakt', 55);
      assert.ok(manual.ok && manual.value.manualSoc?.socPercent === 55);
      const kwh = (house.loadpoint('garage').neededKwh ?? 0) * 0.9;
      assert.ok(Math.abs(kwh - 0.15 * 58) < 0.5, `${kwh} kWh`);
      await house.passUntil(
        'evcc tells something newer',
        () => !house.control().manualSocNoted.kompakt,
        9 * HOUR_MS,
      );
      assert.deepEqual(house.control().manualSoc, {});
    }));

  it('nothing that cannot be, and the answer says what can', () =>
    steerHouse(START, async ({ app, port, clock }) => {
      const { actions } = app.loop;
      await app.loop.actions.replan();
      const now = clock.now();
      const codes = [
        await actions.pauseControl(now - 1),
        await actions.overrideSlots({ start: now, end: now - 1, target: 'battery', action: 'HOLD' }),
        await actions.overrideSlots({ start: now, end: now + HOUR_MS, target: 'cellar', action: 'HOLD' }),
        await actions.overrideSlots({
          start: now - HOUR_MS,
          end: now + 1,
          target: 'battery',
          action: 'HOLD',
        }),
        await actions.setSchedule('nobody', []),
        await actions.setSchedule('kompakt', [{ weekdays: [7], time: '05:00', targetSocPercent: null }]),
        await actions.setSchedule('kompakt', [{ weekdays: [1], time: '5 Uhr', targetSocPercent: null }]),
        await actions.setManualSoc('kompakt', Number.NaN),
        await actions.setDeparture({
          loadpoint: 'garage',
          departure: now - HOUR_MS,
          targetSocPercent: null,
          targetEnergyKwh: null,
        }),
      ].map((result) => (result.ok ? 'OK' : result.code));
      const invalid = 'INVALID_VALUE';
      assert.deepEqual(codes, [
        invalid,
        invalid,
        'UNKNOWN_LOADPOINT',
        invalid,
        'UNKNOWN_VEHICLE',
        invalid,
        invalid,
        invalid,
        invalid,
      ]);
      const { setManualSoc } = await ask<{ setManualSoc: { __typename: string; code?: string } }>(
        port,
        'mutation { setManualSoc(vehicle: "nobody", socPercent: 50) { __typename ... on UserError { code } } }',
      );
      assert.deepEqual(setManualSoc, { __typename: 'UnknownVehicle', code: 'UNKNOWN_VEHICLE' });
    }));
});
