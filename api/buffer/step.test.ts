import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS, type PowerForecast } from '../house/index.ts';
import {
  activateLive,
  type BufferInputs,
  type BufferModel,
  bufferModelFromJson,
  bufferWriteFailed,
  extendObservation,
  newBufferModel,
  restoreBuffer,
  stepBuffer,
} from './index.ts';

const start = Date.parse('2026-05-01T10:00:00Z');

function inputs(changes: Partial<BufferInputs> = {}): BufferInputs {
  return {
    now: start,
    timeZone: 'Europe/Berlin',
    observationDays: 14,
    bufferBaseSocPercent: 50,
    batteryMinSocPercent: 10,
    confidence: 0.82,
    spreadPerKwh: 0.14,
    pv: [],
    reportedBufferSocPercent: 80,
    batteryFeedsCar: false,
    ...changes,
  };
}

function pvOf(minutes: number, powersKw: readonly number[]): PowerForecast[] {
  return powersKw.map((kw, index) => ({
    start: start + index * minutes * MINUTE_MS,
    end: start + (index + 1) * minutes * MINUTE_MS,
    meanKw: kw,
    p10Kw: kw,
    p50Kw: kw,
    p90Kw: kw,
  }));
}

/** Runs one cycle after the other; evcc takes every write. */
function run(model: BufferModel, cycles: readonly Partial<BufferInputs>[], reported: number) {
  const writes: (number | null)[] = [];
  let evcc = reported;
  let current = model;
  for (const cycle of cycles) {
    const step = stepBuffer(current, inputs({ reportedBufferSocPercent: evcc, ...cycle }));
    current = step.model;
    writes.push(step.write);
    evcc = step.write ?? evcc;
  }
  return { model: current, writes, evcc };
}

test('observing: the first cycle logs what it would have done and writes nothing', () => {
  const { model, view, write, entry } = stepBuffer(newBufferModel(start), inputs());
  assert.equal(write, null);
  assert.deepEqual(entry, {
    at: start,
    mode: 'OBSERVATION',
    confidencePercent: 82,
    spreadCt: 14,
    hour: 12,
    expectedPvKwh: 0,
    oldPercent: 50,
    newPercent: 35,
    reason: {
      de: 'Konfidenz 82 % · Spread 14 ct · Puffer 35 % · [Simulation]',
      en: 'Confidence 82% · Spread 14 ct · Buffer 35% · [Simulation]',
    },
    applied: false,
  });
  assert.equal(view.currentBufferPercent, 35);
  assert.equal(view.mode, 'OBSERVATION');
  assert.equal(view.daysRemaining, 14);
  assert.equal(view.observationLiveAt, start + 14 * DAY_MS);
  assert.equal(view.inert, null);
  assert.deepEqual(view.logRecent, model.log);
});

test('observing: old is the value that the simulation had reached, not evcc’s', () => {
  const { model } = stepBuffer(newBufferModel(start), inputs());
  const { entry } = stepBuffer(model, inputs({ confidence: 1, reportedBufferSocPercent: 80 }));
  assert.equal(entry?.oldPercent, 35);
  assert.equal(entry?.newPercent, 20);
});

test('goes live by itself after 14 days from the first run, counted across restarts', () => {
  const stored = JSON.parse(JSON.stringify(newBufferModel(start)));
  const model = bufferModelFromJson(stored);
  assert.ok(model);
  const last = stepBuffer(model, inputs({ now: start + 14 * DAY_MS - 1 }));
  assert.equal(last.view.daysRemaining, 1);
  assert.equal(last.write, null);
  const live = stepBuffer(last.model, inputs({ now: start + 14 * DAY_MS }));
  assert.equal(live.view.mode, 'LIVE');
  assert.equal(live.view.daysRemaining, null);
  assert.equal(live.view.observationLiveAt, null);
  assert.equal(live.write, 35);
  assert.equal(live.entry?.oldPercent, 80);
  assert.equal(live.entry?.applied, true);
  assert.equal(live.entry?.reason.de, 'Konfidenz 82 % · Spread 14 ct · Puffer 35 %');
});

test('live: writes only when the target differs from what evcc reports, and not into the unknown', () => {
  const live = activateLive(newBufferModel(start), start);
  assert.equal(stepBuffer(live, inputs({ reportedBufferSocPercent: 35 })).write, null);
  assert.equal(stepBuffer(live, inputs({ reportedBufferSocPercent: 40 })).write, 35);
  const unknown = stepBuffer(live, inputs({ reportedBufferSocPercent: null }));
  assert.equal(unknown.write, null);
  assert.equal(unknown.entry?.applied, false);
});

test('live: a write that evcc did not follow is asked for again, and the log can say so', () => {
  const first = stepBuffer(activateLive(newBufferModel(start), start), inputs());
  assert.equal(bufferWriteFailed(first.model).log.at(-1)?.applied, false);
  assert.equal(stepBuffer(first.model, inputs()).write, 35);
});

