import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { openStore } from '../history/index.ts';
import { MINUTE_MS } from '../house/index.ts';
import { fallbackPlan } from '../plan/index.ts';
import { createMemory } from './memory.ts';

const NOW = Date.UTC(2026, 5, 1, 12);

test('the commands of a cycle end where the next recorded one begins, also where a number between is missing', async (t) => {
  const store = openStore({ dataDir: null, now: () => NOW });
  const memory = createMemory(store, () => false);
  t.after(async () => {
    await memory.stop();
    store.close();
  });
  const input = randomHouse(1, { slots: 4, cars: 0 });
  const plan = fallbackPlan(input, { de: '', en: '' });
  for (const [cycleId, minutes] of [
    [2, 0],
    [4, 30],
  ] as const)
    store.recordCycle({ cycleId, at: NOW + minutes * MINUTE_MS, durationMs: 1, input, plan, intents: [] });
  for (const minutes of [0, 15, 30])
    store.recordCommand({
      id: minutes + 1,
      at: NOW + minutes * MINUTE_MS,
      subject: 'battery',
      request: 'POST /api/batterymode/hold',
      cause: { de: 'Billig.', en: 'Cheap.' },
      state: 'SENT',
      answer: null,
      attempts: 1,
    });
  const idsOf = (cycleId: number) => memory.cycle(cycleId)?.commands.map(({ id }) => id);
  assert.deepEqual(idsOf(2), [1, 16]);
  assert.deepEqual(idsOf(4), [31]);
  assert.equal(memory.cycle(3), null);
});
