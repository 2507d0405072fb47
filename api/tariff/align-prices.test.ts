import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, fromLocalTime, HOUR_MS, localTime, MINUTE_MS, type Rate } from '../house/index.ts';
import { ASSUMED_IMPORT_PRICE_PER_KWH, alignPrices, type PriceInput, slotGrid } from './index.ts';

const timeZone = 'Europe/Berlin';
const midnight = fromLocalTime({ year: 2026, month: 5, day: 4, hour: 0 }, timeZone);

/** Rates of `minutes` each from `start`, one for each value. */
function ratesOf(start: number, minutes: number, values: readonly number[]): Rate[] {
  return values.map((value, index) => ({
    start: start + index * minutes * MINUTE_MS,
    end: start + (index + 1) * minutes * MINUTE_MS,
    value,
  }));
}

function align(input: Partial<PriceInput> & Pick<PriceInput, 'slots'>) {
  return alignPrices({ grid: null, feedIn: null, feedInFallbackPerKwh: null, timeZone, ...input });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('a slot in mid-quarter has the price of the rate that contains it', () => {
  const now = midnight + 12 * HOUR_MS + 7.5 * MINUTE_MS;
  const grid = ratesOf(midnight, 60, [...Array(12).fill(0.5), 0.21, ...Array(11).fill(0.4)]);
  const { slots, pricesKnownUntil } = align({ grid, slots: slotGrid(now, 24) });
  assert.equal(slots[0]?.importPricePerKwh, 0.21);
  assert.equal(slots[0]?.priceSource, 'PUBLISHED');
  assert.equal(pricesKnownUntil, midnight + DAY_MS);
});

test('a slot that straddles two rates has their mean by duration', () => {
  const grid = [
    { start: midnight, end: midnight + 5 * MINUTE_MS, value: 0.1 },
    { start: midnight + 5 * MINUTE_MS, end: midnight + HOUR_MS, value: 0.4 },
  ];
  const { slots } = align({ grid, slots: slotGrid(midnight, 1) });
  assert.ok(Math.abs((slots[0]?.importPricePerKwh ?? 0) - 0.3) < 1e-12);
  assert.equal(slots[1]?.importPricePerKwh, 0.4);
});

test('prices may be negative and exactly zero when published', () => {
  const { slots } = align({ grid: ratesOf(midnight, 60, [-0.05, 0]), slots: slotGrid(midnight, 2) });
  assert.deepEqual(
    slots.map(({ importPricePerKwh }) => importPricePerKwh),
    [-0.05, -0.05, -0.05, -0.05, 0, 0, 0, 0],
  );
});

test('the same energy costs the same from rates of 15, 30 and 60 minutes', () => {
  const price = fc.double({ min: -0.5, max: 1, noNaN: true });
  const offset = fc.integer({ min: 0, max: 14 * 60 });
  fc.assert(
    fc.property(fc.array(price, { minLength: 24, maxLength: 24 }), offset, (hourly, offsetS) => {
      const now = midnight + offsetS * 1000;
      const slots = slotGrid(now, 24);
      const cost = (grid: Rate[]) =>
        sum(
          align({ grid, slots }).slots.map(
            ({ importPricePerKwh }, index) =>
              importPricePerKwh * ((slots[index]?.end ?? 0) - (slots[index]?.start ?? 0)),
          ),
        ) / HOUR_MS;
      const byHours = cost(ratesOf(midnight, 60, hourly));
      const expected = sum(hourly) - (hourly[0] ?? 0) * (offsetS / 3600);
      for (const split of [2, 4]) {
        const finer = ratesOf(
          midnight,
          60 / split,
          hourly.flatMap((value) => Array(split).fill(value)),
        );
        assert.ok(Math.abs(cost(finer) - byHours) < 1e-9);
      }
      assert.ok(Math.abs(byHours - expected) < 1e-9);
    }),
  );
});

test('the order of rows does not matter, duplicates and overlaps included', () => {
  const row = fc.record({
    start: fc.integer({ min: 0, max: 95 }).map((quarter) => midnight + quarter * 15 * MINUTE_MS),
    minutes: fc.constantFrom(15, 30, 60, 7),
    value: fc.constantFrom(0.1, 0.2, 0.3, 0.4),
  });
  const slots = slotGrid(midnight, 30);
  fc.assert(
    fc.property(
      fc
        .array(row, { minLength: 1, maxLength: 60 })
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      ([rows, shuffled]) => {
        const toRates = (list: typeof rows) =>
          list.map(({ start, minutes, value }) => ({ start, end: start + minutes * MINUTE_MS, value }));
        const [a, b] = [toRates(rows), toRates(shuffled)].map((grid) => align({ grid, slots }));
        assert.deepEqual(a, b);
        for (const { importPricePerKwh } of a?.slots ?? []) {
          assert.ok(importPricePerKwh >= 0.1 - 1e-12 && importPricePerKwh <= 0.4 + 1e-12);
        }
      },
    ),
  );
});

test('the finer of two overlapping rows holds while it lasts', () => {
  const grid = [
    { start: midnight, end: midnight + HOUR_MS, value: 0.4 },
    { start: midnight + 15 * MINUTE_MS, end: midnight + 30 * MINUTE_MS, value: 0.1 },
  ];
  const { slots } = align({ grid, slots: slotGrid(midnight, 1) });
  assert.deepEqual(
    slots.map(({ importPricePerKwh }) => importPricePerKwh),
    [0.4, 0.1, 0.4, 0.4],
  );
  const sameStart = ratesOf(midnight, 60, [0.4]).concat(ratesOf(midnight, 15, [0.5]));
  assert.equal(align({ grid: sameStart, slots: slotGrid(midnight, 1) }).slots[1]?.importPricePerKwh, 0.4);
  assert.equal(align({ grid: sameStart, slots: slotGrid(midnight, 1) }).slots[0]?.importPricePerKwh, 0.5);
});

test('a gap and the hours beyond the published end are estimated by local hour', () => {
  const day = Array.from({ length: 24 }, (_, hour) => 0.2 + hour / 100);
  const grid = ratesOf(midnight, 60, day).filter((_, hour) => hour !== 5);
  const { slots, pricesKnownUntil } = align({ grid, slots: slotGrid(midnight) });
  assert.equal(pricesKnownUntil, midnight + DAY_MS);
  assert.equal(slots[4 * 4]?.priceSource, 'PUBLISHED');
  assert.equal(slots[5 * 4]?.priceSource, 'ESTIMATED');
  assert.ok((slots[5 * 4]?.importPricePerKwh ?? 0) > 0.2);
  const tomorrowAtSeven = slots[96 + 7 * 4];
  assert.equal(tomorrowAtSeven?.priceSource, 'ESTIMATED');
  assert.ok(Math.abs((tomorrowAtSeven?.importPricePerKwh ?? 0) - 0.27) < 1e-12);
});

test('a slot that is only in part published is estimated, from that part', () => {
  const grid = [{ start: midnight, end: midnight + 10 * MINUTE_MS, value: 0.25 }];
  const { slots, pricesKnownUntil } = align({ grid, slots: slotGrid(midnight, 1) });
  assert.deepEqual(slots[0], {
    importPricePerKwh: 0.25,
    feedInPricePerKwh: 0.08,
    priceSource: 'ESTIMATED',
  });
  assert.equal(pricesKnownUntil, null);
});

test('working days and weekends are told apart once the history holds both', () => {
  const history = Array.from({ length: 28 * 24 }, (_, hour) => {
    const start = midnight - 28 * DAY_MS + hour * HOUR_MS;
    const { weekday } = localTime(start, timeZone);
    return { start, end: start + HOUR_MS, value: weekday === 0 || weekday === 6 ? 0.1 : 0.3 };
  });
  const friday = fromLocalTime({ year: 2026, month: 5, day: 8, hour: 12 }, timeZone);
  const grid = ratesOf(friday, 60, Array(12).fill(0.3));
  const { slots } = align({ grid, history, slots: slotGrid(friday) });
  assert.ok(Math.abs((slots[96]?.importPricePerKwh ?? 0) - 0.1) < 1e-9);
  assert.equal(slots[96]?.priceSource, 'ESTIMATED');
});

test('after a whole day of one price the tariff is fixed, whatever was paid before', () => {
  const spot = Array.from({ length: 10 * 24 }, (_, hour) => (hour % 24 < 6 ? 0.1 : 0.4));
  const history = ratesOf(midnight - 10 * DAY_MS, 60, spot);
  const beyond = (hours: number) => {
    const grid = ratesOf(midnight, 60, Array<number>(hours).fill(0.3));
    const slots = slotGrid(midnight + hours * HOUR_MS, 96);
    return new Set(align({ history, grid, slots }).slots.map((slot) => slot.importPricePerKwh));
  };
  assert.deepEqual([...beyond(24)], [0.3]);
  assert.ok(beyond(12).size > 1, 'half a day says little');
});

test('without any tariff a flat price is assumed, above what feeding in brings', () => {
  const slots = slotGrid(midnight, 1);
  const plain = align({ slots });
  assert.equal(plain.pricesKnownUntil, null);
  for (const { importPricePerKwh, feedInPricePerKwh, priceSource } of plain.slots) {
    assert.equal(importPricePerKwh, ASSUMED_IMPORT_PRICE_PER_KWH);
    assert.ok(feedInPricePerKwh > 0 && feedInPricePerKwh < importPricePerKwh);
    assert.equal(priceSource, 'ASSUMED');
  }
  const [old] = align({ slots, feedInFallbackPerKwh: 0.46 }).slots;
  assert.ok(old && old.feedInPricePerKwh === 0.46 && old.importPricePerKwh > 0.46);
});

test('an unknown price is never 0, whatever the tariff says', () => {
  const rows = fc.array(
    fc.record({
      start: fc.integer({ min: -200, max: 400 }).map((quarter) => midnight + quarter * 15 * MINUTE_MS),
      end: fc.integer({ min: -200, max: 400 }).map((quarter) => midnight + quarter * 15 * MINUTE_MS),
      value: fc.oneof(fc.double({ min: 0.05, max: 1, noNaN: true }), fc.constant(Number.NaN)),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(rows, (grid) => {
      for (const { importPricePerKwh } of align({ grid, slots: slotGrid(midnight) }).slots) {
        assert.ok(importPricePerKwh >= 0.05 - 1e-12);
      }
    }),
    { numRuns: 50 },
  );
});

test('feed-in: published, by its own shape in a gap, else as configured', () => {
  const slots = slotGrid(midnight, 2);
  const published = align({
    slots,
    feedIn: ratesOf(midnight, 60, [0.12]),
    feedInFallbackPerKwh: 0.07,
  }).slots;
  assert.equal(published[0]?.feedInPricePerKwh, 0.12);
  assert.equal(published[7]?.feedInPricePerKwh, 0.12);
  assert.equal(align({ slots, feedInFallbackPerKwh: 0.07 }).slots[0]?.feedInPricePerKwh, 0.07);
  assert.equal(align({ slots, feedInFallbackPerKwh: 0 }).slots[0]?.feedInPricePerKwh, 0);
});

for (const [name, changeDay, count] of [
  ['spring', { year: 2026, month: 3, day: 29 }, 92],
  ['autumn', { year: 2026, month: 10, day: 25 }, 100],
] as const) {
  test(`the clock change in ${name} does not move the estimated prices of the day`, () => {
    const start = fromLocalTime({ ...changeDay, hour: 0 }, timeZone);
    const history = Array.from({ length: 72 }, (_, hour) => {
      const at = start - DAY_MS * 3 + hour * HOUR_MS;
      return { start: at, end: at + HOUR_MS, value: 0.1 + localTime(at, timeZone).hour / 100 };
    });
    const slots = slotGrid(start, count / 4);
    const aligned = align({ grid: [], history, slots }).slots;
    assert.equal(aligned.length, count);
    for (const [index, { importPricePerKwh }] of aligned.entries()) {
      const { hour } = localTime(slots[index]?.start ?? 0, timeZone);
      assert.ok(Math.abs(importPricePerKwh - 0.1 - hour / 100) < 1e-9);
    }
  });
}
