import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { SAMPLE_FACTS } from '../../test/support/comparison-facts.ts';
import type { RecordedCycle } from '../history/index.ts';
import { type PlanInput, type QuarterHour, SLOT_MS } from '../house/index.ts';
import { createPlanner, fallbackPlan } from '../plan/index.ts';
import type { Changes } from '../whatif/index.ts';
import { isCutShort, replayCycle, replayWeeks } from './index.ts';

const planner = createPlanner();
before(() => planner.start());
after(() => planner.stop());

/** As it comes back from the disk. */
async function recorded(input: PlanInput): Promise<RecordedCycle> {
  const plan = await planner.solve(input);
  const cycle = { cycleId: 1, at: input.computedAt, durationMs: 1, input, plan, intents: [] };
  return JSON.parse(JSON.stringify(cycle));
}

test('a recorded cycle gives the same plan to the bit, and one bit more is found', async () => {
  const cycle = await recorded(randomHouse(11, { slots: 96, cars: 1 }));
  if (isCutShort(cycle.plan)) return;
  assert.deepEqual(await replayCycle(planner, cycle, '1.0.0'), { kind: 'SAME', madeBy: null });
  const [slot] = cycle.plan.slots;
  assert.ok(slot);
  const changed = { ...cycle, plan: { ...cycle.plan, solveMs: 1, cost: cycle.plan.cost * (1 + 2 ** -52) } };
  const replayed = await replayCycle(planner, changed, '1.0.0');
  assert.equal(replayed.kind === 'DIFFERENT' && replayed.at, 'plan.cost');
});

test('a plan that was cut short is judged by the rules', async () => {
  const cycle = await recorded(randomHouse(12, { slots: 96, cars: 1 }));
  const cut: RecordedCycle = { ...cycle, plan: { ...cycle.plan, status: 'FEASIBLE', gap: 0.5 } };
  const replayed = await replayCycle(planner, cut, '1.0.0');
  assert.ok(replayed.kind === 'VERIFIED');
  assert.deepEqual(replayed.violations, []);
  const broken = structuredClone(cut);
  for (const slot of broken.plan.slots) slot.importKw += 1;
  const caught = await replayCycle(planner, broken, '1.0.0');
  assert.ok(caught.kind === 'VERIFIED' && caught.violations.length > 0);
});

test('a record of another version says so, an old one without a version does not', async () => {
  const cycle = await recorded(randomHouse(13, { slots: 24, cars: 0 }));
  const madeBy = async (version: string | undefined) => {
    const record: RecordedCycle = version === undefined ? cycle : { ...cycle, version };
    return (await replayCycle(planner, record, '1.2.0')).madeBy;
  };
  assert.deepEqual(
    [await madeBy('1.1.0'), await madeBy('1.2.0'), await madeBy(undefined)],
    ['1.1.0', null, null],
  );
});

/** Two days with a dear evening and a cheap night, measured with a battery that did nothing. */
const START = Date.UTC(2026, 5, 1, 22);
const price = (at: number) => {
  const hour = ((at - START) / 3_600_000) % 24;
  return hour < 6 ? 0.12 : hour > 18 && hour < 22 ? 0.48 : 0.3;
};
const quarters = Array.from({ length: 192 }, (_, index): QuarterHour => {
  const start = START + index * SLOT_MS;
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
    socPercent: 20,
    importPricePerKwh: price(start),
    feedInPricePerKwh: 0.08,
    cost: 0.25 * price(start),
    plannedCost: null,
    loadpoints: [],
  };
});

const SUNNY = { importKwh: 0, exportKwh: 1, pvKwh: 1.25, loadKwh: 0.25 };

function inputAt(at: number): PlanInput {
  const house = randomHouse(1, { slots: 1, cars: 0 });
  const [slot] = house.slots;
  const [battery] = house.batteries;
  assert.ok(slot && battery);
  const slots = Array.from({ length: 64 }, (_, index) => {
    const start = at + index * SLOT_MS;
    return {
      ...slot,
      start,
      end: start + SLOT_MS,
      importPricePerKwh: price(start),
      feedInPricePerKwh: 0.08,
      pvKw: 0,
      loadKw: 1,
      importLimitKw: null,
      exportLimitKw: null,
    };
  });
  const kind = { capacityKwh: 10, minSocPercent: 10, maxSocPercent: 100, reserveSocPercent: 10 };
  const power = { maxChargeKw: 5, maxDischargeKw: 5, canGridCharge: true, maxGridPricePerKwh: null };
  const rest = { wearCostPerKwh: 0, taper: [], endValuePerKwh: 0.2, chargeEfficiency: 0.95 };
  return {
    ...house,
    computedAt: at,
    slots,
    batteries: [{ ...battery, ...kind, ...power, ...rest, socPercent: 20, dischargeEfficiency: 0.95 }],
  };
}

