import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { HOUR_MS, type Plan, type PlanInput } from '../house/index.ts';
import { createPlanner, fallbackPlan } from '../plan/index.ts';
import type { Changes } from './changes.ts';
import { createTurns, type TurnsOptions } from './turns.ts';
import { type Base, createWhatIf } from './what-if.ts';

const house = randomHouse(4, { slots: 96, cars: 1, prices: 'standard' });
/** A car in no hurry, which nothing but the sun charges. */
const patient = {
  capacityKwh: 50,
  socPercent: 20,
  limitSocPercent: null,
  targetSocPercent: null,
  departure: null,
};
const input: PlanInput = {
  ...house,
  cars: house.cars.map((car) => ({ ...car, ...patient, targetEnergyKwh: null, endValuePerKwh: 0.05 })),
};

/** Questions with a solver of their own. */
function asking({ base, ...options }: TurnsOptions & { base: () => Base | null }) {
  const turns = createTurns(options);
  return { ask: createWhatIf(turns, base), stop: turns.stop };
}

async function recorded(known: PlanInput = input) {
  const planner = createPlanner();
  await planner.start();
  const plan = await planner.solve(known);
  await planner.stop();
  return { cycleId: 7, at: known.computedAt, input: known, plan };
}

test('answers have the sign that people expect, and no change makes no difference', async (context) => {
  const base = await recorded();
  const whatIf = asking({ planner: createPlanner(), base: () => base });
  context.after(whatIf.stop);
  const difference = async (changes: Changes) => {
    const result = await whatIf.ask(changes);
    assert.ok(result.ok);
    return result.answer.difference;
  };
  assert.equal(await difference({}), 0);
  assert.ok((await difference({ tariff: { importFactor: 1.5 } })) > 0.05);
  assert.ok((await difference({ pvFactor: 2 })) < -0.05);
  // Whoever gets more for feeding in could go on as before: nothing becomes dearer, however much more it is.
  for (const feedInPricePerKwh of [0.1, 0.2, 0.25, 0.3, 0.4, 1])
    assert.ok((await difference({ tariff: { feedInPricePerKwh } })) < 0.01, `${feedInPricePerKwh}`);
  assert.ok((await difference({ battery: { capacityKwh: 0 } })) > 0);
  const id = base.input.cars[0]?.id ?? '';
  assert.ok((await difference({ cars: [{ id, fillNow: true, targetSocPercent: 100 }] })) > 0.05);
});

test('a battery that can never give anything back is worth as much as none, and is not charged for it', async (context) => {
  const base = await recorded();
  const whatIf = asking({ planner: createPlanner(), base: () => base });
  context.after(whatIf.stop);
  const answerTo = async (changes: Changes) => {
    const result = await whatIf.ask(changes);
    assert.ok(result.ok);
    return result.answer;
  };
  const none = await answerTo({ battery: { capacityKwh: 0 } });
  assert.ok(none.difference > 0.05);
  for (const battery of [
    { maxDischargeKw: 0 },
    { wearCostPerKwh: 1000 },
    { maxChargeKw: 0, maxDischargeKw: 0 },
  ]) {
    const { difference, plan } = await answerTo({ battery });
    const name = JSON.stringify(battery);
    assert.ok(Math.abs(difference - none.difference) < 0.05, `${name}: ${difference}, ${none.difference}`);
    const bought = plan.slots.some(
      ({ batteries, importKw }) => (batteries[0]?.chargeKw ?? 0) > 0.1 && importKw > 0.1,
    );
    assert.ok(!bought, name);
  }
});

test('what is saved because cars get less says how much less', async (context) => {
  const leaving = { departure: input.computedAt + 20 * HOUR_MS, targetSocPercent: 60 };
  const base = await recorded({ ...input, cars: input.cars.map((car) => ({ ...car, ...leaving })) });
  const whatIf = asking({ planner: createPlanner(), base: () => base });
  context.after(whatIf.stop);
  const id = base.input.cars[0]?.id ?? '';
  const answerTo = async (changes: Changes) => {
    const result = await whatIf.ask(changes);
    assert.ok(result.ok);
    return result.answer;
  };
  assert.equal((await answerTo({})).carsDifferenceKwh, 0);
  const less = await answerTo({ cars: [{ id, targetSocPercent: 40 }] });
  // 10 of 50 kWh, with what is lost on the way.
  const efficiency = base.input.cars[0]?.chargeEfficiency ?? assert.fail();
  assert.ok(Math.abs(less.carsDifferenceKwh + 10 / efficiency) < 0.5, String(less.carsDifferenceKwh));
  assert.ok(less.difference < 0);
  const more = await answerTo({ cars: [{ id, targetSocPercent: 70 }] });
  assert.ok(more.carsDifferenceKwh > 4);
});

