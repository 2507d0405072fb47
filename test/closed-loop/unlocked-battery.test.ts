import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

/** evcc's people switched off that it locks the battery while a car charges fast. */
const START = {
  start: at('2026-03-16', 20),
  seed: 1,
  house: {
    start: {
      carSocPercent: [40, 75] as [number, number],
      batterySocPercent: 80,
      site: { batteryDischargeControl: false },
    },
  },
};

/** What the plan lets the battery give beyond the household, kWh. */
function plannedIntoCarKwh({ snapshot }: SteeredHouse): number {
  const slots = snapshot().plan?.slots ?? [];
  return slots
    .filter(({ cars }) => cars.some(({ chargeKw }) => chargeKw > 1))
    .reduce((sum, { batteries, loadKw, pvKw, start, end }) => {
      const beyondKw = (batteries[0]?.dischargeKw ?? 0) - Math.max(0, loadKw - pvKw);
      return sum + (Math.max(0, beyondKw) * (end - start)) / HOUR_MS;
    }, 0);
}

const notice = ({ snapshot }: SteeredHouse) =>
  snapshot().notices.find(({ code }) => code === 'BATTERY_EMPTIED_INTO_CAR')?.message.de ?? null;

const carKw = ({ state }: SteeredHouse) => state().flow.carsKw[0] ?? 0;
const batteryKw = ({ state }: SteeredHouse) => state().flow.batteryKw;

/** Lets the car charge fast until the battery empties into it and that is said; what is said. */
async function emptied(house: SteeredHouse): Promise<string> {
  const departure = house.clock.now() + 4 * HOUR_MS;
  const wish = { loadpoint: 'garage', departure, targetSocPercent: 90, targetEnergyKwh: null };
  assert.ok((await house.app.loop.actions.setDeparture(wish)).ok);
  assert.ok((await house.app.loop.actions.replan()).ok);
  assert.ok(plannedIntoCarKwh(house) > 1, `${plannedIntoCarKwh(house)} kWh are planned`);
  const isEmptied = () => carKw(house) > 5 && batteryKw(house) > 2 && notice(house) !== null;
  await house.passUntil('it empties, and that is said', isEmptied, 2 * HOUR_MS);
  return notice(house) ?? '';
}

describe('a battery that nobody locks while a car charges fast', () => {
  it('is planned and told so while it is only observed, until it is ours', () =>
    steerHouse(START, async (house) => {
      await house.pass(3 * MINUTE_MS);
      const { actions } = house.app.loop;
      assert.ok((await actions.extendObservation('BATTERY', 5)).ok);
      assert.match(await emptied(house), /beobachtet/);

      assert.ok((await actions.activateLive('BATTERY')).ok);
      assert.ok((await actions.replan()).ok);
      assert.equal(notice(house), null);
      assert.ok(plannedIntoCarKwh(house) < 0.1, `${plannedIntoCarKwh(house)} kWh are planned`);
      await house.pass(2 * MINUTE_MS);
      await house.passUntil('it charges', () => carKw(house) > 5, 3 * HOUR_MS);
      await house.pass(2 * MINUTE_MS);
      assert.notEqual(house.control().batteryMode, null, 'it is ours: locked, or it helps because that pays');
      assert.equal(notice(house), null);
    }));

  it('is planned and told so where a person released it', () =>
    steerHouse(START, async (house) => {
      await house.pass(3 * MINUTE_MS);
      const now = house.clock.now();
      const released = { target: 'battery', action: 'RELEASE', start: now, end: now + 5 * HOUR_MS } as const;
      assert.ok((await house.app.loop.actions.overrideSlots(released)).ok);
      assert.match(await emptied(house), /freigegeben/);
    }));
});