/** A cycle in each quarter, with what `change` makes of its input. */
const cyclesWith = (change: (input: PlanInput) => PlanInput) => (from: number) => ({
  cycleId: 1,
  at: from,
  durationMs: 1,
  input: change(inputAt(from)),
  plan: { slots: [] } as unknown as RecordedCycle['plan'],
  intents: [],
});

test('weeks with a battery that must not charge from the grid are dearer, without a change they are the same', async () => {
  const source = {
    facts: SAMPLE_FACTS,
    quarters: quarters.slice(0, 104),
    cycleIn: cyclesWith((input) => input),
  };
  const same = await replayWeeks(planner, source, { changes: {} });
  assert.equal(same.difference, 0);
  assert.ok(same.quarters > 90);
  const limited = await replayWeeks(planner, source, { changes: { battery: { maxGridPricePerKwh: 0.05 } } });
  assert.ok(limited.difference > 0.5, String(limited.difference));
  assert.ok(limited.changed.dischargeKwh < limited.asItWas.dischargeKwh);
});

test('what another battery has in it at the start is nothing saved and nothing lost', async () => {
  const flat = { importPricePerKwh: 0.3, feedInPricePerKwh: 0.08 };
  const source = {
    facts: SAMPLE_FACTS,
    quarters: quarters.slice(0, 104).map((quarter) => ({ ...quarter, ...flat, cost: 0.075 })),
    cycleIn: cyclesWith((input) => ({
      ...input,
      slots: input.slots.map((slot) => ({ ...slot, ...flat })),
    })),
  };
  for (const capacityKwh of [20, 5, 0]) {
    const { difference, asItWas, changed } = await replayWeeks(planner, source, {
      changes: { battery: { capacityKwh } },
    });
    assert.ok(Math.abs(difference) < 1e-9, `${capacityKwh} kWh: ${difference}`);
    assert.deepEqual([asItWas.startKwh, changed.startKwh], [2, 0.2 * capacityKwh]);
    assert.equal(changed.startSocPercent, capacityKwh > 0 ? 20 : null);
    assert.equal(changed.endSocPercent === null, capacityKwh === 0);
    assert.ok(asItWas.dischargeKwh > 0.9);
  }
});

test('weeks with a battery that can never give anything back cost as much as without one', async () => {
  const source = {
    facts: SAMPLE_FACTS,
    quarters: quarters.slice(0, 104),
    cycleIn: cyclesWith((input) => input),
  };
  const changed = async (battery: NonNullable<Changes['battery']>) =>
    (await replayWeeks(planner, source, { changes: { battery } })).changed.cost;
  const none = await changed({ capacityKwh: 0 });
  for (const battery of [{ maxDischargeKw: 0 }, { wearCostPerKwh: 1000 }]) {
    const cost = await changed(battery);
    assert.ok(Math.abs(cost - none) < 1e-6, `${JSON.stringify(battery)}: ${cost}, not ${none}`);
  }
});

test('what is left in the battery counts at the prices of the way that left it there', async () => {
  const source = {
    facts: SAMPLE_FACTS,
    // 5 kW of sun in the last hour.
    quarters: quarters.slice(0, 104).map((quarter, at) => ({ ...quarter, ...(at > 90 && SUNNY) })),
    cycleIn: cyclesWith((input) => input),
  };
  const simple = { solve: async (input: PlanInput) => fallbackPlan(input, { de: '', en: '' }) };
  const settle = async (changes: Changes) => {
    const { changed } = await replayWeeks(simple, source, { changes });
    const { importKwh, exportKwh, startKwh, endKwh, cost } = changed;
    assert.ok(endKwh > startKwh + 1);
    return (importKwh * 1 - exportKwh * 0.08 - cost) / (endKwh - startKwh);
  };
  const worth = await settle({ tariff: { importPricePerKwh: 1, feedInPricePerKwh: 0.08 } });
  assert.ok(Math.abs(worth - 0.95) < 0.01, String(worth));
});

