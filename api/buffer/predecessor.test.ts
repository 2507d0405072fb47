import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS } from '../house/index.ts';
import { bufferModelFromPredecessor, observationEnd } from './index.ts';

const now = Date.parse('2026-05-10T12:00:00Z');
const event = {
  ts: '2026-05-10T11:45:00.123456+00:00',
  mode: 'observation',
  pv_confidence: 82.4,
  price_spread_ct: 14.2,
  hour_of_day: 11,
  expected_pv_kw: 40,
  old_buffer_pct: 30,
  new_buffer_pct: 25,
  reason: 'Konfidenz 82% · Puffer 25%',
  applied: false,
};
const file = {
  version: 1,
  deployment_ts: '2026-05-01T12:00:00+00:00',
  live_override: null,
  observation_extended_until: null,
  current_buffer_pct: 25,
  log: [event],
};

test('first run, value and log are taken over, so that observing does not start again', () => {
  const model = bufferModelFromPredecessor(file, now);
  assert.ok(model);
  assert.equal(model.firstRunAt, Date.parse('2026-05-01T12:00:00Z'));
  assert.equal(observationEnd(model, 14), Date.parse('2026-05-15T12:00:00Z'));
  assert.equal(model.currentPercent, 25);
  const [entry] = model.log;
  assert.equal(entry?.at, Date.parse('2026-05-10T11:45:00.123Z'));
  assert.equal(entry?.mode, 'OBSERVATION');
  assert.equal(entry?.expectedPvKwh, 10);
  assert.equal(entry?.reason.de, 'Konfidenz 82 % · Spread 14 ct · Puffer 25 % · [Simulation]');
});

test('an override is taken over: live stays live, an extension ends when it was to end', () => {
  const live = bufferModelFromPredecessor({ ...file, live_override: true }, now);
  assert.ok(live && observationEnd(live, 14) <= now);
  const extended = bufferModelFromPredecessor(
    { ...file, live_override: false, observation_extended_until: '2026-06-01T00:00:00Z' },
    now,
  );
  assert.ok(extended);
  assert.equal(observationEnd(extended, 14), Date.parse('2026-06-01T00:00:00Z'));
});

test('a broken part costs only itself', () => {
  const model = bufferModelFromPredecessor(
    { ...file, current_buffer_pct: 'x', log: [null, { ...event, ts: 'yesterday' }, event, { ts: event.ts }] },
    now,
  );
  assert.equal(model?.firstRunAt, Date.parse('2026-05-01T12:00:00Z'));
  assert.equal(model?.currentPercent, null);
  assert.equal(model?.log.length, 1);
  const undated = bufferModelFromPredecessor({ ...file, deployment_ts: '??' }, now);
  assert.equal(undated?.firstRunAt, Date.parse('2026-05-10T11:45:00.123Z'));
});

test('a first run in the future, from a wrong clock, counts from now', () => {
  const model = bufferModelFromPredecessor({ ...file, deployment_ts: '2031-01-01T00:00:00' }, now);
  assert.ok(model && observationEnd(model, 14) === now + 14 * DAY_MS);
});

test('anything else is not taken for a model', () => {
  for (const json of [null, 7, 'x', [], {}, { log: [] }]) {
    assert.equal(bufferModelFromPredecessor(json, now), null);
  }
});