test('evcc alone and self-consumption are worked out without the solver, and never cheaper than the plan', async () => {
  const base = await recorded();
  const { ask } = asking({
    planner: { start: async () => {}, solve: () => assert.fail('nobody plans'), stop: async () => {} },
    base: () => base,
  });
  for (const rule of ['EVCC', 'SELF_CONSUMPTION'] as const) {
    const result = await ask({ rule });
    assert.ok(result.ok);
    assert.ok(result.answer.difference > -0.01, `${rule}: ${result.answer.difference}`);
    assert.equal(result.answer.plan.slots.length, base.plan.slots.length);
  }
});

test('before the first cycle, with a bad value, and where too many wait, it says why not', async () => {
  const never = { start: async () => {}, solve: () => new Promise<Plan>(() => {}), stop: async () => {} };
  const before = asking({ planner: never, base: () => null });
  assert.equal((await codeOf(before.ask({})))?.code, 'NOT_READY');
  const plan = { cost: 1, slots: [], pricesKnownUntil: null } as unknown as Plan;
  const base = { cycleId: 1, at: 0, input, plan };
  const whatIf = asking({ planner: never, base: () => base, mostWaiting: 2 });
  assert.deepEqual((await codeOf(whatIf.ask({ pvFactor: -1 })))?.field, 'pvFactor');
  void whatIf.ask({ pvFactor: 2 });
  void whatIf.ask({ pvFactor: 3 });
  // The same question again is no further one.
  void whatIf.ask({ pvFactor: 3 });
  assert.equal((await codeOf(whatIf.ask({ pvFactor: 4 })))?.code, 'BUSY');
});

test('where no plan was found there is no figure that compares planners', async () => {
  const plan = { ...fallbackPlan(input, { de: '', en: '' }), pricesKnownUntil: input.computedAt };
  const planner = { start: async () => {}, solve: async () => plan, stop: async () => {} };
  const cycle = { cycleId: 1, at: 0, input };
  const beside = (own: Plan) =>
    asking({ planner, base: () => ({ ...cycle, plan: own }) }).ask({ pvFactor: 2 });
  assert.equal((await codeOf(beside({ ...plan, status: 'OPTIMAL' })))?.code, 'NOT_READY');
  // Two by the same rules may be compared.
  assert.ok((await beside(plan)).ok);
});

async function codeOf(asked: ReturnType<ReturnType<typeof createWhatIf>>) {
  const result = await asked;
  return result.ok ? null : result;
}

test('twenty questions at once do not keep the house from planning', async (context) => {
  const base = await recorded();
  const own = createPlanner();
  await own.start();
  const whatIf = asking({ planner: createPlanner(), base: () => base });
  context.after(async () => {
    await whatIf.stop();
    await own.stop();
  });
  let answered = 0;
  const asked = Array.from({ length: 20 }, async (_, index) => {
    const result = await whatIf.ask({ pvFactor: 1 + index / 20 });
    answered += 1;
    return result;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const plan = await own.solve(input);
  assert.notEqual(plan.status, 'FALLBACK');
  assert.ok(answered < 10, `the cycle's plan came after ${answered} answers`);
  // On a machine that is slow enough a question may find no plan in its time.
  for (const result of await Promise.all(asked)) assert.ok(result.ok || result.code === 'NOT_READY');
});

test('a question gives way while the house plans', async () => {
  const order: string[] = [];
  let isPlanning = true;
  const base = await recorded();
  const planner = {
    start: async () => {},
    solve: async (_input: PlanInput) => {
      order.push('question');
      return base.plan;
    },
    stop: async () => {},
  };
  const whatIf = asking({ planner, base: () => base, isPlanning: () => isPlanning });
  const answer = whatIf.ask({ pvFactor: 2 });
  await new Promise((resolve) => setTimeout(resolve, 60));
  order.push('house');
  isPlanning = false;
  await answer;
  assert.deepEqual(order, ['house', 'question']);
});
