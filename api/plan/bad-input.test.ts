import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { variedHouse } from '../../test/random-house.ts';
import type { Plan, PlanInput } from '../house/index.ts';
import { checkInput } from './check-input.ts';
import { createPlanner, type FallbackCause, type Planner } from './planner.ts';
import { verifyPlan } from './verify.ts';

let planner: Planner;
let causes: FallbackCause[] = [];

before(async () => {
  planner = createPlanner({ onFallback: (cause) => causes.push(cause) });
  await planner.start();
});
after(() => planner.stop());

/** What may stand where a number, a list or an object should be. */
const rubbish = fc.constantFrom<unknown>(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -1,
  0,
  1e-9,
  5000,
  20_000,
  1e9,
  1e300,
  null,
  undefined,
  '12',
  [],
  {},
);

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

/** Every value within, with where it stands. */
function placesIn(value: unknown, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return places;
  for (const key of Object.keys(value)) {
    const holder: Record<string, unknown> = Object(value);
    places.push({ holder, key });
    placesIn(holder[key], places);
  }
  return places;
}

/** A house that can be planned, with some of its values replaced by others. */
const spoiled = fc
  .record({
    seed: fc.nat(100_000),
    changes: fc.array(fc.tuple(fc.nat(1_000_000), rubbish), { minLength: 1, maxLength: 3 }),
  })
  .map(({ seed, changes }): PlanInput => {
    const input = variedHouse(seed, { slots: 12 });
    for (const [position, value] of changes) {
      const places = placesIn(input);
      const place = places[position % places.length];
      if (place) place.holder[place.key] = value;
    }
    return input;
  });

function isWhole(plan: Plan): boolean {
  return [plan.cost, plan.selfConsumptionCost, ...plan.shortfalls.map(({ energyKwh }) => energyKwh)].every(
    Number.isFinite,
  );
}

test('whatever an input holds: a plan, or a fallback that names the field', async () => {
  await fc.assert(
    fc.asyncProperty(spoiled, async (input) => {
      const problems = checkInput(input);
      causes = [];
      const plan = await planner.solve(input, { deadlineMs: 4000 });
      assert.ok(isWhole(plan));
      const [first] = problems;
      if (!first) {
        assert.notEqual(plan.status, 'FALLBACK', plan.fallbackReason?.en);
        assert.deepEqual(verifyPlan(input, plan), []);
        return;
      }
      assert.equal(plan.status, 'FALLBACK');
      assert.deepEqual(
        causes.map(({ kind }) => kind),
        ['BAD_INPUT'],
      );
      for (const { part, index, field, message } of problems) {
        assert.ok(field.length > 0 && message.de.length > 0 && message.en.length > 0);
        assert.equal(index === null, part === 'INPUT');
      }
      const { en = '' } = plan.fallbackReason ?? {};
      assert.ok(en.includes(`${first.part}`) && en.includes(first.field) && en.includes(first.message.en));
    }),
    { numRuns: 300 },
  );
});

test('what is strange but possible is planned, with what was given up', async () => {
  const house = variedHouse(1, { slots: 48, cars: 1 });
  const [first] = house.slots;
  const [battery] = house.batteries;
  const [car] = house.cars;
  assert.ok(first && battery && car);
  const start = first.start;
  const strange: Record<string, PlanInput> = {
    'SoC above the corridor': { ...house, batteries: [{ ...battery, socPercent: 100, maxSocPercent: 60 }] },
    'SoC below the corridor': { ...house, batteries: [{ ...battery, socPercent: 0, minSocPercent: 40 }] },
    'a reserve above the corridor': { ...house, batteries: [{ ...battery, reserveSocPercent: 100 }] },
    'a corridor of nothing': { ...house, batteries: [{ ...battery, minSocPercent: 50, maxSocPercent: 50 }] },
    'a battery without power': { ...house, batteries: [{ ...battery, maxChargeKw: 0, maxDischargeKw: 0 }] },
    'a departure in the past': { ...house, cars: [{ ...car, departure: start - 1 }] },
    'a departure at once': { ...house, cars: [{ ...car, departure: start + 1, targetEnergyKwh: 50 }] },
    'a departure that cannot be met': {
      ...house,
      cars: [
        {
          ...car,
          capacityKwh: 80,
          socPercent: 0,
          targetSocPercent: 100,
          limitSocPercent: null,
          departure: start + 3_600_000,
        },
      ],
    },
    'a target above the limit': { ...house, cars: [{ ...car, targetSocPercent: 100, limitSocPercent: 50 }] },
    'an SoC above the limit': { ...house, cars: [{ ...car, socPercent: 90, limitSocPercent: 50 }] },
    'no power from the grid': {
      ...house,
      slots: house.slots.map((slot) => ({ ...slot, importLimitKw: 0, exportLimitKw: 0 })),
    },
    'absurd capacities': {
      ...house,
      batteries: [{ ...battery, capacityKwh: 10_000, maxChargeKw: 1000, maxDischargeKw: 1000 }],
      cars: [{ ...car, capacityKwh: 0.001, socPercent: 10 }],
    },
    'no price at all': {
      ...house,
      slots: house.slots.map((slot) => ({
        ...slot,
        importPricePerKwh: 0.3,
        feedInPricePerKwh: 0,
        priceSource: 'ASSUMED' as const,
      })),
    },
  };
  for (const [name, input] of Object.entries(strange)) {
    const plan = await planner.solve(input, { deadlineMs: 6000 });
    assert.notEqual(plan.status, 'FALLBACK', `${name}: ${plan.fallbackReason?.en}`);
    assert.deepEqual(verifyPlan(input, plan), [], name);
    if (name === 'a departure that cannot be met') {
      const [missed] = plan.shortfalls.filter(({ kind }) => kind === 'DEPARTURE');
      assert.ok(missed && missed.energyKwh > 10, name);
    }
  }
});

test('a slot that overlaps, a series that is too short and 5,000 kWh in a slot are named', () => {
  const house = variedHouse(2, { slots: 8 });
  const problemsOf = (change: (input: PlanInput) => void) => {
    const input = structuredClone(house);
    change(input);
    return checkInput(input).map(({ part, index, field }) => `${part} ${index} ${field}`);
  };
  const slotOf = (input: PlanInput, index: number) => input.slots[index] ?? assert.fail();
  assert.deepEqual(
    problemsOf((input) => {
      slotOf(input, 3).start -= 1;
    }),
    ['SLOT 3 start'],
  );
  assert.deepEqual(
    problemsOf((input) => {
      slotOf(input, 5).loadKw = 20_000;
    }),
    ['SLOT 5 loadKw'],
  );
  assert.deepEqual(
    problemsOf((input) => {
      input.scenarios = [{ probability: 1, loadKw: [1], pvKw: input.slots.map(() => 0) }];
    }),
    ['SCENARIO 0 loadKw'],
  );
});
