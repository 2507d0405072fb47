import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../house/index.ts';
import { newestSoc } from './known-soc.ts';
import { endedManualSocs, withLastSoc, withManualSoc } from './manual-soc.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME as NOW } from './test-time.ts';

const EMPTY = emptyControlState();
const away = testSite({ loadpoints: [testLoadpoint({ connected: false, vehicleName: null })] });
const at = (vehicleSocPercent: number | null, observedAt = NOW) =>
  testSite({ observedAt, loadpoints: [testLoadpoint({ vehicleSocPercent })] });

test('evcc tells it live; away from a loadpoint it ages from when it was seen there', () => {
  assert.deepEqual(newestSoc('kombi', at(55), EMPTY, NOW), {
    socPercent: 55,
    measuredAt: null,
    teller: 'EVCC',
    stale: false,
  });
  // It stood there for a day with one SoC, and leaves.
  let control = withLastSoc(EMPTY, at(55, NOW - 24 * HOUR_MS));
  for (let minute = 24 * 60; minute >= 0; minute -= 1)
    control = withLastSoc(control, at(55, NOW - minute * MINUTE_MS));
  const left = newestSoc('kombi', away, control, NOW);
  assert.ok(left?.measuredAt && NOW - left.measuredAt <= 15 * MINUTE_MS);
  assert.equal(left.stale, false);
  assert.equal(newestSoc('kombi', away, control, NOW + 13 * HOUR_MS)?.stale, true);
  assert.equal(newestSoc('zoe', away, control, NOW), null);
});

test('the newest of what evcc saw and what was told counts', () => {
  const seen = withLastSoc(EMPTY, at(55, NOW - HOUR_MS));
  const newer = withManualSoc(seen, 'kombi', 40, away, NOW - 30 * MINUTE_MS, 'SOURCE');
  assert.deepEqual(newestSoc('kombi', away, newer, NOW), {
    socPercent: 40,
    measuredAt: NOW - 30 * MINUTE_MS,
    teller: 'SOURCE',
    stale: false,
  });
  const older = withManualSoc(seen, 'kombi', 40, away, NOW - 2 * HOUR_MS);
  assert.equal(newestSoc('kombi', away, older, NOW)?.socPercent, 55);
});

test('what a person tells of a car at its cable counts until evcc tells something else', () => {
  const told = withManualSoc(EMPTY, 'kombi', 40, at(55), NOW);
  assert.equal(newestSoc('kombi', at(55), told, NOW)?.socPercent, 40);
  const news = at(56, NOW + MINUTE_MS);
  const after = endedManualSocs(withLastSoc(withLastSoc(told, at(55)), news), news, new Set());
  assert.deepEqual(newestSoc('kombi', at(56), after, NOW), {
    socPercent: 56,
    measuredAt: null,
    teller: 'EVCC',
    stale: false,
  });
  const silent = newestSoc('kombi', at(null), told, NOW + 13 * HOUR_MS);
  assert.deepEqual([silent?.socPercent, silent?.stale], [40, true], 'plugged in, but nobody tells it');
});

/** A car of 60 kWh with what evcc shows of it each minute: SoC, and what was charged so far. */
function afterShown(control: ControlState, shown: readonly (readonly [number, number])[]) {
  return shown.reduce((state, [vehicleSocPercent, sessionEnergyKwh], minute) => {
    const loadpoints = [testLoadpoint({ vehicleSocPercent, sessionEnergyKwh })];
    const site = testSite({ observedAt: NOW + minute * MINUTE_MS, loadpoints });
    return endedManualSocs(withLastSoc(state, site), site, new Set());
  }, control);
}

test('what evcc counts on from an old measurement is no newer one, and is counted on what was told', () => {
  const told = withManualSoc(withLastSoc(EMPTY, at(40)), 'kombi', 55, at(40), NOW);
  const charged = Array.from({ length: 31 }, (_, minute) => [40 + minute * 0.275, minute * 0.1833] as const);
  const counted = afterShown(told, charged);
  assert.equal(counted.manualSoc.kombi, 55);
  const shown = at(48.25, NOW + 30 * MINUTE_MS);
  assert.equal(newestSoc('kombi', shown, counted, NOW)?.socPercent, 63.25);

  const measured = afterShown(told, [...charged, [56, 5.6]]);
  assert.equal(measured.manualSoc.kombi, undefined, 'more than was charged: it was measured');
  const lower = afterShown(told, [...charged, [44, 5.6]]);
  assert.equal(lower.manualSoc.kombi, undefined, 'less: it was measured, too');
  const long = Array.from({ length: 70 }, (_, minute) => [40 + minute * 0.275, minute * 0.1833] as const);
  assert.equal(afterShown(told, long).manualSoc.kombi, undefined, 'evcc has asked the car by then');
});
