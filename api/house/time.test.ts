import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  fromLocalTime,
  HOUR_MS,
  localMidnight,
  localTime,
  nextLocalTime,
  occursTwice,
  SLOT_MS,
  utcOffsetMs,
} from './time.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);

describe('local time', () => {
  it('knows summer and winter, also within the hour of the change', () => {
    assert.equal(utcOffsetMs(at('2026-03-29T00:59:59Z'), BERLIN), HOUR_MS);
    assert.equal(utcOffsetMs(at('2026-03-29T01:00:00Z'), BERLIN), 2 * HOUR_MS);
    assert.equal(utcOffsetMs(at('2026-10-25T00:59:59Z'), BERLIN), 2 * HOUR_MS);
    assert.equal(utcOffsetMs(at('2026-10-25T01:00:00Z'), BERLIN), HOUR_MS);
  });

  it('has days of 92, 96 and 100 quarters', () => {
    const quarters = (day: string) => {
      const start = localMidnight(at(`${day}T12:00:00Z`), BERLIN);
      const end = localMidnight(start + 30 * HOUR_MS, BERLIN);
      return (end - start) / SLOT_MS;
    };
    assert.deepEqual(['2026-03-29', '2026-06-10', '2026-10-25'].map(quarters), [92, 96, 100]);
  });

  it('knows which times come twice', () => {
    const twice = (day: string, timeZone: string) => {
      const start = localMidnight(at(`${day}T12:00:00Z`), timeZone);
      const quarters = Array.from({ length: 104 }, (_, index) => start + index * SLOT_MS);
      return quarters
        .filter((quarter) => occursTwice(quarter, timeZone))
        .map((one) => (one - start) / SLOT_MS);
    };
    assert.deepEqual(twice('2026-10-25', BERLIN), [8, 9, 10, 11, 12, 13, 14, 15]);
    assert.deepEqual(twice('2026-03-29', BERLIN), []);
    assert.deepEqual(twice('2026-06-10', BERLIN), []);
    assert.deepEqual(twice('2026-04-05', 'Australia/Lord_Howe'), [6, 7, 8, 9]);
  });

  it('moves a time that is skipped forward, and takes the first of one that comes twice', () => {
    assert.equal(
      fromLocalTime({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, BERLIN),
      at('2026-03-29T01:30:00Z'),
    );
    assert.equal(
      fromLocalTime({ year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, BERLIN),
      at('2026-10-25T00:30:00Z'),
    );
  });

  it('finds the next time of day across a clock change', () => {
    assert.equal(nextLocalTime(at('2026-03-28T20:00:00Z'), 6, 0, BERLIN), at('2026-03-29T04:00:00Z'));
    assert.equal(nextLocalTime(at('2026-10-24T20:00:00Z'), 6, 0, BERLIN), at('2026-10-25T05:00:00Z'));
    assert.equal(nextLocalTime(at('2026-06-10T04:00:00Z'), 6, 0, BERLIN), at('2026-06-11T04:00:00Z'));
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }),
        fc.constantFrom(BERLIN, 'UTC', 'America/New_York', 'Asia/Kathmandu'),
        (instant, zone) => {
          const minute = Math.floor(instant / 60_000) * 60_000;
          const back = fromLocalTime(localTime(minute, zone), zone);
          // An hour that occurs twice comes back as its first.
          assert.ok(back === minute || minute - back === HOUR_MS);
        },
      ),
    );
  });
});
