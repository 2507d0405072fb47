import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, type Instant, localMidnight, SLOT_MS } from '../../house/index.ts';
import { carGoals } from '../goals.ts';
import { emptyControlState } from '../state.ts';
import { testPlan } from '../test-plan.ts';
import { testSettings } from '../test-settings.ts';
import { testLoadpoint, testSite, testVehicle } from '../test-site.ts';
import { SOME_TIME } from '../test-time.ts';
import { chargeQueue } from './queue.ts';

const settings = testSettings({
  timeZone: 'UTC',
  evDepartureHour: 6,
  quietHours: { enabled: true, startHour: 21, endHour: 6 },
});
const MIDNIGHT = localMidnight(SOME_TIME, 'UTC');
const evening = (hour: number): Instant => MIDNIGHT + hour * HOUR_MS;

/** One wallbox with `kombi` at it, and `zoe` waiting, at `hour` o'clock. */
function queueAt(hour: number, kombiSoc: number, zoeSoc: number, plugged = true) {
  const now = evening(hour);
  const site = testSite({
    observedAt: now,
    loadpoints: [testLoadpoint({ vehicleSocPercent: kombiSoc, connected: plugged })],
    vehicles: [testVehicle(), testVehicle({ name: 'zoe', title: 'Zoe', capacityKwh: 50 })],
  });
  const control = {
    ...emptyControlState(),
    lastSoc: { zoe: { socPercent: zoeSoc, at: now - HOUR_MS }, kombi: { socPercent: kombiSoc, at: now } },
  };
  const sketch = testPlan(Array.from({ length: 96 }, (_, index) => ({ carKw: index < 8 ? 11 : 0 })));
  const slots = sketch.slots.map((slot, index) => ({
    ...slot,
    start: now + index * SLOT_MS,
    end: now + (index + 1) * SLOT_MS,
  }));
  const goals = carGoals(site, control, settings, now);
  return chargeQueue({ site, plan: { ...sketch, slots }, goals, control, settings, now });
}

describe('several cars at one wallbox', () => {
  it('charge one after the other, with reasons', () => {
    const { entries } = queueAt(15, 40, 40);
    assert.deepEqual(
      entries.map(({ vehicle, state }) => [vehicle, state]),
      [
        ['kombi', 'PLANNED'],
        ['zoe', 'NEEDS_CABLE'],
      ],
    );
    const [first, second] = entries;
    assert.ok((second?.start ?? 0) >= (first?.end ?? Infinity), 'the cable is busy until then');
    assert.ok(entries.every(({ reason }) => reason.de && reason.en));
  });

  it('swap as soon as one is ready and the other waits', () => {
    assert.equal(queueAt(15, 40, 40).advice, null);
    const { advice } = queueAt(15, 85, 40);
    assert.deepEqual([advice?.kind, advice?.vehicle, advice?.loadpoint], ['SWAP', 'zoe', 'garage']);
    assert.equal(queueAt(15, 85, 80).advice, null, 'nobody waits');
  });

  it('are not swapped at night: who is finished then makes place in the morning', () => {
    const { advice, entries, quiet } = queueAt(22, 85, 40);
    assert.equal(advice, null);
    assert.equal(quiet, true);
    const zoe = entries.find(({ vehicle }) => vehicle === 'zoe');
    assert.equal(zoe?.start, null, 'it leaves before anybody is awake');
    assert.match(zoe?.reason.en ?? '', /will be missing/);
  });

  it('nor asked for at night where a cable hangs free: what that means is said as it is', () => {
    const reason = (hour: number, plugged: boolean) =>
      queueAt(hour, 85, 10, plugged).entries.find(({ vehicle }) => vehicle === 'zoe')?.reason.en ?? '';
    assert.match(reason(23, false), /a cable is free: nobody is asked in the quiet hours/);
    assert.match(reason(23, true), /unless a cable is free earlier/);
    assert.match(reason(5, false), /nobody is asked/);
  });

  it('before the quiet hours the one that needs it most gets the cable', () => {
    assert.deepEqual(
      [queueAt(20, 70, 20).advice?.kind, queueAt(20, 70, 20).advice?.vehicle],
      ['PLUG_IN', 'zoe'],
    );
    assert.equal(queueAt(20, 20, 75).advice, null, 'the right one has it');
    assert.equal(queueAt(20, 40, 40, false).advice?.kind, 'PLUG_IN', 'a free cable');
  });
});
