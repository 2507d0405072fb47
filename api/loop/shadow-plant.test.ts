import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_FACTS } from '../../test/support/comparison-facts.ts';
import { DAY_MS, type Instant, type QuarterHour, SLOT_MS } from '../house/index.ts';
import { createShadowPlant, quartersOfDay } from './shadow-plant.ts';

const START = Date.UTC(2026, 5, 1);
const DAYS = 10;
const { battery, timeZone } = SAMPLE_FACTS;

/** A battery of 10 kWh that loses a fifth of what it is charged with, and nothing else; it charges with 2 kW, and gives 1.6. */
function quarterAt(start: Instant): QuarterHour {
  const quarter = ((start - START) % DAY_MS) / SLOT_MS;
  const charges = quarter < 16;
  const gives = quarter >= 40 && quarter < 56;
  const filled = Math.min(16, quarter + 1) - Math.min(16, Math.max(0, quarter - 39));
  return {
    start,
    end: start + SLOT_MS,
    importKwh: charges ? 0.7 : 0.2,
    exportKwh: 0,
    pvKwh: 0,
    loadKwh: 0.2,
    batteryChargeKwh: charges ? 0.5 : 0,
    batteryDischargeKwh: gives ? 0.4 : 0,
    carsKwh: 0,
    socPercent: 20 + 4 * filled,
    importPricePerKwh: 0.3,
    feedInPricePerKwh: 0.08,
    cost: null,
    plannedCost: null,
    loadpoints: [],
  };
}

test('policies are costed with the battery that was measured, not with the one that is named', () => {
  let reads = 0;
  const plantOf = createShadowPlant({
    quarterHours: (from, to) => {
      reads += 1;
      const all = Array.from({ length: DAYS * 96 }, (_, index) => quarterAt(START + index * SLOT_MS));
      return all.filter(({ start }) => start >= from && start < to);
    },
  });
  assert.equal(plantOf(battery, START, timeZone).chargeEfficiency, battery.chargeEfficiency);
  const later = START + DAYS * DAY_MS;
  const plant = plantOf(battery, later, timeZone);
  const roundTrip = plant.chargeEfficiency * plant.dischargeEfficiency;
  assert.ok(roundTrip < 0.85, String(roundTrip));
  // A day has one, whatever is measured in it.
  assert.equal(plantOf(battery, later + 20 * SLOT_MS, timeZone), plant);
  assert.equal(reads, 2);
});

test('a day on which the clocks change has more or fewer quarters', () => {
  const zone = 'Europe/Berlin';
  const quarters = [Date.UTC(2026, 2, 29, 12), Date.UTC(2026, 5, 1), Date.UTC(2026, 9, 25, 12)];
  assert.deepEqual(
    quarters.map((at) => quartersOfDay(at, zone)),
    [92, 96, 100],
  );
});
