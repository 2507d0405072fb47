import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { SAMPLE_FACTS } from '../../test/support/comparison-facts.ts';
import { openStore } from '../history/index.ts';
import {
  DAY_MS,
  type Plan,
  type PlanInput,
  type QuarterHour,
  type ShadowView,
  SLOT_MS,
} from '../house/index.ts';
import { fallbackPlan } from '../plan/index.ts';
import { ARMS, besidePlan, ledgerShape, newLedger, withKnobs } from '../savings/index.ts';
import { COMPARISON_FACTS, createShadow } from './index.ts';

const START = Date.UTC(2026, 5, 1);
const isCheap = (at: number) => (at - START) % DAY_MS < DAY_MS / 4;
const price = (at: number) => (isCheap(at) ? 0.12 : 0.4);

function inputAt(at: number): PlanInput {
  const house = randomHouse(1, { slots: 1, cars: 0 });
  const [slot] = house.slots;
  assert.ok(slot);
  const slots = Array.from({ length: 96 }, (_, index) => {
    const start = at + index * SLOT_MS;
    return { ...slot, start, end: start + SLOT_MS, importPricePerKwh: price(start), pvKw: 0, loadKw: 1 };
  });
  return { ...house, computedAt: at, slots };
}

/** Plans at once: charge while it is cheap, unless it is told to value what is left less. */
function quickPlanner() {
  const mode = ({ slots }: PlanInput) => (isCheap(slots[0]?.start ?? 0) ? 'CHARGE' : 'NORMAL');
  return {
    start: async () => {},
    stop: async () => {},
    stats: () => ({
      solves: 0,
      optimal: 0,
      feasible: 0,
      fallbacks: 0,
      workerRestarts: 0,
      selfTestError: null,
    }),
    isSolving: () => false,
    async solve(input: PlanInput): Promise<Plan> {
      const plan = fallbackPlan({ ...input, slots: input.slots.slice(0, 1) }, { de: '', en: '' });
      const slots = plan.slots.map((slot) => ({
        ...slot,
        batteries: slot.batteries.map((battery) => ({ ...battery, mode: mode(input) }) as const),
      }));
      return { ...plan, slots };
    },
  };
}

function quarterAt(start: number) {
  return {
    start,
    end: start + SLOT_MS,
    importKwh: 0.25,
    exportKwh: 0,
    pvKwh: 0,
    loadKwh: 0.25,
    batteryChargeKwh: 0,
    batteryDischargeKwh: 0,
    carsKwh: 0,
    socPercent: 50,
    importPricePerKwh: price(start),
    feedInPricePerKwh: 0.08,
    cost: 0.25 * price(start),
    plannedCost: null,
    loadpoints: [],
  };
}

