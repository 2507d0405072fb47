import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE_MS } from '../house/index.ts';
import { createFreshness } from './freshness.ts';
import { register, START, testSources } from './test-sources.ts';

const FAILURE = { de: 'Weg.', en: 'Gone.' };
const SUMMARY = { de: '192 Preise', en: '192 prices' };

function watched() {
  const { clock, sources } = testSources();
  register(sources, 'gridTariff');
  const freshness = createFreshness(sources);
  return {
    clock,
    sources,
    freshness,
    types: () => freshness.news().map(({ type }) => type),
    state: () => sources.list()[0]?.state,
  };
}

describe('the freshness of a source', () => {
  it('is told once for each change, whatever its way', async () => {
    const { clock, sources, types, state } = watched();
    assert.deepEqual(types(), []);
    assert.equal(state(), 'WARMING');
    sources.read('gridTariff');
    assert.deepEqual([types(), types()], [['SOURCE_REFRESHED'], []]);
    await clock.advanceTo(START + 10 * MINUTE_MS);
    assert.deepEqual([types(), state()], [[], 'FRESH']);
    await clock.advanceTo(START + 10 * MINUTE_MS + 1);
    assert.deepEqual([types(), types(), state()], [['SOURCE_STALE'], [], 'STALE']);
    sources.failed('gridTariff', FAILURE);
    assert.deepEqual([types(), state()], [[], 'STALE'], 'too old says more than that it failed');
    sources.read('gridTariff');
    sources.failed('gridTariff', FAILURE);
    assert.deepEqual([types(), types(), state()], [['SOURCE_FAILED'], [], 'FAILED']);
    sources.absent('gridTariff');
    assert.deepEqual([types(), state()], [['SOURCE_REFRESHED'], 'ABSENT']);
  });

  it('ends when what it tells of has passed, however young it is', async () => {
    const { clock, sources, types, state } = watched();
    sources.read('gridTariff', { validUntil: START + MINUTE_MS });
    types();
    await clock.advanceTo(START + MINUTE_MS);
    assert.deepEqual([types(), state()], [['SOURCE_INVALIDATED'], 'STALE']);
    sources.read('gridTariff', { validUntil: START + 5 * MINUTE_MS });
    assert.deepEqual([types(), state()], [['SOURCE_REFRESHED'], 'FRESH']);
  });

  it('is not told while somebody waits for a reading, nor again after it', () => {
    const { sources, freshness, types, state } = watched();
    sources.setRefreshing('gridTariff', true);
    sources.read('gridTariff', { summary: SUMMARY, durationMs: 12.4 });
    assert.deepEqual([types(), state()], [[], 'REFRESHING']);
    sources.setRefreshing('gridTariff', false);
    const [event] = freshness.outcome('gridTariff');
    assert.equal(event?.type, 'SOURCE_REFRESHED');
    assert.equal(event?.message.en, 'Electricity prices: 192 prices');
    assert.ok(event?.payload?.kind === 'SOURCE');
    assert.deepEqual(event.payload.summary, SUMMARY);
    assert.equal(event.payload.source.lastDurationMs, 12);
    assert.deepEqual(types(), []);
  });

  it('keeps a failure until a good reading, also while it is read anew', () => {
    const { sources } = watched();
    sources.failed('gridTariff', FAILURE, 3, []);
    sources.setRefreshing('gridTariff', true);
    assert.equal(sources.settled()[0]?.source.state, 'FAILED');
    sources.read('gridTariff');
    sources.setRefreshing('gridTariff', false);
    assert.deepEqual(sources.list()[0]?.error, null);
  });

  it('of a changed file is stale, then failed with its findings, until it is taken over', () => {
    const { sources, types, state } = watched();
    sources.read('gridTariff');
    sources.changed('gridTariff');
    assert.deepEqual([types().at(-1), state()], ['SOURCE_STALE', 'STALE']);
    sources.failed('gridTariff', FAILURE, 1, []);
    assert.deepEqual([types(), state()], [['SOURCE_FAILED'], 'FAILED']);
    sources.changed('gridTariff');
    assert.deepEqual([types(), state()], [['SOURCE_STALE'], 'STALE'], 'a new attempt to get it right');
    sources.read('gridTariff');
    assert.deepEqual([types(), state()], [['SOURCE_REFRESHED'], 'FRESH']);
  });

  it('tells of new values between two looks once', () => {
    const { sources, freshness, types } = watched();
    assert.deepEqual(freshness.renewed('gridTariff'), []);
    sources.read('gridTariff');
    types();
    assert.deepEqual(
      freshness.renewed('gridTariff').map(({ type }) => type),
      ['SOURCE_REFRESHED'],
    );
    assert.deepEqual(types(), []);
  });
});
