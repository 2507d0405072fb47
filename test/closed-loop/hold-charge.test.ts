import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HouseState } from '../../api/demo/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, steerHouse, unfollowed } from './steered-house.ts';

/** A sunny day of a house that may feed in 2 kW only: a battery that is full at ten loses the sun of noon. */
const CAPPED = {
  start: at('2026-06-12', 7),
  seed: 1,
  settings: { gridExportLimitKw: 2 },
} as const;
const START = { batterySocPercent: 45, carSocPercent: [95, 95] };
const told = (request: string) => request === 'POST /batterymode/holdcharge';

describe('a battery that leaves room for the sun of noon', () => {
  it('is told so where it follows, and takes the sun that could not be fed in', async () => {
    let keptKwh = 0;
    let chargedMeanwhileKwh = 0;
    let before = CAPPED.start;
    const onStep = ({ evcc, flow, at: now }: HouseState) => {
      const hours = (now - before) / HOUR_MS;
      before = now;
      if (evcc.battery.mode !== 'holdcharge') return;
      keptKwh += Math.max(0, -flow.gridKw) * hours;
      chargedMeanwhileKwh += Math.max(0, -flow.batteryKw) * hours;
    };
    await steerHouse({ ...CAPPED, house: { start: START, onStep } }, async (house) => {
      await house.passUntil(
        'it is told not to charge',
        () => house.writes(CAPPED.start).some(told),
        6 * HOUR_MS,
      );
      assert.equal(house.intent('battery')?.action, 'BATTERY_HOLD_CHARGE');
      assert.match(house.intent('battery')?.reason.de ?? '', /Überschuss/);
      const storedKwh = house.state().plant.batteryKwh;
      await house.pass(at('2026-06-12', 17) - house.clock.now());
      assert.ok(keptKwh > 1, `${keptKwh} kWh went to the grid first`);
      assert.ok(chargedMeanwhileKwh < 0.2, `${chargedMeanwhileKwh} kWh charged meanwhile`);
      assert.ok(house.state().plant.batteryKwh > storedKwh + 2, 'it takes the sun of noon');
      assert.notEqual(house.control().learnedBattery.holdCharge.seenAt, null);
      assert.deepEqual(unfollowed(house.app.store.commands(1000)), []);
    });
  });

  it('is not asked again where the device charges all the same, and people read why', () =>
    steerHouse({ ...CAPPED, house: { start: START } }, async (house) => {
      house.house.faults.set({ noHoldCharge: true });
      const refused = () => house.control().learnedBattery.holdCharge.refusesSince !== null;
      await house.passUntil('it was seen to charge', refused, 6 * HOUR_MS);
      const released = () => house.state().evcc.battery.external === 'unknown';
      await house.passUntil('it is released', released, 20 * MINUTE_MS);
      const seen = house.clock.now();
      assert.match(JSON.stringify(house.snapshot().notices), /holdcharge/);
      await house.pass(at('2026-06-12', 12) - seen);
      assert.deepEqual(house.writes(seen).filter(told), []);
    }));
});
