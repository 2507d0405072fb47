import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Counting, violatedCounts } from './counting.ts';

/** Six quarters of an hour at 4 to 11 kW; powers in columns 0 to 5, switches in 6 to 11, the missing energy in 12. */
const counting = (needKwh: number, roomKwh: number, hours = 0.25): Counting => ({
  slots: Array.from({ length: 6 }, (_, slot) => ({
    on: 6 + slot,
    power: slot,
    hours: slot === 0 ? hours : 0.25,
    minKwh: 4 * (slot === 0 ? hours : 0.25),
    maxKwh: 11 * (slot === 0 ? hours : 0.25),
  })),
  needKwh,
  missing: 12,
  roomKwh,
});
const broken = (given: Counting, powers: number[], switches: number[]) =>
  violatedCounts([given], Float64Array.from([...powers, ...switches, 0])).length > 0;

test('who needs two and a half portions charges three times, or more than the minimum', () => {
  assert.ok(broken(counting(2.5, 9), [4, 4, 2, 0, 0, 0], [1, 1, 0.5, 0, 0, 0]));
  assert.ok(!broken(counting(2.5, 9), [4, 4, 4, 0, 0, 0], [1, 1, 1, 0, 0, 0]));
  assert.ok(!broken(counting(2.5, 9), [5, 5, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0]));
});

test('who has room for two and a half portions charges at most twice', () => {
  assert.ok(broken(counting(0, 2.5), [4, 4, 2, 0, 0, 0], [1, 1, 0.5, 0, 0, 0]));
  assert.ok(!broken(counting(0, 2.5), [5, 5, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0]));
});

test('no cut takes away a plan that meets the need, or says what is missing, and fits the room', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const six = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(
      six(fc.double({ min: 0, max: 11, noNaN: true })),
      six(unit),
      six(fc.record({ isOn: fc.boolean(), share: unit })),
      fc.double({ min: 0, max: 18, noNaN: true }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      fc.double({ min: 0.01, max: 0.25, noNaN: true }),
      (relaxedKw, relaxedOn, plan, needKwh, spareKwh, hours) => {
        const powers = plan.map(({ isOn, share }) => (isOn ? 4 + 7 * share : 0));
        const chargedKwh = powers.reduce((sum, kw, slot) => sum + kw * (slot === 0 ? hours : 0.25), 0);
        const given = counting(needKwh, chargedKwh + spareKwh, hours);
        const whole = [
          ...powers,
          ...plan.map(({ isOn }) => (isOn ? 1 : 0)),
          Math.max(0, needKwh - chargedKwh),
        ];
        const cuts = violatedCounts([given], Float64Array.from([...relaxedKw, ...relaxedOn, 0]));
        for (const { upper, terms } of cuts) {
          const sum = terms.reduce((total, [column, factor]) => total + factor * (whole[column] ?? 0), 0);
          assert.ok(sum <= upper + 1e-6, `${sum} > ${upper}`);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
