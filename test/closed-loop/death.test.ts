import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, steerHouse } from './steered-house.ts';

it('cut off from evcc for the whole night, cars are full in the morning and the battery is its own', () =>
  steerHouse(
    { start: at('2026-03-16', 20), seed: 1, house: { start: { carSocPercent: [45, 55] } } },
    async ({ house, passUntil, pass, snapshot, state, clock, advanceTo }) => {
      await passUntil('a plan', () => snapshot().plan !== null, 5 * MINUTE_MS);
      await pass(2 * MINUTE_MS);
      house.faults.set({ unreachable: true });
      await pass(3 * MINUTE_MS);
      assert.equal(state().evcc.battery.external, 'unknown');
      await advanceTo(at('2026-03-17', 6));
      for (const car of snapshot().loadpoints) assert.ok(car.connected);
      const [kompakt, kombi] = house.totals().carStoredKwh;
      assert.ok((kompakt ?? 0) >= 0.795 * 58, `${kompakt} kWh`);
      assert.ok((kombi ?? 0) >= 0.795 * 77, `${kombi} kWh`);
      assert.ok(clock.now() - at('2026-03-16', 20) === 10 * HOUR_MS);
    },
  ));
