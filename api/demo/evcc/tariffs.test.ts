import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, SLOT_MS } from '../../house/index.ts';
import { createWorld } from '../plant/index.ts';
import { NO_FAULTS } from '../simulation.ts';
import { createTariffs, rateAt, solarEnergyWh } from './tariffs.ts';

const world = createWorld(1);
const tariffs = createTariffs(world, NO_FAULTS);
const at = (text: string) => Date.parse(text);

test('tomorrow is published at 13:00 local time', () => {
  assert.equal(tariffs.rates('grid', at('2026-06-03T12:59:59+02:00'))?.length, 96);
  const afterwards = tariffs.rates('grid', at('2026-06-03T13:00:00+02:00'));
  assert.equal(afterwards?.length, 192);
  assert.equal(afterwards?.[0]?.start, at('2026-06-03T00:00:00+02:00'));
  assert.equal(afterwards?.at(-1)?.end, at('2026-06-05T00:00:00+02:00'));
  assert.deepEqual(tariffs.rates('planner', at('2026-06-03T13:00:00+02:00')), afterwards);
});

test('days on which clocks change have 92 and 100 slots', () => {
  assert.equal(tariffs.rates('grid', at('2026-03-29T10:00:00+02:00'))?.length, 92);
  assert.equal(tariffs.rates('grid', at('2026-10-25T10:00:00+01:00'))?.length, 100);
});

test('slots follow each other, and faults take some away', () => {
  const now = at('2026-06-03T14:00:00+02:00');
  const faults = { ...NO_FAULTS };
  const faulty = createTariffs(world, faults);
  const gaps = () => {
    const rates = faulty.rates('grid', now) ?? [];
    return rates.filter((rate, i) => i > 0 && rate.start !== rates[i - 1]?.end).length;
  };
  assert.equal(gaps(), 0);
  faults.tariffGap = true;
  assert.equal(gaps(), 2);
  faults.tariffGap = false;
  faults.tariffEndsAtMidnight = true;
  assert.equal(faulty.rates('grid', now)?.length, 96);
  faults.missingTariffs = ['grid'];
  assert.equal(faulty.rates('grid', now), null);
  assert.ok(faulty.rates('feedin', now));
});

test('the solar forecast is in W, covers three days, and errs more the further it looks', () => {
  const now = at('2026-06-03T06:00:00+02:00');
  const solar = tariffs.rates('solar', now) ?? [];
  assert.equal(solar.length, 3 * 96);
  assert.ok((rateAt(solar, at('2026-06-03T12:00:00+02:00')) ?? 0) > 500);
  assert.equal(rateAt(solar, at('2026-06-03T01:00:00+02:00')), 0);

  const errors = [0, 2].map((lead) => {
    let sum = 0;
    for (let day = 0; day < 30; day++) {
      const issued = now + day * 24 * HOUR_MS;
      const from = issued + lead * 24 * HOUR_MS - 6 * HOUR_MS;
      const trueWh = world.pvKw(from, from + 24 * HOUR_MS) * 24_000;
      sum += Math.abs(solarEnergyWh(tariffs.rates('solar', issued) ?? [], issued, lead) - trueWh) / trueWh;
    }
    return sum / 30;
  });
  const [today = 0, later = 0] = errors;
  assert.ok(today > 0.02 && today < 0.3, `${today} today`);
  assert.ok(later > today && later < 0.6, `${later} in two days`);
});

test('a rate is found by time', () => {
  const rates = [
    { start: 0, end: SLOT_MS, value: 1 },
    { start: 2 * SLOT_MS, end: 3 * SLOT_MS, value: 3 },
  ];
  assert.equal(rateAt(rates, 5), 1);
  assert.equal(rateAt(rates, SLOT_MS), null);
  assert.equal(rateAt(rates, 2 * SLOT_MS), 3);
  assert.equal(rateAt(null, 0), null);
});
