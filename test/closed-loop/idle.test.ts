import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HOUR_MS } from '../../api/house/index.ts';
import { at, steerHouse } from './steered-house.ts';

it('an idle house is left alone: no car, one price, no writes and no heartbeats for hours', () =>
  steerHouse(
    { start: at('2026-03-17', 9, 30), seed: 1, house: { faults: { missingTariffs: ['grid', 'planner'] } } },
    async ({ house, pass, snapshot, writes, state }) => {
      house.plugOut('kompakt');
      house.plugOut('kombi');
      const start = at('2026-03-17', 9, 30);
      await pass(6 * HOUR_MS);
      assert.ok(state().plant.cars.every(({ connected }) => !connected));
      assert.ok((snapshot().plan?.slots.length ?? 0) >= 96);
      assert.ok(snapshot().cycleId >= 24);
      assert.deepEqual(writes(start), []);
      assert.equal(house.totals().heartbeats, 0);
    },
  ));

it('a battery with nothing to do is released once and then left alone', () =>
  steerHouse(
    { start: at('2026-03-17', 9, 30), seed: 1 },
    async ({ house, pass, snapshot, writes, clock }) => {
      house.plugOut('kompakt');
      house.plugOut('kombi');
      await pass(HOUR_MS);
      const later = clock.now();
      let released = 0;
      for (let quarter = 0; quarter < 16; quarter++) {
        await pass(HOUR_MS / 4);
        if (snapshot().intents.every(({ action }) => action === 'BATTERY_RELEASE')) released++;
        else break;
      }
      assert.ok(released >= 4, 'the sun charges the battery without us');
      const until = later + released * (HOUR_MS / 4);
      const within = house.requests.filter(
        ({ isWrite, at: when }) => isWrite && when > later && when < until,
      );
      assert.deepEqual(within, []);
      assert.ok(Array.isArray(writes(later)));
    },
  ));
