import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS, SECOND_MS, slotStart } from '../../api/house/index.ts';
import { ask, at, type SteeredHouse, steerHouse } from './steered-house.ts';

const START = at('2026-03-16', 12, 30);
/** Until the clock that was set is noticed, with what follows from it. */
const NOTICED_MS = 10 * SECOND_MS;

/** How often evcc was asked for its state. */
function readings(house: SteeredHouse): number {
  return house.house.requests.filter(({ path }) => path === '/state').length;
}

/** Goes on as if nothing had happened: planned for now, read each minute, steered, and of no negative age. */
async function assertGoesOn(house: SteeredHouse): Promise<void> {
  const readingsBefore = readings(house);
  const cyclesBefore = house.snapshot().cycleId;
  await house.pass(NOTICED_MS);
  const { plan, cycleId } = house.snapshot();
  assert.ok(cycleId > cyclesBefore, 'no new cycle');
  const first = plan?.slots[0];
  assert.ok(first && first.start <= house.clock.now() && house.clock.now() < first.end);

  for (let minute = 0; minute < 20; minute++) {
    await house.pass(MINUTE_MS);
    const now = house.clock.now();
    for (const { id, state, updatedAt } of house.snapshot().sources) {
      // The socket tells by real time, of which hardly any passes here.
      if (id === 'evccLive') continue;
      assert.ok(state === 'FRESH' || state === 'ABSENT', `${id} is ${state} after ${minute} min`);
      assert.ok(updatedAt === null || updatedAt <= now + SECOND_MS, `${id} is of the future`);
    }
    assert.ok((house.snapshot().power?.observedAt ?? 0) > now - 2 * MINUTE_MS, 'live values stand still');
  }
  assert.ok(readings(house) - readingsBefore >= 20, 'evcc is not read each minute');
  assert.ok(house.snapshot().cycleId >= cycleId + 1, 'no cycle on the next boundary');

  const { health } = await ask<{ health: { staleSources: string[]; uptimeS: number } }>(
    house.port,
    '{ health { staleSources uptimeS } }',
  );
  assert.deepEqual(
    health.staleSources.filter((id) => id !== 'evccLive'),
    [],
  );
  const elapsedS = house.clock.elapsedMs() / SECOND_MS;
  assert.ok(health.uptimeS > 0 && health.uptimeS <= elapsedS + 1, `up ${health.uptimeS} s of ${elapsedS} s`);
}

/** A person has the battery held for an hour: evcc is told, and again as often as it needs it. */
async function assertHeld(house: SteeredHouse): Promise<void> {
  await hold(house);
  const isHeld = () => house.snapshot().battery?.externalMode === 'hold';
  await house.passUntil('evcc shows that the battery is held', isHeld, 3 * MINUTE_MS);
  for (let second = 0; second < 180; second += 30) {
    await house.pass(30 * SECOND_MS);
    assert.ok(isHeld(), `${second} s later`);
  }
}

async function hold(house: SteeredHouse): Promise<void> {
  const start = slotStart(house.clock.now());
  const asked = house.app.loop.actions.overrideSlots({
    start,
    end: start + HOUR_MS,
    target: 'battery',
    action: 'HOLD',
  });
  assert.ok((await asked).ok);
}

describe('a clock that is set while the house is steered', () => {
  for (const [name, steps] of [
    ['back', [-3]],
    ['forth', [3]],
    ['back and right again', [-3, 3]],
    ['forth and right again', [3, -3]],
  ] as const)
    it(name, () =>
      steerHouse({ start: START, seed: 1 }, async (house) => {
        await house.pass(5 * MINUTE_MS);
        await assertHeld(house);
        for (const hours of steps) {
          house.clock.stepBy(hours * HOUR_MS);
          await assertGoesOn(house);
          await assertHeld(house);
        }
        assert.equal(house.house.totals().violations, 0);
      }),
    );

  it('writes nothing by what evcc told before, where it is away from then on', () =>
    steerHouse({ start: START, seed: 1 }, async (house) => {
      await house.pass(5 * MINUTE_MS);
      await assertHeld(house);
      house.house.faults.set({ html: true });
      house.clock.stepBy(-5 * MINUTE_MS);
      await house.pass(4 * MINUTE_MS);
      const state = house.snapshot().sources.find(({ id }) => id === 'evccState')?.state;
      assert.equal(state, 'STALE');
      const before = house.house.requests.length;
      await house.pass(5 * MINUTE_MS);
      const written = house.house.requests.slice(before).filter(({ method }) => method !== 'GET');
      assert.deepEqual(written, []);
    }));
});
