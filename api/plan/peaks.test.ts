import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, MINUTE_MS, type PlanPeakPrice } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import { peakIntervals } from './peaks.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
  times,
} from './sample-house.ts';
import { selfConsumptionCost } from './self-consumption.ts';
import { verifyPlan } from './verify.ts';

const peak = (change: Partial<PlanPeakPrice> = {}): PlanPeakPrice => ({
  pricePerKw: 4,
  reachedKw: 3,
  intervalMinutes: 15,
  from: null,
  until: null,
  ...change,
});
const close = (found: number | null | undefined, expected: number, tolerance = 1e-4) =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) <= tolerance, `${found} is not ${expected}`);
/** Needs 8 kWh within 4 h, cheapest in the first. */
const car = sampleCar({
  minPowerKw: 1.4,
  socPercent: 40,
  targetSocPercent: 56,
  departure: SAMPLE_START + 4 * HOUR_MS,
});
const input = sampleInput({ slots: sampleSlots([0.1, 0.3, 0.3, 0.3]), cars: [car] });

test('without a price for its height the import is as high as energy is cheap', async () => {
  const plan = await solveSample(input);
  close(plan.slots[0]?.importKw, 9);
  assert.equal(plan.peaks, undefined);
});

test('a capacity tariff keeps the import at the peak that is paid for anyway', async () => {
  const plan = await solveSample({ ...input, peakPrices: [peak()] });
  // 2 kW beside the load in each of 4 hours.
  for (const slot of plan.slots) close(slot.importKw, 3);
  close(plan.peaks?.[0]?.peakKw, 3);
  close(plan.peaks?.[0]?.cost, 0);
});

test('a peak is raised where that is cheaper than the energy it saves', async () => {
  // Each kW above 3 saves 0.2 in the first hour and costs 0.15.
  const plan = await solveSample({ ...input, peakPrices: [peak({ pricePerKw: 0.15 })] });
  close(plan.slots[0]?.importKw, 9);
  close(plan.peaks?.[0]?.cost, 6 * 0.15);
  close(plan.cost, 8 * 0.1 + 0.1 + 3 * 0.3);
});

test('a departure comes before the price of a peak', async () => {
  const leaving = { ...car, departure: SAMPLE_START + HOUR_MS };
  const plan = await solveSample({ ...input, cars: [leaving], peakPrices: [peak({ pricePerKw: 1000 })] });
  assert.deepEqual(plan.shortfalls, []);
  close(plan.peaks?.[0]?.cost, 6 * 1000, 1);
});

test('the battery shaves a peak of the load that would cost more', async () => {
  const slots = sampleSlots(times(4, 0.3), (index) => ({ loadKw: index === 2 ? 6 : 1 }));
  const battery = sampleBattery({
    socPercent: 60,
    chargeEfficiency: 1,
    dischargeEfficiency: 1,
    endValuePerKwh: 1,
  });
  const plan = await solveSample(sampleInput({ slots, batteries: [battery], peakPrices: [peak()] }));
  close(plan.slots[2]?.batteries[0]?.dischargeKw, 3);
  close(plan.peaks?.[0]?.cost, 0);
});

test('what counts is the mean of the interval', async () => {
  // Within the full hour one quarter may be higher where the others are lower.
  const slots = sampleSlots([0.1, 0.5, 0.5, 0.5], { loadKw: 1 }, 0.25);
  const battery = sampleBattery({ socPercent: 10, maxChargeKw: 9, endValuePerKwh: 0.3, chargeEfficiency: 1 });
  const quarters = await solveSample(sampleInput({ slots, batteries: [battery], peakPrices: [peak()] }));
  close(quarters.slots[0]?.importKw, 3);
  const hour = peak({ intervalMinutes: 60 });
  const plan = await solveSample(sampleInput({ slots, batteries: [battery], peakPrices: [hour] }));
  assert.ok((plan.slots[0]?.importKw ?? 0) > 9);
  close(plan.peaks?.[0]?.peakKw, 3);
});

test('only intervals of the period count', () => {
  const slots = sampleSlots(times(4, 0.3));
  const period = peak({ from: SAMPLE_START + HOUR_MS, until: SAMPLE_START + 3 * HOUR_MS });
  assert.deepEqual(
    peakIntervals(slots, period).map((interval) => interval.slots),
    [[1], [2]],
  );
  const partial = slots.map((slot, index) =>
    index === 0 ? { ...slot, start: slot.start + 50 * MINUTE_MS } : slot,
  );
  close(peakIntervals(partial, peak({ intervalMinutes: 60 }))[0]?.hours, 1 / 6);
});

test('levelling lowers the peak where that costs nothing', async () => {
  const flat = { ...input, slots: sampleSlots(times(4, 0.3)) };
  const early = await solveSample(flat);
  close(early.slots[0]?.importKw, 9);
  const level = await solveSample({ ...flat, levelsPeaks: true });
  for (const slot of level.slots) close(slot.importKw, 3);
  close(level.cost, early.cost);
});

test('nobody planning pays for the peak, and the fallback avoids it where departures allow', () => {
  const priced = { ...input, peakPrices: [peak()] };
  close(selfConsumptionCost(priced, undefined), 9 * 0.1 + 3 * 0.3 + 6 * 4);
  const plan = fallbackPlan(priced, { de: '', en: '' });
  assert.deepEqual(verifyPlan(priced, plan), []);
  close(plan.peaks?.[0]?.cost, 0);
  const leaving = { ...priced, cars: [{ ...car, departure: SAMPLE_START + HOUR_MS }] };
  const hurried = fallbackPlan(leaving, { de: '', en: '' });
  assert.deepEqual(hurried.shortfalls, []);
  close(hurried.peaks?.[0]?.cost, 24);
});

test('a CO2 price moves what energy prices leave open, and is no part of the cost', async () => {
  const slots = sampleSlots([0.3, 0.29, 0.3], (index) => ({ co2GramsPerKwh: index === 1 ? 600 : 100 }));
  const small = { ...car, targetSocPercent: 48, maxPowerKw: 4, departure: SAMPLE_START + 3 * HOUR_MS };
  const cheap = await solveSample(sampleInput({ slots, cars: [small] }));
  close(cheap.slots[1]?.cars[0]?.chargeKw, 4);
  // 100 per tonne: 500 g more are 5 ct, which is more than the cent that the energy is cheaper.
  const clean = await solveSample(sampleInput({ slots, cars: [small], co2PricePerTonne: 100 }));
  close(clean.slots[0]?.cars[0]?.chargeKw, 4);
  close(clean.cost, 6 * 0.3 + 0.29);
  close(cheap.co2Kg, (1 * 100 + 5 * 600 + 1 * 100) / 1000);
  close(clean.co2Kg, (5 * 100 + 1 * 600 + 1 * 100) / 1000);
});

test('the verifier recomputes peaks and emissions', async () => {
  const given = {
    ...input,
    peakPrices: [peak()],
    slots: sampleSlots([0.1, 0.3, 0.3, 0.3], { co2GramsPerKwh: 300 }),
  };
  const plan = await solveSample(given);
  const rules = (change: Partial<typeof plan>) =>
    verifyPlan(given, { ...plan, ...change }).map(({ rule }) => rule);
  assert.deepEqual(rules({}), []);
  assert.ok(rules({ peaks: [{ peakKw: 2, cost: 0 }] }).includes('PEAK'));
  assert.ok(rules({ co2Kg: 0 }).includes('CO2'));
});
