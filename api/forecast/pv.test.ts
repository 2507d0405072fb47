import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, type Rate, SLOT_MS } from '../house/index.ts';
import { forecastPv, learnPv, type PvPair } from './index.ts';

const now = Date.parse('2026-05-10T10:00:00Z');
const midnight = Date.parse('2026-05-10T00:00:00Z');

/** A clear day, kW by time of the UTC day, of a plant of 10 kW. */
function sunKw(at: number): number {
  const hour = (at % DAY_MS) / HOUR_MS;
  return hour > 5 && hour < 19 ? 10 * Math.sin(((hour - 5) / 14) * Math.PI) : 0;
}

function solar(days: number, scale = 1): Rate[] {
  return Array.from({ length: days * 96 }, (_, index) => {
    const start = midnight + index * SLOT_MS;
    return { start, end: start + SLOT_MS, value: sunKw(start) * scale };
  });
}

/** What `days` before `now` would have brought, `measured` telling the factor at each moment. */
function history(days: number, measured: (start: number) => number): PvPair[] {
  return Array.from({ length: days * 96 }, (_, index) => {
    const start = now - (index + 1) * SLOT_MS;
    const forecastKw = sunKw(start + SLOT_MS / 2);
    return { start, end: start + SLOT_MS, forecastKw, measuredKw: forecastKw * measured(start) };
  });
}

const slots = Array.from({ length: 96 }, (_, index) => ({
  start: now + index * SLOT_MS,
  end: now + (index + 1) * SLOT_MS,
}));
const at = (iso: string) => slots.findIndex(({ start }) => start === Date.parse(iso));

test('no forecast at all: zeros, not known, no confidence', () => {
  for (const rates of [null, [], solar(1).map((rate) => ({ ...rate, end: rate.start }))]) {
    const forecast = forecastPv({ solar: rates, slots, correction: null, recentKw: 3 });
    assert.equal(forecast.known, false);
    assert.equal(forecast.confidence, 0);
    assert.equal(forecast.slots.length, 96);
    assert.ok(forecast.slots.every(({ meanKw, p90Kw }) => meanKw === 0 && p90Kw === 0));
  }
});

test('without any history the forecast is taken as it is, with the confidence that is assumed at first', () => {
  const forecast = forecastPv({ solar: solar(2), slots, correction: null, recentKw: null });
  assert.ok(Math.abs((forecast.slots[0]?.meanKw ?? 0) - sunKw(now + SLOT_MS / 2)) < 0.01);
  assert.ok(Math.abs(forecast.confidence - 0.6) < 1e-9);
  assert.equal(forecast.coverage, 1);
});

test('confidence is measured skill, not the length of the forecast', () => {
  const good = learnPv(
    history(21, () => 1),
    now,
  );
  let seed = 1;
  const noise = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const days = new Map<number, number>();
  const wild = (start: number) => {
    const hour = Math.floor(start / HOUR_MS);
    const factor = days.get(hour) ?? noise() * 2;
    days.set(hour, factor);
    return factor;
  };
  const bad = learnPv(history(21, wild), now);
  const confidence = (correction: typeof good) =>
    forecastPv({ solar: solar(2), slots, correction, recentKw: null }).confidence;
  assert.ok(confidence(good) > 0.9);
  assert.ok(confidence(bad) < 0.6);
});

test('half of the next day covered is half of the confidence', () => {
  const rates = solar(2).filter(({ start }) => start < now + DAY_MS / 2);
  const forecast = forecastPv({ solar: rates, slots, correction: null, recentKw: null });
  assert.ok(Math.abs(forecast.coverage - 0.5) < 0.02);
  assert.ok(Math.abs(forecast.confidence - 0.6 * forecast.coverage) < 1e-9);
});

test('slots that the forecast leaves out are taken from another day’s same hour, with a wide band', () => {
  const gapStart = Date.parse('2026-05-11T08:00:00Z');
  const rates = solar(3).filter(({ start }) => start < gapStart || start >= gapStart + 2 * HOUR_MS);
  const twoDays = Array.from({ length: 192 }, (_, index) => ({
    start: now + index * SLOT_MS,
    end: now + (index + 1) * SLOT_MS,
  }));
  const forecast = forecastPv({ solar: rates, slots: twoDays, correction: null, recentKw: null });
  const guessed = forecast.slots.find(({ start }) => start === gapStart + HOUR_MS);
  assert.ok(guessed && Math.abs(guessed.meanKw - sunKw(gapStart + HOUR_MS + SLOT_MS / 2)) < 0.1);
  assert.ok(guessed.p10Kw < 0.3 * guessed.meanKw);
  assert.ok(forecast.coverage < 1);
});

