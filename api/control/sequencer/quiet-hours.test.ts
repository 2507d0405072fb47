import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS } from '../../house/index.ts';
import { isQuiet, quietSpans } from './quiet-hours.ts';

const timeZone = 'Europe/Berlin';
const quiet = (startHour: number, endHour: number, enabled = true) => ({
  timeZone,
  quietHours: { enabled, startHour, endHour },
});
const iso = (spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => [start, end].map((at) => new Date(at).toISOString().slice(0, 16)));

test('two nights lie within two days, the first one only as far as it is left', () => {
  const from = Date.parse('2026-05-01T23:30:00Z');
  assert.deepEqual(iso(quietSpans(quiet(21, 6), from, from + 48 * HOUR_MS)), [
    ['2026-05-01T23:30', '2026-05-02T04:00'],
    ['2026-05-02T19:00', '2026-05-03T04:00'],
    ['2026-05-03T19:00', '2026-05-03T23:30'],
  ]);
});

test('hours are those of the clock, also where it changes, and none where nobody sleeps', () => {
  const from = Date.parse('2026-10-24T20:00:00Z');
  assert.deepEqual(iso(quietSpans(quiet(21, 6), from, from + 12 * HOUR_MS)), [
    ['2026-10-24T20:00', '2026-10-25T05:00'],
  ]);
  assert.deepEqual(quietSpans(quiet(21, 6, false), from, from + DAY_MS), []);
});

test('an instant is in a span exactly where it is quiet', () => {
  const hour = fc.integer({ min: 0, max: 23 });
  const from = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
  fc.assert(
    fc.property(hour, hour, from, fc.double({ min: 0, max: 0.999, noNaN: true }), (start, end, at, share) => {
      const settings = quiet(start, end);
      const until = at + 3 * DAY_MS;
      const probe = Math.floor(at + share * (until - at));
      const isWithin = quietSpans(settings, at, until).some(
        (span) => probe >= span.start && probe < span.end,
      );
      assert.equal(isWithin, isQuiet(settings, probe));
    }),
    { numRuns: 300 },
  );
});
