import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;

const settings = ({ state }: SteeredHouse, index = 0) => state().evcc.loadpoints[index]?.settings;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
const boost = (house: SteeredHouse, minutes: number) =>
  house.app.loop.actions.boost({ loadpoint: 'garage', until: null, minutes, targetSocPercent: null });
const noticeCodes = (house: SteeredHouse) => house.snapshot().notices.map(({ code }) => code);

describe('evcc fails', () => {
  for (const writes of ['error', 'missing'] as const)
    it(`with ${writes} for each write: tried again with pauses, recorded, and done once it works`, () =>
      steerHouse(START, async (house) => {
        await planReady(house);
        await house.pass(2 * MINUTE_MS);
        house.house.faults.set({ writes });
        assert.ok((await boost(house, 300)).ok);
        await house.pass(10 * MINUTE_MS);
        assert.equal(settings(house)?.mode, 'pv');
        const failed = house.snapshot().commands.find(({ state }) => state === 'FAILED');
        assert.ok(
          failed && failed.attempts > 1 && failed.answer,
          'the attempts are counted and the answer shown',
        );
        const tries = house.house.requests.filter(({ isWrite, status }) => isWrite && status !== 200).length;
        assert.ok(tries < 25, `${tries} tries in ten minutes`);
        house.house.faults.clear();
        await house.passUntil('it works', () => settings(house)?.mode === 'now', 16 * MINUTE_MS);
      }));

  it('because its own optimizer steers: we stand down for an hour, say so, and then go on', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      await house.pass(2 * MINUTE_MS);
      house.house.faults.set({ writes: 'owned' });
      assert.ok((await boost(house, 300)).ok);
      await house.pass(2 * MINUTE_MS);
      await house.app.loop.actions.cancelBoost('garage');
      await house.pass(2 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override?.kind, 'OPTIMIZER');
      assert.equal(house.intent('garage')?.action, 'CAR_LEAVE_ALONE');
      const since = house.clock.now();
      await house.pass(45 * MINUTE_MS);
      const tries = house.house.requests.filter(
        ({ isWrite, at: when, path }) => isWrite && when > since && path.startsWith('/loadpoints/1/'),
      );
      assert.deepEqual(tries, []);
      house.house.faults.clear();
      await house.passUntil('we go on', () => !house.loadpoint('garage').override, 20 * MINUTE_MS);
      assert.notEqual(house.intent('garage')?.action, 'CAR_LEAVE_ALONE');
    }));

  it('to do what it says it did: said, tried rarely, and nothing is left behind', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      await house.pass(2 * MINUTE_MS);
      house.house.faults.set({ writes: 'ignored' });
      assert.ok((await boost(house, 60)).ok);
      await house.pass(10 * MINUTE_MS);
      const tried = house.snapshot().commands.filter(({ attempts }) => attempts > 1);
      assert.ok(tried.length > 0 && tried.every(({ state }) => state !== 'CONFIRMED'));
      assert.ok(noticeCodes(house).includes('DOES_NOT_FOLLOW_garage'), noticeCodes(house).join());
      assert.ok((await actions.cancelBoost('garage')).ok);
      house.house.faults.clear();
      await house.pass(3 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override, null, 'nobody changed anything');
      assert.equal(settings(house)?.limitSoc, 0);
    }));

  it('and comes back with its loadpoints in another order, or under other names', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      assert.ok((await boost(house, 600)).ok);
      await house.pass(2 * MINUTE_MS);
      assert.equal(settings(house)?.mode, 'now');
      house.house.faults.set({ reversedLoadpoints: true });
      house.house.faults.restart({ startupMs: 30 * SECOND_MS });
      await house.pass(10 * MINUTE_MS);
      assert.equal(settings(house)?.mode, 'now');
      assert.equal(house.loadpoint('garage').override?.kind, 'BOOST');
      assert.notEqual(settings(house, 1)?.mode, 'now');

      house.house.faults.set({ loadpointNames: { garage: 'db:7', carport: 'db:8' } });
      house.house.faults.restart({ startupMs: 30 * SECOND_MS });
      await house.pass(10 * MINUTE_MS);
      assert.equal(house.loadpoint('db:7').override?.kind, 'BOOST');
      assert.ok((await house.app.loop.actions.cancelBoost('db:7')).ok);
      await house.pass(3 * MINUTE_MS);
      assert.equal(house.loadpoint('db:7').override, null);
      assert.deepEqual([settings(house)?.mode, settings(house)?.limitSoc], ['pv', 0]);
    }));

  it('and comes back with the names of its loadpoints exchanged', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      assert.ok((await boost(house, 600)).ok);
      await house.pass(2 * MINUTE_MS);
      house.house.faults.set({ loadpointNames: { garage: 'carport', carport: 'garage' } });
      house.house.faults.restart({ startupMs: 30 * SECOND_MS });
      await house.pass(10 * MINUTE_MS);
      const kinds = ['garage', 'carport'].map((id) => house.loadpoint(id).override?.kind ?? null);
      assert.deepEqual(kinds, [null, 'BOOST']);
      assert.ok((await house.app.loop.actions.cancelBoost('carport')).ok);
      await house.pass(3 * MINUTE_MS);
      assert.deepEqual([settings(house)?.mode, settings(house)?.limitSoc], ['pv', 0]);
    }));

  it('to tell a SoC for a moment: neither plan nor evcc hears of it', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      await house.pass(2 * MINUTE_MS);
      const since = house.clock.now();
      const needed = house.loadpoint('garage').neededKwh;
      house.house.faults.set({ vehicleSoc: 0 });
      await house.pass(2 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').neededKwh, needed);
      house.house.faults.set({ vehicleSoc: null });
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual(house.writes(since), []);
    }));

  it('to tell that a car is full while it charges: it charges on with its limit', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      const departure = house.clock.now() + 2 * HOUR_MS;
      const request = { loadpoint: 'garage', departure, targetSocPercent: 80, targetEnergyKwh: null };
      assert.ok((await house.app.loop.actions.setDeparture(request)).ok);
      await house.passUntil('we charge', () => settings(house)?.mode === 'now', HOUR_MS);
      await house.pass(3 * MINUTE_MS);
      const since = house.clock.now();
      house.house.faults.set({ vehicleSoc: 100 });
      await house.pass(MINUTE_MS);
      house.house.faults.clear();
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual(
        house.writes(since).filter((request) => request.includes('/loadpoints/')),
        [],
      );
      assert.equal(settings(house)?.mode, 'now');
    }));

  it('to know which car is where: once it does, the car has its plan again', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      await house.pass(2 * MINUTE_MS);
      const plan = house.state().evcc.vehicles.kompakt?.plan;
      assert.ok(plan);
      house.house.claim('kompakt', 1);
      await house.pass(20 * MINUTE_MS);
      house.house.claim('kompakt', 0);
      house.house.claim('kombi', 1);
      await house.pass(5 * MINUTE_MS);
      assert.deepEqual(house.state().evcc.vehicles.kompakt?.plan, plan);
      for (const id of ['garage', 'carport']) assert.equal(house.loadpoint(id).departureSource, 'DEFAULT');
    }));

  it('to know which car is where: what a person chose there stands', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      await house.pass(2 * MINUTE_MS);
      await house.person('POST', 'loadpoints/1/mode/off');
      await house.pass(2 * MINUTE_MS);
      const settled = house.clock.now();
      for (const car of ['kombi', 'kompakt'] as const) {
        house.house.claim(car, 0);
        await house.pass(20 * MINUTE_MS);
        assert.equal(house.loadpoint('garage').vehicleName, car);
        assert.equal(house.loadpoint('garage').override?.kind, 'PERSON');
      }
      assert.deepEqual(
        house.writes(settled).filter((request) => request.includes('/loadpoints/1/mode')),
        [],
      );
    }));
});

