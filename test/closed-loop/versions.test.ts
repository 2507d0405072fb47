import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVCC_VERSIONS } from '../../api/demo/index.ts';
import { HOUR_MS } from '../../api/house/index.ts';
import { at, steerHouse, unfollowed } from './steered-house.ts';

describe('each shape of evcc is steered through an evening', () => {
  for (const version of EVCC_VERSIONS)
    it(version, () =>
      steerHouse(
        { start: at('2026-03-16', 19), seed: 1, house: { version, start: { carSocPercent: [40, 45] } } },
        async ({ app, house, pass, passUntil, snapshot, loadpoint, state }) => {
          await passUntil('a plan', () => snapshot().plan !== null, HOUR_MS / 4);
          const garage = snapshot().loadpoints[0]?.id ?? '';
          const boosted = await app.loop.actions.boost({
            loadpoint: garage,
            until: null,
            minutes: 30,
            targetSocPercent: null,
          });
          assert.ok(boosted.ok);
          await pass(HOUR_MS / 4);
          assert.equal(loadpoint(garage).mode, 'now');
          assert.equal(loadpoint(garage).charging, true);
          await pass(2.75 * HOUR_MS);
          const commands = app.store.commands(1000);
          assert.ok(commands.length >= 4, `${commands.length} commands`);
          assert.deepEqual(unfollowed(commands), []);
          assert.equal(snapshot().evccVersion?.startsWith('0.'), true);
          assert.ok(state().evcc.vehicles.kompakt?.plan, 'the car has its plan');
          assert.equal(loadpoint(garage).override, null);
          assert.equal(house.totals().violations, 0);
          assert.equal(app.loop.fallbackCount(), 0);
        },
      ),
    );
});
