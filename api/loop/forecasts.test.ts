import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSettings } from '../control/test-settings.ts';
import { openStore } from '../history/index.ts';
import { type EnergySample, HOUR_MS, type QuarterHour, quarterWith, SLOT_MS } from '../house/index.ts';
import { createForecasts } from './forecasts.ts';
import { register, START, testSources } from './test-sources.ts';

const slots = Array.from({ length: 96 }, (_, nth) => ({
  start: START + nth * SLOT_MS,
  end: START + (nth + 1) * SLOT_MS,
}));

/** A household that drew the same all the time. */
const drew = (kw: number, days: number): EnergySample[] =>
  Array.from({ length: days * 96 }, (_, nth) => {
    const start = START - (nth + 1) * SLOT_MS;
    return { start, end: start + SLOT_MS, energyKwh: kw / 4 };
  }).reverse();

const quarterHour = ({ start, energyKwh }: EnergySample): QuarterHour =>
  quarterWith(start, { loadKwh: energyKwh });

/** What is expected over the next day on average, kW, and what became of the source. */
async function expectFrom(
  evcc: () => Promise<EnergySample[] | null>,
  own: readonly EnergySample[] = [],
  earlier: readonly EnergySample[] = [],
) {
  const { clock, sources } = testSources();
  register(sources, 'loadHistory');
  const store = openStore({ dataDir: null, now: clock.now });
  store.transaction(() => {
    for (const sample of own) store.recordQuarterHour(quarterHour(sample));
  });
  const forecasts = createForecasts({
    settings: testSettings(),
    clock,
    evcc: { readLoadHistory: evcc },
    store,
    sources,
    earlier,
  });
  await forecasts.refresh();
  const { load, naiveLoadKw } = forecasts.expect(slots, null);
  const mean = load.reduce((sum, { meanKw }) => sum + meanKw, 0) / load.length;
  return { mean, naiveLoadKw, source: sources.list()[0] };
}

test('the load is learned from the history that evcc keeps', async () => {
  const { mean, naiveLoadKw, source } = await expectFrom(async () => drew(1.5, 30));
  assert.ok(Math.abs(mean - 1.5) < 0.05, `${mean}`);
  assert.ok(naiveLoadKw.every((kw) => Math.abs(kw - 1.5) < 1e-9));
  assert.equal(source?.state, 'FRESH');
});

test('where evcc keeps none it is learned from our own, and where both know a quarter ours counts', async () => {
  const { mean, source } = await expectFrom(async () => null, drew(0.8, 30));
  assert.ok(Math.abs(mean - 0.8) < 0.05, `${mean}`);
  assert.equal(source?.state, 'ABSENT');
  const both = await expectFrom(async () => drew(3, 30), drew(0.8, 30));
  assert.ok(Math.abs(both.mean - 0.8) < 0.05, `${both.mean}`);
  const joined = await expectFrom(async () => drew(0.8, 30), drew(0.8, 2));
  assert.ok(Math.abs(joined.mean - 0.8) < 0.05, `${joined.mean}`);
});

test('where nobody measured yet it is learned from a file, which counts no longer where somebody did', async () => {
  const { mean } = await expectFrom(async () => null, [], drew(2, 30));
  assert.ok(Math.abs(mean - 2) < 0.05, `${mean}`);
  const later = await expectFrom(async () => null, drew(0.8, 30), drew(2, 30));
  assert.ok(Math.abs(later.mean - 0.8) < 0.05, `${later.mean}`);
});

test('an evcc that does not answer leaves what is our own', async () => {
  const { mean, source } = await expectFrom(() => Promise.reject(new Error('gone')), drew(0.8, 30));
  assert.ok(Math.abs(mean - 0.8) < 0.05, `${mean}`);
  assert.equal(source?.state, 'FAILED');
});

test('a history in Wh and one slot of 5,000 kWh are put right or left out, and the source says so', async () => {
  const inWh = drew(0.8, 30).map((sample) => ({ ...sample, energyKwh: sample.energyKwh * 1000 }));
  const wrongUnit = await expectFrom(async () => inWh);
  assert.ok(Math.abs(wrongUnit.mean - 0.8) < 0.05, `${wrongUnit.mean}`);
  assert.match(wrongUnit.source?.findings[0]?.message.en ?? '', /thousand times too large/);
  const absurd = drew(0.8, 30).map((sample, nth) => (nth === 99 ? { ...sample, energyKwh: 5000 } : sample));
  const oneSlot = await expectFrom(async () => absurd);
  assert.ok(Math.abs(oneSlot.mean - 0.8) < 0.05, `${oneSlot.mean}`);
  assert.equal(oneSlot.source?.findings[0]?.value, '1');
});

test('an hour of history is a start, and nothing of it is taken for sure', async () => {
  const { mean } = await expectFrom(async () => drew(2, 30).slice(-(HOUR_MS / SLOT_MS)));
  assert.ok(mean > 0.2 && mean < 3, `${mean}`);
});
