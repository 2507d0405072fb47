import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const START = {
  start: at('2026-03-16', 20),
  seed: 1,
  house: { start: { carSocPercent: [85, 85], batterySocPercent: 60 } },
} as const;
const DOES_NOT_FOLLOW = 'DOES_NOT_FOLLOW_battery';

const external = ({ state }: SteeredHouse) => state().evcc.battery.external;
const noticeCodes = ({ snapshot }: SteeredHouse) => snapshot().notices.map(({ code }) => code);

/** What evcc was told about the battery's mode since then, heartbeats included. */
const told = ({ house }: SteeredHouse, since: number) =>
  house.requests.filter(({ path, method, at: when }) => when > since && method === 'POST' && isMode(path));
const isMode = (path: string) => path.startsWith('/batterymode/');

/** Decides about the battery for the next hours. */
async function decide(house: SteeredHouse, action: 'HOLD' | 'CHARGE'): Promise<void> {
  await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
  await house.pass(MINUTE_MS);
  const start = house.clock.now();
  const slots = { start, end: start + 3 * HOUR_MS, target: 'battery', action } as const;
  assert.ok((await house.app.loop.actions.overrideSlots(slots)).ok);
}

describe('a battery mode', () => {
  it('is kept beyond the minute after which evcc forgets it, and no command is recorded for that', () =>
    steerHouse(START, async (house) => {
      await decide(house, 'HOLD');
      await house.passUntil('it is held', () => external(house) === 'hold', 2 * MINUTE_MS);
      const since = house.clock.now();
      const commands = house.app.store.commands(1000).length;
      for (let count = 0; count < 20; count++) {
        await house.pass(15 * SECOND_MS);
        assert.equal(external(house), 'hold');
      }
      assert.ok(told(house, since).length <= 13, `${told(house, since).length} times`);
      assert.equal(house.app.store.commands(1000).length, commands);
    }));

  it('that evcc takes and does not show is said, and not insisted upon for an hour', () =>
    steerHouse(START, async (house) => {
      house.house.faults.set({ writesTo: { '/batterymode/': 'ignored' } });
      await decide(house, 'HOLD');
      const since = house.clock.now();
      await house.passUntil('it is said', () => noticeCodes(house).includes(DOES_NOT_FOLLOW), 5 * MINUTE_MS);
      await house.pass(50 * MINUTE_MS);
      assert.ok(told(house, since).length <= 6, `${told(house, since).length} times`);
      assert.ok(noticeCodes(house).includes(DOES_NOT_FOLLOW));
      house.house.faults.clear();
      await house.passUntil('it is tried again', () => external(house) === 'hold', 20 * MINUTE_MS);
    }));

  it('that evcc refuses is told with growing pauses, one record for all, and is no failure of a source', () =>
    steerHouse(START, async (house) => {
      house.house.faults.set({ writesTo: { '/batterymode/': 'error' } });
      await decide(house, 'HOLD');
      await house.pass(30 * MINUTE_MS);
      const tries = told(house, START.start).length;
      assert.ok(tries >= 4 && tries <= 8, `${tries} times`);
      const [record] = house.app.store.commands(1000).filter(({ subject }) => subject === 'battery');
      assert.deepEqual([record?.state, record?.attempts], ['FAILED', tries]);
      const failures = house.app.store.events(0, 100_000).filter(({ type }) => type === 'SOURCE_FAILED');
      assert.deepEqual(
        failures.filter(({ subject }) => subject === 'battery'),
        [],
      );
      house.house.faults.clear();
      await house.passUntil('it is held', () => external(house) === 'hold', 16 * MINUTE_MS);
    }));

  it('survives that evcc refuses one heartbeat', () =>
    steerHouse(START, async (house) => {
      await decide(house, 'HOLD');
      await house.passUntil('it is held', () => external(house) === 'hold', 2 * MINUTE_MS);
      const refused = () => house.house.requests.filter(({ status }) => status === 500).length;
      house.house.faults.set({ writesTo: { '/batterymode/': 'error' } });
      await house.passUntil('one is refused', () => refused() === 1, MINUTE_MS, SECOND_MS);
      house.house.faults.clear();
      for (let count = 0; count < 12; count++) {
        await house.pass(10 * SECOND_MS);
        assert.equal(external(house), 'hold');
      }
      const record = house.app.store.commands(1000).find(({ answer }) => answer?.includes('500'));
      assert.equal(record, undefined, 'the next one was taken');
    }));
});

it('a house that the grid operator dims keeps its battery from charging: nobody takes that for disobedience', () =>
  steerHouse(START, async (house) => {
    await decide(house, 'CHARGE');
    const { battery } = house.house.exportState().evcc;
    assert.ok(battery);
    const mode = () => house.state().evcc.battery.mode;
    await house.passUntil('it charges', () => mode() === 'charge', 3 * MINUTE_MS);
    await house.pass(MINUTE_MS);
    house.house.faults.set({ dimmedToKw: 4.2 });
    await house.passUntil('it is held', () => mode() === 'hold', 2 * MINUTE_MS);
    const since = house.clock.now();
    for (let minute = 0; minute < 8; minute++) {
      await house.pass(MINUTE_MS);
      assert.ok(noticeCodes(house).includes('DIMMED'));
      assert.ok(!noticeCodes(house).includes(DOES_NOT_FOLLOW));
      assert.equal(external(house), 'charge');
    }
    assert.deepEqual(house.writes(since), [], 'it is told nothing but the heartbeat');
    house.house.faults.clear();
    await house.passUntil('it charges again', () => mode() === 'charge', 2 * MINUTE_MS);
    assert.equal(house.intent('battery')?.action, 'BATTERY_CHARGE');
  }));

it('a car that gets too little while the house is dimmed is not said to disobey, and is charged on after it', () =>
  steerHouse({ ...START, house: { start: { carSocPercent: [40, 85] } } }, async (house) => {
    await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
    const request = { loadpoint: 'garage', until: null, minutes: 120, targetSocPercent: null };
    assert.ok((await house.app.loop.actions.boost(request)).ok);
    const isCharging = () => (house.state().flow.carsKw[0] ?? 0) > 1;
    await house.passUntil('it charges', isCharging, 5 * MINUTE_MS);
    house.house.faults.set({ dimmedToKw: 1 });
    await house.passUntil('it waits', () => !isCharging(), 3 * MINUTE_MS);
    for (let minute = 0; minute < 6; minute++) {
      await house.pass(MINUTE_MS);
      assert.ok(!noticeCodes(house).includes('DOES_NOT_FOLLOW_garage'));
    }
    assert.equal(house.loadpoint('garage').override?.kind, 'BOOST');
    house.house.faults.clear();
    await house.passUntil('it charges on', isCharging, 3 * MINUTE_MS);
  }));
