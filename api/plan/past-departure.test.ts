import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Plan, type PlanCar } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import { SAMPLE_START, sampleCar, sampleInput, sampleSlots, solveSample } from './sample-house.ts';
import { verifyPlan } from './verify.ts';

const departure = SAMPLE_START - HOUR_MS;
const late: Partial<PlanCar> = {
  departure,
  capacityKwh: 50,
  socPercent: 40,
  targetSocPercent: 60,
  chargeEfficiency: 0.8,
};

function missedIn(plan: Plan) {
  return plan.shortfalls.map(({ kind, id, departure, energyKwh }) => [kind, id, departure, energyKwh]);
}

test('what a departure that has passed lacks is said, whoever plans', async () => {
  const cases: [Partial<PlanCar>, number][] = [
    [late, 12.5],
    [{ ...late, limitSocPercent: 50 }, 6.25],
    [{ ...late, socPercent: null, targetEnergyKwh: 7 }, 7],
    [{ ...late, departure: SAMPLE_START }, 12.5],
  ];
  for (const [change, energyKwh] of cases) {
    const input = sampleInput({ batteries: [], cars: [sampleCar(change)] });
    const wanted = [['DEPARTURE', 'garage', change.departure, energyKwh]];
    for (const plan of [await solveSample(input), fallbackPlan(input, { de: '', en: '' })]) {
      assert.deepEqual(missedIn(plan), wanted);
      assert.deepEqual(verifyPlan(input, plan), []);
      const [violation] = verifyPlan(input, { ...plan, shortfalls: [] });
      assert.equal(violation?.rule, 'UNREPORTED_SHORTFALL');
    }
  }
});

test('a car that has left, or had its target, missed nothing', async () => {
  const absence = { from: departure, to: SAMPLE_START + HOUR_MS, consumptionKwh: 0, targetSocPercent: null };
  for (const change of [{ absences: [absence] }, { socPercent: 60 }, { targetSocPercent: null }]) {
    const input = sampleInput({ batteries: [], cars: [sampleCar({ ...late, ...change })] });
    const plan = await solveSample(input);
    assert.deepEqual(missedIn(plan), []);
    assert.deepEqual(verifyPlan(input, plan), []);
  }
});

test('what a departure asks for by energy is told and verified where the SoC is known too', async () => {
  const wish = { departure: SAMPLE_START + HOUR_MS, targetSocPercent: null, targetEnergyKwh: 20 };
  const input = sampleInput({ batteries: [], cars: [sampleCar({ ...late, ...wish })] });
  const plan = await solveSample(input);
  assert.ok((plan.shortfalls[0]?.energyKwh ?? 0) > 5);
  assert.deepEqual(verifyPlan(input, plan), []);
});

/** Away from hour 2 to hour 4. */
const away = {
  from: SAMPLE_START + 2 * HOUR_MS,
  to: SAMPLE_START + 4 * HOUR_MS,
  consumptionKwh: 5,
  targetSocPercent: null,
};
const prices = [0.5, 0.4, 0.1, 0.1, 0.1, 0.1];

test('what a departure in the midst of an absence needs is charged before that begins', async () => {
  for (const hours of [3, 4]) {
    const departing = { departure: SAMPLE_START + hours * HOUR_MS, targetSocPercent: 62 };
    const car = sampleCar({ ...departing, absences: [away] });
    const input = sampleInput({ slots: sampleSlots(prices), batteries: [], cars: [car] });
    for (const plan of [await solveSample(input), fallbackPlan(input, { de: '', en: '' })]) {
      assert.deepEqual(verifyPlan(input, plan), []);
      assert.deepEqual(plan.shortfalls, []);
      assert.ok(Math.abs((plan.slots[1]?.cars[0]?.socPercent ?? 0) - 62) < 1e-6);
    }
  }
});

test('it comes back from the absence, but not where it leaves for good in that moment', async () => {
  const charged = async (hours: number) => {
    const departing = { departure: SAMPLE_START + hours * HOUR_MS, endValuePerKwh: 0.3 };
    const car = sampleCar({ ...departing, absences: [away] });
    const plan = await solveSample(sampleInput({ slots: sampleSlots(prices), batteries: [], cars: [car] }));
    return plan.slots.slice(4).reduce((kw, { cars: [own] }) => kw + (own?.chargeKw ?? 0), 0);
  };
  assert.ok((await charged(3)) > 10);
  assert.equal(await charged(4), 0);
});

test('what a car lacks that is not back before it should leave is said', async () => {
  const car = sampleCar({
    departure: SAMPLE_START + 3 * HOUR_MS,
    absences: [{ ...away, from: SAMPLE_START - HOUR_MS }],
  });
  const input = sampleInput({ slots: sampleSlots(prices), batteries: [], cars: [car] });
  const plan = await solveSample(input);
  assert.deepEqual(missedIn(plan), [['DEPARTURE', 'garage', SAMPLE_START - HOUR_MS, 10]]);
  assert.deepEqual(verifyPlan(input, plan), []);
});
