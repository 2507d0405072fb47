import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const start = (batterySocPercent: number, floorSocPercent: number, minProfitPerKwh: number) => ({
  start: EVENING,
  seed: 1,
  settings: { batteryToCar: { floorSocPercent, minProfitPerKwh } },
  house: { start: { carSocPercent: [40, 45], batterySocPercent } },
});

const battery = (house: SteeredHouse) => house.snapshot().battery;
const mode = ({ state }: SteeredHouse, index = 0) => state().evcc.loadpoints[index]?.settings.mode;
const external = ({ state }: SteeredHouse) => state().evcc.battery.external;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
/** So soon that the car at `garage` charges at once. */
async function leavesSoon(house: SteeredHouse): Promise<void> {
  const departure = house.clock.now() + 2 * HOUR_MS;
  const request = { loadpoint: 'garage', departure, targetSocPercent: 80, targetEnergyKwh: null };
  assert.ok((await house.app.loop.actions.setDeparture(request)).ok);
  await house.passUntil(
    'it charges',
    () => mode(house) === 'now' && house.loadpoint('garage').charging,
    10 * MINUTE_MS,
  );
}

describe('where evcc does not lock the battery while a car charges fast', () => {
  it('we do, where giving does not pay', () =>
    steerHouse(start(78, 60, 1), async (house) => {
      await house.person('POST', 'batterydischargecontrol/false');
      await planReady(house);
      await leavesSoon(house);
      await house.passUntil('it is locked', () => external(house) === 'hold', 3 * MINUTE_MS);
      await house.pass(MINUTE_MS);
      const [since, before] = [house.clock.now(), battery(house)?.socPercent ?? 0];
      await house.pass(30 * MINUTE_MS);
      assert.equal(mode(house), 'now');
      assert.ok((battery(house)?.socPercent ?? 0) >= before - 1, `${before} %`);
      const written = house.writes(since).filter((request) => request.includes('batterymode'));
      assert.deepEqual(written, [], 'locked once, without going back and forth');
    }));

  it('it helps where that pays, down to its floor and not below', () =>
    steerHouse(start(45, 40, -1), async (house) => {
      await house.person('POST', 'batterydischargecontrol/false');
      await planReady(house);
      await leavesSoon(house);
      await house.passUntil(
        'it helps',
        () => house.intent('battery')?.action === 'BATTERY_TO_CAR',
        5 * MINUTE_MS,
      );
      await house.passUntil('its floor', () => external(house) === 'hold', HOUR_MS);
      await house.pass(10 * MINUTE_MS);
      assert.equal(mode(house), 'now');
      assert.ok((battery(house)?.socPercent ?? 0) >= 38, `${battery(house)?.socPercent} %`);
    }));
});

it("a battery that evcc locks for somebody else's car is not unlocked for ours", () =>
  steerHouse(start(80, 20, -1), async (house) => {
    await planReady(house);
    await house.person('POST', 'loadpoints/2/mode/now');
    await house.passUntil('evcc locks', () => house.state().evcc.battery.mode === 'hold', 3 * MINUTE_MS);
    await leavesSoon(house);
    const before = battery(house)?.socPercent ?? 0;
    await house.pass(20 * MINUTE_MS);
    assert.deepEqual([mode(house), mode(house, 1)], ['now', 'now']);
    assert.notEqual(external(house), 'normal');
    assert.ok((battery(house)?.socPercent ?? 0) >= before - 1, `${before} % before`);
    await house.person('POST', 'loadpoints/2/mode/pv');
    await house.passUntil('it helps ours alone', () => external(house) === 'normal', 10 * MINUTE_MS);
  }));
