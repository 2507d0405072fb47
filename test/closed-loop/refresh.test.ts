import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { EventPayload, HouseEvent } from '../../api/house/index.ts';
import { runHouse, until } from '../support/running-house.ts';

const SOURCE = 'id state error { en } lastDurationMs';

interface Source {
  __typename: string;
  id: string;
  state: string;
  error: { en: string } | null;
  lastDurationMs: number | null;
}

async function askAt(url: string, query: string) {
  const response = await fetch(new URL('graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

it('a house warms up in the open, reads sources anew when asked, once for a burst, and says when evcc is away', async (t) => {
  const { app, house, url, stop } = await runHouse({ start: Date.parse('2026-04-14T08:00:00Z') });
  t.after(stop);
  const refresh = async (id: string): Promise<Source> => {
    const query = `mutation { refreshSource(id: "${id}") { __typename ... on Source { ${SOURCE} } } }`;
    return (await askAt(url, query)).data.refreshSource;
  };
  const eventsFrom = (after: number) => app.store.events(after, 500);
  const ofSource = (events: HouseEvent[], id: string) =>
    events.filter(({ subject }) => subject === id).map(({ type }) => type.replace('SOURCE_', ''));

  await until(() => app.live.snapshot().warming === null, 30_000, 'the first plan');
  const start = eventsFrom(0);
  const progress = start.flatMap(({ payload }) => (payload?.kind === 'WARMING' ? [payload] : []));
  assert.deepEqual([progress[0]?.done, progress[0]?.total], [0, 9]);
  assert.ok(progress.every(({ done }, index) => done > (progress[index - 1]?.done ?? -1)));
  assert.equal(start.filter(({ type }) => type === 'WARM').length, 1);
  const summary = (id: string) => {
    const payload = start.find((event) => event.subject === id && event.type === 'SOURCE_REFRESHED')?.payload;
    return payload?.kind === 'SOURCE' ? (payload.summary?.de ?? '') : '';
  };
  assert.match(summary('gridTariff'), /^\d+ Preise bis (heute|morgen|übermorgen) \d\d:\d\d, \d+–\d+ ct$/);
  assert.match(summary('solarForecast'), /^\d+ kWh Sonne bis /);
  assert.match(summary('evccState'), /^evcc .*Ladepunkte?, Hausbatterie \d+ %$/);

  let mark = app.live.snapshot().sequence;
  const { cycleId } = app.live.snapshot();
  const burst = await Promise.all(Array.from({ length: 20 }, () => refresh('gridTariff')));
  assert.ok(burst.every(({ state, lastDurationMs }) => state === 'FRESH' && lastDurationMs !== null));
  assert.deepEqual(ofSource(eventsFrom(mark), 'gridTariff'), ['REFRESHING', 'REFRESHED']);
  await until(() => app.live.snapshot().cycleId > cycleId, 10_000, 'the cycle that new prices cause');

  mark = app.live.snapshot().sequence;
  const all = (
    await askAt(url, `mutation { refreshAll { ... on RefreshedSources { sources { ${SOURCE} } } } }`)
  ).data.refreshAll.sources;
  assert.deepEqual(
    all.map(({ id, state }: Source) => [id, state]),
    [
      'evccState',
      'carState',
      'evccLive',
      'gridTariff',
      'feedInTariff',
      'co2Tariff',
      'solarForecast',
      'loadHistory',
      'chargeSessions',
    ].map((id) => [id, id === 'co2Tariff' ? 'ABSENT' : 'FRESH']),
  );
  assert.deepEqual(ofSource(eventsFrom(mark), 'evccLive'), ['REFRESHING', 'REFRESHED'], 'connected anew');

  const cars = await askAt(
    url,
    'mutation { refreshScope(scope: VEHICLES) { ... on RefreshedSources { sources { id state } } } }',
  );
  assert.deepEqual(
    cars.data.refreshScope.sources.map(({ id }: Source) => id),
    ['carState', 'chargeSessions'],
  );

  const unknown = await askAt(
    url,
    'mutation { refreshSource(id: "weather") { __typename ... on UserError { code message { en } } } }',
  );
  assert.deepEqual(
    [unknown.data.refreshSource.__typename, unknown.data.refreshSource.code],
    ['UnknownSource', 'UNKNOWN_SOURCE'],
  );

  await new Promise((resolve) => setTimeout(resolve, 1100));
  mark = app.live.snapshot().sequence;
  await house?.stop();
  const failed = await refresh('solarForecast');
  assert.equal(failed.state, 'FAILED');
  assert.ok(failed.error?.en);
  assert.deepEqual(ofSource(eventsFrom(mark), 'solarForecast'), ['REFRESHING', 'FAILED']);
  const [told] = eventsFrom(mark).filter(({ type }) => type === 'SOURCE_FAILED');
  const payload: EventPayload | null = told?.payload ?? null;
  assert.ok(payload?.kind === 'SOURCE' && payload.source.state === 'FAILED' && payload.summary === null);
});
