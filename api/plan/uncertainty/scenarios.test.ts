import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PowerForecast, SLOT_MS } from '../../house/index.ts';
import { makeScenarios } from './scenarios.ts';

const START = Date.UTC(2026, 4, 1, 10);

/** Two days of a forecast whose mean goes up and down. */
function forecast(change: (meanKw: number) => Partial<PowerForecast> = () => ({})): PowerForecast[] {
  return Array.from({ length: 192 }, (_, index) => {
    const meanKw = 1 + 0.8 * Math.sin(index / 9);
    return {
      start: START + index * SLOT_MS,
      end: START + (index + 1) * SLOT_MS,
      meanKw,
      p10Kw: 0.5 * meanKw,
      p50Kw: 0.9 * meanKw,
      p90Kw: 1.7 * meanKw,
      ...change(meanKw),
    };
  });
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('in each slot the scenarios mean what the forecast means, to the watt', () => {
  const scenarios = makeScenarios(forecast(), forecast());
  assert.ok(Math.abs(scenarios.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-9);
  for (const [index, { meanKw }] of forecast().entries()) {
    assert.ok(Math.abs(meanOf(scenarios.map(({ loadKw }) => loadKw[index] ?? Number.NaN)) - meanKw) < 1e-3);
    assert.ok(Math.abs(meanOf(scenarios.map(({ pvKw }) => pvKw[index] ?? Number.NaN)) - meanKw) < 1e-3);
  }
});

test('about one scenario in five lies beyond p10 and p90, and none below nothing', () => {
  const slots = forecast();
  const shares = makeScenarios(slots, slots).flatMap(({ loadKw }) => {
    assert.ok(loadKw.every((power) => power >= 0));
    return loadKw.map((power, at) => {
      const { p10Kw = 0, p90Kw = 0 } = slots[at] ?? {};
      return power < p10Kw || power > p90Kw ? 1 : 0;
    });
  });
  assert.ok(meanOf(shares) > 0.1 && meanOf(shares) < 0.3, `${meanOf(shares)}`);
});

test('an error holds for hours and is gone after a day', () => {
  const slots = forecast();
  const scenarios = makeScenarios(slots, slots);
  const errors = scenarios.map(({ loadKw }) =>
    loadKw.map((power, at) => power / (slots[at]?.meanKw ?? 1) - 1),
  );
  const correlation = (lag: number) => {
    const pairs = errors.flatMap((error) =>
      error.slice(lag).map((later, at): [number, number] => [error[at] ?? 0, later]),
    );
    const product = meanOf(pairs.map(([a, b]) => a * b));
    return product / Math.sqrt(meanOf(pairs.map(([a]) => a * a)) * meanOf(pairs.map(([, b]) => b * b)));
  };
  assert.ok(correlation(1) > 0.95, `${correlation(1)}`);
  assert.ok(correlation(4) > 0.4, `${correlation(4)}`);
  assert.ok(Math.abs(correlation(96)) < 0.5, `${correlation(96)}`);
});

test('what is expected of an hour is the same an hour later', () => {
  const slots = forecast();
  const later = slots.slice(4);
  assert.deepEqual(
    makeScenarios(later, later),
    makeScenarios(slots, slots).map(({ probability, loadKw, pvKw }) => ({
      probability,
      loadKw: loadKw.slice(4),
      pvKw: pvKw.slice(4),
    })),
  );
});

test('without spread all scenarios are the forecast, and the night stays dark', () => {
  const certain = forecast((meanKw) => ({ p10Kw: meanKw, p50Kw: meanKw, p90Kw: meanKw }));
  const dark = forecast(() => ({ meanKw: 0, p10Kw: 0, p50Kw: 0, p90Kw: 0 }));
  for (const { loadKw, pvKw } of makeScenarios(certain, dark)) {
    assert.ok(loadKw.every((power, at) => Math.abs(power - (certain[at]?.meanKw ?? 0)) < 1e-3));
    assert.ok(pvKw.every((power) => power === 0));
  }
  assert.deepEqual(makeScenarios([], []).at(0)?.loadKw, []);
});
