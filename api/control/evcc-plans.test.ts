import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS } from '../house/index.ts';
import { personPlan, rememberPersonPlans, withOwnPlan } from './evcc-plans.ts';
import { emptyControlState } from './state.ts';
import { testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const TIME = SOME_TIME + 6 * HOUR_MS;
const planned = { effectivePlanTime: TIME, effectivePlanSocPercent: 65 };
const site = (change: Parameters<typeof testLoadpoint>[0]) =>
  testSite({ loadpoints: [testLoadpoint(change)] });

describe('plans that people make in evcc', () => {
  it('count on after evcc deleted them because they are reached, until their time', () => {
    const seen = rememberPersonPlans(emptyControlState(), site(planned), SOME_TIME);
    const reached = site({ vehicleSocPercent: 65 });
    const later = rememberPersonPlans(seen, reached, SOME_TIME + HOUR_MS);
    const [loadpoint] = reached.loadpoints;
    assert.ok(loadpoint);
    assert.equal(personPlan(loadpoint, undefined, later, SOME_TIME + HOUR_MS)?.socPercent, 65);
    assert.equal(personPlan(loadpoint, undefined, later, TIME + 1), null);
  });

  it('are over once a person deletes them before', () => {
    const seen = rememberPersonPlans(emptyControlState(), site(planned), SOME_TIME);
    assert.deepEqual(rememberPersonPlans(seen, site({ vehicleSocPercent: 50 }), SOME_TIME).personPlans, {});
  });

  it('are not ours, not even one of ours that evcc has not replaced yet', () => {
    let control = withOwnPlan(emptyControlState(), 'kombi', { socPercent: 65, time: TIME });
    control = withOwnPlan(control, 'kombi', { socPercent: 80, time: TIME });
    const [loadpoint] = site(planned).loadpoints;
    assert.ok(loadpoint);
    assert.equal(personPlan(loadpoint, undefined, control, SOME_TIME), null);
  });
});
