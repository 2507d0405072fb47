import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { DAY_MS } from '../house/index.ts';
import { newToken } from './index.ts';
import { newSessionSecret } from './session-secret.ts';
import { CRITICAL, serve } from './test-house.ts';
import { createThrottle } from './throttle.ts';
import { bearerOf, sessionBearer, sessionOf } from './tokens.ts';

const READER = newToken('tablet', 'read');
const OWNER = newToken('ha', 'control');
const TOKENS = [READER, OWNER].map(({ line }, index) => ({
  name: index === 0 ? 'tablet' : 'ha',
  scope: index === 0 ? ('read' as const) : ('control' as const),
  sha256: line.split(':')[2] ?? '',
}));
const json = { 'content-type': 'application/json' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
/** A proxy on this machine passes somebody on: not this machine, then. */
const elsewhere = { 'x-forwarded-for': '192.168.1.20' };

const read = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(`${url}/graphql?query=%7B__typename%7D`, { headers })).status;

async function change(url: string, headers: Record<string, string>): Promise<number> {
  const body = JSON.stringify({ query: 'mutation { replan { __typename } }' });
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status;
}

const serveTokens = (t: TestContext, requireLogin = false) =>
  serve(t, { access: { tokens: TOKENS, requireLogin } });

test('reading is open; changing takes our page, this machine or a token with that scope', async (t) => {
  const { url } = await serveTokens(t);
  assert.equal(await read(url, elsewhere), 200);
  assert.equal(await change(url, json), 200);
  assert.equal(await change(url, { ...json, ...elsewhere }), 403);
  assert.equal(await change(url, { ...json, ...elsewhere, origin: url }), 200);
  assert.equal(await change(url, { ...json, ...elsewhere, ...bearer(OWNER.token) }), 200);
  assert.equal(await change(url, { ...json, ...elsewhere, ...bearer(READER.token) }), 403);
  assert.equal(await change(url, { ...bearer(OWNER.token), ...elsewhere }), 200, 'as rest_command sends it');
});

test('where reading takes a login, nothing but health and the login itself is answered without', async (t) => {
  const { url } = await serveTokens(t, true);
  for (const path of [
    '/',
    '/graphiql',
    '/display/kitchen',
    '/assets/x.js',
    '/graphql?query=%7B__typename%7D',
  ])
    assert.equal((await fetch(url + path)).status, 401, path);
  assert.match(await (await fetch(`${url}/display/kitchen`)).text(), /action="\.\.\/login"/);
  assert.equal(await change(url, { ...json, origin: url }), 401);
  for (const path of ['/health', '/ready', '/login'])
    assert.equal((await fetch(url + path)).status, 200, path);
  assert.equal(await read(url, bearer(READER.token)), 200);
  assert.equal(await change(url, { ...json, ...bearer(OWNER.token) }), 200);
});

