import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ChargeMode, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../api/house/index.ts';
import { restarted } from './restarted.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const BOOST = { loadpoint: 'garage', until: null, minutes: 240, targetSocPercent: null };

const houseWith = (defaultMode?: ChargeMode) => ({
  start: EVENING,
  seed: 1,
  house: { start: { carSocPercent: [40, 75] as const, ...(defaultMode && { defaultMode }) } },
});
const mode = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings.mode;
const override = (house: SteeredHouse) => house.loadpoint('garage').override;

async function begun(house: SteeredHouse): Promise<void> {
  await house.person('POST', 'loadpoints/1/mode/pv');
  await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
  await house.pass(2 * MINUTE_MS);
}

async function boosted(house: SteeredHouse): Promise<void> {
  assert.ok((await house.app.loop.actions.boost(BOOST)).ok);
  await house.pass(5 * MINUTE_MS);
  assert.deepEqual([mode(house), override(house)?.kind], ['now', 'BOOST']);
}

async function away(house: SteeredHouse, awayMs: number): Promise<void> {
  house.house.plugOut('kompakt');
  await house.pass(awayMs);
  house.house.plugIn('kompakt');
}

describe('a cable that was pulled between two readings', () => {
  for (const defaultMode of ['off', 'pv'] as const)
    it(`is no person who chose ${defaultMode}, where evcc set that`, () =>
      steerHouse(houseWith(defaultMode), async (house) => {
        await begun(house);
        await boosted(house);
        const soc = house.loadpoint('garage').vehicleSocPercent ?? 0;
        for (const awayMs of [20 * SECOND_MS, 45 * SECOND_MS]) {
          await away(house, awayMs);
          assert.equal(mode(house), defaultMode);
          await house.pass(3 * MINUTE_MS);
          assert.deepEqual([mode(house), override(house)?.kind], ['now', 'BOOST'], `${awayMs} ms`);
        }
        await house.pass(HOUR_MS);
        assert.ok((house.loadpoint('garage').vehicleSocPercent ?? 0) > soc + 10);
      }));

  it('leaves what the plan does as it was', () =>
    steerHouse(houseWith('pv'), async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      const departure = house.clock.now() + 3 * HOUR_MS;
      const wish = { loadpoint: 'garage', departure, targetSocPercent: 90, targetEnergyKwh: null };
      assert.ok((await actions.setDeparture(wish)).ok);
      await house.passUntil('it charges', () => mode(house) === 'now', 2 * HOUR_MS);
      await house.pass(5 * MINUTE_MS);
      await away(house, 20 * SECOND_MS);
      await house.pass(3 * MINUTE_MS);
      assert.equal(override(house), null);
      assert.equal(mode(house), house.intent('garage')?.action === 'CAR_CHARGE' ? 'now' : 'pv');
    }));

  it('ends what was asked for another car', () =>
    steerHouse(houseWith(), async (house) => {
      await begun(house);
      await boosted(house);
      await away(house, 20 * SECOND_MS);
      house.house.claim('kombi', 0);
      await house.pass(3 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').vehicleName, 'kombi');
      assert.equal(override(house), null);
      assert.deepEqual(house.control().boosts, {});
    }));
});

describe('a cable that was pulled while we were stopped', () => {
  it('ends a boost', () =>
    steerHouse(houseWith(), async (house) => {
      await begun(house);
      await boosted(house);
      await restarted(
        house,
        async () => {
          await away(house, 30 * MINUTE_MS);
          house.house.faults.set({ vehicleSoc: 33 });
        },
        (garage) => {
          assert.equal(garage()?.override, null);
          assert.equal(mode(house), 'pv');
        },
      );
    }));

  it('ends what a person chose for as long as the car stays, where evcc is known to have run on', () =>
    steerHouse(houseWith(), async (house) => {
      await begun(house);
      const start = house.clock.now();
      const held = { target: 'battery', action: 'HOLD', start, end: start + HOUR_MS } as const;
      assert.ok((await house.app.loop.actions.overrideSlots(held)).ok);
      await boosted(house);
      await house.person('POST', 'loadpoints/1/mode/pv');
      await house.pass(3 * MINUTE_MS);
      assert.equal(override(house)?.kind, 'PERSON');
      await restarted(
        house,
        () => away(house, 30 * MINUTE_MS),
        (garage) => assert.equal(garage()?.override, null),
      );
    }));

  it('is no person who switched the car off, where evcc does that with each cable', () =>
    steerHouse(houseWith('off'), async (house) => {
      await begun(house);
      await restarted(
        house,
        async () => {
          await away(house, 30 * MINUTE_MS);
          assert.equal(mode(house), 'off');
          house.house.faults.set({ vehicleSoc: 33 });
        },
        async (garage) => {
          assert.equal(garage()?.override, null);
          assert.notEqual(mode(house), 'off');
        },
      );
    }));
});

it('a restart with the same car at the cable ends nothing', () =>
  steerHouse(houseWith('off'), async (house) => {
    await begun(house);
    await boosted(house);
    await restarted(
      house,
      () => house.pass(10 * MINUTE_MS),
      (garage) => {
        assert.equal(garage()?.override?.kind, 'BOOST');
        assert.equal(mode(house), 'now');
      },
    );
  }));
