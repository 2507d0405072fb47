import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { type Plan, SLOT_MS } from '../house/index.ts';
import { createPlanner } from '../plan/index.ts';
import { createOtherWay } from './other-way.ts';
import { createTurns } from './turns.ts';
import type { Base } from './what-if.ts';

const input = randomHouse(20_009, { slots: 96, cars: 1 });
const planner = createPlanner();
const turns = createTurns({ planner });
let base: Base;

before(async () => {
  await planner.start();
  base = { cycleId: 7, at: input.computedAt, input, plan: await planner.solve(input) };
});
after(() => turns.stop());

const ask = (at: number, subject: string) =>
  createOtherWay(turns, () => base)({ cycleId: null, at, subject });

/** Begin of the first slot in which a device does such a thing. */
function slotWith(does: (slot: Plan['slots'][number]) => boolean): number {
  const slot = base.plan.slots.find(does);
  assert.ok(slot);
  return slot.start;
}

test('what waiting would cost is worked out, and said', async () => {
  const result = await ask(
    slotWith(({ batteries }) => (batteries[0]?.dischargeKw ?? 0) > 0.5),
    'battery',
  );
  assert.ok(result.ok);
  const { answer } = result;
  assert.equal(answer.cycleId, 7);
  assert.equal(answer.otherwise, 'NOT_DISCHARGE');
  assert.ok((answer.energyKwh ?? 0) > 0);
  // The plan is the best there is, give or take the cent that it is proven to.
  assert.ok((answer.cost ?? Number.NaN) >= -0.02, String(answer.cost));
  assert.match(answer.message.en, /^Keeping the energy would (cost|come)/);
});

test('a car that must be ready says what would be missing instead of a price', async () => {
  const [car] = input.cars;
  assert.ok(car);
  const urgent = { ...car, departure: (input.slots[0]?.end ?? 0) + 4 * SLOT_MS, targetSocPercent: 100 };
  const rushed = { ...input, cars: [{ ...urgent, capacityKwh: 60, socPercent: 20, limitSocPercent: null }] };
  const plan = await planner.solve(rushed);
  const answer = await createOtherWay(turns, () => ({ ...base, input: rushed, plan }))({
    cycleId: null,
    at: plan.slots[1]?.start ?? 0,
    subject: car.id,
  });
  assert.ok(answer.ok);
  assert.equal(answer.answer.cost, null);
  assert.match(answer.answer.message.de, /kWh/);
});

test('what a cautious plan would save if all came as expected is said with its reason', async () => {
  let asked = 0;
  const costs = [0, 0.5];
  const doubting = createTurns({
    planner: {
      start: async () => undefined,
      // The other way is asked for first.
      solve: async () => ({ ...base.plan, cost: base.plan.cost + (costs[asked++] ?? 0) }),
      stop: async () => undefined,
    },
  });
  const band = { p10Kw: 0, p50Kw: 1, p90Kw: 2 };
  const spread = input.slots.map(() => ({ load: band, pv: band }));
  const result = await createOtherWay(doubting, () => ({ ...base, input: { ...input, spread } }))({
    cycleId: null,
    at: slotWith(({ batteries }) => (batteries[0]?.dischargeKw ?? 0) > 0.5),
    subject: 'battery',
  });
  assert.ok(result.ok);
  assert.match(result.answer.message.de, /50,0 ct sparen\. Das gilt, wenn alles kommt wie erwartet/);
});

test('what is not in the plan is refused with its field, and nothing is asked of the solver', async () => {
  const field = async (at: number, subject: string) => {
    const result = await ask(at, subject);
    return result.ok ? null : result.field;
  };
  assert.equal(await field(0, 'battery'), 'at');
  assert.equal(await field(input.slots[3]?.start ?? 0, 'nobody'), 'subject');
  const nowhere = async (cycleId: number | null) => {
    const result = await createOtherWay(turns, () => null)({ cycleId, at: 0, subject: 'battery' });
    return result.ok ? null : [result.code, result.field];
  };
  assert.deepEqual(await nowhere(null), ['NOT_READY', null]);
  assert.deepEqual(await nowhere(3), ['INVALID_VALUE', 'cycle']);
});

test('those who ask the same at once share the work', async () => {
  let solved = 0;
  const counting = createTurns({
    planner: {
      start: async () => undefined,
      solve: async () => {
        solved += 1;
        return base.plan;
      },
      stop: async () => undefined,
    },
  });
  const askCounting = createOtherWay(counting, () => base);
  const at = slotWith(({ batteries }) => (batteries[0]?.dischargeKw ?? 0) > 0.5);
  await Promise.all([1, 2, 3].map(() => askCounting({ cycleId: null, at, subject: 'battery' })));
  assert.equal(solved, 2);
});
