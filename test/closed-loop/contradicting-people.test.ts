import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../api/house/index.ts';
import { restarted } from './restarted.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const START = { start: EVENING, seed: 1, house: { start: { carSocPercent: [40, 75] } } } as const;
/** House time between what we wrote and the next choice: within a control cycle of evcc, and before it. */
const AFTERWARDS_MS = [0, 2 * SECOND_MS, 25 * SECOND_MS];

const BOOST = { loadpoint: 'garage', until: null, minutes: 120, targetSocPercent: null };
const mode = ({ state }: SteeredHouse) => state().evcc.loadpoints[0]?.settings.mode;
const begun = async (house: SteeredHouse) => {
  await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
  await house.pass(2 * MINUTE_MS);
  assert.equal(mode(house), 'pv');
};

/** What a person chose in evcc is still so after some cycles, and known as theirs. */
async function counts(house: SteeredHouse, chosen: string, what: string): Promise<void> {
  const since = house.clock.now();
  await house.person('POST', `loadpoints/1/mode/${chosen}`);
  await house.pass(5 * MINUTE_MS);
  assert.equal(mode(house), chosen, what);
  assert.equal(house.loadpoint('garage').override?.kind, 'PERSON', what);
  assert.deepEqual(
    house.writes(since).filter((request) => request.includes('/loadpoints/1/mode/')),
    [],
    what,
  );
}

describe('of two people who want different things the later one counts', () => {
  it('who takes a boost back just after it began', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      for (const afterwardsMs of AFTERWARDS_MS)
        for (const chosen of ['pv', 'off']) {
          assert.ok((await actions.boost(BOOST)).ok);
          await house.pass(afterwardsMs);
          await counts(house, chosen, `${chosen} after ${afterwardsMs} ms`);
          assert.deepEqual(house.control().boosts, {}, 'the boost has ended');
          assert.ok((await actions.releaseOverride('garage')).ok);
          await house.pass(2 * MINUTE_MS);
          assert.equal(mode(house), 'pv');
        }
    }));

  it('who switches off again what another one boosts', () =>
    steerHouse(START, async (house) => {
      await begun(house);
      await counts(house, 'off', 'the first');
      assert.ok((await house.app.loop.actions.boost(BOOST)).ok);
      await house.pass(10 * SECOND_MS);
      assert.equal(mode(house), 'now');
      await counts(house, 'off', 'the first again');
    }));

  it('who charges fast just after we gave the loadpoint back', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      for (const afterwardsMs of AFTERWARDS_MS) {
        assert.ok((await actions.boost(BOOST)).ok);
        await house.pass(2 * MINUTE_MS);
        assert.equal(mode(house), 'now');
        assert.ok((await actions.cancelBoost('garage')).ok);
        assert.equal(mode(house), 'pv');
        await house.pass(afterwardsMs);
        await counts(house, 'now', `cancelled, after ${afterwardsMs} ms`);
        assert.ok((await actions.releaseOverride('garage')).ok);
        assert.equal(mode(house), 'pv');
        await house.pass(afterwardsMs);
        await counts(house, 'now', `released, after ${afterwardsMs} ms`);
        assert.ok((await actions.releaseOverride('garage')).ok);
        await house.pass(2 * MINUTE_MS);
      }
    }));

  it('who ends in evcc the fast mode that was chosen there, though a boost came in between', () =>
    steerHouse(START, async (house) => {
      await begun(house);
      await counts(house, 'now', 'the first');
      assert.ok((await house.app.loop.actions.boost(BOOST)).ok);
      await house.pass(2 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override?.kind, 'BOOST');
      await counts(house, 'pv', 'the second');
      assert.deepEqual(house.control().boosts, {});
    }));

  it('who decides for slots during a boost, from when they begin, and who boosts during them', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      assert.ok((await actions.boost(BOOST)).ok);
      await house.pass(2 * MINUTE_MS);
      const start = house.clock.now() + 10 * MINUTE_MS;
      const later = { target: 'garage', action: 'HOLD', start, end: start + HOUR_MS } as const;
      assert.ok((await actions.overrideSlots(later)).ok);
      await house.pass(5 * MINUTE_MS);
      assert.deepEqual([mode(house), house.loadpoint('garage').override?.kind], ['now', 'BOOST']);
      await house.pass(7 * MINUTE_MS);
      assert.deepEqual([mode(house), house.loadpoint('garage').override?.kind], ['pv', 'SLOTS']);
      assert.deepEqual(house.control().boosts, {}, 'the boost has ended');

      assert.ok((await actions.boost({ ...BOOST, minutes: 20 })).ok);
      await house.pass(2 * MINUTE_MS);
      assert.deepEqual([mode(house), house.loadpoint('garage').override?.kind], ['now', 'BOOST']);
      const now = { ...later, start: house.clock.now() };
      assert.ok((await actions.overrideSlots(now)).ok);
      assert.deepEqual([mode(house), house.loadpoint('garage').override?.kind], ['pv', 'SLOTS'], 'at once');
    }));

  for (const chosen of ['off', 'minpv', 'now'] as const)
    it(`who chose ${chosen} in evcc while we were stopped, though somebody had boosted before`, () =>
      steerHouse(START, async (house) => {
        await begun(house);
        assert.ok((await house.app.loop.actions.boost(BOOST)).ok);
        await house.pass(3 * MINUTE_MS);
        await restarted(
          house,
          async () => {
            assert.equal(mode(house), 'pv');
            await house.person('POST', `loadpoints/1/mode/${chosen}`);
            await house.pass(2 * MINUTE_MS);
          },
          (garage) => {
            assert.equal(mode(house), chosen);
            assert.equal(garage()?.override?.kind, 'PERSON');
          },
        );
      }));
});

describe('nobody overrides', () => {
  it('while evcc takes what we write and does not follow', () =>
    steerHouse(START, async (house) => {
      await begun(house);
      house.house.faults.set({ writes: 'ignored' });
      assert.ok((await house.app.loop.actions.boost(BOOST)).ok);
      await house.pass(3 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override?.kind, 'BOOST');
      house.house.faults.clear();
      await house.passUntil('evcc follows', () => mode(house) === 'now', 20 * MINUTE_MS);
      await house.pass(2 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').override?.kind, 'BOOST');
    }));

  it('with readings that were on their way while we wrote', () =>
    steerHouse(START, async (house) => {
      const { actions } = house.app.loop;
      await begun(house);
      // Answers take their time, and several who read evcc get theirs around our write.
      house.house.faults.set({ slowMs: 30 });
      for (let round = 0; round < 3; round++) {
        const reads = [0, 1, 2].map(() => actions.refreshSource('evccState'));
        assert.ok((await actions.boost(BOOST)).ok);
        await Promise.all([...reads, actions.refreshSource('evccState')]);
        await house.pass(2 * MINUTE_MS);
        assert.equal(house.loadpoint('garage').override?.kind, 'BOOST');
        assert.ok((await actions.cancelBoost('garage')).ok);
        await actions.refreshSource('evccState');
        await house.pass(2 * MINUTE_MS);
        assert.equal(house.loadpoint('garage').override, null);
      }
    }));
});
