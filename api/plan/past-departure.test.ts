import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Plan, type PlanCar } from '../house/index.ts';
import { fallbackPlan } from './fallback.ts';
import { SAMPLE_START, sampleCar, sampleInput, solveSample } from './sample-house.ts';
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
