import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { randomChargeRequest, type WireBattery, type WireRequest } from '../../test/random-charge-request.ts';
import { type Highs, loadSolver, openModel } from '../plan/index.ts';
import { startBudget } from './budget.ts';
import { solveWithCuts } from './cuts.ts';
import { buildModel } from './model.ts';
import { decodeRequest } from './request.ts';
import { branch, dive, type Opened } from './search.ts';
import { searchTree } from './tree.ts';

const GAP = 1e-6;
let highs: Highs;

before(async () => {
  highs = await loadSolver();
});

const patience = () => startBudget({ closeMs: 20_000, workMs: 20_000, clockMs: 60_000 });

/** Hours with a car that takes up to 11 kW or nothing below its least power, and a battery that covers the house. */
function request(
  hours: { load?: number; sun?: number; price?: number; feedIn?: number }[],
  car: Partial<WireBattery>,
  battery: Partial<WireBattery> = {},
): WireRequest {
  const of = (name: 'load' | 'sun' | 'price' | 'feedIn', fallback: number, factor: number) =>
    hours.map((hour) => (hour[name] ?? fallback) * factor);
  return {
    eta_c: 0.9,
    eta_d: 0.9,
    batteries: [
      {
        s_min: 0,
        s_max: 40_000,
        s_initial: 0,
        c_min: 4000,
        c_max: 11_000,
        d_max: 0,
        p_a: 0.00025,
        charge_from_grid: true,
        ...car,
      },
      { s_min: 0, s_max: 9000, s_initial: 0, c_min: 0, c_max: 2000, d_max: 4000, p_a: 0.0001, ...battery },
    ],
    time_series: {
      dt: hours.map(() => 3600),
      gt: of('load', 0.3, 1000),
      ft: of('sun', 0, 1000),
      p_N: of('price', 30, 1e-5),
      p_E: of('feedIn', 8, 1e-5),
    },
  };
}

/** Opens a request's model, lets `look` at it and closes it. */
function withModel<T>(wire: WireRequest, look: (opened: Opened) => T): T {
  const decoded = decodeRequest(wire);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const { problem, choices, consequences } = buildModel(decoded.task);
  const model = openModel(highs, problem);
  try {
    return look({ highs, model, problem, choices, consequences });
  } finally {
    model.dispose();
  }
}

/** What the relaxation with its cuts says, without those of the given kind, and the cost of the best schedule. */
function boundAndBest(wire: WireRequest, without: Partial<Opened['consequences']> = {}) {
  return withModel(wire, (opened) => {
    const { model, problem, choices, consequences } = opened;
    const root = solveWithCuts(highs, model, problem.numCols, { ...consequences, ...without });
    const best = branch(opened, new Set(choices), null, { gap: GAP, close: GAP, budget: patience() });
    assert.ok(root && best);
    return { bound: root.objective, best: best.objective };
  });
}

test('a car that has room for two and a half portions is known to charge twice', () => {
  const day = [{ sun: 3 }, { sun: 3.1 }, { sun: 3.2 }, { sun: 3 }, { sun: 2.9 }, {}];
  const wire = request(day, { s_max: 9000, charge_from_grid: true }, { c_max: 0, d_max: 0 });
  const { bound, best } = boundAndBest(wire);
  assert.ok(best - bound < GAP, `${bound} is not ${best}`);
  assert.ok(boundAndBest(wire, { countings: [] }).bound < best - 0.01);
});

test('a battery that must not feed the grid is known not to give more than is needed', () => {
  const night = [{}, {}, {}, { price: -30, feedIn: -20, sun: 3 }, { price: -30, feedIn: -20, sun: 3 }];
  const wire = request(night, { s_max: 0, c_max: 0 }, { s_initial: 8000, charge_from_grid: true });
  const { bound, best } = boundAndBest(wire);
  const { bound: loose } = boundAndBest(wire, { meetings: [] });
  assert.ok(best - bound < 0.3 * (best - loose), `${loose}, ${bound}, ${best}`);
});

test('a battery that lives on the sun is known to have what a car leaves of it', () => {
  const noon = [{ sun: 5.3, price: 5, feedIn: -15 }, { load: 2 }];
  const wire = request(noon, { c_min: 4000, s_max: 9000 }, { p_a: 0.0002 });
  const { bound, best } = boundAndBest(wire);
  const { bound: loose } = boundAndBest(wire, { meetings: [] });
  assert.ok(bound > loose + 1e-3 && bound <= best + GAP, `${loose}, ${bound}, ${best}`);
});

test('a demand below the least power is known to be met with that', () => {
  const wire = request([{}, {}, {}, { price: 10 }], { p_demand: [500, 500, 500, 0], c_max: 4000, p_a: 0 });
  const { bound, best } = boundAndBest(wire);
  assert.ok(best - bound < GAP, `${bound} is not ${best}`);
});

test('the short search is never wrong, and mostly proves its schedule', () => {
  let proven = 0;
  for (let seed = 1; seed <= 12; seed += 1)
    withModel(randomChargeRequest(seed, 16), (opened) => {
      const dived = dive(opened);
      assert.ok(dived);
      const { best, bound } = searchTree(opened, dived.point, dived.bound, { gap: GAP, budget: patience() });
      const exact = branch(opened, new Set(opened.choices), best, {
        gap: GAP,
        close: GAP,
        budget: patience(),
      });
      assert.ok(exact && best);
      assert.ok(bound <= exact.objective + 1e-5, `${bound} is above ${exact.objective} for ${seed}`);
      assert.ok(best.objective >= exact.objective - 1e-5);
      if (best.objective - bound <= 2 * GAP) proven += 1;
    });
  assert.ok(proven >= 10, `${proven} of 12`);
});
