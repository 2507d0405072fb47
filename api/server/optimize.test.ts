import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import { type ChargeOptimizer, createChargeOptimizer, OptimizerError } from '../optimizer/index.ts';
import { CRITICAL, serve } from './test-house.ts';

const TOKEN = 'sponsor-token-that-nobody-may-see';

/** Two hours of 1 kW, the first one cheap, and a battery without losses. */
const REQUEST = {
  batteries: [
    {
      s_min: 0,
      s_max: 5000,
      s_initial: 0,
      c_min: 0,
      c_max: 3000,
      d_max: 3000,
      p_a: 0,
      charge_from_grid: true,
    },
  ],
  time_series: { dt: [3600, 3600], gt: [1000, 1000], ft: [0, 0], p_N: [0.0001, 0.0005], p_E: [0, 0] },
  eta_c: 1,
  eta_d: 1,
};

/** A server whose optimizer is the real one, or another. */
async function serveOptimizer(t: TestContext, optimizer: ChargeOptimizer = createChargeOptimizer()) {
  const served = await serve(t, { optimizer });
  t.after(() => optimizer.stop());
  return served;
}

function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/optimize/charge-schedule`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
    body,
  });
}

/** Status of a request that does not say how long it is; a connection that is cut counts as refused. */
function chunked(url: string, body: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
  request(`${url}/optimize/charge-schedule`, { method: 'POST', headers })
    .on('response', ({ statusCode = 0 }) => resolve(statusCode))
    .on('error', () => resolve(413))
    .end(body);
  return promise;
}

/** Keeps what is written to the console during the test. */
function watchConsole(t: TestContext): string[] {
  const lines: string[] = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    t.mock.method(console, name, (...values: unknown[]) => {
      lines.push(values.map(String).join(' '));
    });
  return lines;
}

test('answers as the optimizer of evcc does', async (t) => {
  const { url, errors } = await serveOptimizer(t);
  const response = await post(url, JSON.stringify(REQUEST));
  assert.equal(response.status, 200);
  const answer = JSON.parse(await response.text());
  assert.deepEqual(Object.keys(answer).sort(), [
    'batteries',
    'flow_direction',
    'grid_export',
    'grid_export_overshoot',
    'grid_import',
    'grid_import_overshoot',
    'limit_violations',
    'objective_value',
    'status',
  ]);
  assert.equal(answer.status, 'Optimal');
  assert.deepEqual(answer.grid_import.map(Math.round), [2000, 0]);
  assert.deepEqual(answer.batteries[0].discharging_power.map(Math.round), [0, 1000]);
  assert.deepEqual(errors, []);

  const health = await fetch(`${url}/optimize/health`);
  assert.equal(health.status, 200);
  assert.equal(JSON.parse(await health.text()).status, 'healthy');
});

test('a bad request is answered with what is wrong and where', async (t) => {
  const { url, errors } = await serveOptimizer(t);
  const bad = structuredClone(REQUEST);
  bad.time_series.p_N = [0.1];
  const response = await post(url, JSON.stringify(bad));
  assert.equal(response.status, 400);
  const { message, details } = JSON.parse(await response.text());
  assert.match(message, /time_series\.p_N/);
  assert.match(details['time_series.p_N'], /same length/);
  for (const body of ['', '{', 'NaN', '{"batteries":[NaN]}', '[]', 'null', '{}']) {
    const answer = await post(url, body);
    assert.equal(answer.status, 400, body);
    assert.equal(typeof JSON.parse(await answer.text()).message, 'string');
  }
  assert.deepEqual(errors, []);
});

test('a body that is too long is refused, declared or not', async (t) => {
  const { url } = await serveOptimizer(t);
  const long = ' '.repeat(2_100_000);
  assert.equal((await post(url, long)).status, 413);
  assert.equal(await chunked(url, long), 413);
  assert.equal((await post(url, JSON.stringify(REQUEST))).status, 200);
});

test('an optimizer in trouble is a 500 with a message', async (t) => {
  const failing = (error: Error): ChargeOptimizer => ({
    solve: () => Promise.reject(error),
    warm: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  });
  const known = await serveOptimizer(t, failing(new OptimizerError('Optimization failed: why')));
  const response = await post(known.url, JSON.stringify(REQUEST));
  assert.equal(response.status, 500);
  assert.deepEqual(JSON.parse(await response.text()), { message: 'Optimization failed: why' });
  const unknown = await serveOptimizer(t, failing(new Error('inner detail')));
  const masked = await post(unknown.url, JSON.stringify(REQUEST));
  assert.equal(masked.status, 500);
  assert.doesNotMatch(await masked.text(), /inner detail/);
  assert.equal(unknown.errors.length, 1);
});

test('who comes while too many wait is told when to come again', async (t) => {
  const solved = Promise.withResolvers<void>();
  const thread = () => ({
    solve: () => solved.promise.then(() => ({ solved: null, error: null, stuck: false })),
    terminate: () => Promise.resolve(),
  });
  const { url, errors } = await serveOptimizer(t, createChargeOptimizer({ deadlineMs: 7500, thread }));
  const asked = Array.from({ length: 9 }, () => post(url, JSON.stringify(REQUEST)));
  const refused = await Promise.race(asked);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('retry-after'), '8');
  assert.match(await refused.text(), /too many/);
  solved.resolve();
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  assert.deepEqual(new Set(statuses), new Set([200, 503]));
  assert.deepEqual(errors, []);
});

test('the token that evcc sends is neither logged nor answered', async (t) => {
  const lines = watchConsole(t);
  const { url, errors } = await serveOptimizer(t, {
    solve: () => Promise.reject(new OptimizerError('no')),
    warm: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  });
  const texts = [];
  for (const body of [JSON.stringify(REQUEST), '{', '{}']) {
    const response = await post(url, body);
    texts.push(await response.text(), JSON.stringify([...response.headers]));
  }
  const seen = [...texts, ...lines, ...errors.map((error) => `${error} ${JSON.stringify(error)}`)].join('\n');
  assert.doesNotMatch(seen, new RegExp(TOKEN));
});

test('pages of other sites cannot call it, and other methods are refused', async (t) => {
  const { url } = await serveOptimizer(t);
  const body = JSON.stringify(REQUEST);
  assert.equal((await post(url, body, { origin: 'http://evil.example' })).status, 403);
  assert.equal((await post(url, body, { 'sec-fetch-site': 'cross-site' })).status, 403);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', ''])
    assert.equal((await post(url, body, { 'content-type': type })).status, 415, type);
  for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
    const response = await fetch(`${url}/optimize/charge-schedule`, { method });
    assert.equal(response.status, 405, method);
    assert.equal(response.headers.get('allow'), 'POST');
  }
  assert.equal((await fetch(`${url}/optimize/health`, { method: 'POST' })).status, 405);
});

test('whoever is turned away is told so as the optimizer of evcc tells', async (t) => {
  const { url } = await serveOptimizer(t);
  const answers = [
    await fetch(`${url}/optimize/charge-schedule`),
    await fetch(`${url}/optimize/health`, { method: 'POST' }),
    await post(url, JSON.stringify(REQUEST), { origin: 'http://evil.example' }),
    await post(url, JSON.stringify(REQUEST), { 'content-type': 'text/plain' }),
  ];
  for (const answer of answers) {
    const { message, ...rest } = JSON.parse(await answer.text());
    assert.equal(typeof message, 'string', `${answer.status}`);
    assert.deepEqual(rest, {});
  }
});

test('a slash at the end of an address changes nothing', async (t) => {
  const { url } = await serveOptimizer(t);
  const response = await fetch(`${url}/optimize/charge-schedule/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(REQUEST),
  });
  assert.equal(response.status, 200);
  assert.equal((await fetch(`${url}/optimize/health/`)).status, 200);
});

test('it is not there while the configuration has critical errors', async (t) => {
  const optimizer = createChargeOptimizer();
  const { url } = await serve(t, { optimizer, findings: () => [CRITICAL] });
  assert.equal((await post(url, JSON.stringify(REQUEST))).status, 503);
  assert.equal((await fetch(`${url}/optimize/health`)).status, 503);
});
