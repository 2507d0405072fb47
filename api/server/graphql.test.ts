import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, quarterWith } from '../house/index.ts';
import { ask, CRITICAL, NOW, serve, testActions, testLive, testSource } from './test-house.ts';

test('a query answers with the plan of the whole horizon, in units and ISO times', async (t) => {
  const { url } = await serve(t);
  const { status, body } = await ask(
    url,
    '{ snapshot { sequence publishedAt battery { mode powerKw } plan { slots { start reason { de } } } } }',
  );
  assert.equal(status, 200);
  assert.equal(body.errors, undefined);
  const { snapshot } = body.data;
  assert.equal(snapshot.publishedAt, '2026-11-20T12:00:00.000Z');
  assert.deepEqual(snapshot.battery, { mode: 'NORMAL', powerKw: -1 });
  assert.equal(snapshot.plan.slots.length, 192);
  assert.equal(snapshot.plan.slots[1].start, '2026-11-20T12:15:00.000Z');
});

test('all fields of one answer come from one snapshot, even where a newer one arrives meanwhile', async (t) => {
  const live = testLive();
  let taken = 0;
  const { url } = await serve(t, {
    live: {
      ...live,
      snapshot: () => {
        taken++;
        // Whoever asks twice sees another state the second time.
        live.publish({ cycleId: 1000 + taken });
        return live.snapshot();
      },
    },
  });
  const { body } = await ask(url, '{ a: snapshot { sequence cycleId } b: snapshot { sequence cycleId } }');
  assert.deepEqual(body.data.a, body.data.b);
  assert.equal(taken, 1);
});

test('health judges by plan, sources and findings', async (t) => {
  const query = '{ health { status staleSources plannerStatus uptimeS memoryRssMb lastCycleMs } }';
  const { url, live } = await serve(t);
  assert.deepEqual((await ask(url, query)).body.data.health, {
    status: 'OK',
    staleSources: [],
    plannerStatus: 'OPTIMAL',
    uptimeS: 60,
    memoryRssMb: 100,
    lastCycleMs: 120,
  });
  live.publish({
    sources: [
      testSource({ id: 'gridTariff', state: 'STALE' }),
      testSource({ id: 'options', scope: 'FILES', state: 'STALE' }),
    ],
  });
  const { health } = (await ask(url, query)).body.data;
  assert.deepEqual([health.status, health.staleSources], ['DEGRADED', ['gridTariff']]);
  live.publish({ plan: null, cycleId: 0 });
  assert.equal((await ask(url, query)).body.data.health.status, 'STARTING');
});

const HISTORY = `query ($from: DateTime!, $to: DateTime!) {
  history(from: $from, to: $to) {
    __typename
    ... on HistoryConnection { edges { node { start importKwh } } }
    ... on UserError { code field message { de en } }
  }
}`;

test('history answers with what was measured, and refuses ranges that make no sense', async (t) => {
  const { url } = await serve(t, {
    history: (from) => [quarterWith(from, { importKwh: 0.5 })],
  });
  const from = '2026-11-20T12:00:00Z';
  const good = await ask(url, HISTORY, { from, to: '2026-11-20T13:15:00+01:00' });
  assert.deepEqual(good.body.data.history, {
    __typename: 'HistoryConnection',
    edges: [{ node: { start: '2026-11-20T12:00:00.000Z', importKwh: 0.5 } }],
  });

  const reversed = await ask(url, HISTORY, { from, to: from });
  assert.equal(reversed.body.data.history.__typename, 'InvalidValue');
  assert.equal(reversed.body.data.history.field, 'to');
  const long = await ask(url, HISTORY, { from, to: new Date(NOW + 401 * DAY_MS).toISOString() });
  assert.equal(long.body.data.history.code, 'INVALID_VALUE');
  const local = await ask(url, HISTORY, { from: '2026-11-20T12:00:00', to: from });
  assert.match(local.body.errors[0].message, /ISO 8601 with a zone/);
});

