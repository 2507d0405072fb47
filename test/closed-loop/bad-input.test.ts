import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS, SLOT_MS, type Snapshot } from '../../api/house/index.ts';
import { at, steerHouse } from './steered-house.ts';

const START = at('2026-03-16', 12, 30);
const codes = ({ notices }: Snapshot) => notices.map(({ code }) => code);
const sourceState = ({ sources }: Snapshot, id: string) => sources.find((source) => source.id === id)?.state;

/** A plan without holes from now on; gives the number of its slots. */
function assertWholePlan({ plan }: Snapshot, atLeast = 96): number {
  assert.ok(plan);
  assert.notEqual(plan.status, 'FALLBACK');
  for (const [index, slot] of plan.slots.entries()) {
    if (index > 0) assert.equal(slot.start, plan.slots[index - 1]?.end);
    assert.ok(Number.isFinite(slot.importPricePerKwh));
    assert.ok(index === 0 || slot.end - slot.start === SLOT_MS);
  }
  assert.ok(plan.slots.length >= atLeast, `${plan.slots.length} slots`);
  return plan.slots.length;
}

describe('a house that gives less than usual is still planned', () => {
  it('without a battery', () =>
    steerHouse({ start: START, seed: 1, house: { faults: { noBattery: true } } }, async (house) => {
      await house.pass(5 * HOUR_MS);
      assert.equal(house.snapshot().battery, null);
      assert.equal(house.intent('battery'), undefined);
      assertWholePlan(house.snapshot());
      assert.deepEqual(
        house.writes(START).filter((request) => /batterymode|buffersoc/.test(request)),
        [],
      );
      await house.passUntil(
        'a car',
        () => house.snapshot().loadpoints.some((car) => car.connected),
        8 * HOUR_MS,
      );
    }));

  it('with a battery that goes and comes back', () =>
    steerHouse({ start: START, seed: 1 }, async (house) => {
      await house.pass(20 * MINUTE_MS);
      house.house.faults.set({ noBattery: true });
      await house.pass(30 * MINUTE_MS);
      assert.equal(house.snapshot().battery, null);
      assertWholePlan(house.snapshot());
      house.house.faults.set({ noBattery: false });
      await house.pass(30 * MINUTE_MS);
      assert.ok(house.snapshot().battery?.socPercent);
      assert.ok(house.intent('battery'));
    }));

  it('with prices that end at midnight: the rest is estimated and marked so', () =>
    steerHouse(
      { start: START, seed: 1, house: { faults: { tariffEndsAtMidnight: true } } },
      async (house) => {
        await house.pass(3 * HOUR_MS);
        assertWholePlan(house.snapshot(), 190);
        const midnight = at('2026-03-17');
        const { plan } = house.snapshot();
        for (const { start, priceSource } of plan?.slots ?? [])
          assert.equal(priceSource, start < midnight ? 'PUBLISHED' : 'ESTIMATED');
        assert.equal(plan?.pricesKnownUntil, midnight);
      },
    ));

  it('with prices that have a gap: only the gap is estimated', () =>
    steerHouse({ start: START, seed: 1, house: { faults: { tariffGap: true } } }, async (house) => {
      await house.pass(HOUR_MS);
      assertWholePlan(house.snapshot());
      const gap = [at('2026-03-16', 17), at('2026-03-16', 18)] as const;
      for (const { start, priceSource } of house.snapshot().plan?.slots ?? [])
        if (start < at('2026-03-17'))
          assert.equal(priceSource, start >= gap[0] && start < gap[1] ? 'ESTIMATED' : 'PUBLISHED');
    }));

  it('without any tariff: an assumed price, and it is said', () =>
    steerHouse(
      {
        start: START,
        seed: 1,
        house: { faults: { missingTariffs: ['grid', 'feedin', 'solar', 'planner'] } },
      },
      async (house) => {
        await house.pass(HOUR_MS);
        assertWholePlan(house.snapshot());
        assert.ok(house.snapshot().plan?.slots.every(({ priceSource }) => priceSource === 'ASSUMED'));
        assert.ok(codes(house.snapshot()).includes('NO_GRID_TARIFF'));
        assert.ok(codes(house.snapshot()).includes('NO_SOLAR_FORECAST'));
        assert.equal(sourceState(house.snapshot(), 'gridTariff'), 'ABSENT');
      },
    ));

  it('when the tariff is lost on the way: known prices go on to count', () =>
    steerHouse({ start: START, seed: 1 }, async (house) => {
      await house.pass(HOUR_MS);
      const known = house.snapshot().plan?.pricesKnownUntil;
      house.house.faults.set({ missingTariffs: ['grid', 'planner'] });
      await house.pass(HOUR_MS);
      assertWholePlan(house.snapshot());
      assert.ok(
        codes(house.snapshot()).includes('NO_GRID_TARIFF') ||
          codes(house.snapshot()).includes('PRICES_STALE'),
      );
      assert.ok(known);
    }));

  it('through a web page where evcc should be, and back', () =>
    steerHouse({ start: START, seed: 1 }, async (house) => {
      await house.pass(20 * MINUTE_MS);
      house.house.faults.set({ html: true });
      await house.pass(10 * MINUTE_MS);
      const notice = house.snapshot().notices.find(({ code }) => code === 'EVCC_UNREACHABLE');
      assert.match(notice?.message.de ?? '', /Webseite/);
      assert.match(notice?.message.en ?? '', /web page/);
      house.house.faults.clear();
      await house.pass(2 * MINUTE_MS);
      assert.ok(!codes(house.snapshot()).includes('EVCC_UNREACHABLE'));
    }));
});

describe('days of a clock change', () => {
  const days = [
    {
      name: '92 quarters of an hour in March',
      eve: '2026-03-28',
      day: '2026-03-29',
      next: '2026-03-30',
      slots: 92,
    },
    {
      name: '100 quarters of an hour in October',
      eve: '2026-10-24',
      day: '2026-10-25',
      next: '2026-10-26',
      slots: 100,
    },
  ];
  for (const { name, eve, day, next, slots } of days)
    it(name, () =>
      steerHouse({ start: at(eve, 22), seed: 3 }, async (house) => {
        await house.pass(HOUR_MS);
        assertWholePlan(house.snapshot(), 190);
        const within = house
          .snapshot()
          .plan?.slots.filter(({ start }) => start >= at(day) && start < at(next));
        assert.equal(within?.length, slots);
        assert.ok(within?.every(({ priceSource }) => priceSource === 'PUBLISHED'));
        for (const { departure } of house.snapshot().loadpoints)
          if (departure !== null) assert.equal(departure, at(day, 6));
        await house.advanceTo(at(day, 6, 30));
        assertWholePlan(house.snapshot());
        const quarters = house.app.store.quarterHours(at(day), at(day, 6));
        assert.equal(quarters.length, 24 + (slots - 96));
        assert.equal(house.house.totals().carsLate, 0);
        assert.equal(house.house.totals().violations, 0);
        for (const { connected, neededKwh } of house.snapshot().loadpoints)
          if (connected) assert.ok((neededKwh ?? 0) < 0.5, `${neededKwh} kWh are missing at six`);
      }),
    );
});
