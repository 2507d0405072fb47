import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Intent, PlanBinding, SiteState } from '../house/index.ts';
import { SLOT_MS } from '../house/index.ts';
import { carIntent } from './car-intents.ts';
import type { CarGoal } from './goals.ts';
import { emptyControlState } from './state.ts';
import { type SlotSketch, testPlan } from './test-plan.ts';
import { testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const GOAL: CarGoal = {
  loadpoint: 'garage',
  vehicleName: 'kombi',
  capacityKwh: 60,
  socPercent: 40,
  limitSocPercent: 100,
  targetSocPercent: 80,
  targetEnergyKwh: null,
  departure: null,
  source: 'DEFAULT',
  neededKwh: 20,
};

const CHARGING: Intent = {
  subject: 'garage',
  capability: 'VEHICLES',
  action: 'CAR_CHARGE',
  powerKw: 11,
  socPercent: 80,
  since: SOME_TIME - SLOT_MS,
  until: SOME_TIME,
  next: 'CAR_WAIT',
  live: true,
  reason: { de: '', en: '' },
};

/** What is wanted of the car by a plan, after `before`. */
function wanted(
  sketches: readonly SlotSketch[],
  before: readonly Intent[],
  limit: { importLimitKw?: number; binding?: PlanBinding } = {},
  site: SiteState = testSite(),
) {
  const plan = testPlan(sketches);
  const { importLimitKw = null, binding = 'NONE' } = limit;
  const slots = plan.slots.map((slot) => ({
    ...slot,
    importLimitKw,
    cars: slot.cars.map((car) => ({ ...car, binding })),
  }));
  return carIntent(
    {
      site,
      plan: { ...plan, slots },
      goals: new Map([['garage', GOAL]]),
      control: emptyControlState(),
      ability: { maxChargeKw: 5, maxDischargeKw: 5, minSocPercent: 10, maxSocPercent: 90 },
      live: { BUFFER: true, BATTERY: true, VEHICLES: true },
      before,
      now: SOME_TIME,
    },
    testLoadpoint({ configuredMaxCurrentA: 16 }),
  );
}

const GAP: SlotSketch[] = [{ price: 0.3 }, { carKw: 11, price: 0.298 }, { price: 0.31 }];

describe('what is wanted of a car', () => {
  it('is to charge on through a gap that saves next to nothing, and says so', () => {
    const intent = wanted(GAP, [CHARGING]);
    assert.equal(intent?.action, 'CAR_CHARGE');
    assert.match(intent?.reason.de ?? '', /lädt weiter: 15 Minuten/);
    assert.equal(intent?.until, SOME_TIME + 2 * SLOT_MS, 'until the block after the gap has ended');
    assert.equal(intent?.next, 'CAR_WAIT');
  });

  it('is to rest there when it does not charge, or only because a person asked for it', () => {
    assert.equal(wanted(GAP, [])?.action, 'CAR_WAIT');
    const { next: _plans, ...boosted } = CHARGING;
    assert.equal(wanted(GAP, [boosted])?.action, 'CAR_WAIT');
  });

  it('is to wait for the next block where that costs next to nothing, unless it runs', () => {
    const block: SlotSketch[] = [{ carKw: 11, price: 0.298 }, { price: 0.3 }, { carKw: 11, price: 0.29 }];
    const intent = wanted(block, []);
    assert.equal(intent?.action, 'CAR_WAIT');
    assert.equal(intent?.until, SOME_TIME + SLOT_MS);
    assert.equal(intent?.next, 'CAR_CHARGE');
    assert.equal(wanted(block, [CHARGING])?.action, 'CAR_CHARGE');
  });

  it('names the power that the connection leaves', () => {
    const intent = wanted([{ carKw: 6, loadKw: 1 }, { carKw: 11 }], [], { importLimitKw: 7 });
    assert.deepEqual([intent?.action, intent?.powerKw], ['CAR_CHARGE', 6]);
    assert.match(intent?.reason.de ?? '', /höchstens 6,0 kW .* Netzanschluss/);
  });

  it('leaves a limit that evcc knows to evcc, but not the price of a peak', () => {
    const sketches = [{ carKw: 6, loadKw: 1 }, { carKw: 11 }];
    const site = testSite({ importLimitKw: 7 });
    assert.equal(Math.round(wanted(sketches, [], { importLimitKw: 7 }, site)?.powerKw ?? 0), 11);
    assert.equal(wanted(sketches, [], { binding: 'PEAK' }, site)?.powerKw, 6);
    assert.equal(wanted(sketches, [], { binding: 'PEAK' })?.powerKw, 6);
  });
});
