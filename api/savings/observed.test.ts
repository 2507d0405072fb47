import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPABILITIES, type Capability, DAY_MS } from '../house/index.ts';
import { LOSSLESS, MIDNIGHT, measuredHouse, type Situation } from './fixtures.ts';
import { compareDays, observedOutlook, savingsReport, summarize } from './index.ts';

const DAYS = 4;
const hourOf = (quarter: number) => Math.floor(quarter / 4) % 24;

/** What is told after some days of a house with this battery that only observed. */
function told(battery: typeof LOSSLESS | null, at: (quarter: number) => Situation, days = DAYS) {
  const facts = { timeZone: 'Europe/Berlin', battery, locksBattery: false };
  const quarters = measuredHouse(days, battery, 0, at);
  const report = savingsReport(summarize(compareDays(quarters, MIDNIGHT + days * DAY_MS, facts)), null);
  return (capability: Capability) => {
    const [outlook] = observedOutlook(report, [capability], 'EUR');
    assert.ok(outlook);
    return outlook;
  };
}

/** 1 kWh an hour; 10 ct until 06:00, then 50 ct: the plan fills 10 kWh in the night, the house did nothing of it. */
const twoPrices = (quarter: number): Situation => ({
  demandKwh: 0.25,
  importPricePerKwh: hourOf(quarter) < 6 ? 0.1 : 0.5,
});

/** 8 kWh for the car from 18:00 at 40 ct; it stays until midnight, and from 22:00 energy costs 15 ct. */
const eveningCar = (quarter: number): Situation => ({
  demandKwh: 0.125,
  importPricePerKwh: hourOf(quarter) < 22 ? 0.4 : 0.15,
  carKwh: hourOf(quarter) === 18 ? 2 : 0,
  connected: hourOf(quarter) >= 18,
});

test('cars that are only observed are told what the cheapest quarters of their stay would have brought', () => {
  const cars = told(null, eveningCar)('VEHICLES');
  assert.ok(Math.abs((cars.wouldHaveBrought ?? 0) - DAYS * 8 * (0.4 - 0.15)) < 1e-9);
  assert.equal(cars.uncertainty, 0);
  assert.match(cars.message.de, /In 4 Tagen .* die Kosten um 8,00 EUR \(± 0,00 EUR\) gesenkt: nachgerechnet/);
  assert.match(cars.message.en, /the cost 8\.00 EUR .* lower: reckoned, not measured/);
});

test('what the plan wanted of an observed battery is carried out, and told as reckoned and with its doubt', () => {
  const observed = (quarter: number): Situation => ({ ...twoPrices(quarter), rule: 'FOLLOW' });
  const quarters = measuredHouse(DAYS, LOSSLESS, 0, observed).map((quarter, at) => ({
    ...quarter,
    wantedBattery: hourOf(at) < 6 ? ('CHARGE' as const) : ('RELEASE' as const),
  }));
  const facts = { timeZone: 'Europe/Berlin', battery: LOSSLESS, locksBattery: false };
  const report = savingsReport(summarize(compareDays(quarters, MIDNIGHT + DAYS * DAY_MS, facts)), null);
  const [battery] = observedOutlook(report, ['BATTERY'], 'EUR');
  // Each day 10 kWh are bought at 10 instead of 50 ct.
  assert.ok(Math.abs((battery?.wouldHaveBrought ?? 0) - DAYS * 10 * 0.4) < 1e-6);
  assert.match(battery?.message.de ?? '', /In 4 Tagen hätte der Plan die Kosten um 16,00 EUR .* gesenkt/);
});

test('what would have cost more says so', () => {
  const quarters = measuredHouse(DAYS, LOSSLESS, 0, (quarter) => ({
    ...twoPrices(quarter),
    importPricePerKwh: hourOf(quarter) < 6 ? 0.5 : 0.1,
  })).map((quarter, at) => ({ ...quarter, wantedBattery: hourOf(at) < 6 ? ('CHARGE' as const) : null }));
  const facts = { timeZone: 'Europe/Berlin', battery: LOSSLESS, locksBattery: false };
  const report = savingsReport(summarize(compareDays(quarters, MIDNIGHT + DAYS * DAY_MS, facts)), null);
  const [battery] = observedOutlook(report, ['BATTERY'], 'EUR');
  assert.ok((battery?.wouldHaveBrought ?? 0) < 0);
  assert.match(battery?.message.de ?? '', /erhöht/);
});

test('before three days there is no amount, and of the buffer never; it is said why', () => {
  const tell = told(null, eveningCar, 2);
  for (const capability of CAPABILITIES) {
    const { wouldHaveBrought, uncertainty, message } = tell(capability);
    assert.equal(wouldHaveBrought, null);
    assert.equal(uncertainty, null);
    assert.match(message.de, capability === 'BUFFER' ? /nicht nachgerechnet/ : /2 von 3/);
  }
});

test('once all are live nothing is told', () => {
  assert.deepEqual(observedOutlook({ days: [], completeDays: 0 }, [], 'EUR'), []);
});

test('of what was only planned nobody says that it was saved', () => {
  for (const situation of [eveningCar, twoPrices])
    for (const capability of CAPABILITIES) {
      const { message } = told(LOSSLESS, situation)(capability);
      assert.doesNotMatch(message.de, /gespart|Ersparnis|eingespart/i);
      assert.doesNotMatch(message.en, /saved|savings?/i);
    }
});
