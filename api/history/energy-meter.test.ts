import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS, type QuarterHour, SECOND_MS, SLOT_MS } from '../house/index.ts';
import { createEnergyMeter, decodeMeterState, type MeterSample } from './index.ts';

const START = Date.UTC(2026, 5, 1, 12);

function sample(at: number, change: Partial<MeterSample> = {}): MeterSample {
  return {
    at,
    gridKw: 0,
    pvKw: 0,
    homeKw: 0,
    batteryKw: 0,
    carsKw: 0,
    socPercent: null,
    importPricePerKwh: 0.3,
    feedInPricePerKwh: 0.1,
    loadpoints: [],
    ...change,
  };
}

/** Quarters of all readings from `from` to `to`, one each `stepMs`. */
function measure(
  from: number,
  to: number,
  stepMs: number,
  read: (at: number) => Partial<MeterSample>,
): QuarterHour[] {
  const meter = createEnergyMeter(null);
  const quarters: QuarterHour[] = [];
  for (let at = from; at <= to; at += stepMs) quarters.push(...meter.add(sample(at, read(at))));
  return quarters;
}

function close(actual: number | null | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) <= tolerance,
    `${actual} instead of ${expected}`,
  );
}

describe('energies', () => {
  test('of constant powers are power times a quarter of an hour, split by direction', () => {
    const [quarter] = measure(START, START + SLOT_MS, 10 * SECOND_MS, () => ({
      gridKw: 2,
      pvKw: 4,
      homeKw: 1,
      batteryKw: -3,
      carsKw: 2,
    }));
    assert.equal(quarter?.start, START);
    assert.equal(quarter?.end, START + SLOT_MS);
    close(quarter?.importKwh, 0.5);
    close(quarter?.exportKwh, 0);
    close(quarter?.pvKwh, 1);
    close(quarter?.loadKwh, 0.25);
    close(quarter?.batteryChargeKwh, 0.75);
    close(quarter?.batteryDischargeKwh, 0);
    close(quarter?.carsKwh, 0.5);
    close(quarter?.cost, 0.15);
    assert.equal(quarter?.importPricePerKwh, 0.3);
    assert.equal(quarter?.plannedCost, null);
  });

  test('of a line through zero are its two triangles', () => {
    // From +3 kW to -1 kW within a minute: zero after 45 s, 3·45/2 kWs above and 1·15/2 kWs below.
    const meter = createEnergyMeter(null);
    meter.add(sample(START, { gridKw: 0 }));
    for (let minute = 0; minute < 14; minute++) meter.add(sample(START + minute * MINUTE_MS + 1));
    meter.add(sample(START + 14 * MINUTE_MS, { gridKw: 0 }));
    meter.add(sample(START + 14 * MINUTE_MS + 1, { gridKw: 3 }));
    meter.add(sample(START + SLOT_MS - 1, { gridKw: -1 }));
    const [quarter] = meter.add(sample(START + SLOT_MS, { gridKw: 0 }));
    close(quarter?.importKwh, (3 * 45) / 2 / 3600, 2e-6);
    close(quarter?.exportKwh, (1 * 15) / 2 / 3600, 2e-6);
  });

  test('are the same whether read every 7, 10 or 15 seconds', () => {
    // Straight lines between knots that all three rhythms hit.
    const knotMs = 210 * SECOND_MS;
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 20, maxLength: 20 }),
        (knots) => {
          const power = (at: number) => {
            const index = Math.floor((at - START) / knotMs);
            const share = (at - START - index * knotMs) / knotMs;
            const from = knots[index] ?? 0;
            return from + ((knots[index + 1] ?? from) - from) * share;
          };
          const read = (at: number) => ({
            gridKw: power(at),
            batteryKw: -power(at),
            pvKw: Math.abs(power(at)),
          });
          const [by7 = [], by10 = [], by15 = []] = [7, 10, 15].map((step) =>
            measure(START, START + 19 * knotMs, step * SECOND_MS, read),
          );
          assert.equal(by7.length, 4);
          for (const [index, quarter] of by15.entries()) {
            for (const other of [by7[index], by10[index]]) {
              close(other?.importKwh, quarter.importKwh ?? NaN);
              close(other?.exportKwh, quarter.exportKwh ?? NaN);
              close(other?.batteryChargeKwh, quarter.importKwh ?? NaN);
              close(other?.batteryDischargeKwh, quarter.exportKwh ?? NaN);
              close(other?.cost, quarter.cost ?? NaN);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('import less export is the integral of grid power, whatever the readings are', () => {
    const readings = fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 5 * MINUTE_MS }),
        gridKw: fc.double({ min: -30, max: 30, noNaN: true }),
      }),
      { minLength: 2, maxLength: 60 },
    );
    fc.assert(
      fc.property(readings, (steps) => {
        const meter = createEnergyMeter(null);
        const quarters = meter.add(sample(START));
        let at = START;
        let last = 0;
        let integral = 0;
        for (const { gap, gridKw } of steps) {
          at += gap;
          integral += (((last + gridKw) / 2) * gap) / HOUR_MS;
          last = gridKw;
          quarters.push(...meter.add(sample(at, { gridKw })));
        }
        const running = meter.state()?.quarter;
        const net = quarters.reduce(
          (sum, { importKwh, exportKwh }) => sum + (importKwh ?? NaN) - (exportKwh ?? NaN),
          (running?.importKwh.sum ?? NaN) - (running?.exportKwh.sum ?? NaN),
        );
        close(net, integral, 1e-6);
        for (const quarter of quarters) {
          assert.ok((quarter.importKwh ?? -1) >= 0 && (quarter.exportKwh ?? -1) >= 0);
          close(quarter.cost, (quarter.importKwh ?? NaN) * 0.3 - (quarter.exportKwh ?? NaN) * 0.1);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a quarter', () => {
  test('begins and ends on a quarter of an hour, wherever readings lie', () => {
    const quarters = measure(START - 4 * SECOND_MS, START + HOUR_MS, 13 * SECOND_MS, () => ({ gridKw: 4 }));
    assert.deepEqual(
      quarters.map(({ start }) => (start - START) / SLOT_MS),
      [-1, 0, 1, 2],
    );
    assert.equal(quarters[0]?.importKwh, null);
    for (const quarter of quarters.slice(1)) close(quarter.importKwh, 1);
  });

  test('is paid at the price in force before and after the border', () => {
    const price = (at: number) => (at < START + SLOT_MS ? 0.4 : -0.1);
    const [first, second] = measure(START, START + 2 * SLOT_MS + 7000, 7 * SECOND_MS, (at) => ({
      gridKw: 4,
      importPricePerKwh: price(at),
    }));
    close(first?.cost, 0.4);
    assert.equal(first?.importPricePerKwh, 0.4);
    close(second?.cost, -0.1);
    assert.equal(second?.importPricePerKwh, -0.1);
  });

  test('has the state of charge of its end', () => {
    const quarters = measure(START, START + SLOT_MS + MINUTE_MS, 2 * MINUTE_MS, (at) => ({
      socPercent: 50 + (at - START) / MINUTE_MS,
    }));
    close(quarters[0]?.socPercent, 65);
  });

  test('without a price has energies and no cost, but needs no price for what did not flow', () => {
    const exporting = { gridKw: -4, importPricePerKwh: null };
    const importing = { gridKw: 4, importPricePerKwh: null };
    const [sold] = measure(START, START + SLOT_MS, MINUTE_MS, () => exporting);
    const [bought] = measure(START, START + SLOT_MS, MINUTE_MS, () => importing);
    close(sold?.cost, -0.1);
    close(bought?.importKwh, 1);
    assert.equal(bought?.cost, null);
  });

  test('of an unknown power has no energy of that, and all others', () => {
    const [quarter] = measure(START, START + SLOT_MS, MINUTE_MS, () => ({ pvKw: null, homeKw: 1 }));
    assert.equal(quarter?.pvKwh, null);
    close(quarter?.loadKwh, 0.25);
  });
});

describe('a gap', () => {
  function withGap(fromMinute: number, toMinute: number) {
    const meter = createEnergyMeter(null);
    const quarters: QuarterHour[] = [];
    for (let minute = 0; minute <= 45; minute++)
      if (minute <= fromMinute || minute >= toMinute)
        quarters.push(...meter.add(sample(START + minute * MINUTE_MS, { gridKw: 4 })));
    return quarters.map(({ start, importKwh }) => [
      (start - START) / MINUTE_MS,
      importKwh === null ? null : Number(importKwh.toFixed(9)),
    ]);
  }

  test('of five minutes is a straight line', () => {
    assert.deepEqual(withGap(3, 8), [
      [0, 1],
      [15, 1],
      [30, 1],
    ]);
  });

  test('of more makes a quarter unknown of which less than four fifths were seen', () => {
    assert.deepEqual(withGap(3, 9), [
      [0, null],
      [15, 1],
      [30, 1],
    ]);
  });

  test('that leaves four fifths of both quarters leaves their mean power', () => {
    assert.deepEqual(withGap(12, 18), [
      [0, 1],
      [15, 1],
      [30, 1],
    ]);
  });

  test('over whole quarters leaves them out', () => {
    assert.deepEqual(withGap(5, 32), [
      [0, null],
      [30, 1],
    ]);
  });
});

describe('the meter', () => {
  test('goes on after a restart in the middle of a quarter', () => {
    const before = createEnergyMeter(null);
    for (let minute = 0; minute <= 7; minute++) before.add(sample(START + minute * MINUTE_MS, { gridKw: 4 }));
    const kept: unknown = JSON.parse(JSON.stringify(before.state()));
    const after = createEnergyMeter(decodeMeterState(kept));
    for (let minute = 9; minute < 15; minute++) after.add(sample(START + minute * MINUTE_MS, { gridKw: 4 }));
    const [quarter] = after.add(sample(START + SLOT_MS, { gridKw: 4 }));
    close(quarter?.importKwh, 1);
  });

  test('refuses a state that is none', () => {
    assert.throws(() => decodeMeterState({ last: null }));
  });

  test('ignores readings that are not newer, and begins anew when the clock was set back', () => {
    const meter = createEnergyMeter(null);
    meter.add(sample(START + HOUR_MS));
    meter.add(sample(START + HOUR_MS, { gridKw: 9 }));
    meter.add(sample(START + HOUR_MS - MINUTE_MS, { gridKw: 9 }));
    assert.equal(meter.state()?.last.gridKw, 0);
    assert.deepEqual(meter.add(sample(START, { gridKw: 1 })), []);
    assert.equal(meter.state()?.quarter.start, START);
  });
});

test('each loadpoint has its own energy, and is connected if a car was there for some of it', () => {
  const wallbox = (powerKw: number | null, connected: boolean) => ({
    loadpoints: [{ id: 'garage', powerKw, connected, maxPowerKw: 11, readyAt: START + HOUR_MS }],
  });
  const [quarter] = measure(START, START + SLOT_MS, MINUTE_MS, (at) =>
    at < START + 5 * MINUTE_MS ? wallbox(0, false) : wallbox(4, true),
  );
  const [loadpoint] = quarter?.loadpoints ?? [];
  assert.deepEqual(
    { ...loadpoint, energyKwh: 0 },
    { id: 'garage', energyKwh: 0, connected: true, maxPowerKw: 11, readyAt: START + HOUR_MS },
  );
  // Ten minutes at 4 kW, and the straight line up to them over a minute.
  close(loadpoint?.energyKwh, (4 * 10.5) / 60);
});
