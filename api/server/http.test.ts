import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createServer, PortInUseError } from './index.ts';
import { CRITICAL, portOf, rawRequest, serve } from './test-house.ts';

/** A folder as Vite leaves it, with a secret beside it. */
async function builtPage(t: TestContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'page-'));
  t.after(() => rm(root, { recursive: true }));
  const folder = join(root, 'dist');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Smartload</title>');
  await writeFile(join(folder, 'assets', 'index-abc123.js'), 'console.log(1);\n'.repeat(200));
  return folder;
}

test('the built page is served compressed and is not sent twice', async (t) => {
  const { url } = await serve(t, { pageFolder: await builtPage(t) });
  const start = await fetch(`${url}/`);
  assert.equal(start.status, 200);
  assert.equal(start.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(start.headers.get('cache-control'), 'no-cache');
  assert.match(await start.text(), /Smartload/);

  const script = await fetch(`${url}/assets/index-abc123.js`);
  assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
  assert.match(script.headers.get('cache-control') ?? '', /immutable/);
  assert.equal(script.headers.get('content-encoding'), 'gzip');
  assert.equal((await script.text()).length, 3200);

  const etag = start.headers.get('etag') ?? '';
  const again = await fetch(`${url}/`, { headers: { 'if-none-match': etag } });
  assert.equal(again.status, 304);
  const head = await fetch(`${url}/`, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
});

test('no path leads out of the page’s folder', async (t) => {
  const { port } = await serve(t, { pageFolder: await builtPage(t) });
  for (const path of [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    '/assets',
    '/%00',
    'http://x/../secret.txt',
  ]) {
    const answer = await rawRequest(
      port,
      `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 40[04] /, path);
    assert.doesNotMatch(answer, /\r\n\r\nsecret/, path);
  }
});

test('a display has its own address for the page, one folder down', async (t) => {
  const folder = await builtPage(t);
  await writeFile(join(folder, 'index.html'), '<!doctype html><head><title>Smartload</title></head>');
  const { url } = await serve(t, { pageFolder: folder });
  for (const name of ['kitchen', 'K%C3%BCche', 'Flur%20oben']) {
    const answer = await fetch(`${url}/display/${name}`);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /<base href="..\/">.*<title>Smartload/);
  }
  for (const name of ['', 'a/b', '%2e%2e%2fsecret', '%ff', 'x'.repeat(41)]) {
    const answer = await fetch(`${url}/display/${name}`);
    assert.equal(answer.status, 404, name);
    assert.match(await answer.text(), /\/display\/Küche/);
  }
  assert.equal((await fetch(`${url}/display/kitchen`, { method: 'POST' })).status, 405);
});

test('a page that is built after the start is found; until then `/` says how', async (t) => {
  const folder = await builtPage(t);
  await rm(folder, { recursive: true });
  const { url } = await serve(t, { pageFolder: folder });
  const missing = await fetch(`${url}/`);
  assert.equal(missing.status, 200);
  assert.match(await missing.text(), /npm run build/);
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), 'built');
  assert.equal(await (await fetch(`${url}/`)).text(), 'built');
});

test('unknown paths and methods are answered with JSON', async (t) => {
  const { url } = await serve(t);
  const unknown = await fetch(`${url}/nothing`);
  assert.equal(unknown.status, 404);
  assert.equal(typeof JSON.parse(await unknown.text()).error, 'string');
  const method = await fetch(`${url}/health`, { method: 'DELETE' });
  assert.equal(method.status, 405);
  assert.equal(method.headers.get('allow'), 'GET, HEAD');
});

test('the server is alive at once and ready with the first plan', async (t) => {
  const { url, live } = await serve(t);
  const health = await fetch(`${url}/health`);
  assert.equal(health.status, 200);
  assert.equal(JSON.parse(await health.text()).startedAt, '2026-11-20T12:00:00.000Z');
  assert.equal((await fetch(`${url}/ready`)).status, 200);
  live.publish({ plan: null, cycleId: 0 });
  assert.equal((await fetch(`${url}/ready`)).status, 503);
  assert.equal((await fetch(`${url}/health`)).status, 200);
});

test('with a critical finding `/` is the error page in the reader’s language and all else is unavailable', async (t) => {
  const { url } = await serve(t, { findings: () => [CRITICAL], pageFolder: await builtPage(t) });
  const page = (language: string, query = '') =>
    fetch(`${url}/${query}`, { headers: { 'accept-language': language } });
  const german = await page('de-DE,de;q=0.9,en;q=0.8');
  assert.equal(german.status, 503);
  const html = await german.text();
  assert.match(html, /Keine http\(s\)-Adresse\./);
  assert.match(html, /Zum Beispiel http:\/\/evcc\.local:7070/);
  assert.match(html, /evcc_url/);
  assert.match(html, /\/data\/options\.json/);
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.doesNotMatch(html, /<script/);
  assert.match(await (await page('fr,en')).text(), /Not an http\(s\) URL\./);
  assert.match(await (await page('de', '?lang=en')).text(), /Not an http\(s\) URL\./);

  assert.equal((await fetch(`${url}/health`)).status, 200);
  assert.equal((await fetch(`${url}/ready`)).status, 503);
  for (const path of ['/graphiql', '/assets/index-abc123.js', '/nothing']) {
    const other = await fetch(`${url}${path}`);
    assert.equal(other.status, 503, path);
    assert.match(other.headers.get('content-type') ?? '', /json/);
  }
});

test('a warning alone changes nothing', async (t) => {
  const { url } = await serve(t, { findings: () => [{ ...CRITICAL, severity: 'WARNING' }] });
  assert.equal((await fetch(`${url}/`)).status, 200);
  assert.equal((await fetch(`${url}/ready`)).status, 200);
});

test('a port that is taken is an error that says so in both languages', async (t) => {
  const other = createNetServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const port = portOf(other.address());
  await assert.rejects(serve(t, { port }), (error) => {
    assert.ok(error instanceof PortInUseError);
    assert.equal(error.port, port);
    assert.match(error.text.de, new RegExp(`Port ${port}`));
    assert.match(error.text.en, new RegExp(`Port ${port}`));
    return true;
  });
});

test('without a host both address families are answered', async (t) => {
  const { port } = await serve(t, { host: undefined });
  assert.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200);
});

test('a server that was never started can be stopped', async () => {
  const unused = () => assert.fail('not used');
  const server = createServer({
    port: 0,
    pageFolder: '/nowhere',
    findings: () => [],
    configPlaces: [],
    live: null,
    actions: null,
    history: null,
    facts: unused,
    onError: unused,
  });
  await server.stop();
});
