import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SLOT_MS } from '../house/index.ts';
import type { DecidedCar } from './car-action.ts';
import { goesOnUntil, waitsUntil } from './car-blocks.ts';
import { type SlotSketch, testPlan } from './test-plan.ts';
import { SOME_TIME } from './test-time.ts';

const CAR: DecidedCar = { loadpoint: 'garage', maxPowerKw: 11, departure: null };
const at = (index: number) => SOME_TIME + index * SLOT_MS;
const charges = (price: number): SlotSketch => ({ carKw: 11, price });
const rests = (price: number): SlotSketch => ({ price });

function goesOn(
  sketches: readonly SlotSketch[],
  change: Partial<DecidedCar> = {},
  maxPrice: number | null = null,
) {
  return goesOnUntil(testPlan(sketches).slots, { ...CAR, ...change }, maxPrice);
}

function waits(sketches: readonly SlotSketch[], maxPrice: number | null = null) {
  return waitsUntil(testPlan(sketches).slots, CAR, maxPrice);
}

describe('a car that charges', () => {
  it('goes on through a short gap that saves next to nothing', () => {
    assert.equal(goesOn([rests(0.3), charges(0.296), charges(0.298)]), at(1));
    assert.equal(goesOn([rests(0.297), rests(0.297), charges(0.295), charges(0.2965)]), at(2));
  });

  it('counts what the dearest later slots cost, since it spares those', () => {
    assert.equal(goesOn([rests(0.3), charges(0.25)]), null);
    assert.equal(goesOn([rests(0.3), charges(0.25), charges(0.299)]), at(1));
  });

  it('rests where resting pays, for long, or for good', () => {
    assert.equal(goesOn([rests(0.31), charges(0.29)]), null);
    assert.equal(goesOn([...Array.from({ length: 5 }, () => rests(0.29)), charges(0.29)]), null);
    assert.equal(goesOn([rests(0.29), rests(0.29)]), null);
    assert.equal(
      goesOn([rests(0.3), charges(0.298)], { departure: at(1) }),
      null,
      'what is planned after the departure is another matter',
    );
  });

  it('does not go on above a price limit, or beyond what the connection gives', () => {
    const gap = [rests(0.3), charges(0.298)];
    assert.equal(goesOn(gap, {}, 0.299), null);
    const [first, ...later] = testPlan(gap).slots;
    assert.ok(first);
    assert.equal(goesOnUntil([{ ...first, importLimitKw: 9 }, ...later], CAR, null), null);
    assert.equal(goesOnUntil([{ ...first, importLimitKw: 12 }, ...later], CAR, null), at(1));
  });
});

describe('a car that rests', () => {
  it('leaves a short block to the slots before the next one', () => {
    assert.equal(waits([charges(0.29), rests(0.32), rests(0.292), charges(0.28)]), at(2));
    assert.equal(waits([charges(0.29), charges(0.29), rests(0.291), rests(0.2915), charges(0.28)]), at(2));
  });

  it('begins where waiting costs more than a start, or nothing follows', () => {
    assert.equal(waits([charges(0.28), rests(0.3), charges(0.28)]), null);
    assert.equal(waits([charges(0.29), rests(0.29)]), null);
    assert.equal(waits([charges(0.29), charges(0.29)]), null);
    assert.equal(
      waits([...Array.from({ length: 5 }, () => charges(0.29)), rests(0.29), charges(0.29)]),
      null,
    );
  });

  it('begins where the slots before the next block do not have the room', () => {
    assert.equal(waits([charges(0.29), charges(0.29), rests(0.29), charges(0.28)]), null);
    assert.equal(waits([charges(0.29), rests(0.292), charges(0.28)], 0.291), null);
  });
});