test('back from live to observing, the value that was found is restored once', () => {
  const live = run(activateLive(newBufferModel(start), start), [{}, { confidence: 1 }], 80);
  assert.deepEqual(live.writes, [35, 20]);
  const observing = run(extendObservation(live.model, start, 7), [{}, {}, {}], live.evcc);
  assert.deepEqual(observing.writes, [80, null, null]);
  assert.equal(observing.model.foundBufferSocPercent, null);
});

test('the value that was found may be "off"', () => {
  const live = run(activateLive(newBufferModel(start), start), [{}], 0);
  assert.deepEqual(run(extendObservation(live.model, start, 7), [{}, {}], live.evcc).writes, [0, null]);
});

test('a value that a person set in the meantime is not restored over', () => {
  const live = run(activateLive(newBufferModel(start), start), [{}], 80);
  assert.deepEqual(run(extendObservation(live.model, start, 7), [{}, {}], 65).writes, [null, null]);
  assert.equal(restoreBuffer(live.model, 65).write, null);
  assert.equal(restoreBuffer(live.model, 35).write, 80);
});

test('extending counts from now, then the buffer goes live by itself', () => {
  const model = extendObservation(newBufferModel(start), start + 20 * DAY_MS, 3);
  assert.equal(stepBuffer(model, inputs({ now: start + 23 * DAY_MS - 1 })).view.mode, 'OBSERVATION');
  assert.equal(stepBuffer(model, inputs({ now: start + 23 * DAY_MS })).view.mode, 'LIVE');
});

test('skipped and not logged while the battery feeds a car', () => {
  const model = activateLive(newBufferModel(start), start);
  const step = stepBuffer(model, inputs({ batteryFeedsCar: true }));
  assert.deepEqual([step.model, step.write, step.entry], [model, null, null]);
  assert.equal(step.view.mode, 'LIVE');
});

test('without room it says so and writes nothing, even live', () => {
  const model = activateLive(newBufferModel(start), start);
  const step = stepBuffer(model, inputs({ bufferBaseSocPercent: null }));
  assert.equal(step.write, null);
  assert.equal(step.entry?.newPercent, 10);
  assert.equal(step.entry?.applied, false);
  assert.match(step.view.inert?.de ?? '', /buffer_base_soc/);
});

test('700 entries are kept, the last 100 are shown, newest last', () => {
  let model = newBufferModel(start);
  for (let cycle = 0; cycle < 705; cycle++) model = stepBuffer(model, inputs({ now: start + cycle })).model;
  assert.equal(model.log.length, 700);
  assert.equal(model.log[0]?.at, start + 5);
  const { view } = stepBuffer(model, inputs({ now: start + 705 }));
  assert.equal(view.logRecent.length, 100);
  assert.equal(view.logRecent.at(-1)?.at, start + 705);
});

test('expected PV is the energy of the next four hours, however long the slots are', () => {
  const hourly = [1, 2, 3, 4, 100];
  for (const split of [1, 2, 4]) {
    const pv = pvOf(
      60 / split,
      hourly.flatMap((kw) => Array(split).fill(kw)),
    );
    assert.equal(stepBuffer(newBufferModel(start), inputs({ pv })).entry?.expectedPvKwh, 10);
    const later = stepBuffer(newBufferModel(start), inputs({ pv, now: start + HOUR_MS / 2 }));
    assert.equal(later.entry?.expectedPvKwh, 59.5);
  }
});

test('an unknown spread is logged as unknown', () => {
  const { entry } = stepBuffer(newBufferModel(start), inputs({ spreadPerKwh: null }));
  assert.equal(entry?.spreadCt, null);
  assert.match(entry?.reason.de ?? '', /Spread unbekannt/);
});

test('the hour is the local one on both clock change days', () => {
  for (const [at, hour] of [
    ['2026-03-29T00:30:00Z', 1],
    ['2026-03-29T01:30:00Z', 3],
    ['2026-10-25T00:30:00Z', 2],
    ['2026-10-25T01:30:00Z', 2],
  ] as const) {
    const now = Date.parse(at);
    assert.equal(stepBuffer(newBufferModel(now), inputs({ now })).entry?.hour, hour);
  }
});

test('the model is plain JSON, is never changed in place, and nonsense is not taken for one', () => {
  const model = newBufferModel(start);
  const before = JSON.stringify(model);
  const stepped = stepBuffer(model, inputs()).model;
  assert.equal(JSON.stringify(model), before);
  assert.deepEqual(bufferModelFromJson(JSON.parse(JSON.stringify(stepped))), stepped);
  for (const nonsense of [null, [], {}, { ...model, log: 'x' }, { ...model, currentPercent: 500 }]) {
    assert.equal(bufferModelFromJson(nonsense), null);
  }
});
