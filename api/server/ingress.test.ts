import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { serve, testActions } from './test-house.ts';
import { startFakeIngress } from './test-ingress.ts';

async function behindIngress(t: TestContext, compressesEvents = false) {
  const folder = await mkdtemp(join(tmpdir(), 'ingress-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'assets'));
  const html = '<!doctype html><head><script type="module" src="./assets/index-a.js"></script></head>';
  await writeFile(join(folder, 'index.html'), html);
  await writeFile(join(folder, 'assets', 'index-a.js'), 'export {};');
  const house = await serve(t, {
    pageFolder: folder,
    ingressPeer: '127.0.0.1',
    access: { requireLogin: true },
    actions: testActions(),
  });
  const ingress = await startFakeIngress(house.port, compressesEvents);
  t.after(() => ingress.stop());
  return { ...house, panel: ingress.url };
}

test('page, files, displays and pages for people load under the prefix, by relative addresses', async (t) => {
  const { panel } = await behindIngress(t);
  for (const path of ['/', '/display/kitchen', '/graphiql', '/home-assistant', '/login']) {
    const answer = await fetch(panel + path, { redirect: 'manual' });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('x-frame-options'), null);
    assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors 'self'$/);
    const html = await answer.text();
    if (path !== '/graphiql') assert.doesNotMatch(html, /(src|href|action)="(\/|http)/, path);
    const base = new URL(/<base href="([^"]+)"/.exec(html)?.[1] ?? '.', panel + path);
    for (const [, file = ''] of html.matchAll(/<script[^>]* src="([^"]+)"/g))
      assert.equal((await fetch(new URL(file, base))).status, 200, `${path} loads ${file}`);
  }
});

const post = (url: string, query: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

test('who is logged in to Home Assistant reads and changes without a token', async (t) => {
  const { panel, url } = await behindIngress(t);
  const change = 'mutation { replan { __typename } }';
  const origin = new URL(panel).origin;
  const answer = await post(panel, change, { origin });
  assert.deepEqual(JSON.parse(await answer.text()), { data: { replan: { __typename: 'Plan' } } });
  assert.equal((await post(panel, change, { origin: 'http://evil.example' })).status, 403);
  assert.equal((await post(panel, change, { 'content-type': 'text/plain' })).status, 403);
  assert.equal((await post(url, change, { 'x-ingress-path': '/x' })).status, 200, 'the peer is what counts');
});

async function firstPart(url: string, waitMs: number): Promise<string> {
  const stop = new AbortController();
  const answer = await post(url, 'subscription { snapshot { sequence } }', { accept: 'text/event-stream' });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), waitMs).unref());
  const text = await Promise.race([reader?.read().then(({ value }) => value ?? '') ?? '', late]);
  stop.abort();
  await reader?.cancel().catch(() => {});
  return text;
}

test('events pass the present core at once; where an older one holds them back the page can ask', async (t) => {
  const present = await behindIngress(t);
  assert.match(await firstPart(present.panel, 5000), /\bid: |: ?\n|event: next/);
  const older = await behindIngress(t, true);
  assert.equal(await firstPart(older.panel, 300), '');
  const asked = await post(older.panel, '{ live { sequence snapshot { sequence } } }');
  assert.equal(typeof JSON.parse(await asked.text()).data.live.snapshot.sequence, 'number');
});
