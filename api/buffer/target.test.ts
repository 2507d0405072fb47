import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bufferBasePercent, bufferFinding, bufferInert, targetBufferPercent } from './index.ts';

const noon = { spreadPerKwh: 0.05, localHour: 12 };

for (const [confidence, spreadPerKwh, localHour, baseSocPercent, expected, why] of [
  [0.65, 0.05, 12, 50, 50, 'at the threshold the base holds'],
  [1, 0.05, 12, 50, 20, 'sure sun: the whole room of 30 %'],
  [0.82, 0.14, 12, 50, 35, '0.4857 + 0.1 = 0.5857, ⌊17.57⌋ = 17, 33 → 35'],
  [0.82, 0.05, 12, 50, 35, '0.4857, ⌊14.57⌋ = 14, 36 → 35'],
  [0.79, 0.05, 12, 60, 45, '0.4 · 40 = 16 in decimals, 44 → 45'],
  [0.72, 0.05, 12, 35, 30, '0.2 · 15 = 3 in decimals, 2.99… in binary: 32 → 30'],
  [0.79, 0.14, 7, 60, 35, '0.4 + 0.1 + 0.1 = 0.6, 24, 36 → 35'],
  [0.79, 0.1, 11, 60, 45, 'a spread of 10 ct is not wide, 11 o’clock is not morning'],
  [0.79, 0.1, 10, 60, 40, '10 o’clock is: 0.5 · 40 = 20'],
  [0.79, 0.1, 5, 60, 40, '5 o’clock is'],
  [0.79, 0.1, 4, 60, 45, '4 o’clock is not'],
  [0.79, null, 12, 60, 45, 'an unknown spread earns nothing'],
  [0.66, 0.05, 12, 33, 33, 'rounding never raises the buffer above its base'],
  [1, 0.2, 7, 22, 20, 'never reduced below 20'],
  [1, 0.2, 7, 20, 20, 'no room'],
  [1, 0.2, 7, 15, 15, 'no room'],
  [1, 0.2, 7, 5, 10, 'a base below the floor is raised to it'],
] as const) {
  test(`confidence ${confidence}, spread ${spreadPerKwh}, hour ${localHour}, base ${baseSocPercent}: ${why}`, () => {
    assert.equal(targetBufferPercent({ confidence, spreadPerKwh, localHour, baseSocPercent }), expected);
  });
}

test('a spread of exactly 10 ct earns nothing, however it was subtracted', () => {
  const conditions = { confidence: 0.79, localHour: 12, baseSocPercent: 60 };
  assert.equal(targetBufferPercent({ ...conditions, spreadPerKwh: 0.4 - 0.3 }), 45);
});

test('between floor and base, in steps of 5, and lower the surer the sun is', () => {
  const conditions = fc.record({
    spreadPerKwh: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    localHour: fc.integer({ min: 0, max: 23 }),
    baseSocPercent: fc.integer({ min: 0, max: 100 }),
  });
  const confidence = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(conditions, confidence, confidence, (given, a, b) => {
      const base = Math.max(10, given.baseSocPercent);
      const [unsure, sure] = [Math.min(a, b), Math.max(a, b)].map((value) =>
        targetBufferPercent({ ...given, confidence: value }),
      );
      assert.ok(unsure !== undefined && sure !== undefined);
      assert.ok(sure <= unsure);
      for (const target of [unsure, sure]) {
        assert.ok(target <= base && target >= Math.min(base, 20));
        assert.ok(target === base || target % 5 === 0);
      }
    }),
  );
});

test('a confidence that is not a number reduces nothing', () => {
  assert.equal(targetBufferPercent({ ...noon, confidence: Number.NaN, baseSocPercent: 50 }), 50);
});

test('the base is buffer_base_soc, else battery_min_soc', () => {
  assert.equal(bufferBasePercent({ bufferBaseSocPercent: 50, batteryMinSocPercent: 10 }), 50);
  assert.equal(bufferBasePercent({ bufferBaseSocPercent: null, batteryMinSocPercent: 30 }), 30);
  assert.equal(bufferBasePercent({ bufferBaseSocPercent: null, batteryMinSocPercent: 5 }), 10);
});

test('a base below the floor is a finding that names the setting it came from', () => {
  assert.equal(bufferFinding({ bufferBaseSocPercent: 10, batteryMinSocPercent: 5 }), null);
  assert.equal(
    bufferFinding({ bufferBaseSocPercent: null, batteryMinSocPercent: 5 })?.field,
    'battery_min_soc',
  );
  const finding = bufferFinding({ bufferBaseSocPercent: 3, batteryMinSocPercent: 10 });
  assert.equal(finding?.field, 'buffer_base_soc');
  assert.equal(finding?.value, '3');
});

test('without room people learn which setting changes it', () => {
  assert.equal(bufferInert({ bufferBaseSocPercent: 21, batteryMinSocPercent: 10 }), null);
  const inert = bufferInert({ bufferBaseSocPercent: null, batteryMinSocPercent: 10 });
  assert.match(inert?.de ?? '', /buffer_base_soc über 20/);
  assert.match(inert?.en ?? '', /buffer_base_soc above 20/);
});
