import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../history/index.ts';
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  type PlanSlotInput,
  type PriceSource,
  type QuarterHour,
  quarterWith,
  SLOT_MS,
} from '../house/index.ts';
import { createSkillRecord, type SkillRecord } from './skill-record.ts';

const START = Date.parse('2026-05-01T22:00:00Z');
const settings = { timeZone: 'Europe/Berlin' };

function quarterHour(start: Instant, loadKw: number | null, pvKw: number | null): QuarterHour {
  const energy = (kw: number | null) => (kw === null ? null : kw / 4);
  return quarterWith(start, { importKwh: 0, exportKwh: 0, pvKwh: energy(pvKw), loadKwh: energy(loadKw) });
}

/** Two days of quarters as a cycle at `at` sees them, with the same forecast throughout. */
function issue(record: SkillRecord, at: Instant, priceSource: PriceSource = 'ESTIMATED', price = 0.3) {
  const slots = Array.from({ length: 192 }, (_, nth) => ({
    start: at + nth * SLOT_MS,
    end: at + (nth + 1) * SLOT_MS,
  }));
  const forecast = slots.map((slot) => ({ ...slot, meanKw: 2, p10Kw: 1, p50Kw: 2, p90Kw: 3 }));
  record.issue(
    at,
    { load: forecast, pv: forecast, naiveLoadKw: slots.map(() => 0) },
    slots.map(
      (slot): PlanSlotInput => ({
        ...slot,
        importPricePerKwh: price,
        feedInPricePerKwh: 0,
        priceSource,
        pvKw: 0,
        loadKw: 0,
        importLimitKw: null,
        exportLimitKw: null,
      }),
    ),
    [{ start: START - 7 * DAY_MS, end: START + 7 * DAY_MS, value: 0.5 }],
  );
}

/** A house that is forecast each quarter of an hour and draws 2.5 kW where 2 were expected. */
function run(hours: number, restartAt: number | null = null) {
  let now = START;
  const store = openStore({ dataDir: null, now: () => now });
  const create = () => createSkillRecord({ settings, store, now: () => now });
  let record = create();
  for (let nth = 0; nth < hours * 4; nth += 1) {
    if (nth === restartAt) record = create();
    issue(record, now);
    const quarter = quarterHour(now, 2.5, 4);
    now += SLOT_MS;
    store.recordQuarterHour(quarter);
    record.take([quarter]);
  }
  const find = (subject: string, lead: string) => {
    const found = record.skills().find((skill) => skill.subject === subject && skill.lead === lead);
    assert.ok(found);
    return found;
  };
  return { record, find, store, now: () => now };
}

test('forecasts are compared as they were issued three hours and a day before', () => {
  const { find } = run(30);
  const hours = find('LOAD', 'HOURS').week;
  assert.equal(hours.quarters, (30 - 3) * 4);
  assert.equal(hours.bias, -0.5);
  assert.equal(hours.rootMeanSquareError, 0.5);
  assert.equal(hours.naiveRootMeanSquareError, 2.5);
  assert.equal(hours.betterThanNaive, 0.8);
  assert.equal(hours.bandCoverage, 1);
  assert.equal(find('LOAD', 'DAY').week.quarters, 6 * 4);
  // The sun is compared with the day before, which is known after a day; 4 kW lie beyond the band.
  const sun = find('SOLAR', 'HOURS').week;
  assert.equal(sun.quarters, 6 * 4);
  assert.equal(sun.bandCoverage, 0);
  assert.equal(sun.skill, 0.5);
});

test('a restart loses nothing', () => {
  assert.deepEqual(run(30, 61).record.skills(), run(30).record.skills());
});

test('quarters that were not measured, or dark, count for nothing', () => {
  const { record, store, find, now } = run(30);
  const before = find('LOAD', 'HOURS').week.quarters;
  record.take([quarterHour(now(), null, null)]);
  assert.equal(find('LOAD', 'HOURS').week.quarters, before);
  assert.ok(store.get('forecastSkill', (value) => JSON.stringify(value)));
});

test('what was seen longer ago than 30 days is forgotten, and a week is shorter than a month', () => {
  // The last day begins at its end: of the 30 and 7 days one is still empty.
  const { find } = run(24 * 33);
  assert.equal(find('LOAD', 'HOURS').month.quarters, 29 * 96);
  assert.equal(find('LOAD', 'HOURS').week.quarters, 6 * 96);
});

test('estimated prices are compared with those that are published later', () => {
  let now = START;
  const store = openStore({ dataDir: null, now: () => now });
  const record = createSkillRecord({ settings, store, now: () => now });
  issue(record, now, 'ESTIMATED', 0.3);
  now += HOUR_MS;
  issue(record, now, 'PUBLISHED', 0.4);
  const later = record.skills().find(({ subject }) => subject === 'PRICE')?.week;
  assert.ok(later && later.quarters === 192 - 4);
  assert.ok(Math.abs((later.bias ?? 0) + 0.1) < 1e-9);
  assert.ok(Math.abs((later.naiveRootMeanSquareError ?? 0) - 0.1) < 1e-9);
  assert.equal(later.skill, null);
});

test('the confidence goes from what the model thinks to what was measured', () => {
  const { record, find } = run(24 * 20);
  const confidence = record.solarConfidence(1, 0.5);
  assert.ok(confidence > 0.25 && confidence < 0.28, `${confidence}`);
  assert.equal(find('SOLAR', 'DAY').confidence, confidence);
  assert.equal(find('LOAD', 'DAY').confidence, null);
});

test('a record that cannot be read is set aside and begun anew', () => {
  const store = openStore({ dataDir: null, now: () => START });
  store.set('forecastSkill', { waiting: 'nonsense' });
  const record = createSkillRecord({ settings, store, now: () => START });
  assert.equal(record.skills().length, 5);
  assert.equal(store.notices[0]?.code, 'SETTING_UNREADABLE');
});
