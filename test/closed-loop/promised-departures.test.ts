import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const STEERED = {
  start: at('2026-03-16', 20),
  seed: 1,
  house: { start: { carSocPercent: [40, 75] as const } },
};
const OBSERVED = { ...STEERED, settings: { observationDays: { BUFFER: 14, BATTERY: 0, VEHICLES: 3 } } };
const SOON_MS = 3 * MINUTE_MS;

const plan = ({ state }: SteeredHouse) => state().evcc.vehicles.kompakt?.plan ?? null;
const settings = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings;
const planReady = (house: SteeredHouse) =>
  house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);

/** Asks for a departure in some hours; the plan that evcc is to hold for it. */
async function departsIn(house: SteeredHouse, hours: number) {
  const departure = house.clock.now() + hours * HOUR_MS;
  const wish = { loadpoint: 'garage', departure, targetSocPercent: 80, targetEnergyKwh: null };
  assert.ok((await house.app.loop.actions.setDeparture(wish)).ok);
  return { soc: 80, time: Math.floor(departure / 1000) * 1000 };
}

async function stays(house: SteeredHouse): Promise<void> {
  const wish = { loadpoint: 'garage', departure: null, targetSocPercent: null, targetEnergyKwh: null };
  assert.ok((await house.app.loop.actions.setDeparture(wish)).ok);
}

const shows = (house: SteeredHouse, expected: object | null) =>
  house.passUntil(
    `the plan ${JSON.stringify(expected)}`,
    () => JSON.stringify(plan(house)) === JSON.stringify(expected),
    SOON_MS,
  );

describe('a departure that somebody asks for during a pause', () => {
  it('is in evcc, which has the car ready', () =>
    steerHouse(STEERED, async (house) => {
      await planReady(house);
      await house.person('POST', 'loadpoints/1/mode/pv');
      await house.app.loop.actions.pauseControl(null);
      const promised = await departsIn(house, 4);
      await shows(house, promised);
      await house.pass(4 * HOUR_MS);
      assert.ok((house.loadpoint('garage').vehicleSocPercent ?? 0) >= 79);
    }));

  it('gives way to the plan of before once it is taken back', () =>
    steerHouse(STEERED, async (house) => {
      await house.passUntil('our plan', () => plan(house)?.soc === 80, 10 * MINUTE_MS);
      const before = plan(house);
      await house.app.loop.actions.pauseControl(null);
      await shows(house, await departsIn(house, 4));
      await stays(house);
      await shows(house, before);
    }));

  it('is left to who deletes or changes its plan in evcc', () =>
    steerHouse(STEERED, async (house) => {
      await planReady(house);
      await house.app.loop.actions.pauseControl(null);
      await shows(house, await departsIn(house, 4));
      await house.pass(MINUTE_MS);
      await house.person('DELETE', 'vehicles/kompakt/plan/soc');
      await house.pass(5 * MINUTE_MS);
      assert.equal(plan(house), null);

      const asked = await departsIn(house, 5);
      await shows(house, asked);
      await house.pass(MINUTE_MS);
      const theirs = { soc: 60, time: asked.time + HOUR_MS };
      await house.person('POST', `vehicles/kompakt/plan/soc/60/${new Date(theirs.time).toISOString()}`);
      await house.pass(5 * MINUTE_MS);
      assert.deepEqual(plan(house), theirs);
      assert.equal(house.loadpoint('garage').departureSource, 'EVCC');
    }));
});

it('a departure of a car that is switched off in evcc is said to fail, until it is switched on', () =>
  steerHouse(STEERED, async (house) => {
    const said = () => house.snapshot().notices.find(({ code }) => code === 'SWITCHED_OFF_garage');
    await planReady(house);
    await house.person('POST', 'loadpoints/1/mode/off');
    await house.pass(SOON_MS);
    assert.equal(said(), undefined, 'nobody needs it');
    await shows(house, await departsIn(house, 4));
    await house.passUntil('it is said', () => said() !== undefined, SOON_MS);
    assert.match(said()?.message.de ?? '', /Kompakt.* wird bis .* nicht fertig/);
    await house.person('POST', 'loadpoints/1/mode/pv');
    await house.passUntil('it is over', () => said() === undefined, SOON_MS);
  }));

