import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayBegin, replayOptions } from './replay-options.ts';

const since = (...more: string[]) => replayOptions(['--since', '2026-05-01', ...more]);

test('settings become changes, each by its own name', () => {
  const { weeks } = since(
    ...['battery.reserveSocPercent=20', 'tariff.importOffsetPerKwh=-0.05', 'loadFactor=1.2'].flatMap(
      (pair) => ['--set', pair],
    ),
    ...['--set', 'planUncertainty=false', '--set', 'bufferPercent=60'],
  );
  assert.deepEqual(weeks?.changes, {
    battery: { reserveSocPercent: 20 },
    tariff: { importOffsetPerKwh: -0.05 },
    loadFactor: 1.2,
  });
  assert.deepEqual(weeks?.settings, { planUncertainty: false, bufferPercent: 60 });
});

test('what cannot be set is refused, and what can is told', () => {
  for (const pair of ['pvFactor=20=30', 'pvFactor=', 'pvFactor', 'pvFactor=1e3', 'bufferPercent=101'])
    assert.throws(() => since('--set', pair), /--set/, pair);
  assert.throws(() => since('--set', 'planUncertainty=0'), /true/);
  assert.throws(() => since('--set', 'toString=1'), /loadFactor=…/);
  assert.throws(() => since('--set', 'cars.targetSocPercent=80'), /gemessen und bleibt so/);
});

test('what belongs to the other kind of replay is not ignored', () => {
  assert.throws(() => replayOptions(['--cycle', '300', '--set', 'pvFactor=2']), /--set .*--since/);
  assert.throws(() => replayOptions(['--cycle', '300', '--until', '2026-05-02']), /--until .*--since/);
  assert.throws(() => since('--count', '3'), /--count .*--cycle/);
  assert.throws(() => replayOptions([]), /--cycle N/);
  assert.throws(() => since('--cycle', '3'), /--cycle N/);
  assert.throws(() => replayOptions(['--cycle', 'last', '--count', '0']), /--count 0: .*at least 1/);
  assert.deepEqual(replayOptions(['--cycle', 'last', '--count', '20']).cycles, { last: null, count: 20 });
});

test('a day begins at midnight where the house is, and must be one', () => {
  assert.equal(dayBegin('--since', '2026-05-01', 'Europe/Berlin'), Date.UTC(2026, 3, 30, 22));
  assert.equal(dayBegin('--since', '2028-02-29', 'UTC'), Date.UTC(2028, 1, 29));
  for (const text of [
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '26-05-01',
    '2026-5-1',
    'gestern',
    '0001-01-01',
  ])
    assert.throws(() => dayBegin('--since', text, 'Europe/Berlin'), /JJJJ-MM-TT/, text);
});
