import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { PRICE_KINDS, randomHouse } from '../../../test/random-house.ts';
import { forecastOf } from '../../../test/support/doubtful-house.ts';
import type { PlanBatteryMode, PlanInput, PlanSpread, PowerBand } from '../../house/index.ts';
import { type Highs, loadSolver } from '../highs.ts';
import { sampleBattery, sampleCar, sampleInput, sampleSlots } from '../sample-house.ts';
import { toPlan } from '../schedule.ts';
import { solvePlan } from '../solve.ts';
import { verifyPlan } from '../verify.ts';
import { planInDoubt } from './doubt.ts';
import { bestModes } from './mode-policy.ts';
import { outcomes, REGIME_SHARES, REGIMES, transitions } from './regimes.ts';
import { spreadOf } from './spread.ts';

const certain = (kw: number): PowerBand => ({ p10Kw: kw, p50Kw: kw, p90Kw: kw });
const isNear = (found: number | undefined, wanted: number) =>
  assert.ok(Math.abs((found ?? Number.NaN) - wanted) < 1e-6, `${found} instead of ${wanted}`);

/** Two hours at 30 and 40 ct, 1 kW of load, 1 kWh stored without losses, and sun in the second hour. */
function twoHours(sun: PowerBand, meanKw = sun.p50Kw, change: Partial<PlanInput> = {}): PlanInput {
  const slots = sampleSlots([0.3, 0.4], (index) => ({ pvKw: index === 1 ? meanKw : 0 }));
  // By these bounds 1 kWh is one of the levels that are looked at.
  const bounds = { minSocPercent: 10, maxSocPercent: 90 };
  const battery = sampleBattery({ socPercent: 20, chargeEfficiency: 1, dischargeEfficiency: 1, ...bounds });
  const spread: PlanSpread[] = [
    { load: certain(1), pv: certain(0) },
    { load: certain(1), pv: sun },
  ];
  return sampleInput({ slots, batteries: [battery], spread, ...change });
}

test('keeps for the dear hour what is certain to be needed there', () => {
  const [first, second] = bestModes(twoHours(certain(0)), [0, 0], 2) ?? [];
  assert.equal(first?.mode, 'HOLD');
  isNear(first?.costs.HOLD, 0.3);
  isNear(first?.costs.NORMAL, 0.4);
  assert.equal(second?.mode, 'NORMAL');
  isNear(second?.costs.NORMAL, 0);
});

test('lets it go where the sun may make it worthless', () => {
  // 1.5 · 1.3 / 1.2816 · 1 kW to each side of 1 kW, none below 0, scaled to a mean of 1 kW.
  const deviationKw = (1.5 * 1.3) / 1.2816;
  const scale = 1 / (0.4844 + 0.2578 * (1 + deviationKw));
  const [first] = bestModes(twoHours({ p10Kw: 0, p50Kw: 1, p90Kw: 2 }), [0, 0], 1) ?? [];
  assert.equal(first?.mode, 'NORMAL');
  isNear(first?.costs.NORMAL, 0.4 * (0.2578 + 0.4844 * (1 - scale)));
  isNear(first?.costs.HOLD, 0.3);
});

test('leaves the surplus of the first hour to the grid where the second earns nothing, if the battery can', () => {
  const slots = sampleSlots([0.3, 0.3, 0.3], (index) => ({
    pvKw: index < 2 ? 2 : 0,
    feedInPricePerKwh: index === 0 ? 0.08 : 0,
  }));
  const spread = slots.map(({ pvKw }) => ({ load: certain(1), pv: certain(pvKw) }));
  const exact = { chargeEfficiency: 1, dischargeEfficiency: 1, maxSocPercent: 20, minSocPercent: 10 };
  const first = (canHoldCharge: boolean) => {
    const battery = sampleBattery({ ...exact, capacityKwh: 10, socPercent: 10, canHoldCharge });
    return bestModes(sampleInput({ slots, batteries: [battery], spread }), [0, 0, 0], 1)?.[0];
  };
  const able = first(true);
  assert.equal(able?.mode, 'HOLD_CHARGE');
  // 1 kW for 8 ct against 1 kWh stored an hour too early, which serves the third hour either way.
  isNear((able?.costs.NORMAL ?? 0) - (able?.costs.HOLD_CHARGE ?? 0), 0.08);
  assert.equal(first(false)?.mode, 'NORMAL');
});

test('prices that go up and down by next to nothing do not have the mode follow them', () => {
  const zigzag = Array.from({ length: 16 }, (_, index) => (index % 2 ? 0.3015 : 0.3));
  const slots = sampleSlots([...zigzag, 0.5], () => ({ pvKw: 0, loadKw: 0.2 }));
  const spread = slots.map(() => ({ load: certain(0.2), pv: certain(0) }));
  const exact = { chargeEfficiency: 1, dischargeEfficiency: 1, maxSocPercent: 90 };
  const battery = sampleBattery({ ...exact, socPercent: 20, canGridCharge: false });
  const modes = (mode: PlanBatteryMode, prices = slots) =>
    (
      bestModes(
        sampleInput({ slots: prices, batteries: [{ ...battery, mode }], spread }),
        prices.map(() => 0),
        12,
      ) ?? []
    ).map((choice) => choice.mode);
  for (const mode of ['NORMAL', 'HOLD'] as const) {
    const told = [mode, ...modes(mode)];
    const changes = told.filter((own, index) => index > 0 && own !== told[index - 1]).length;
    assert.ok(changes <= 1, told.join());
  }
  const steep = slots.map((slot, index) => (index === 0 ? { ...slot, importPricePerKwh: 0.1 } : slot));
  assert.equal(modes('NORMAL', steep)[0], 'HOLD', 'but where it pays it changes');
});

