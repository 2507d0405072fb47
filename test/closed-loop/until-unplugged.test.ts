import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;

const mode = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings.mode;
const override = (house: SteeredHouse) => house.loadpoint('garage').override;
const begun = async (house: SteeredHouse) => {
  await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
  await house.pass(2 * MINUTE_MS);
};
const replugged = async (house: SteeredHouse, awayMs: number) => {
  house.house.plugOut('kompakt');
  await house.pass(awayMs);
  const found = mode(house);
  house.house.plugIn('kompakt');
  await house.pass(2 * MINUTE_MS);
  return found;
};

function isSteered(house: SteeredHouse, what: string): void {
  assert.equal(override(house), null, what);
  assert.notEqual(house.intent('garage')?.action, 'CAR_LEAVE_ALONE', what);
  assert.equal(mode(house), house.intent('garage')?.action === 'CAR_CHARGE' ? 'now' : 'pv', what);
}

describe('what evcc sets itself is nobody’s choice', () => {
  for (const defaultMode of ['off', 'now'] as const)
    it(`its default mode ${defaultMode}, however long the car was away`, () =>
      steerHouse({ ...START, house: { start: { ...START.house.start, defaultMode } } }, async (house) => {
        await begun(house);
        await house.person('POST', 'loadpoints/1/mode/pv');
        await house.pass(2 * MINUTE_MS);
        for (const awayMs of [1.5 * MINUTE_MS, 5 * MINUTE_MS]) {
          assert.equal(await replugged(house, awayMs), defaultMode);
          isSteered(house, `away for ${awayMs} ms`);
        }
        await house.person('POST', `loadpoints/1/mode/${defaultMode}`);
        await house.pass(2 * MINUTE_MS);
        assert.equal(override(house)?.kind, 'PERSON', 'the same mode, chosen later');
      }));

  it("a car's own mode", () =>
    steerHouse(START, async (house) => {
      await begun(house);
      await house.person('POST', 'vehicles/kompakt/mode/off');
      await house.pass(MINUTE_MS);
      isSteered(house, 'it counts from the next time on');
      await replugged(house, 5 * MINUTE_MS);
      isSteered(house, 'evcc set it');
    }));

  it('unlike what somebody chooses for the car that is to come', () =>
    steerHouse(START, async (house) => {
      await begun(house);
      house.house.plugOut('kompakt');
      await house.pass(5 * MINUTE_MS);
      await house.person('POST', 'loadpoints/1/mode/now');
      await house.pass(2 * MINUTE_MS);
      house.house.plugIn('kompakt');
      await house.pass(3 * MINUTE_MS);
      assert.equal(override(house)?.kind, 'PERSON');
      assert.equal(mode(house), 'now');
    }));
});

describe('what a person chose lasts', () => {
  it('until the car has what it is to have, and no longer than it stays', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      const target = { loadpoint: 'garage', targetSocPercent: 50, targetEnergyKwh: null };
      assert.ok((await actions.setTarget(target)).ok);
      await house.person('POST', 'loadpoints/1/mode/now');
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual([override(house)?.kind, override(house)?.targetSocPercent], ['PERSON', 50]);
      const soc = () => house.loadpoint('garage').vehicleSocPercent ?? 0;
      await house.passUntil('the target', () => soc() >= 50, 2 * HOUR_MS);
      await house.pass(2 * MINUTE_MS);
      isSteered(house, 'the target is reached');
      assert.equal(mode(house), 'pv');
      assert.ok(soc() < 53);

      await house.person('POST', 'loadpoints/1/mode/now');
      await house.pass(20 * MINUTE_MS);
      assert.equal(override(house)?.kind, 'PERSON', 'who wants more than the target gets it');
      assert.equal(override(house)?.targetSocPercent, null);
      assert.equal(mode(house), 'now');
      await replugged(house, 5 * MINUTE_MS);
      isSteered(house, 'with the car away the matter is over');
    }));

  it('through a boost that somebody asks for meanwhile', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      const slots = { start: house.clock.now(), end: house.clock.now() + 3 * HOUR_MS };
      assert.ok((await actions.overrideSlots({ ...slots, target: 'garage', action: 'CHARGE' })).ok);
      await house.pass(2 * MINUTE_MS);
      assert.equal(mode(house), 'now');
      await house.person('POST', 'loadpoints/1/mode/pv');
      await house.pass(2 * MINUTE_MS);
      assert.equal(override(house)?.kind, 'PERSON');
      const until = house.clock.now() + HOUR_MS;
      const boost = { loadpoint: 'garage', until, minutes: 20, targetSocPercent: null };
      assert.ok((await actions.boost(boost)).ok);
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual([mode(house), override(house)?.kind], ['now', 'BOOST']);
      await house.pass(20 * MINUTE_MS);
      assert.deepEqual([mode(house), override(house)?.kind], ['pv', 'PERSON'], 'the first of its two ends');
    }));

  it('where they limit a boost in evcc', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      const boost = { loadpoint: 'garage', until: null, minutes: 180, targetSocPercent: null };
      assert.ok((await actions.boost(boost)).ok);
      await house.pass(2 * MINUTE_MS);
      const since = house.clock.now();
      await house.person('POST', 'loadpoints/1/limitsoc/48');
      await house.passUntil('the boost ends', () => mode(house) === 'pv', 2 * HOUR_MS);
      await house.pass(20 * MINUTE_MS);
      assert.deepEqual(
        house.writes(since).filter((request) => request.includes('/limitsoc/')),
        [],
      );
      assert.equal(house.state().evcc.loadpoints[0]?.settings.limitSoc, 48);
      assert.equal(house.loadpoint('garage').targetSocPercent, 48);
      assert.equal(override(house)?.kind, 'PERSON');
      const soc = house.loadpoint('garage').vehicleSocPercent ?? 0;
      assert.ok(soc >= 47.9 && soc < 50, `${soc} %`);
    }));

  it('where they deleted our plan in evcc', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      const plan = () => house.state().evcc.vehicles.kompakt?.plan;
      await begun(house);
      assert.ok(plan());
      await house.person('DELETE', 'vehicles/kompakt/plan/soc');
      await house.pass(20 * MINUTE_MS);
      assert.equal(plan(), null);
      assert.match(override(house)?.message.en ?? '', /deleted the charging plan/);
      const departure = house.clock.now() + 8 * HOUR_MS;
      const wish = { loadpoint: 'garage', departure, targetSocPercent: 70, targetEnergyKwh: null };
      assert.ok((await actions.setDeparture(wish)).ok);
      await house.pass(2 * MINUTE_MS);
      assert.equal(override(house), null);
      assert.equal(plan()?.soc, 70);

      await house.person('DELETE', 'vehicles/kompakt/plan/soc');
      await house.pass(2 * MINUTE_MS);
      assert.equal(plan(), null);
      assert.ok((await actions.releaseOverride('garage')).ok);
      await house.pass(2 * MINUTE_MS);
      assert.equal(plan()?.soc, 70);
      assert.ok(
        (await actions.setTarget({ loadpoint: 'garage', targetSocPercent: 30, targetEnergyKwh: null })).ok,
      );
      assert.ok((await actions.setDeparture({ ...wish, departure: null, targetSocPercent: null })).ok);
      await house.pass(3 * MINUTE_MS);
      assert.equal(plan(), null, 'withdrawn by ourselves');
      assert.equal(override(house), null);
    }));
});
