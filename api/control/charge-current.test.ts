import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Intent, LoadpointState } from '../house/index.ts';
import { asFound, chargeCurrent, currentWishes, withYieldedCurrents } from './charge-current.ts';
import { detectOverrides } from './overrides.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const INTENT: Intent = {
  subject: 'garage',
  capability: 'VEHICLES',
  action: 'CAR_CHARGE',
  powerKw: 7,
  socPercent: 80,
  since: SOME_TIME,
  until: null,
  live: true,
  reason: { de: 'Grund', en: 'reason' },
};
const AT_16_A = { maxCurrentA: 16, configuredMaxCurrentA: 16 };

/** evcc beside us: takes what is due and shows it. */
function house(change: Partial<LoadpointState> = {}) {
  let shown = testLoadpoint({ ...AT_16_A, ...change });
  let control: ControlState = emptyControlState();
  const writes: string[] = [];
  return {
    want(powerKw: number): void {
      const wishes = currentWishes(
        shown,
        asFound(shown, control),
        { ...INTENT, powerKw },
        control.loadpoints.garage,
      );
      for (const { satisfied, settle, own, command } of wishes) {
        if (satisfied) control = settle?.(control) ?? control;
        else {
          control = own?.(control) ?? control;
          if (command.kind === 'maxCurrent') {
            const { currentA } = command;
            shown = { ...shown, maxCurrentA: currentA, configuredMaxCurrentA: currentA };
            writes.push(`${currentA} A`);
          }
          if (command.kind === 'phases') {
            shown = { ...shown, phasesConfigured: command.phases };
            writes.push(`${command.phases} p`);
          }
        }
      }
    },
    person(change: Partial<LoadpointState>): void {
      shown = { ...shown, ...change };
      const site = testSite({ loadpoints: [shown] });
      control = withYieldedCurrents(control, site, new Set());
      control = detectOverrides(site, control, { pending: new Set(), leaving: new Set() }, SOME_TIME);
    },
    writes,
    owned: () => control.loadpoints.garage,
    found: () => asFound(shown, control),
  };
}

describe('the current of a loadpoint', () => {
  it('is the whole amperes that give no more than is wanted', () => {
    const loadpoint = testLoadpoint(AT_16_A);
    assert.deepEqual(chargeCurrent(loadpoint, 7), { currentA: 10, phases: null });
    assert.deepEqual(chargeCurrent(loadpoint, 3), { currentA: 13, phases: 1 });
    assert.deepEqual(chargeCurrent(loadpoint, 0.5), { currentA: 6, phases: 1 });
    assert.deepEqual(chargeCurrent({ ...loadpoint, phases1p3p: false }, 3), { currentA: 6, phases: null });
    assert.equal(chargeCurrent(loadpoint, 11), null);
  });

  it('is held, moved with what is wanted, and put back', () => {
    const { want, writes, owned, found } = house();
    want(7);
    want(7);
    want(7.3);
    assert.deepEqual(writes, ['10 A'], 'one ampere more is not worth a write');
    assert.equal(found().maxCurrentA, 16, 'plans count on what it gives without us');
    want(9);
    want(5);
    assert.deepEqual(writes, ['10 A', '13 A', '7 A']);
    want(11.04);
    want(11.04);
    assert.deepEqual(writes, ['10 A', '13 A', '7 A', '16 A']);
    assert.equal(owned()?.maxCurrentA, undefined);
  });

  it('uses one phase where three give too much, and lets evcc choose again afterwards', () => {
    const { want, writes, found } = house();
    want(3);
    want(3);
    assert.deepEqual(writes, ['13 A', '1 p']);
    assert.equal(found().phasesConfigured, 0);
    want(11.04);
    assert.deepEqual(writes.slice(2), ['0 p', '16 A']);
  });

  it("is the person's once they moved it, until the car leaves", () => {
    const { want, person, writes, owned } = house();
    want(7);
    person({ maxCurrentA: 8, configuredMaxCurrentA: 8 });
    want(7);
    want(11.04);
    assert.deepEqual(writes, ['10 A']);
    person({ connected: false });
    want(11.04);
    assert.equal(owned()?.maxCurrentA, undefined);
    assert.deepEqual(writes, ['10 A'], 'and stays as they left it');
  });

  it('is still ours to put back when the car leaves', () => {
    const { want, person, writes } = house();
    want(7);
    person({ connected: false });
    want(11.04);
    assert.deepEqual(writes, ['10 A', '16 A']);
  });

  it('is not touched where evcc does not tell it', () => {
    const { want, writes } = house({ configuredMaxCurrentA: null });
    want(7);
    assert.deepEqual(writes, []);
  });
});
