import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, type QuarterHour } from '../house/index.ts';
import { LOSSLESS, measuredHouse } from './fixtures.ts';
import { identifyBattery } from './plant.ts';

const FLAT = measuredHouse(1, LOSSLESS, 5, () => ({ demandKwh: 0, importPricePerKwh: 0.3 }));

/** A day on which the battery did this, and nothing else is known. */
function dayOf(
  powers: readonly { chargeKw?: number; dischargeKw?: number; restKwh?: number }[],
): QuarterHour[] {
  return FLAT.map((quarter, at) => {
    const { chargeKw = 0, dischargeKw = 0, restKwh = 0 } = powers[at] ?? {};
    return {
      ...quarter,
      batteryChargeKwh: chargeKw / 4,
      batteryDischargeKwh: dischargeKw / 4,
      exportKwh: chargeKw > 0 ? restKwh : 0,
      importKwh: dischargeKw > 0 ? restKwh : 0,
    };
  });
}

describe('power limits', () => {
  test('what an almost full battery takes again and again is no limit of the device', () => {
    const strong = Array.from({ length: 4 }, () => ({ chargeKw: 3.15 }));
    const tapering = Array.from({ length: 20 }, () => ({ chargeKw: 1, restKwh: 0.3 }));
    assert.equal(identifyBattery(LOSSLESS, [dayOf([...strong, ...tapering])]).maxChargeKw, 5);
  });

  test('where it exports at the highest power that it ever took, that is its limit', () => {
    const bound = Array.from({ length: 5 }, () => ({ chargeKw: 3.1, restKwh: 0.3 }));
    assert.equal(identifyBattery(LOSSLESS, [dayOf([{ chargeKw: 3.15 }, ...bound])]).maxChargeKw, 3.15);
  });

  test('where it imports at the highest power that it ever gave, that is its limit', () => {
    const bound = Array.from({ length: 5 }, () => ({ dischargeKw: 2.5, restKwh: 0.3 }));
    assert.equal(identifyBattery(LOSSLESS, [dayOf(bound)]).maxDischargeKw, 2.5);
  });

  test('are never below a measured power', () => {
    const power = fc.double({ min: 0, max: 8, noNaN: true });
    const step = fc.oneof(
      fc.record({ chargeKw: power, restKwh: fc.constantFrom(0, 0.5) }),
      fc.record({ chargeKw: fc.constantFrom(1, 1.01), restKwh: fc.constant(0.5) }),
      fc.record({ dischargeKw: power, restKwh: fc.constantFrom(0, 0.5) }),
      fc.record({ dischargeKw: fc.constantFrom(0.5, 0.505), restKwh: fc.constant(0.5) }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 96 }), (steps) => {
        const day = dayOf(steps);
        const { maxChargeKw, maxDischargeKw } = identifyBattery(LOSSLESS, [day]);
        for (const { start, end, batteryChargeKwh, batteryDischargeKwh } of day) {
          const hours = (end - start) / HOUR_MS;
          assert.ok((batteryChargeKwh ?? 0) / hours <= maxChargeKw + 1e-9);
          assert.ok((batteryDischargeKwh ?? 0) / hours <= maxDischargeKw + 1e-9);
        }
      }),
    );
  });
});