test('shade in the afternoon is learned for the afternoon only', () => {
  const shaded = (start: number) => ((start % DAY_MS) / HOUR_MS >= 14 ? 0.5 : 1);
  const correction = learnPv(history(30, shaded), now);
  const forecast = forecastPv({ solar: solar(2), slots, correction, recentKw: null });
  const ratio = (iso: string) => {
    const slot = forecast.slots[at(iso)];
    return slot ? slot.meanKw / sunKw((slot.start + slot.end) / 2) : Number.NaN;
  };
  assert.ok(ratio('2026-05-10T16:00:00Z') < 0.7);
  assert.ok(ratio('2026-05-10T11:00:00Z') > 0.9);
});

test('one odd slot does not invert the correction', () => {
  const odd = history(7, () => 1).map((pair, index) => (index === 0 ? { ...pair, measuredKw: 500 } : pair));
  const dead = history(7, () => 1).map((pair, index) => (index === 0 ? { ...pair, measuredKw: 0 } : pair));
  for (const pairs of [odd, dead]) {
    for (const scale of learnPv(pairs, now).scaleByUtcQuarter)
      assert.ok(scale > 0.9 && scale < 1.2, `${scale}`);
  }
});

test('corrections stay within 0.3 and 3, whatever was measured', () => {
  const measured = fc.array(
    fc.record({
      quarter: fc.integer({ min: 1, max: 3000 }),
      forecastKw: fc.oneof(fc.double({ min: 0, max: 30, noNaN: true }), fc.constantFrom(Number.NaN, -1)),
      measuredKw: fc.oneof(fc.double({ min: 0, max: 500, noNaN: true }), fc.constantFrom(Infinity, -5)),
    }),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(measured, fc.option(fc.double({ min: 0, max: 100, noNaN: true })), (rows, recentKw) => {
      const pairs = rows.map(({ quarter, ...pair }) => ({
        ...pair,
        start: now - quarter * SLOT_MS,
        end: now - (quarter - 1) * SLOT_MS,
      }));
      const correction = learnPv(pairs, now);
      for (const scale of correction.scaleByUtcQuarter) assert.ok(scale >= 0.3 && scale <= 3);
      assert.ok(correction.skill >= 0 && correction.skill <= 1);
      const forecast = forecastPv({ solar: solar(2), slots, correction, recentKw });
      for (const [index, slot] of forecast.slots.entries()) {
        assert.equal(slot.start, slots[index]?.start);
        assert.ok(slot.p10Kw >= 0 && slot.p10Kw <= slot.p50Kw && slot.p50Kw <= slot.p90Kw);
        assert.ok(Number.isFinite(slot.meanKw) && slot.meanKw >= 0);
      }
    }),
  );
});

test('what is measured now bends the next hour, and hardly the evening', () => {
  const plain = forecastPv({ solar: solar(2), slots, correction: null, recentKw: null });
  const cloudy = forecastPv({ solar: solar(2), slots, correction: null, recentKw: 0.5 });
  const ratio = (index: number) => (cloudy.slots[index]?.meanKw ?? 0) / (plain.slots[index]?.meanKw ?? 1);
  assert.ok(ratio(0) < 0.7);
  assert.ok(ratio(24) > 0.95);
});

test('a dark quarter never turns the next ones negative, however much of it is expected to go on', () => {
  const share = fc.double({ min: -1, max: 1, noNaN: true });
  const recentKw = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(share, share), recentKw, (blendWeights, recentKw) => {
      const correction = {
        ...learnPv(
          history(20, () => 1),
          now,
        ),
        blendWeights,
      };
      for (const slot of forecastPv({ solar: solar(2), slots, correction, recentKw }).slots)
        assert.ok(slot.p10Kw >= 0 && slot.meanKw >= 0 && slot.p10Kw <= slot.p90Kw);
    }),
    { examples: [[[1, 1], 0]], numRuns: 50 },
  );
});

test('80 W on a winter day come out as 80 W', () => {
  const forecast = forecastPv({ solar: solar(2, 0.008), slots, correction: null, recentKw: null });
  assert.ok(Math.max(...forecast.slots.map(({ meanKw }) => meanKw)) < 0.081);
});

test('the model is plain JSON', () => {
  const model = learnPv(
    history(3, () => 0.9),
    now,
  );
  assert.deepEqual(JSON.parse(JSON.stringify(model)), model);
});