test('mutations answer with what they did, and have their defaults', async (t) => {
  const { url } = await serve(t);
  const { body } = await ask(
    url,
    `mutation {
      activateLive { ... on Rollout { capability mode } }
      extendObservation { ... on Rollout { capability daysRemaining } }
      replan { ... on Plan { status } }
      setDeparture(loadpoint: "garage", departure: "2026-11-21T07:00:00+01:00") { ... on Loadpoint { departure } }
      boost(loadpoint: "garage", minutes: 30) { ... on Loadpoint { id mode } }
      cancelBoost(loadpoint: "garage") { ... on Loadpoint { id } }
    }`,
  );
  assert.deepEqual(body, {
    data: {
      activateLive: { capability: 'BUFFER', mode: 'LIVE' },
      extendObservation: { capability: 'BUFFER', daysRemaining: 14 },
      replan: { status: 'OPTIMAL' },
      setDeparture: { departure: '2026-11-21T06:00:00.000Z' },
      boost: { id: 'garage', mode: 'PV' },
      cancelBoost: { id: 'garage' },
    },
  });
});

const BOOST = `mutation {
  boost(loadpoint: "x", minutes: 30) { __typename ... on UserError { code field message { de en } } }
}`;

for (const [code, type] of [
  ['UNKNOWN_LOADPOINT', 'UnknownLoadpoint'],
  ['NO_CAR', 'NoCar'],
  ['INVALID_VALUE', 'InvalidValue'],
  ['NOT_READY', 'NotReady'],
  ['EVCC_UNREACHABLE', 'EvccError'],
  ['EVCC_REFUSED', 'EvccError'],
] as const)
  test(`the refusal ${code} is the typed result ${type}`, async (t) => {
    const { url, errors } = await serve(t, { actions: testActions({ code, field: 'loadpoint' }) });
    const { body } = await ask(url, BOOST);
    assert.deepEqual(body, {
      data: {
        boost: { __typename: type, code, field: 'loadpoint', message: { de: 'Nein.', en: 'No.' } },
      },
    });
    assert.deepEqual(errors, []);
  });

test('what fails unexpectedly is told inside and masked outside', async (t) => {
  const secret = new Error('password hunter2');
  const { url, errors } = await serve(t, {
    actions: { ...testActions(), boost: () => Promise.reject(secret) },
  });
  const { body } = await ask(url, BOOST);
  assert.equal(body.errors[0].message, 'Unexpected error.');
  assert.doesNotMatch(JSON.stringify(body), /hunter2/);
  assert.equal(errors.length, 1);
});

test('with a critical finding there is no snapshot, wishes are not ready, and the findings say why', async (t) => {
  const { url } = await serve(t, { findings: () => [CRITICAL] });
  const { status, body } = await ask(
    url,
    '{ snapshot { sequence } configFindings { field severity } health { status instanceId } }',
  );
  assert.equal(status, 200);
  assert.deepEqual(body, {
    data: {
      snapshot: null,
      configFindings: [{ field: 'evcc_url', severity: 'CRITICAL' }],
      health: { status: 'CONFIG_ERROR', instanceId: null },
    },
  });
  const wish = await ask(url, BOOST);
  assert.equal(wish.body.data.boost.__typename, 'NotReady');
  const history = await ask(url, HISTORY, { from: '2026-11-20T12:00:00Z', to: '2026-11-21T12:00:00Z' });
  assert.equal(history.body.data.history.__typename, 'NotReady');
});

test('malformed and oversized requests are refused with JSON', async (t) => {
  const { url } = await serve(t);
  const post = (body: string) =>
    fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const malformed = await post('{"query": ');
  assert.equal(malformed.status, 400);
  assert.match(malformed.headers.get('content-type') ?? '', /json/);
  assert.match(JSON.parse(await malformed.text()).errors[0].message, /JSON/);

  const huge = await post(JSON.stringify({ query: `{ snapshot { sequence } } #${'x'.repeat(300_000)}` }));
  assert.equal(huge.status, 413);
  const aliases = Array.from({ length: 700 }, (_, i) => `a${i}: snapshot { sequence }`).join(' ');
  const many = await post(JSON.stringify({ query: `{ ${aliases} }` }));
  assert.match(JSON.parse(await many.text()).errors[0].message, /tokens/);
});
