import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DAY_MS, HOUR_MS } from '../../api/house/index.ts';
import { at, steerHouse } from './steered-house.ts';

const START = at('2026-03-16', 12);

it('in observation nothing is written, and what would be done is said; live, it is done', () =>
  steerHouse(
    {
      start: START,
      seed: 1,
      settings: { observationDays: { BUFFER: 14, BATTERY: 3, VEHICLES: 3 }, bufferBaseSocPercent: 60 },
    },
    async ({ house, app, pass, passUntil, snapshot, writes, clock, intent, state }) => {
      const memory = JSON.stringify([state().evcc.site, state().evcc.vehicles]);
      const would = new Set<string>();
      while (clock.now() < START + DAY_MS) {
        await pass(HOUR_MS / 2);
        for (const { action, live } of snapshot().intents) {
          would.add(action);
          assert.equal(live, false);
        }
      }
      assert.deepEqual(writes(START), []);
      assert.equal(house.totals().heartbeats, 0);
      assert.equal(JSON.stringify([state().evcc.site, state().evcc.vehicles]), memory);
      assert.deepEqual(app.store.commands(10), []);
      assert.ok(would.has('CAR_CHARGE') || would.has('CAR_WAIT'), [...would].join());
      assert.ok(would.size >= 3, `it would have steered: ${[...would].join()}`);
      assert.ok((snapshot().buffer?.logRecent.length ?? 0) > 24, 'the buffer logs what it would have done');
      for (const { mode, daysRemaining } of snapshot().rollouts) {
        assert.equal(mode, 'OBSERVATION');
        assert.ok(daysRemaining !== null && daysRemaining >= 2);
      }

      for (const capability of ['BATTERY', 'VEHICLES'] as const) {
        const answer = await app.loop.actions.activateLive(capability);
        assert.equal(answer.ok && answer.value.mode, 'LIVE');
      }
      const liveSince = clock.now();
      await passUntil('a car at home', () => state().plant.cars.some((car) => car.connected), 12 * HOUR_MS);
      await passUntil('evcc is told', () => writes(liveSince).length > 0, 6 * HOUR_MS);
      assert.ok(snapshot().intents.every(({ live }) => live));
      assert.equal(intent('battery')?.live, true);
    },
  ));
