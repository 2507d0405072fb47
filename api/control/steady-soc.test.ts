import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE_MS } from '../house/index.ts';
import { createSteadySoc } from './steady-soc.ts';
import { testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

/** What is believed of a car that tells these values, one each minute. */
function believed(
  told: readonly (number | null)[],
  change: (index: number) => Partial<ReturnType<typeof testLoadpoint>> = () => ({}),
): (number | null | undefined)[] {
  const steady = createSteadySoc();
  return told.map((vehicleSocPercent, index) => {
    const loadpoints = [testLoadpoint({ vehicleSocPercent, ...change(index) })];
    const site = steady(testSite({ observedAt: SOME_TIME + index * MINUTE_MS, loadpoints }));
    return site.loadpoints[0]?.vehicleSocPercent;
  });
}

test('a moment of 0 % or of nothing is passed over', () => {
  assert.deepEqual(believed([40, 0, 41]), [40, 40, 41]);
  assert.deepEqual(believed([40, null, null, 41]), [40, 40, 40, 41]);
});

test('so is a moment of 100 %, and what comes after it is no fall', () => {
  assert.deepEqual(believed([41, 100, 41, 42]), [41, 41, 41, 42]);
});

test('what a car was charged with it may gain, however rarely it tells', () => {
  const hour = (sessionEnergyKwh: number | null) => (index: number) => ({
    sessionEnergyKwh: sessionEnergyKwh === null ? null : (sessionEnergyKwh * index) / 60,
  });
  const told = [...Array.from({ length: 60 }, () => 40), 57];
  assert.equal(believed(told, hour(11)).at(-1), 57);
  assert.equal(believed(told, hour(null)).at(-1), 57, 'without a meter, what it could take');
  assert.equal(believed(told, hour(0)).at(-1), 40, 'not while it rests');
});

test('what is told for ten minutes is believed', () => {
  const told = [40, ...Array.from({ length: 12 }, () => 20)];
  assert.equal(believed(told).at(10), 40);
  assert.equal(believed(told).at(11), 20);
});

test('another car, or one that comes back, may have less', () => {
  assert.deepEqual(
    believed([40, 10], (index) => ({ vehicleName: index === 0 ? 'kombi' : 'zoe' })),
    [40, 10],
  );
  assert.deepEqual(
    believed([40, 40, 10], (index) => ({ connected: index !== 1 })),
    [40, 40, 10],
  );
});
