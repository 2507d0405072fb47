import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LoadpointState } from '../house/index.ts';
import { MINUTE_MS } from '../house/index.ts';
import { carTaking, withLearnedCars } from './learned-cars.ts';
import { type ControlState, emptyControlState } from './state.ts';
import { testLoadpoint, testSite } from './test-site.ts';
import { SOME_TIME } from './test-time.ts';

const GIVEN_KW = 11.04;
const FAST = { mode: 'now', charging: true } as const;

/** What is known after the car charged through these levels, ten minutes each. */
function after(
  levels: readonly [socPercent: number, powerKw: number][],
  change: Partial<LoadpointState> = {},
  start: ControlState = emptyControlState(),
): ControlState {
  let [control, now] = [start, SOME_TIME];
  for (const [vehicleSocPercent, chargePowerKw] of levels)
    for (let minute = 0; minute < 10; minute++) {
      const loadpoint = testLoadpoint({ ...FAST, vehicleSocPercent, chargePowerKw, ...change });
      control = withLearnedCars(control, testSite({ loadpoints: [loadpoint] }), now);
      now += MINUTE_MS;
    }
  return control;
}

const taking = (control: ControlState, givenKw = GIVEN_KW) => carTaking(control, 'kombi', givenKw);

describe('what a car takes', () => {
  it('is all that there is, where it was never seen', () => {
    assert.deepEqual(taking(emptyControlState()), { maxPowerKw: GIVEN_KW, taper: [] });
    assert.deepEqual(carTaking(after([[50, 7.4]]), null, GIVEN_KW), { maxPowerKw: GIVEN_KW, taper: [] });
  });

  it('falls as it fills', () => {
    const { maxPowerKw, taper } = taking(
      after([
        [60, 11],
        [78, 11],
        [88, 8],
        [94, 6.5],
        [99, 4],
      ]),
    );
    assert.equal(maxPowerKw, GIVEN_KW);
    assert.deepEqual(taper, [
      { socPercent: 80, powerKw: GIVEN_KW },
      { socPercent: 90, powerKw: 8 },
      { socPercent: 95, powerKw: 6.5 },
      { socPercent: 100, powerKw: 4 },
    ]);
  });

  it('is less than the loadpoint gives where the car has a small charger of its own', () => {
    const small = after([
      [40, 3.6],
      [92, 3.6],
    ]);
    assert.deepEqual(taking(small), { maxPowerKw: 3.6, taper: [] });
    assert.deepEqual(taking(small, 2.3), { maxPowerKw: 2.3, taper: [] });
  });

  it('is not said to be small where it was only seen nearly full', () => {
    const { maxPowerKw, taper } = taking(after([[97, 4]]));
    assert.equal(maxPowerKw, GIVEN_KW);
    assert.deepEqual(taper, [
      { socPercent: 70, powerKw: GIVEN_KW },
      { socPercent: 100, powerKw: 4 },
    ]);
  });

  it('is what the settings say until it was measured', () => {
    const said = (control: ControlState) => carTaking(control, 'kombi', GIVEN_KW, 7);
    assert.deepEqual(said(emptyControlState()), { maxPowerKw: 7, taper: [] });
    assert.equal(said(after([[50, 5]])).maxPowerKw, 5);
    assert.equal(said(after([[50, 11]])).maxPowerKw, GIVEN_KW);
    assert.deepEqual(said(after([[97, 4]])).taper.at(0), { socPercent: 70, powerKw: 7 });
  });

  it('is not learned while something else holds it back', () => {
    for (const change of [
      { mode: 'pv' },
      { offeredCurrentA: 8 },
      { charging: false },
      { chargePowerKw: null },
      { vehicleSocPercent: null },
    ] as const)
      assert.deepEqual(taking(after([[50, 5]], change)).maxPowerKw, GIVEN_KW, JSON.stringify(change));
    const held = { original: 16, ours: 8, effective: 16, shown: 16 };
    const start = { ...emptyControlState(), loadpoints: { garage: { maxCurrentA: held } } };
    assert.deepEqual(taking(after([[50, 5]], {}, start)).maxPowerKw, GIVEN_KW);
  });

  it('waits until charger and car have agreed, and forgets one odd reading', () => {
    let control = emptyControlState();
    const read = (chargePowerKw: number, minute: number) => {
      const loadpoint = testLoadpoint({ ...FAST, vehicleSocPercent: 50, chargePowerKw });
      control = withLearnedCars(
        control,
        testSite({ loadpoints: [loadpoint] }),
        SOME_TIME + minute * MINUTE_MS,
      );
    };
    for (const minute of [0, 1, 2]) read(2, minute);
    assert.equal(taking(control).maxPowerKw, GIVEN_KW);
    for (let minute = 3; minute < 20; minute++) read(7.4, minute);
    assert.equal(taking(control).maxPowerKw, 7.4);
    read(11, 20);
    assert.equal(taking(control).maxPowerKw, GIVEN_KW, 'who was seen to take more can take more');
  });
});