test('one published price is followed by the house, whatever is guessed of the day after', () => {
  const prices = [...Array.from({ length: 12 }, () => 0.3), ...Array.from({ length: 12 }, () => 0.5)];
  const slots = sampleSlots(prices, (index) => ({
    pvKw: 0,
    loadKw: 1,
    priceSource: index < 12 ? 'PUBLISHED' : 'ESTIMATED',
  }));
  const spread = slots.map(() => ({ load: certain(1), pv: certain(0) }));
  const told = (change: Partial<PlanInput>) =>
    bestModes(
      sampleInput({ slots, batteries: [sampleBattery({ socPercent: 60 })], spread, ...change }),
      slots.map(() => 0),
      1,
    )?.[0]?.mode;
  assert.equal(told({}), 'NORMAL');
  const published = slots.map((slot) => ({ ...slot, priceSource: 'PUBLISHED' as const }));
  assert.notEqual(told({ slots: published }), 'NORMAL', 'what is published counts');
  const moving = slots.map((slot, index) => (index === 5 ? { ...slot, importPricePerKwh: 0.32 } : slot));
  assert.notEqual(told({ slots: moving }), 'NORMAL', 'as does a day with several prices');
});

test('a car that charges locks a battery that must not serve it', () => {
  const input = twoHours(certain(0), 0, { cars: [sampleCar()] });
  const [battery] = input.batteries;
  const locked = { ...input, batteries: battery ? [{ ...battery, canServeCars: false }] : [] };
  const [first] = bestModes(locked, [0, 0], 1) ?? [];
  isNear(first?.costs.HOLD, 0.3);
  const [whileCharging] = bestModes(locked, [0, 5], 1) ?? [];
  isNear(whileCharging?.costs.NORMAL, 6 * 0.4);
  isNear(whileCharging?.costs.HOLD, 0.3 + 6 * 0.4);
});

test('decides nothing for two batteries, below the corridor, or without a spread', () => {
  const input = twoHours(certain(0));
  const [battery = sampleBattery()] = input.batteries;
  assert.equal(bestModes({ ...input, batteries: [battery, { ...battery, id: 'b' }] }, [0, 0], 1), null);
  assert.equal(bestModes({ ...input, batteries: [{ ...battery, socPercent: 5 }] }, [0, 0], 1), null);
  assert.equal(bestModes({ ...input, batteries: [] }, [0, 0], 1), null);
  assert.equal(bestModes({ ...input, spread: [] }, [0, 0], 1), null);
});

test('regimes are distributions that stay as they are, and mean what is expected', () => {
  isNear(
    REGIME_SHARES.reduce((sum, share) => sum + share, 0),
    1,
  );
  for (const hours of [0.1, 0.25, 1, 24, 1000]) {
    const chances = transitions(hours);
    for (let to = 0; to < REGIMES; to += 1) {
      let share = 0;
      for (let from = 0; from < REGIMES; from += 1)
        share += (REGIME_SHARES[from] ?? 0) * (chances[from * REGIMES + to] ?? 0);
      isNear(share, REGIME_SHARES[to] ?? Number.NaN);
    }
  }
  const power = fc.double({ min: 0, max: 20, noNaN: true });
  const band = fc
    .tuple(power, power, power)
    .map((kws) => kws.sort((a, b) => a - b))
    .map(([p10Kw = 0, p50Kw = 0, p90Kw = 0]) => ({ p10Kw, p50Kw, p90Kw }));
  fc.assert(
    fc.property(power, power, band, band, (loadKw, pvKw, load, pv) => {
      const found = outcomes({ loadKw, pvKw }, { load, pv });
      const mean = (of: 'loadKw' | 'pvKw') =>
        found.reduce((sum, outcome, regime) => sum + outcome[of] * (REGIME_SHARES[regime] ?? 0), 0);
      isNear(mean('loadKw'), loadKw);
      isNear(mean('pvKw'), pvKw);
      for (const outcome of found) assert.ok(outcome.loadKw >= 0 && outcome.pvKw >= 0);
    }),
  );
});

let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

test('random houses: a correct plan that gives up no more, begins with the chosen mode and says what that brings', () => {
  const house = fc
    .record({
      seed: fc.nat(100_000),
      prices: fc.constantFrom(...PRICE_KINDS),
      cars: fc.integer({ min: 0, max: 1 }),
      spread: fc.double({ min: 0, max: 2, noNaN: true }),
    })
    .map(({ seed, prices, cars, spread }): PlanInput => {
      const input = randomHouse(seed, { slots: 48, prices, cars });
      const { load, pv } = forecastOf(input, spread);
      return { ...input, spread: spreadOf(load, pv) };
    });
  fc.assert(
    fc.property(house, (input) => {
      const solved = solvePlan(highs, input, { timeLimitMs: 3000 });
      const mean = toPlan(input, solved, 0);
      const plan = planInDoubt(highs, input, { solved, plan: mean }, () => 3000);
      assert.deepEqual(verifyPlan(input, plan), []);
      const missing = (of: typeof plan) => of.shortfalls.reduce((sum, { energyKwh }) => sum + energyKwh, 0);
      assert.ok(missing(plan) <= missing(mean) + 0.05);
      if (!plan.uncertainty) return assert.deepEqual(plan, mean);
      assert.ok(plan.uncertainty.gain >= -0.0003, `${plan.uncertainty.gain}`);
      const { expectedCost, expectedCostOfMeanPlan, gain } = plan.uncertainty;
      isNear(expectedCostOfMeanPlan - expectedCost, gain);
      assert.ok(plan.slots[0]?.batteries[0]?.mode);
    }),
    { numRuns: 25 },
  );
});