it('two people who contradict each other within a minute: the later one counts, and nothing goes back and forth', () =>
  steerHouse(START, async (house) => {
    await planReady(house);
    await house.pass(2 * MINUTE_MS);
    await house.person('POST', 'loadpoints/1/mode/now');
    await house.pass(30 * SECOND_MS);
    await house.person('POST', 'loadpoints/1/mode/off');
    const since = house.clock.now();
    await house.pass(HOUR_MS);
    assert.equal(settings(house)?.mode, 'off');
    assert.deepEqual(
      house.writes(since).filter((request) => request.includes('/loadpoints/1/')),
      [],
    );
    assert.equal(house.loadpoint('garage').override?.kind, 'PERSON');
  }));

it('a battery that does not follow is said, and not insisted upon for an hour', () =>
  steerHouse(START, async (house) => {
    const { actions } = house.app.loop;
    await planReady(house);
    const slots = { start: house.clock.now(), end: house.clock.now() + 3 * HOUR_MS };
    house.house.faults.set({ stuckBattery: true });
    assert.ok((await actions.overrideSlots({ ...slots, target: 'battery', action: 'HOLD' })).ok);
    await house.pass(10 * MINUTE_MS);
    assert.ok(noticeCodes(house).includes('DOES_NOT_FOLLOW_battery'), noticeCodes(house).join());
    const [since, beats] = [house.clock.now(), house.house.totals().heartbeats];
    await house.pass(40 * MINUTE_MS);
    assert.deepEqual(house.writes(since), []);
    assert.equal(house.house.totals().heartbeats, beats);
    house.house.faults.clear();
    await house.passUntil(
      'it is tried again',
      () => house.state().evcc.battery.external === 'hold',
      40 * MINUTE_MS,
    );
  }));
