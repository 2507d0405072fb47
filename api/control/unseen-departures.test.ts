import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LoadpointState } from '../house/index.ts';
import { withShown } from './shown-loadpoints.ts';
import { emptyControlState } from './state.ts';
import { testBattery, testLoadpoint, testSite } from './test-site.ts';
import { unseenDepartures } from './unseen-departures.ts';

const CHARGING = testLoadpoint({
  vehicleSocPercent: 60,
  sessionEnergyKwh: 4,
  mode: 'now',
  limitSocPercent: 80,
});
const site = (loadpoint: LoadpointState) => testSite({ loadpoints: [loadpoint] });
const MODE = { original: 'pv', ours: 'now' } as const;
const OWNED = { garage: { mode: MODE, limitSocPercent: { original: 0, ours: 80 } } };

/** What is concluded where `change` is all that evcc shows otherwise. */
function concluded(change: Partial<LoadpointState>, before = CHARGING, afterStop = false) {
  const known = withShown(emptyControlState(), site(before), new Set());
  const control = { ...known, loadpoints: OWNED };
  const { left, lostContact } = unseenDepartures(control, site({ ...before, ...change }), afterStop);
  return left.size > 0 ? 'left' : lostContact.size > 0 ? 'lost contact' : 'stayed';
}

describe('a cable that was pulled unseen', () => {
  const EVCC_RESET = { sessionEnergyKwh: 0, limitSocPercent: 0, mode: 'off' } as const;

  it('is recognised by what evcc begins anew', () => {
    assert.equal(concluded({}), 'stayed');
    assert.equal(concluded({ sessionEnergyKwh: 0, limitSocPercent: 0 }), 'lost contact');
    assert.equal(concluded(EVCC_RESET), 'lost contact');
    assert.equal(concluded(EVCC_RESET, CHARGING, true), 'left');
  });

  it('is recognised before anything was charged, by mode and limit', () => {
    const atOnce = { ...CHARGING, sessionEnergyKwh: 0 };
    assert.equal(concluded({ mode: 'pv' }, atOnce), 'stayed', 'a person chose');
    assert.equal(concluded({ limitSocPercent: 0 }, atOnce), 'stayed', 'a person took a limit away');
    assert.equal(concluded({ mode: 'pv', limitSocPercent: 0 }, atOnce), 'lost contact');
  });

  it('is no restart of evcc, which keeps limits', () => {
    assert.equal(concluded({ sessionEnergyKwh: 0 }), 'stayed');
    assert.equal(concluded({ sessionEnergyKwh: 0 }, CHARGING, true), 'stayed');
  });

  it('is none where what a person chose still stands while we look', () => {
    const chosen = testLoadpoint({ sessionEnergyKwh: 4, mode: 'off' });
    const override = {
      kind: 'PERSON',
      since: 0,
      until: null,
      targetSocPercent: null,
      message: { de: '', en: '' },
    } as const;
    const known = withShown(emptyControlState(), site(chosen), new Set());
    const control = { ...known, overrides: { garage: { sticky: false, override } } };
    const sees = (change: Partial<LoadpointState>) =>
      unseenDepartures(control, site({ ...chosen, sessionEnergyKwh: 0, ...change }), false).lostContact.size;
    assert.equal(sees({}), 0);
    assert.equal(sees({ mode: 'pv' }), 1);
  });

  it('is none where what was shown last still stands after a stop, and the car has lost nothing', () => {
    const idle = testLoadpoint({ vehicleSocPercent: 60, sessionEnergyKwh: 4, mode: 'off' });
    const sees = (change: Partial<LoadpointState>, before?: boolean, after?: boolean) => {
      const reading = (loadpoint: LoadpointState, wasSteered: boolean | undefined) => ({
        ...site(loadpoint),
        battery: testBattery(wasSteered === undefined ? {} : { wasSteered }),
      });
      const known = withShown(emptyControlState(), reading(idle, before), new Set());
      const now = reading({ ...idle, sessionEnergyKwh: 0, ...change }, after);
      return unseenDepartures(known, now, true).left.size > 0;
    };
    assert.equal(sees({}), false);
    assert.equal(sees({ vehicleSocPercent: 59 }), false, 'an estimate that was ahead');
    assert.equal(sees({ vehicleSocPercent: null }), false);
    assert.equal(sees({ vehicleSocPercent: 57 }), true, 'driven');
    assert.equal(sees({ mode: 'pv' }), true, "evcc's default mode");
    assert.equal(sees({}, true, true), true, 'evcc has run on');
    assert.equal(sees({ mode: 'pv' }, true, false), false, 'evcc has restarted, and somebody chose');
    assert.equal(sees({ vehicleSocPercent: 57 }, true, false), true, 'evcc has restarted, and it was driven');
  });

  it('is one where our limit is gone without us', () => {
    assert.equal(concluded({ sessionEnergyKwh: 0, limitSocPercent: 0 }, CHARGING, true), 'left');
  });

  it('is another car, and one that was driven while we were stopped', () => {
    assert.equal(concluded({ vehicleName: 'kompakt' }, CHARGING, true), 'left');
    assert.equal(concluded({ vehicleName: 'kompakt', sessionEnergyKwh: 0, limitSocPercent: 0 }), 'left');
    assert.equal(concluded({ vehicleName: 'kompakt' }), 'stayed', 'only recognised late');
    assert.equal(concluded({ vehicleName: null }), 'stayed', 'unknown is no other car');
    assert.equal(concluded({ vehicleSocPercent: 52 }), 'stayed');
    assert.equal(concluded({ vehicleSocPercent: 52 }, CHARGING, true), 'left');
    assert.equal(concluded({ vehicleSocPercent: 58 }, CHARGING, true), 'stayed');
  });

  it('is not concluded from what is unknown', () => {
    assert.equal(concluded({ sessionEnergyKwh: null, vehicleSocPercent: null }, CHARGING, true), 'stayed');
    assert.equal(concluded({ connected: false, sessionEnergyKwh: 0, limitSocPercent: 0 }), 'stayed');
  });
});
