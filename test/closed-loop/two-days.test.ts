import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSimulation } from '../../api/cli/simulate.ts';
import { type HouseTotals, simulateSelfConsumption, type Totals } from '../../api/demo/index.ts';
import { DAY_MS, type Instant, MINUTE_MS } from '../../api/house/index.ts';
import { ask, at, type SteeredHouse, steered, unfollowed } from './steered-house.ts';

const SEED = 1;
const START = at('2026-03-16');
const END = START + 2 * DAY_MS;
/** A car that has just come home is planned for within this time. */
const SETTLED_MS = 3 * MINUTE_MS;

/** What a client saw in one answer. */
interface Seen {
  sequence: number;
  cycleId: number;
  computedAt: string | null;
}

describe('two days in the virtual house', () => {
  let house: SteeredHouse;
  let totals: HouseTotals;
  let selfConsumption: Totals;
  const readers: Seen[][] = [[], []];
  const carsWithoutPlan: string[] = [];

  before(async () => {
    house = steered(await startSimulation({ start: START, seed: SEED }));
    let running = true;
    const reading = readers.map((seen) => read(house.port, seen, () => running));
    const connectedSince = new Map<string, Instant>();
    for (let now = START; now < END; now += 5 * MINUTE_MS) {
      await house.pass(5 * MINUTE_MS);
      carsWithoutPlan.push(...withoutDeadMansPlan(house, connectedSince));
    }
    running = false;
    await Promise.all(reading);
    totals = house.house.totals();
    selfConsumption = simulateSelfConsumption({ seed: SEED, from: START, to: END });
  });

  after(() => house.stop());

  it('cost less than self-consumption alone, with stored energy at the mean price', () => {
    const quarters = house.app.store.quarterHours(START, END);
    assert.ok(quarters.length >= 2 * 96 - 2, `${quarters.length} quarters of an hour are on record`);
    const prices = quarters.flatMap(({ importPricePerKwh }) => importPricePerKwh ?? []);
    const meanPrice = prices.reduce((sum, price) => sum + price, 0) / prices.length;
    const stored = ({ storedKwh, carStoredKwh }: Totals) =>
      storedKwh + carStoredKwh.reduce((sum, kwh) => sum + kwh, 0);
    const corrected = totals.cost - (stored(totals) - stored(selfConsumption)) * meanPrice;
    assert.ok(corrected < selfConsumption.cost, `${corrected} EUR, else ${selfConsumption.cost} EUR`);
  });

  it('had every car full in time', () => {
    assert.ok(totals.trips >= 2);
    assert.equal(totals.carsLate, 0);
  });

  it('obeyed physics and never fell back', () => {
    assert.equal(totals.violations, 0);
    assert.equal(house.app.loop.fallbackCount(), 0);
    assert.notEqual(house.snapshot().plan?.status, 'FALLBACK');
  });

  it('was followed by evcc in every command, and wrote little', () => {
    const commands = house.app.store.commands(1000);
    assert.ok(commands.length > 10);
    assert.deepEqual(unfollowed(commands), []);
    assert.ok(totals.writes < 150, `${totals.writes} writes`);
  });

  it('planned each quarter of an hour and hardly more often', () => {
    const cycles = house.app.store.lastCycleId();
    assert.ok(cycles >= 2 * 96 - 2 && cycles < 2 * 96 + 40, `${cycles} cycles`);
  });

  it('left a plan in evcc for each car at every moment, in case that we die', () => {
    assert.deepEqual(carsWithoutPlan, []);
  });

  it('gave every reader plan, cycle and sequence that belong together', () => {
    const planOfCycle = new Map<number, string | null>();
    const cycleOfSequence = new Map<number, number>();
    for (const seen of readers) {
      assert.ok(seen.length > 100, `${seen.length} answers`);
      let last = 0;
      for (const { sequence, cycleId, computedAt } of seen) {
        assert.ok(sequence >= last);
        last = sequence;
        assert.equal(planOfCycle.get(cycleId) ?? computedAt, computedAt, `plan of cycle ${cycleId}`);
        planOfCycle.set(cycleId, computedAt);
        assert.equal(cycleOfSequence.get(sequence) ?? cycleId, cycleId, `cycle of snapshot ${sequence}`);
        cycleOfSequence.set(sequence, cycleId);
      }
    }
    assert.ok(planOfCycle.size > 50, `${planOfCycle.size} cycles were seen`);
    for (const [cycleId, computedAt] of planOfCycle) {
      const recorded = house.app.store.cycle(cycleId)?.plan.computedAt;
      assert.equal(recorded === undefined ? null : new Date(recorded).toISOString(), computedAt);
    }
  });
});

/** Reads the snapshot over and over, twice in each query. */
async function read(port: number, seen: Seen[], isRunning: () => boolean): Promise<void> {
  const fields = '{ sequence cycleId plan { computedAt } }';
  interface Answer {
    sequence: number;
    cycleId: number;
    plan: { computedAt: string } | null;
  }
  while (isRunning()) {
    const { a, b } = await ask<{ a: Answer; b: Answer }>(
      port,
      `{ a: snapshot ${fields} b: snapshot ${fields} }`,
    );
    assert.deepEqual(a, b);
    seen.push({ sequence: a.sequence, cycleId: a.cycleId, computedAt: a.plan?.computedAt ?? null });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Cars that need energy by a time and of which evcc knows nothing. */
function withoutDeadMansPlan(house: SteeredHouse, connectedSince: Map<string, Instant>): string[] {
  const now = house.clock.now();
  const { vehicles } = house.state().evcc;
  return house.snapshot().loadpoints.flatMap((loadpoint) => {
    const { id, connected, departure, neededKwh, vehicleName, targetSocPercent } = loadpoint;
    if (!connected) connectedSince.delete(id);
    else if (!connectedSince.has(id)) connectedSince.set(id, now);
    const isSettled = now - (connectedSince.get(id) ?? now) >= SETTLED_MS;
    if (!isSettled || departure === null || departure <= now || (neededKwh ?? 0) < 0.2) return [];
    const plan = vehicles[vehicleName ?? '']?.plan;
    if (plan && plan.time <= departure && plan.soc >= Math.round(targetSocPercent ?? 0)) return [];
    return [`${id} ${new Date(now).toISOString()} ${JSON.stringify(plan)}`];
  });
}
