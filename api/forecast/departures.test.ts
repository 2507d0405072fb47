import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type ChargeSession,
  DAY_MS,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localMidnight,
  localTime,
  MINUTE_MS,
  type QuarterHour,
  quarterWith,
  SLOT_MS,
} from '../house/index.ts';
import { type Stay, staysOf, usualDepartures } from './departures.ts';

const timeZone = 'Europe/Berlin';
/** A Monday; the clock change of 29 March lies within the eight weeks that follow. */
const START = fromLocalTime({ year: 2026, month: 3, day: 2, hour: 0 }, timeZone);
const dayStart = (day: number) => localMidnight(START + day * DAY_MS + 12 * HOUR_MS, timeZone);

function leaving(day: number, hour: number, minute = 0, energyKwh = 8): Stay {
  const { year, month, day: date } = localTime(dayStart(day), timeZone);
  const plugOut = fromLocalTime({ year, month, day: date, hour, minute }, timeZone);
  return { vehicle: 'e-Golf', plugIn: plugOut - 12 * HOUR_MS, plugOut, energyKwh };
}

/** Off to work at half past seven from Monday to Friday, at ten on Saturdays. */
function commuter(days: number): Stay[] {
  return Array.from({ length: days }, (_, day) => day)
    .filter((day) => day % 7 !== 6)
    .map((day) => (day % 7 === 5 ? leaving(day, 10, 5, 15) : leaving(day, 7, 30 + (day % 3) * 5)));
}

test('a commuter leaves early on working days and late on Saturdays, also across a clock change', () => {
  const usual = usualDepartures(commuter(42), timeZone, dayStart(42));
  assert.deepEqual(usual, [
    { vehicle: 'e-Golf', weekdays: [1, 2, 3, 4, 5], minutes: 450, seen: 30, days: 31, energyKwh: 8 },
    { vehicle: 'e-Golf', weekdays: [6], minutes: 600, seen: 6, days: 6, energyKwh: 15 },
  ]);
});

test('two weeks are too few to speak of a habit', () => {
  assert.deepEqual(usualDepartures(commuter(14), timeZone, dayStart(14)), []);
  assert.notDeepEqual(usualDepartures(commuter(21), timeZone, dayStart(21)), []);
});

test('who leaves whenever, or seldom, gets no suggestion', () => {
  const hours = [6, 16, 9, 20, 12, 7, 18, 14];
  const whenever = Array.from({ length: 56 }, (_, day) =>
    leaving(day, hours[(day * 5 + (day >> 3)) % 8] ?? 0),
  );
  assert.deepEqual(usualDepartures(whenever, timeZone, dayStart(56)), []);
  const seldom = [0, 21, 42].map((day) => leaving(day, 8));
  assert.deepEqual(usualDepartures(seldom, timeZone, dayStart(49)), []);
});

test('short stops and what is long ago do not count', () => {
  const stops = commuter(42).map((stay) => ({ ...stay, plugIn: stay.plugOut - HOUR_MS }));
  assert.deepEqual(usualDepartures(stops, timeZone, dayStart(42)), []);
  assert.deepEqual(usualDepartures(commuter(28), timeZone, dayStart(120)), []);
});

test('one late Monday moves nothing', () => {
  const days = commuter(56).map((stay, nth) => (nth === 12 ? leaving(14, 13) : stay));
  const [workdays] = usualDepartures(days, timeZone, dayStart(56));
  assert.equal(workdays?.minutes, 450);
});

test('whatever was seen, a time is a quarter of an hour of a day and no weekday is told twice', () => {
  const stay = fc.record({
    vehicle: fc.constantFrom('a', 'b'),
    plugIn: fc.integer({ min: START, max: START + 60 * DAY_MS }),
    lengthMs: fc.integer({ min: 0, max: 2 * DAY_MS }),
    energyKwh: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 120 }), (stays) => {
      const usual = usualDepartures(
        stays.map(({ lengthMs, ...rest }) => ({ ...rest, plugOut: rest.plugIn + lengthMs })),
        timeZone,
        START + 56 * DAY_MS,
      );
      for (const { minutes, seen, days } of usual) {
        assert.ok(minutes >= 0 && minutes < 24 * 60 && minutes % 15 === 0);
        assert.ok(seen >= 3 && seen <= days);
      }
      const told = usual.flatMap(({ vehicle, weekdays }) => weekdays.map((day) => `${vehicle}${day}`));
      assert.equal(new Set(told).size, told.length);
    }),
  );
});

