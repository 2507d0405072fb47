import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from './test-house.ts';

test('GraphiQL comes whole, compressed and once, and finds the API beside itself', async (t) => {
  const { url } = await serve(t);
  const response = await fetch(`${url}/graphiql`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-encoding'), 'gzip');
  assert.ok(Number(response.headers.get('content-length')) < 3e6);
  assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'self'/);
  const html = await response.text();
  assert.doesNotMatch(html, /<(script|link|img)[^>]+(src|href)=["']?(https?:)?\/\//);
  assert.doesNotMatch(html, /unpkg\.com\/@graphql-yoga/);
  assert.match(html, /"endpoint":new URL\("graphql",location\.href\)\.href/);
  assert.match(html, /subscription AsItHappens/);

  const etag = response.headers.get('etag') ?? '';
  const again = await fetch(`${url}/graphiql`, { headers: { 'if-none-match': etag } });
  assert.equal(again.status, 304);
  const plain = await fetch(`${url}/graphiql`, { headers: { 'accept-encoding': 'identity' } });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.equal((await plain.text()).length, html.length);
});
