import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LoadpointState, MINUTE_MS } from '../house/index.ts';
import { takesNoMore, withIdleCars } from './idle-cars.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const NOBODY = new Set<string>();
const FAST = { mode: 'now', enabled: true, chargePowerKw: 0, vehicleSocPercent: 99 } as const;

/** What is known after readings a minute apart. */
function after(readings: Partial<LoadpointState>[], dimmed = false): [ControlState, LoadpointState, number] {
  let control = emptyControlState();
  let loadpoint = testLoadpoint();
  let observedAt = SOME_TIME;
  for (const reading of readings) {
    loadpoint = testLoadpoint(reading);
    observedAt += MINUTE_MS;
    control = withIdleCars(control, testSite({ loadpoints: [loadpoint], dimmed, observedAt }), NOBODY);
  }
  return [control, loadpoint, observedAt];
}

function isDone(readings: Partial<LoadpointState>[], target = 100, dimmed = false): boolean {
  const [control, loadpoint, at] = after(readings, dimmed);
  return takesNoMore(control, loadpoint, target, at);
}

const minutes = (count: number, reading: Partial<LoadpointState>) =>
  Array.from({ length: count }, () => reading);

describe('a car takes no more', () => {
  it('where it may charge fast and took nothing for a quarter of an hour, near its target', () => {
    assert.equal(isDone(minutes(20, FAST)), true);
    assert.equal(isDone(minutes(10, FAST)), false);
    assert.equal(isDone(minutes(20, { ...FAST, vehicleSocPercent: 60 })), false);
    assert.equal(isDone(minutes(20, { ...FAST, vehicleSocPercent: null })), false);
  });

  it('not where something else holds it back', () => {
    assert.equal(isDone(minutes(20, { ...FAST, mode: 'pv' })), false);
    assert.equal(isDone(minutes(20, { ...FAST, enabled: false })), false);
    assert.equal(isDone(minutes(20, { ...FAST, offeredCurrentA: 0 })), false);
    assert.equal(isDone(minutes(20, { ...FAST, chargePowerKw: null })), false);
    assert.equal(isDone(minutes(20, FAST), 100, true), false);
  });

  it('still after fast charging ended for it, until it takes something, was used, or is another one', () => {
    const ended = [...minutes(20, FAST), ...minutes(5, { ...FAST, mode: 'pv', enabled: false })];
    assert.equal(isDone(ended), true);
    assert.equal(isDone([...ended, { ...FAST, chargePowerKw: 3 }, FAST]), false);
    assert.equal(isDone([...ended, { ...FAST, mode: 'pv', vehicleSocPercent: 96 }], 98), false);
    assert.equal(isDone([...ended, { ...FAST, vehicleName: 'kompakt' }]), false);
    assert.equal(isDone([...ended, { ...FAST, connected: false }, FAST]), false);
  });
});
