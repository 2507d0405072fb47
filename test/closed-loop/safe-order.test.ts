import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { controlStateSchema } from '../../api/control/index.ts';
import { openStore } from '../../api/history/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { temporaryFolder } from './processes.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;

function garage({ state }: SteeredHouse) {
  const { settings } = state().evcc.loadpoints[0] ?? {};
  assert.ok(settings);
  return settings;
}

const planReady = async (house: SteeredHouse) => {
  await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
  await house.pass(2 * MINUTE_MS);
};
const boost = async (house: SteeredHouse, minutes: number) => {
  const request = { loadpoint: 'garage', until: null, minutes, targetSocPercent: null };
  assert.ok((await house.app.loop.actions.boost(request)).ok);
};
const notice = (house: SteeredHouse, code: string) =>
  house.snapshot().notices.find((candidate) => candidate.code === code);

/** Lets time pass by minutes and fails where fast charging has no end in evcc. */
async function passSafely(house: SteeredHouse, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await house.pass(MINUTE_MS);
    const { mode, limitSoc, limitEnergyKwh } = garage(house);
    assert.ok(mode !== 'now' || limitSoc || limitEnergyKwh, `minute ${minute}: nothing ends fast charging`);
  }
}

describe('fast charging has an end in evcc', () => {
  for (const fault of ['error', 'ignored'] as const)
    it(`also where evcc answers the limit with ${fault}: it begins with the limit, and says why not before`, () =>
      steerHouse(START, async (house) => {
        await planReady(house);
        house.house.faults.set({ writesTo: { '/limitsoc/': fault } });
        await boost(house, 60);
        await passSafely(house, 6);
        assert.equal(garage(house).mode, 'pv');
        const said = notice(house, 'DOES_NOT_FOLLOW_garage')?.message.de;
        assert.match(said ?? '', /limitsoc.*Ohne diese Grenze lädt das Auto nicht schnell/);
        house.house.faults.clear();
        await house.passUntil('it begins', () => garage(house).mode === 'now', 16 * MINUTE_MS);
        assert.ok(garage(house).limitSoc);
      }));

  it('also where a person takes the limit away and evcc refuses it then: the mode goes back', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      await boost(house, 60);
      await house.passUntil('it begins', () => garage(house).mode === 'now', 3 * MINUTE_MS);
      await house.pass(2 * MINUTE_MS);
      await house.person('POST', 'loadpoints/1/limitsoc/0');
      house.house.faults.set({ writesTo: { '/limitsoc/': 'error' } });
      await house.passUntil('the mode is given back', () => garage(house).mode === 'pv', 4 * MINUTE_MS);
      await passSafely(house, 10);
      assert.equal(house.loadpoint('garage').override?.kind, 'BOOST', 'nobody overrode us');
      house.house.faults.clear();
      await house.passUntil('it begins again', () => garage(house).mode === 'now', 16 * MINUTE_MS);
      assert.ok(garage(house).limitSoc);
    }));

  it('also where evcc refuses to take the mode back: the limit goes after it', () =>
    steerHouse(START, async (house) => {
      await planReady(house);
      await boost(house, 5);
      await house.passUntil('it begins', () => garage(house).mode === 'now', 3 * MINUTE_MS);
      house.house.faults.set({ writesTo: { '/mode/pv': 'error' } });
      await passSafely(house, 10);
      assert.equal(garage(house).mode, 'now');
      house.house.faults.clear();
      await house.passUntil('all is back', () => garage(house).limitSoc === 0, 16 * MINUTE_MS);
      assert.equal(garage(house).mode, 'pv');
    }));

  for (const fault of ['error', 'ignored'] as const)
    it(`also where evcc answers the mode with ${fault} as we stop: what is left is put back by the next start`, (t) =>
      steerHouse({ ...START, dataDir: temporaryFolder(t) }, async (house) => {
        await planReady(house);
        await boost(house, 120);
        await house.passUntil('it begins', () => garage(house).mode === 'now', 3 * MINUTE_MS);
        const { limitSoc } = garage(house);
        house.house.faults.set({ writesTo: { '/mode/pv': fault } });
        await house.app.stop();
        assert.deepEqual([garage(house).mode, garage(house).limitSoc], ['now', limitSoc]);
        const store = openStore({ dataDir: house.settings.dataDir, now: Date.now });
        t.after(() => store.close());
        const noted = store.get('control', (value) => controlStateSchema.parse(value));
        assert.equal(noted?.loadpoints.garage?.mode?.original, 'pv', 'it stays noted as ours');
      }));
});

it('a car whose plan evcc refuses waits for it a little, is then charged with a limit, and that is said', () =>
  steerHouse(START, async (house) => {
    house.house.faults.set({ writesTo: { '/plan/soc/': 'error' } });
    await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
    await boost(house, 60);
    const asked = house.clock.now();
    await house.passUntil('it begins', () => garage(house).mode === 'now', 10 * MINUTE_MS);
    assert.ok(house.clock.now() - asked >= 2 * MINUTE_MS, 'the plan had its chance');
    assert.ok(garage(house).limitSoc);
    const said = notice(house, 'DOES_NOT_FOLLOW_garage')?.message.de;
    assert.match(said ?? '', /plan\/soc.*nur, solange Smartload läuft/);
    house.house.faults.clear();
    await house.passUntil(
      'the plan is there',
      () => Boolean(house.state().evcc.vehicles.kompakt?.plan),
      HOUR_MS,
    );
  }));