test('weeks begin with what was in the battery before the first quarter', async () => {
  const source = {
    facts: SAMPLE_FACTS,
    // 1 kWh stored, up to 20 %.
    quarters: quarters.slice(0, 104).map((quarter, at) => ({
      ...quarter,
      ...(at === 0 && { batteryChargeKwh: 1 / 0.95, importKwh: 0.25 + 1 / 0.95 }),
    })),
    cycleIn: cyclesWith((input) => input),
  };
  const simple = { solve: async (input: PlanInput) => fallbackPlan(input, { de: '', en: '' }) };
  const { asItWas } = await replayWeeks(simple, source, { changes: {} });
  assert.ok(Math.abs(asItWas.startKwh - 1) < 0.05, String(asItWas.startKwh));
});

test('another planner plans the second time, on the same weeks', async () => {
  const source = {
    facts: SAMPLE_FACTS,
    quarters: quarters.slice(0, 104),
    cycleIn: cyclesWith((input) => input),
  };
  const reason = { de: '', en: '' };
  const simpler = { solve: async (input: PlanInput) => fallbackPlan(input, reason) };
  const same = await replayWeeks(simpler, source, { changes: {} });
  const { asItWas, changed, difference } = await replayWeeks(simpler, source, { changes: {}, planner });
  assert.deepEqual(asItWas, same.asItWas);
  assert.ok(difference < -0.1, String(difference));
  assert.equal(difference, changed.cost - asItWas.cost);
});

test('weeks in which the house takes twice as much are dearer by that', async () => {
  const lived = quarters.slice(0, 104);
  const source = { facts: SAMPLE_FACTS, quarters: lived, cycleIn: cyclesWith((input) => input) };
  const simple = { solve: async (input: PlanInput) => fallbackPlan(input, { de: '', en: '' }) };
  const changes = { loadFactor: 2, battery: { capacityKwh: 0 } };
  const { changed } = await replayWeeks(simple, source, { changes });
  const taken = lived.reduce((sum, { loadKwh }) => sum + (loadKwh ?? 0), 0);
  assert.ok(Math.abs(changed.importKwh - 2 * taken) < 1e-6, `${changed.importKwh}, not ${2 * taken}`);
});

test('weeks can be planned for what is expected alone', async () => {
  const seen: number[] = [];
  const watching = {
    solve: async (input: PlanInput) => {
      seen.push((input.scenarios ?? []).length + (input.spread ?? []).length);
      return fallbackPlan(input, { de: '', en: '' });
    },
  };
  const doubt = { p10Kw: 0, p50Kw: 1, p90Kw: 2 };
  const source = {
    facts: SAMPLE_FACTS,
    quarters: quarters.slice(0, 104),
    cycleIn: cyclesWith((input) => ({
      ...input,
      spread: input.slots.map(() => ({ load: doubt, pv: doubt })),
    })),
  };
  await replayWeeks(watching, source, { changes: {}, settings: { planUncertainty: false } });
  assert.ok(seen.length > 100);
  assert.ok(seen.every((count, at) => (at % 2 === 0 ? count > 0 : count === 0)));
});

test('with another buffer the battery keeps what it would have given to a car', async () => {
  const source = {
    facts: SAMPLE_FACTS,
    quarters: quarters.slice(0, 104).map((quarter) => ({ ...quarter, carsKwh: 1, importKwh: 1.25 })),
    cycleIn: cyclesWith((input) => input),
  };
  // Follows the house while a car takes 4 kW.
  const following = {
    solve: async (input: PlanInput) => {
      const plan = fallbackPlan(input, { de: '', en: '' });
      const car = { id: 'loadpoint-1', chargeKw: 4, energyKwh: 1, socPercent: null };
      const slots = plan.slots.map((slot) => ({
        ...slot,
        cars: [car],
        batteries: slot.batteries.map((own) => ({ ...own, mode: 'NORMAL' as const })),
      }));
      return { ...plan, slots };
    },
  };
  const kept = await replayWeeks(following, source, { changes: {}, settings: { bufferPercent: 80 } });
  assert.ok(kept.asItWas.dischargeKwh > 0.5);
  assert.equal(kept.changed.dischargeKwh, 0);
});
