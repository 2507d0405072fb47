import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { evccLocks, whyUnlocked } from './battery-lock.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testBattery, testSite } from './test-site.ts';
import { SOME_TIME as NOW } from './test-time.ts';

const LIVE = { rollouts: { BATTERY: { firstRunAt: 0, observeUntil: 0 } } };
const slots = (action: 'HOLD' | 'RELEASE', since = NOW) => ({
  slotOverrides: [{ id: '1', target: 'battery', action, start: NOW - 1, end: NOW + HOUR_MS, since }],
});

function why(change: Partial<ControlState>, isGivenUp = false, controllable = true): string | null {
  const site = testSite({ battery: testBattery({ dischargeControl: false, controllable }) });
  return whyUnlocked(site, { ...emptyControlState(), ...LIVE, ...change }, isGivenUp, NOW)?.en ?? null;
}

describe('the battery while a car charges fast', () => {
  it('is locked by evcc, unless its people switched that off; an old evcc that says nothing always does', () => {
    const locks = (dischargeControl: boolean | null) =>
      evccLocks(testSite({ battery: testBattery({ dischargeControl }) }));
    assert.deepEqual([true, null, false].map(locks), [true, true, false]);
    assert.equal(evccLocks(testSite({ battery: null })), false);
  });

  it('is locked by us where we may', () => {
    assert.equal(why({}), null);
    assert.equal(why(slots('HOLD')), null);
    assert.equal(why({ ...slots('HOLD'), rollouts: {} }), null);
    assert.equal(whyUnlocked(testSite({ battery: null }), emptyControlState(), false, NOW), null);
  });

  it('is not while it is only observed, released, paused, overridden, or does not follow', () => {
    const until = { since: NOW - 1, until: null };
    const message = { de: 'Jemand', en: 'Somebody set it.' };
    const override = { kind: 'PERSON', ...until, targetSocPercent: null, message } as const;
    const observed = { rollouts: { BATTERY: { firstRunAt: NOW, observeUntil: NOW + 1 } } };
    assert.match(why(observed) ?? '', /observes/);
    assert.match(why(slots('RELEASE')) ?? '', /released/);
    assert.match(why({ pause: until }) ?? '', /paused/);
    assert.match(why({ ...slots('HOLD', NOW - 9), pause: until }) ?? '', /paused/);
    assert.match(why({ overrides: { battery: { sticky: false, override } } }) ?? '', /Somebody set/);
    assert.match(why({}, true) ?? '', /does not follow/);
    assert.match(why({}, false, false) ?? '', /cannot control/);
  });
});