describe('while cars are only observed', () => {
  it('what somebody asks of one ends with all that it needed', () =>
    steerHouse(OBSERVED, async (house) => {
      const { actions } = house.app.loop;
      await planReady(house);
      await house.person('POST', 'loadpoints/1/mode/pv');
      await house.pass(SOON_MS);
      const found = [settings(house), house.state().evcc.vehicles];
      const boost = { loadpoint: 'garage', until: null, minutes: 20, targetSocPercent: null };
      assert.ok((await actions.boost(boost)).ok);
      await house.passUntil('it charges', () => settings(house)?.mode === 'now', SOON_MS);
      await house.passUntil('it is over', () => settings(house)?.mode === 'pv', 30 * MINUTE_MS);
      await house.pass(5 * MINUTE_MS);
      assert.deepEqual([settings(house), house.state().evcc.vehicles], found);

      const start = house.clock.now();
      const slots = { target: 'garage', action: 'CHARGE', start, end: start + 30 * MINUTE_MS } as const;
      assert.ok((await actions.overrideSlots(slots)).ok);
      await house.passUntil('it charges', () => settings(house)?.mode === 'now', SOON_MS);
      await house.passUntil('it is over', () => settings(house)?.mode === 'pv', 40 * MINUTE_MS);
      await house.pass(5 * MINUTE_MS);
      assert.deepEqual([settings(house), house.state().evcc.vehicles], found);
    }));

  it('a departure that somebody asks for is in evcc until it is taken back', () =>
    steerHouse(OBSERVED, async (house) => {
      await planReady(house);
      const since = house.clock.now() - 1;
      await shows(house, await departsIn(house, 4));
      await house.pass(5 * MINUTE_MS);
      await stays(house);
      await shows(house, null);
      await house.pass(5 * MINUTE_MS);
      const written = house.writes(since).map((request) => request.replace(/\/\d.*$/, ''));
      assert.deepEqual(written, ['POST /vehicles/kompakt/plan/soc', 'DELETE /vehicles/kompakt/plan/soc']);
    }));
});

it('a plan strategy that somebody sets in evcc is theirs, also when we stop', () =>
  steerHouse(STEERED, async (house) => {
    const strategy = () => house.state().evcc.vehicles.kompakt?.planStrategy;
    await house.passUntil('our strategy', () => strategy()?.continuous === true, 10 * MINUTE_MS);
    await house.pass(SOON_MS);
    const response = await fetch(`${house.evccUrl}/api/vehicles/kompakt/plan/strategy`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ continuous: false, precondition: 1800 }),
    });
    assert.equal(response.status, 200);
    const theirs = { continuous: false, preconditionS: 1800 };
    await house.pass(20 * MINUTE_MS);
    assert.deepEqual(strategy(), theirs);
    await house.app.stop();
    assert.deepEqual(strategy(), theirs);
  }));

it('what a departure will lack is said until it has passed, also once evcc charges by its own plan', () =>
  steerHouse(STEERED, async (house) => {
    await planReady(house);
    await departsIn(house, 1);
    const { departure } = house.loadpoint('garage');
    assert.ok(departure);
    await house.pass(SOON_MS);
    const lacks = () => house.snapshot().plan?.shortfalls.map(({ energyKwh }) => Math.round(energyKwh));
    while (house.clock.now() < departure - 2 * MINUTE_MS) {
      await house.pass(10 * MINUTE_MS);
      if (house.clock.now() >= departure) break;
      // 40 % of 58 kWh are wanted; 11 kW give 11 of these 26 kWh.
      assert.deepEqual(lacks(), [15], `${departure - house.clock.now()} ms before`);
    }
  }));
