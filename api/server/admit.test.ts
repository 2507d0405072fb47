import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawRequest, serve } from './test-house.ts';

const BODY = '{"query":"{ __typename }"}';
const CHANGE = '{"query":"mutation { replan { __typename } }"}';

/** Status of a request with just these headers. */
async function status(port: number, line: string, headers: Record<string, string>, body = '') {
  const lines = Object.entries({
    host: 'localhost',
    ...headers,
    ...(body ? { 'content-length': String(body.length) } : {}),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const answer = await rawRequest(port, `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  return Number(answer.slice(9, 12));
}

test('only our own names are answered', async (t) => {
  const { port } = await serve(t, { access: { allowedHosts: ['energy.example.org'] } });
  for (const host of [
    'localhost:8099',
    '192.168.1.20:8099',
    '[fd00::1]:8099',
    'homeassistant',
    'energy.local',
    'Energy.LOCAL.',
    'pi.fritz.box',
    'pi.home.arpa:80',
    'energy.example.org',
  ])
    assert.equal(await status(port, 'GET /health', { host }), 200, host);
  for (const host of [
    'evil.example',
    'evil.example:8099',
    'localhost.evil.example',
    'x@localhost',
    'local/../x',
    '127.0.0.1#evil.example',
    '127.0.0.1?x=1',
    '127.0.0.1/',
    '127.0.0.1\\evil.example',
    'localhost:80:80',
    ':@127.0.0.1',
    '127.0.0.1%23',
  ])
    assert.equal(await status(port, 'GET /health', { host }), 421, host);
});

test('requests from other web sites are refused, a link to the page is not', async (t) => {
  const { port } = await serve(t);
  const json = { 'content-type': 'application/json' };
  const post = (headers: Record<string, string>) =>
    status(port, 'POST /graphql', { ...json, ...headers }, BODY);
  assert.equal(await post({}), 200);
  assert.equal(await post({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost' }), 200);
  assert.equal(await post({ origin: 'http://localhost' }), 200);
  assert.equal(await post({ 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }), 403);
  assert.equal(await post({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' }), 403);
  assert.equal(await post({ origin: 'http://localhost:1' }), 403);
  assert.equal(await post({ origin: 'null' }), 403);

  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  assert.equal(await status(port, 'GET /', link), 200);
  assert.equal(await status(port, 'GET /graphql?query=%7B__typename%7D', link), 403);
  assert.equal(await status(port, 'GET /', { ...link, 'sec-fetch-mode': 'no-cors' }), 403);
});

test('what a form or an image could send may read, never change', async (t) => {
  const { port } = await serve(t);
  assert.equal(await status(port, 'GET /graphql?query=%7B__typename%7D', {}), 200);
  const mutation = 'GET /graphql?query=mutation%7Breplan%7B__typename%7D%7D';
  assert.equal(await status(port, mutation, { accept: 'text/event-stream' }), 405);
  assert.equal(await status(port, mutation, {}), 405);
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    assert.equal(await status(port, 'POST /graphql', { 'content-type': type }, BODY), 415, type);
  for (const headers of [{ 'content-type': 'text/plain;charset=UTF-8' }, {}]) {
    assert.equal(await status(port, 'POST /graphql', headers, BODY), 200);
    assert.equal(await status(port, 'POST /graphql', headers, CHANGE), 403);
  }
});

test('no other site is told that it may read', async (t) => {
  const { url } = await serve(t);
  const preflight = await fetch(`${url}/graphql`, { method: 'OPTIONS' });
  assert.equal(preflight.status, 405);
  assert.equal(preflight.headers.get('access-control-allow-origin'), null);
});
