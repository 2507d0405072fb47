import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HouseState } from '../../api/demo/index.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse, unfollowed } from './steered-house.ts';

const EVENING = at('2026-03-16', 20);
const MORNING = at('2026-03-17', 7, 30);

const settings = (house: SteeredHouse, index: number) => house.state().evcc.loadpoints[index]?.settings;

describe('a car charges within its limits', () => {
  it('of the grid connection: with less current, ready in time, and the current is as before afterwards', async () => {
    const importKw: { at: Instant; importKw: number; isOurs: boolean }[] = [];
    const currents = new Set<number>();
    const onStep = ({ flow, at: when, evcc }: HouseState) => {
      // evcc ends a charge some minutes after it is told to; these minutes are not ours.
      const charging = evcc.loadpoints.filter((_, index) => (flow.carsKw[index] ?? 0) > 0);
      const isOurs = charging.length > 0 && charging.every((loadpoint) => loadpoint.settings.mode === 'now');
      importKw.push({ at: when, importKw: flow.gridKw, isOurs });
      for (const loadpoint of evcc.loadpoints) currents.add(loadpoint.settings.maxCurrentA);
    };
    const limited = {
      start: EVENING,
      seed: 1,
      settings: { gridImportLimitKw: 8 },
      house: { start: { carSocPercent: [40, 75] }, onStep },
    } as const;
    await steerHouse(limited, async (house) => {
      await house.passUntil('we hold it back', () => settings(house, 0)?.maxCurrentA !== 16, 11 * HOUR_MS);
      const held = house.intent('garage');
      assert.ok((held?.powerKw ?? 99) < 8, `${held?.powerKw} kW`);
      assert.match(held?.reason.de ?? '', /Netzanschluss/);
      await house.pass(MORNING - house.clock.now());
      assert.equal(house.house.totals().carsLate, 0);
      assert.equal(settings(house, 0)?.maxCurrentA, 16);
      assert.equal(settings(house, 0)?.phasesConfigured, 0);
      assert.equal(house.control().loadpoints.garage?.maxCurrentA, undefined);
      assert.deepEqual(unfollowed(house.app.store.commands(1000)), []);
    });
    const ours = importKw.filter(({ isOurs }) => isOurs);
    const beyond = ours.filter((step) => step.importKw > 9);
    assert.ok(ours.length > 100 && beyond.length < 0.02 * ours.length, `${beyond.length} of ${ours.length}`);
    assert.ok(currents.size > 1);
  });

  it('of the car itself: what it takes when it is nearly full is learned, and planned with', () =>
    steerHouse({ start: EVENING, seed: 1, house: { start: { carSocPercent: [76, 75] } } }, async (house) => {
      const { actions } = house.app.loop;
      const full = { loadpoint: 'garage', until: null, minutes: null, targetSocPercent: 100 };
      await house.passUntil('a plan', () => house.snapshot().plan !== null, 5 * MINUTE_MS);
      assert.ok((await actions.boost(full)).ok);
      const soc = () => house.loadpoint('garage').vehicleSocPercent ?? 0;
      await house.passUntil('96 %', () => soc() >= 96, 4 * HOUR_MS);
      const levels = house.control().learnedCars.kompakt?.levels ?? [];
      assert.deepEqual(
        levels.map(({ socPercent }) => socPercent),
        [80, 85, 90, 95, 100].slice(0, levels.length),
      );
      assert.ok(levels.length >= 4);
      const [first, last] = [levels[0]?.powerKw ?? 0, levels.at(-1)?.powerKw ?? 0];
      assert.ok(first > 10 && last < 0.7 * first, `${first} kW, later ${last} kW`);

      await house.pass(16 * MINUTE_MS);
      const car = house.snapshot().plan?.slots[0]?.cars.find(({ id }) => id === 'garage');
      assert.ok(car && car.chargeKw > 0 && car.chargeKw < 0.7 * first, `${car?.chargeKw} kW are planned`);
    }));

  it('that a person sets in evcc meanwhile: theirs until the car has left', () =>
    steerHouse(
      {
        start: EVENING,
        seed: 1,
        settings: { gridImportLimitKw: 8 },
        house: { start: { carSocPercent: [40, 75] } },
      },
      async (house) => {
        await house.passUntil('we hold it back', () => settings(house, 0)?.maxCurrentA !== 16, 11 * HOUR_MS);
        await house.pass(2 * MINUTE_MS);
        await house.person('POST', 'loadpoints/1/maxcurrent/7');
        await house.pass(HOUR_MS);
        assert.equal(settings(house, 0)?.maxCurrentA, 7);
        house.house.plugOut('kompakt');
        await house.pass(5 * MINUTE_MS);
        assert.equal(settings(house, 0)?.maxCurrentA, 7);
        assert.equal(house.control().loadpoints.garage?.maxCurrentA, undefined);
      },
    ));
});
