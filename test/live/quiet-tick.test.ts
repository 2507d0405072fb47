import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testSettings } from '../../api/control/test-settings.ts';
import { testBattery, testSite } from '../../api/control/test-site.ts';
import { openStore } from '../../api/history/index.ts';
import { SECOND_MS, virtualClock } from '../../api/house/index.ts';
import { createLive } from '../../api/live/index.ts';
import { createBufferKeeper } from '../../api/loop/buffer-keeper.ts';
import { createFreshness } from '../../api/loop/freshness.ts';
import { createPublisher } from '../../api/loop/publisher.ts';
import { createSources } from '../../api/loop/sources.ts';
import { NOW, testState } from '../../api/server/test-house.ts';

it('a live tick that changed nothing sends nothing; one that did sends that alone', async () => {
  const clock = virtualClock(NOW, (error) => {
    throw error;
  });
  const settings = testSettings();
  const store = openStore({ dataDir: null, now: clock.now });
  let sequence = 0;
  const live = createLive(testState(), () => ++sequence, clock.now);
  const sources = createSources(clock);
  const publisher = createPublisher({
    settings,
    findings: () => [],
    clock,
    store,
    live,
    sources,
    freshness: createFreshness(sources),
    buffer: createBufferKeeper({ settings, clock, store, inherited: null }),
    skill: { skills: () => [] },
    departureSuggestions: () => [],
    otherNotices: () => [],
    controller: () => {
      throw new Error('a live tick asks for nothing but powers and the battery');
    },
  });
  const told: string[][] = [];
  void (async () => {
    for await (const { change } of live.messages()) if (change) told.push(Object.keys(change));
  })();

  for (let tick = 0; tick < 600; tick++) {
    await clock.advanceTo(NOW + tick * SECOND_MS);
    publisher.publishLive(testSite({ observedAt: clock.now() }));
    await new Promise(setImmediate);
  }
  assert.deepEqual(told, [['power', 'battery']], 'only the first tick was news');

  publisher.publishLive(testSite({ observedAt: clock.now(), gridPowerKw: 0.6 }));
  await new Promise(setImmediate);
  assert.deepEqual(told.slice(1), [['power']]);
  publisher.publishLive(
    testSite({ observedAt: clock.now(), gridPowerKw: 0.6, battery: testBattery({ socPercent: 51 }) }),
  );
  await new Promise(setImmediate);
  assert.deepEqual(told.slice(2), [['battery']]);
});