async function logIn(url: string, token: string) {
  return fetch(`${url}/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ token }) });
}

test('a token entered once becomes a session that scripts cannot read and other sites cannot use', async (t) => {
  const { url } = await serveTokens(t, true);
  const answer = await logIn(url, READER.token);
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, './']);
  const set = answer.headers.get('set-cookie') ?? '';
  assert.match(set, /^smartload_session=[^;]+; HttpOnly; SameSite=Strict; Path=\/; Max-Age=7776000$/);
  assert.ok(!set.includes(READER.token));
  const session = { cookie: set.split(';')[0] ?? '' };
  assert.equal(await read(url, session), 200);
  assert.equal(await change(url, { ...json, ...session }), 403, 'a reader');

  const owner = {
    cookie: ((await logIn(url, OWNER.token)).headers.get('set-cookie') ?? '').split(';')[0] ?? '',
  };
  assert.equal(await change(url, { ...json, ...owner }), 200);
  assert.equal(await change(url, { 'content-type': 'text/plain', ...owner }), 403, 'as a form could');
});

test('who tries one token after the other has to wait; who has a right one at the same address does not', async (t) => {
  const { url } = await serveTokens(t);
  for (let i = 0; i < 10; i++) assert.equal(await read(url, bearer(`sl_${i}`)), 401);
  const held = await fetch(`${url}/graphql?query=%7B__typename%7D`, { headers: bearer('sl_10') });
  assert.equal(held.status, 429);
  assert.ok(Number(held.headers.get('retry-after')) > 0);
  assert.equal((await logIn(url, 'sl_11')).status, 429);
  assert.equal(await read(url, bearer(OWNER.token)), 200);
  assert.equal((await logIn(url, OWNER.token)).status, 303);
  assert.equal(await read(url), 200, 'without a token there is nothing to guess');
});

test('an address is held back until its minute is over, others are not', () => {
  const throttle = createThrottle();
  for (let i = 0; i < 10; i++) throttle.failed('a', 1000 + i);
  assert.equal(throttle.waitS('a', 2000), 59);
  assert.equal(throttle.waitS('b', 2000), 0);
  assert.equal(throttle.waitS('a', 61_000), 0);
  for (let i = 0; i < 2000; i++) throttle.failed(`made up ${i}`, 2000);
  assert.equal(throttle.waitS('a', 2000), 0, 'the oldest is forgotten, not memory used up');
});

test('who has read the configuration cannot make a session of it', async (t) => {
  const { url } = await serveTokens(t, true);
  const sha256 = TOKENS[1]?.sha256 ?? '';
  const until = String(Date.now() + DAY_MS);
  for (const key of [sha256, Buffer.from(sha256, 'hex'), '', Buffer.alloc(32)])
    for (const text of [`smartload session ${until}`, `smartload session ${until} ${sha256}`]) {
      const forged = createHmac('sha256', key).update(text).digest('base64url');
      assert.equal(await read(url, { cookie: `smartload_session=${until}.${forged}` }), 401);
    }
});

test('only Home Assistant’s own word on its user counts', async (t) => {
  const ingress = {
    'x-remote-user-id': '1',
    'x-remote-user-name': 'anna',
    'x-ingress-path': '/api/hassio_ingress/x',
  };
  const through = await serve(t, { ingressPeer: '127.0.0.1', access: { requireLogin: true } });
  assert.equal(await read(through.url, ingress), 200);
  assert.equal(await change(through.url, { ...json, ...ingress }), 200);
  assert.equal(await change(through.url, { 'content-type': 'text/plain', ...ingress }), 403);
  const past = await serve(t, { ingressPeer: '172.30.32.2', access: { requireLogin: true } });
  assert.equal(await read(past.url, ingress), 401);
});

test('Home Assistant may frame the page, nobody else', async (t) => {
  const through = await serve(t, { ingressPeer: '127.0.0.1', findings: () => [CRITICAL] });
  const framed = (await fetch(through.url)).headers;
  assert.match(framed.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'self'$/);
  assert.equal(framed.get('x-frame-options'), null);
  const { url } = await serve(t);
  for (const path of ['/', '/graphiql', '/health', '/nowhere']) {
    const { headers } = await fetch(url + path);
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'$/, path);
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    const scripts = /script-src [^;]*/.exec(headers.get('content-security-policy') ?? '')?.[0] ?? '';
    assert.equal(scripts.includes('unsafe-inline'), path === '/graphiql', path);
  }
});

test('a token is known by its hash alone, and its session ends with it and by itself', () => {
  const [reader] = TOKENS;
  assert.ok(reader);
  assert.equal(bearerOf(READER.token, TOKENS), reader);
  assert.equal(bearerOf(READER.token, TOKENS.slice(1)), null);
  assert.equal(bearerOf('', TOKENS), null);
  const secret = newSessionSecret();
  const session = sessionOf(reader, secret, 0);
  assert.equal(sessionBearer(session, TOKENS, secret, 89 * DAY_MS), reader);
  assert.equal(sessionBearer(session, TOKENS, newSessionSecret(), 0), null, 'signed by another server');
  assert.equal(sessionBearer(session, TOKENS, secret, 91 * DAY_MS), null);
  assert.equal(sessionBearer(session, TOKENS.slice(1), secret, 0), null);
  assert.equal(sessionBearer(session.replace(/^\d/, '9'), TOKENS, secret, 0), null);
});
