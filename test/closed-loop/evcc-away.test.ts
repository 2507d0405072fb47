import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS, type Snapshot } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse, unfollowed } from './steered-house.ts';

const EVENING = at('2026-03-16', 21);

const sourceState = (snapshot: Snapshot) => snapshot.sources.find(({ id }) => id === 'evccState')?.state;
const noticeCodes = (snapshot: Snapshot) => snapshot.notices.map(({ code }) => code);

/** Waits until the battery is held and a car charges fast, both by us. */
async function untilSteering(house: SteeredHouse): Promise<void> {
  await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
  const request = { loadpoint: 'garage', until: null, minutes: 1200, targetSocPercent: null };
  assert.ok((await house.app.loop.actions.boost(request)).ok);
  const now = house.clock.now();
  const hold = { start: now, end: now + 20 * HOUR_MS, target: 'battery', action: 'HOLD' } as const;
  assert.ok((await house.app.loop.actions.overrideSlots(hold)).ok);
  await house.passUntil(
    'the battery is not just released',
    () => house.control().batteryMode !== null && house.state().evcc.battery.external !== 'unknown',
    5 * MINUTE_MS,
  );
  await house.passUntil('the car charges', () => house.loadpoint('garage').mode === 'now', 5 * MINUTE_MS);
}

/** What a person set in evcc and we have no business with. */
function personalSettings({ state }: SteeredHouse) {
  const { site, loadpoints, vehicles } = state().evcc;
  return {
    site,
    carport: loadpoints[1]?.settings,
    minCurrentA: loadpoints[0]?.settings.minCurrentA,
    smartCostLimit: loadpoints[0]?.settings.smartCostLimit,
    minSoc: vehicles.kompakt?.minSoc,
    limitSoc: vehicles.kompakt?.limitSoc,
  };
}

describe('evcc goes away', () => {
  it('is said, nothing is written meanwhile, and all is as wanted once it is back', () =>
    steerHouse({ start: EVENING, seed: 1 }, async (house) => {
      await house.person('POST', 'vehicles/kompakt/minsoc/20');
      await house.person('POST', 'buffersoc/70');
      await house.person('POST', 'loadpoints/2/mode/off');
      await untilSteering(house);
      const before = personalSettings(house);
      const commandsBefore = house.app.store.commands(1000).length;
      const heartbeatsBefore = house.house.totals().heartbeats;
      const { cycleId } = house.snapshot();

      house.house.faults.set({ unreachable: true });
      await house.pass(3 * MINUTE_MS);
      assert.equal(sourceState(house.snapshot()), 'STALE');
      assert.ok(noticeCodes(house.snapshot()).includes('EVCC_UNREACHABLE'));
      assert.equal(house.state().evcc.battery.external, 'unknown', 'evcc is on its own after its watchdog');
      await house.pass(17 * MINUTE_MS);
      assert.equal(house.app.store.commands(1000).length, commandsBefore, 'no command while evcc is away');
      assert.equal(house.house.totals().heartbeats, heartbeatsBefore, 'no heartbeat while evcc is away');
      assert.ok(house.snapshot().plan, 'the last plan is still shown');

      house.house.faults.restart({ crash: true, startupMs: 2 * MINUTE_MS });
      house.house.faults.set({ unreachable: false });
      await house.passUntil('fresh again', () => sourceState(house.snapshot()) === 'FRESH', 3 * MINUTE_MS);
      await house.pass(5 * MINUTE_MS);
      assert.ok(!noticeCodes(house.snapshot()).includes('EVCC_UNREACHABLE'));
      assert.ok(house.snapshot().cycleId > cycleId);
      const wanted = house.intent('battery')?.action;
      const mode = { BATTERY_HOLD: 'hold', BATTERY_CHARGE: 'charge' }[String(wanted)] ?? 'unknown';
      assert.ok([mode, 'hold'].includes(house.state().evcc.battery.external), `${wanted}`);
      assert.equal(house.loadpoint('garage').mode, 'now');
      assert.equal(house.loadpoint('garage').override?.kind, 'BOOST');
      assert.deepEqual(personalSettings(house), before);
      assert.deepEqual(unfollowed(house.app.store.commands(1000)), []);
    }));

  it('with an error for every request: no write is tried, however long it lasts', () =>
    steerHouse({ start: EVENING, seed: 1 }, async (house) => {
      await untilSteering(house);
      house.house.faults.set({ serverErrors: true });
      await house.pass(3 * MINUTE_MS);
      const commands = house.app.store.commands(1000).length;
      await house.pass(30 * MINUTE_MS);
      assert.equal(house.app.store.commands(1000).length, commands);
      assert.equal(house.state().evcc.battery.external, 'unknown');
      assert.ok(noticeCodes(house.snapshot()).includes('EVCC_UNREACHABLE'));
      house.house.faults.clear();
      await house.pass(3 * MINUTE_MS);
      assert.equal(sourceState(house.snapshot()), 'FRESH');
    }));
});
