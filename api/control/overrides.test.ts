import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE_MS } from '../house/index.ts';
import { detectOverrides, stoodDown } from './overrides.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { takenOver } from './take-over.ts';
import { testBattery, testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const NOTHING_UNDER_WAY = { pending: new Set<string>(), leaving: new Set<string>() };

function observed(control: ControlState, loadpoint: Parameters<typeof testLoadpoint>[0]) {
  const site = testSite({ loadpoints: [testLoadpoint(loadpoint)] });
  return detectOverrides(site, control, NOTHING_UNDER_WAY, SOME_TIME);
}

function owningNow(awaiting: { awaiting?: 'ours' | 'original' } = {}): ControlState {
  const mode = { original: 'pv', ours: 'now', ...awaiting } as const;
  return { ...emptyControlState(), loadpoints: { garage: { mode } } };
}

describe('who overrode us', () => {
  it('is nobody while evcc shows what we left or wrote', () => {
    assert.deepEqual(observed(emptyControlState(), { mode: 'pv' }).overrides, {});
    assert.deepEqual(observed(owningNow(), { mode: 'now' }).overrides, {});
  });

  it('is a person who chose fast or off, as long as it is so', () => {
    for (const mode of ['now', 'off'] as const) {
      const after = observed(emptyControlState(), { mode });
      assert.equal(after.overrides.garage?.override.kind, 'PERSON');
      assert.deepEqual(observed(after, { mode: 'pv' }).overrides, {});
    }
  });

  it('is a person who takes our fast mode back, until the car leaves', () => {
    const after = observed(owningNow(), { mode: 'pv' });
    assert.equal(after.overrides.garage?.sticky, true);
    assert.equal(after.loadpoints.garage?.mode, undefined, 'what a person changed is not put back over it');
    assert.ok(observed(after, { mode: 'pv' }).overrides.garage);
    assert.deepEqual(observed(after, { connected: false }).overrides, {});
  });

  it('is nobody while our own write is on its way', () => {
    for (const awaiting of ['ours', 'original'] as const)
      for (const mode of ['pv', 'now'] as const)
        assert.deepEqual(observed(owningNow({ awaiting }), { mode }).overrides, {});
  });

  it('is a person who is faster than our own write', () => {
    const after = observed(owningNow({ awaiting: 'ours' }), { mode: 'off' });
    assert.equal(after.overrides.garage?.override.kind, 'PERSON');
    assert.equal(after.loadpoints.garage?.mode, undefined);
  });

  it('is nobody when a car leaves and evcc falls back to its own mode', () => {
    const after = observed(owningNow(), { connected: false, mode: 'pv' });
    assert.deepEqual(after.overrides, {});
    assert.deepEqual(after.loadpoints, {});
  });

  it('stays as it is while a car may only seem to have left', () => {
    const takenBack = observed(owningNow(), { mode: 'pv' });
    const site = testSite({ loadpoints: [testLoadpoint({ connected: false, mode: 'pv' })] });
    const leaving = new Set(['garage']);
    const after = detectOverrides(site, takenBack, { ...NOTHING_UNDER_WAY, leaving }, SOME_TIME);
    assert.deepEqual(after.overrides, takenBack.overrides);
    assert.deepEqual(after.loadpoints, takenBack.loadpoints);
  });

  it('keeps the instant at which an override began', () => {
    const first = observed(emptyControlState(), { mode: 'now' });
    const later = detectOverrides(
      testSite({ loadpoints: [testLoadpoint({ mode: 'now' })] }),
      first,
      NOTHING_UNDER_WAY,
      SOME_TIME + 60_000,
    );
    assert.equal(later.overrides.garage?.override.since, SOME_TIME);
  });

  it('is whoever set an external battery mode that is not ours', () => {
    const site = testSite({ battery: testBattery({ externalMode: 'charge' }) });
    const foreign = detectOverrides(site, emptyControlState(), NOTHING_UNDER_WAY, SOME_TIME);
    assert.equal(foreign.overrides.battery?.override.kind, 'PERSON');
    const ours = detectOverrides(
      site,
      { ...emptyControlState(), batteryMode: 'charge' },
      NOTHING_UNDER_WAY,
      SOME_TIME,
    );
    assert.equal(ours.overrides.battery, undefined);
  });

  it("is evcc's own optimizer, for everything", () => {
    const after = detectOverrides(
      testSite({ optimizerAutomatic: true }),
      emptyControlState(),
      NOTHING_UNDER_WAY,
      SOME_TIME,
    );
    assert.equal(after.overrides.battery?.override.kind, 'OPTIMIZER');
    assert.equal(after.overrides.garage?.override.kind, 'OPTIMIZER');
  });

  it("is evcc's own optimizer for an hour where evcc refused a write", () => {
    const refused = stoodDown(emptyControlState(), 'garage', SOME_TIME);
    const after = (ms: number) =>
      detectOverrides(testSite(), refused, NOTHING_UNDER_WAY, SOME_TIME + ms).overrides.garage?.override.kind;
    assert.equal(after(30 * MINUTE_MS), 'OPTIMIZER');
    assert.equal(after(61 * MINUTE_MS), undefined);
  });

  it('is nobody while evcc still shows what somebody had chosen before we took over', () => {
    const taken = takenOver(observed(emptyControlState(), { mode: 'off' }), 'garage', 'off');
    assert.deepEqual(observed(taken, { mode: 'off' }).overrides, {});
    const written = {
      ...taken,
      loadpoints: {
        garage: { mode: { original: 'pv', ours: 'now', awaiting: 'ours', shown: 'off' } as const },
      },
    };
    assert.deepEqual(observed(written, { mode: 'off' }).overrides, {});
    assert.equal(observed(written, { mode: 'minpv' }).overrides.garage?.override.kind, 'PERSON');
  });
});