/** @param isMeasuredLate as where the poll that completes a quarter comes after the cycle of the next one */
async function days(
  count: number,
  isMeasuredLate = true,
  past: readonly QuarterHour[] = [],
  planner = quickPlanner(),
) {
  const store = openStore({ dataDir: null, now: () => START });
  for (const quarter of past) store.recordQuarterHour(quarter);
  store.set(COMPARISON_FACTS, SAMPLE_FACTS);
  let newest: ShadowView | null = null;
  const shadow = createShadow({
    store,
    planner,
    isPlanning: () => false,
    onChange: (view) => {
      newest = view;
    },
  });
  for (let at = START; at < START + count * DAY_MS + 2 * SLOT_MS; at += SLOT_MS) {
    const input = inputAt(at);
    const plan = fallbackPlan({ ...input, slots: input.slots.slice(0, 1) }, { de: '', en: '' });
    shadow.watched.recordCycle({ cycleId: 1, at, durationMs: 1, input, plan, intents: [] });
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    const measured = isMeasuredLate ? at - SLOT_MS : at;
    if (measured < START) continue;
    shadow.watched.recordQuarterHour(quarterAt(measured));
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await shadow.stop();
  store.close();
  return newest as ShadowView | null;
}

test('policies are costed side by side, and nothing is said to be better without proof', async () => {
  const view = await days(3);
  assert.equal(view?.state, 'SHADOW');
  const of = (policy: string) => view?.policies.find((other) => other.policy === policy);
  assert.equal(of('PLAN')?.days, 3);
  // Charging in the cheap hours beats following the house, by far.
  assert.ok((of('EVCC')?.cost ?? 0) > (of('PLAN')?.cost ?? 0) + 1);
  assert.ok((of('EVCC')?.advantage ?? 0) < -1);
  assert.match(of('LEARNED')?.verdict.en ?? '', /^No proven advantage/);
  assert.equal(of('EVCC')?.verdict.en, 'Dearer than the plan.');
  // What is told of single days adds up to the sums.
  const evcc = view?.lately.reduce((sum, { costs }) => sum + costs.EVCC, 0) ?? 0;
  assert.ok(Math.abs(evcc - (of('EVCC')?.cost ?? 0)) < 1e-9);
});

test('what the plan wants is that of the plan in force, whatever the simulated batteries hold', async () => {
  const view = await days(1);
  assert.ok(view);
  const slot = fallbackPlan(inputAt(START), { de: '', en: '' }).slots[0] ?? assert.fail();
  const wanting = (mode: 'NORMAL' | 'HOLD' | 'CHARGE') => ({
    slots: [{ ...slot, batteries: slot.batteries.map((battery) => ({ ...battery, mode })) }],
  });
  assert.equal(besidePlan(view, wanting('HOLD')).lpAction, 'HOLD');
  assert.equal(besidePlan(view, wanting('CHARGE')).lpAction, 'CHARGE');
  assert.equal(besidePlan(view, null).lpAction, null);
});

test('what the learned policy wants is told from the battery as it is', async () => {
  const seen: number[] = [];
  const planner = quickPlanner();
  const watching = {
    ...planner,
    solve: (input: PlanInput) => {
      seen.push(input.batteries[0]?.socPercent ?? 0);
      return planner.solve(input);
    },
  };
  const socPercent = inputAt(START).batteries[0]?.socPercent ?? assert.fail();
  const view = await days(3, true, [], watching);
  assert.ok(view?.rlAction);
  // Quarters of a day with an arm of its own are planned once more than there are simulated batteries.
  const asItIs = seen.slice(96).filter((soc) => soc === socPercent).length;
  assert.ok(asItIs > 0, 'never asked with the real SoC');
});

test('each quarter counts, however soon after its end the next one is planned', async () => {
  const late = await days(2);
  assert.equal(late?.policies[0]?.days, 2);
  assert.deepEqual(late?.lately, (await days(2, false))?.lately);
});

test('policies are costed with the battery that was seen in this home', async () => {
  const seen = Array.from({ length: 96 }, (_, index) => quarterAt(START - DAY_MS + index * SLOT_MS));
  const deeper = seen.map((quarter) => ({ ...quarter, socPercent: 5 }));
  const [named] = (await days(1, true, seen))?.lately ?? [];
  const [identified] = (await days(1, true, deeper))?.lately ?? [];
  assert.ok(named && identified);
  assert.notEqual(identified.costs.EVCC, named.costs.EVCC);
});

test('the same days and seed give the same view', async () => {
  assert.deepEqual(await days(2), await days(2));
});

test('no arm leaves what the plan would respect', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const input = randomHouse(seed);
    for (const arm of ARMS) {
      const tried = withKnobs(input, arm);
      for (const battery of tried.batteries) {
        assert.ok(battery.reserveSocPercent <= battery.maxSocPercent);
        assert.ok(battery.endValuePerKwh >= 0);
      }
      for (const slot of tried.slots) assert.ok(slot.pvKw >= 0 && slot.loadKw >= 0);
      assert.deepEqual(tried.cars, input.cars);
    }
  }
  assert.deepEqual(withKnobs(randomHouse(2), ARMS[0] ?? assert.fail()), randomHouse(2));
});

test('what was learned with fewer arms is kept', () => {
  const ledger = newLedger(1);
  const known = { days: 3, sum: 0.2, squares: 0.05 };
  const contexts = ledger.bandit.contexts.map((arms) => arms.slice(0, 2).map(() => known));
  const read = ledgerShape.parse({ ...ledger, bandit: { ...ledger.bandit, contexts } });
  assert.deepEqual(read.bandit.contexts[0]?.slice(0, 3), [known, known, { days: 0, sum: 0, squares: 0 }]);
  assert.equal(read.bandit.contexts[3]?.length, ARMS.length);
});