/** Quarters of a house with one loadpoint, at which a car is plugged in as told; `null` = not measured. */
function quarters(connected: readonly (boolean | null)[]): QuarterHour[] {
  return connected.flatMap((plugged, nth): QuarterHour[] =>
    plugged === null
      ? []
      : [
          quarterWith(START + nth * SLOT_MS, {
            loadpoints: [{ id: 'db:1', energyKwh: null, connected: plugged, maxPowerKw: null }],
          }),
        ],
  );
}

const charge = (from: number, until: number, vehicle: string | null = 'e-Golf'): ChargeSession => ({
  loadpoint: 'Garage',
  vehicle,
  start: START + from * SLOT_MS + MINUTE_MS,
  end: START + until * SLOT_MS - MINUTE_MS,
  energyKwh: 5,
});
const stays = (connected: (boolean | null)[], sessions: ChargeSession[]) =>
  staysOf(quarters(connected), sessions, () => 'Garage');

test('a stay ends when the car left, not when it had charged', () => {
  const at = (nth: number): Instant => START + nth * SLOT_MS;
  assert.deepEqual(stays([false, true, true, true, true, false], [charge(1, 2), charge(2, 3)]), [
    { vehicle: 'e-Golf', plugIn: at(1), plugOut: at(4), energyKwh: 10 },
  ]);
});

test('stays of which an end, or the car, is not known are left out', () => {
  assert.deepEqual(stays([true, true, false], [charge(0, 1)]), [], 'it was there from the beginning');
  assert.deepEqual(stays([false, true, null, false], [charge(1, 2)]), [], 'a gap');
  assert.deepEqual(stays([false, true, true], [charge(1, 2)]), [], 'it is there still');
  assert.deepEqual(stays([false, true, true, false], []), [], 'nothing was charged');
  assert.deepEqual(stays([false, true, true, false], [charge(1, 2, null)]), [], 'a guest');
  assert.deepEqual(stays([false, true, true, false], [charge(1, 2), charge(2, 3, 'Zoe')]), [], 'two cars');
});

const file = new URL('../../../shared/data/ev_sessions_no_residential_dev.csv', import.meta.url);
const skip = existsSync(file) ? false : 'no measured data beside the checkout';

test('on real cars a suggestion is kept on most days, and the car would have been ready', {
  skip,
}, (context) => {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const all = rows.map((line): Stay => {
    const [vehicle = '', plugIn = '', plugOut = '', , energy] = line.split(',');
    return {
      vehicle,
      plugIn: Date.parse(plugIn),
      plugOut: Math.floor(Date.parse(plugOut) / SLOT_MS) * SLOT_MS,
      energyKwh: Number(energy),
    };
  });
  const counts = { suggested: 0, left: 0, ready: 0, enough: 0 };
  for (const own of Map.groupBy(all, ({ vehicle }) => vehicle).values()) {
    const last = Math.max(...own.map(({ plugOut }) => plugOut));
    let week = localMidnight(Math.min(...own.map(({ plugOut }) => plugOut)) + 28 * DAY_MS, 'Europe/Oslo');
    for (; week < last; week = localMidnight(week + 7 * DAY_MS + 12 * HOUR_MS, 'Europe/Oslo')) {
      const known = own.filter(({ plugOut }) => plugOut <= week);
      for (const { weekdays, minutes, energyKwh } of usualDepartures(known, 'Europe/Oslo', week))
        for (let day = 0; day < 7; day += 1) {
          const midnight = localMidnight(week + day * DAY_MS + 12 * HOUR_MS, 'Europe/Oslo');
          if (!weekdays.includes(localTime(midnight, 'Europe/Oslo').weekday)) continue;
          const first = own.find(
            ({ plugIn, plugOut }) =>
              plugOut >= midnight && plugOut < midnight + DAY_MS && plugOut - plugIn >= 2 * HOUR_MS,
          );
          counts.suggested += 1;
          if (!first) continue;
          counts.left += 1;
          if (first.plugOut >= midnight + minutes * MINUTE_MS) counts.ready += 1;
          if ((first.energyKwh ?? 0) <= (energyKwh ?? 0)) counts.enough += 1;
        }
    }
  }
  context.diagnostic(JSON.stringify(counts));
  assert.ok(counts.suggested > 300);
  assert.ok(counts.left / counts.suggested > 0.8);
  assert.ok(counts.ready / counts.left > 0.9);
  assert.ok(Math.abs(counts.enough / counts.left - 0.8) < 0.1);
});
