import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, localTime, SLOT_MS } from '../../house/index.ts';
import { localInstant, rfc3339, TIME_ZONE, wallClock } from './calendar.ts';
import { auctionPricePerKwh } from './price.ts';
import { clearSkyKw, sunPosition } from './sun.ts';
import { createWorld } from './world.ts';

const SUMMER = Date.parse('2026-06-01T00:00:00+02:00');
const YEAR = Array.from({ length: 365 }, (_, day) => wallClock(SUMMER).day + day);

test('means do not depend on how time is cut', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 300 * DAY_MS }),
      fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 2, maxLength: 8 }),
      (seed, offset, pieces) => {
        const world = createWorld(seed);
        const from = SUMMER + offset;
        let at = from;
        let pv = 0;
        let load = 0;
        for (const piece of pieces) {
          pv += world.pvKw(at, at + piece) * piece;
          load += world.loadKw(at, at + piece) * piece;
          at += piece;
        }
        assert.ok(Math.abs(pv / (at - from) - world.pvKw(from, at)) < 1e-9);
        assert.ok(Math.abs(load / (at - from) - world.loadKw(from, at)) < 1e-9);
      },
    ),
    { numRuns: 100 },
  );
});

test('a seed is a world: the same again, another with another seed', () => {
  const hour = SUMMER + 12 * 3_600_000;
  const facts = (seed: number) => {
    const world = createWorld(seed);
    return [
      world.pvKw(hour, hour + SLOT_MS),
      world.loadKw(hour, hour + SLOT_MS),
      world.importPricePerKwh(hour),
      world.trips.map((car) => car.between(SUMMER, SUMMER + 7 * DAY_MS)),
    ];
  };
  assert.deepEqual(facts(7), facts(7));
  assert.notDeepEqual(facts(7), facts(8));
});

test('the sun stands where it does at 50.1 N 8.7 E', () => {
  const noon = sunPosition(Date.parse('2026-06-21T11:27:00Z'));
  assert.ok(Math.abs((noon.elevation * 180) / Math.PI - 63.3) < 0.3);
  assert.ok(Math.abs(noon.azimuth) < 0.02);
  assert.equal(clearSkyKw(Date.parse('2026-06-21T23:00:00Z')), 0);
  assert.ok(clearSkyKw(Date.parse('2026-06-21T11:30:00Z')) > 7);
  assert.ok(clearSkyKw(Date.parse('2026-12-21T11:30:00Z')) < 5);
});

test('days are clear and dull, the year brings what such a roof brings, and the household uses 10 to 13 kWh a day', () => {
  const world = createWorld(1);
  const days = YEAR.filter((day) => day % 7 === 0).map((day) => {
    const from = localInstant(day);
    const to = localInstant(day + 1);
    const hours = (to - from) / 3_600_000;
    return { pv: world.pvKw(from, to) * hours, load: world.loadKw(from, to) * hours };
  });
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const load = mean(days.map((day) => day.load));
  const pv = mean(days.map((day) => day.pv)) * 365;
  assert.ok(load > 10 && load < 13, `${load} kWh a day`);
  assert.ok(pv > 7000 && pv < 12_500, `${pv} kWh a year`);
  assert.ok(Math.max(...days.map((day) => day.pv)) > 50 && Math.min(...days.map((day) => day.pv)) < 6);
});

test('prices peak in the morning and the evening, and are negative on some days only', () => {
  const slots = YEAR.flatMap((day) =>
    Array.from({ length: 24 }, (_, hour) => localInstant(day, hour * 60 + 30)),
  );
  const price = new Map(slots.map((at) => [at, auctionPricePerKwh(1, at)]));
  const daysWith = (below: number) =>
    new Set(slots.filter((at) => (price.get(at) ?? 0) < below).map((at) => wallClock(at).day)).size;
  assert.ok(daysWith(0) > 40 && daysWith(0) < 220, `${daysWith(0)} days with a negative auction`);
  const free = daysWith(-0.2333 / 1.19);
  assert.ok(free > 3 && free < 40, `${free} days with a negative household price`);
  const meanAt = (hour: number) => {
    const values = slots
      .filter((at) => Math.floor(wallClock(at).hour) === hour)
      .map((at) => price.get(at) ?? 0);
    return values.reduce((a, b) => a + b, 0) / values.length;
  };
  assert.ok(meanAt(8) > meanAt(3) && meanAt(8) > meanAt(13) && meanAt(19) > meanAt(8));
  assert.ok(Math.min(...price.values()) >= -0.3);
});

test('cars leave on weekday mornings, never before 06:30, and are home the same day', () => {
  const world = createWorld(5);
  for (const car of world.trips) {
    const trips = car.between(SUMMER, SUMMER + 100 * DAY_MS);
    assert.ok(trips.length > 50 && trips.length < 100);
    for (const trip of trips) {
      const leaves = localTime(trip.start, TIME_ZONE);
      assert.ok(leaves.hour * 60 + leaves.minute >= 390);
      assert.ok(trip.end > trip.start && localTime(trip.end, TIME_ZONE).day === leaves.day);
      assert.ok(trip.energyKwh >= 5 && trip.energyKwh <= 15);
      assert.deepEqual(car.at(trip.start), trip);
      assert.equal(car.at(trip.end), null);
      assert.deepEqual(car.next(trip.start - 1), trip);
    }
  }
});

test('local days know the change of clocks, instants are written with their offset', () => {
  const spring = wallClock(Date.parse('2026-03-29T10:00:00Z')).day;
  assert.equal(localInstant(spring + 1) - localInstant(spring), 23 * 3_600_000);
  assert.equal(rfc3339(Date.parse('2026-09-17T10:00:00Z')), '2026-09-17T12:00:00+02:00');
  assert.equal(rfc3339(Date.parse('2026-01-17T23:30:05.500Z')), '2026-01-18T00:30:05.5+01:00');
});
