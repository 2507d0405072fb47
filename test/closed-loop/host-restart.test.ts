import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { restarted } from './restarted.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = {
  start: at('2026-03-16', 20),
  seed: 1,
  house: { start: { carSocPercent: [40, 75] as const } },
};
const BOOST = { loadpoint: 'garage', until: null, minutes: 120, targetSocPercent: null };

const mode = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings.mode;

/** An evening at which the car has charged for a while, as a boost or because somebody chose so. */
async function charged(house: SteeredHouse, begin: () => Promise<unknown>): Promise<void> {
  await house.person('POST', 'loadpoints/1/mode/pv');
  await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
  await house.pass(2 * MINUTE_MS);
  await begin();
  await house.pass(15 * MINUTE_MS);
  assert.equal(mode(house), 'now');
}

/** evcc and the server stop and start again, as with the host under both. */
async function hostRestarts(house: SteeredHouse): Promise<void> {
  house.house.faults.restart();
  await house.pass(5 * MINUTE_MS);
}

const chooses = (house: SteeredHouse, chosen: string) =>
  house.person('POST', `loadpoints/1/mode/${chosen}`).then(() => house.pass(3 * MINUTE_MS));

describe('a restart of the host, with the car at its cable,', () => {
  for (const chosen of ['off', 'now'] as const)
    it(`leaves ${chosen} to who chose it`, () =>
      steerHouse(EVENING, async (house) => {
        await charged(house, () => chooses(house, 'now'));
        if (chosen === 'off') await chooses(house, 'off');
        await restarted(
          house,
          () => hostRestarts(house),
          async (garage) => {
            await house.pass(30 * MINUTE_MS);
            assert.deepEqual([mode(house), garage()?.override?.kind], [chosen, 'PERSON']);
          },
        );
      }));

  it('leaves a loadpoint alone where a boost was taken back', () =>
    steerHouse(EVENING, async (house) => {
      await charged(house, () => house.app.loop.actions.boost(BOOST));
      await chooses(house, 'pv');
      await restarted(
        house,
        () => hostRestarts(house),
        (garage) => assert.equal(garage()?.override?.kind, 'PERSON'),
      );
    }));

  it('lets who switched off slots keep that', () =>
    steerHouse(EVENING, async (house) => {
      const { actions } = house.app.loop;
      const start = house.clock.now();
      const slots = { target: 'garage', action: 'CHARGE', start, end: start + 3 * HOUR_MS } as const;
      await charged(house, () => actions.overrideSlots(slots));
      await chooses(house, 'off');
      await restarted(
        house,
        () => hostRestarts(house),
        () => assert.equal(mode(house), 'off'),
      );
    }));

  it('ends no boost before its time', () =>
    steerHouse(EVENING, async (house) => {
      await charged(house, () => house.app.loop.actions.boost(BOOST));
      await restarted(
        house,
        () => hostRestarts(house),
        async (garage) => {
          assert.deepEqual([mode(house), garage()?.override?.kind], ['now', 'BOOST']);
          await house.passUntil('it ends by itself', () => mode(house) === 'pv', 2 * HOUR_MS);
        },
      );
    }));
});
