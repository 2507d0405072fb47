import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse, validate } from 'graphql';
import { schema } from '../graphql/index.ts';
import { serve } from './test-house.ts';

const PAGE: Record<string, string> = JSON.parse(
  readFileSync(new URL('./page-documents.json', import.meta.url), 'utf8'),
);
const ONLY = { access: { trustedDocumentsOnly: true } };

/** The id of one of the page's documents. */
function idOf(name: string): string {
  const id = Object.keys(PAGE).find((known) => known.startsWith(`${name}-`));
  assert.ok(id, `the page asks for ${name}`);
  return id;
}

async function ask(url: string, body: object, accept = 'application/graphql-response+json') {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
  const { data, errors } = JSON.parse(await response.text());
  return { status: response.status, data, code: errors?.[0]?.extensions?.code ?? null };
}

test("each of the page's documents fits the schema, and is asked for by little more than its name", () => {
  for (const [id, text] of Object.entries(PAGE)) {
    assert.deepEqual(validate(schema, parse(text)), [], id);
    assert.match(id, /^[A-Z]\w+-[0-9a-f]{16}$/);
  }
});

test('the page is answered by the id of its document, others by their text', async (t) => {
  const { url } = await serve(t);
  const byId = await ask(url, { documentId: idOf('Health') });
  assert.equal(byId.data.health.version, '0.1.0');
  const byText = await ask(url, { query: '{ health { version } }' });
  assert.equal(byText.data.health.version, '0.1.0');
});

test('an id that nobody knows is told by its code, so that an old page loads itself anew', async (t) => {
  const { url } = await serve(t);
  for (const documentId of ['Health-0000000000000000', '__proto__', 'constructor', 'rest/../now', ''])
    assert.deepEqual(await ask(url, { documentId }), {
      status: 400,
      data: undefined,
      code: 'UNKNOWN_DOCUMENT',
    });
  for (const body of [{}, { documentId: 7 }, { documentId: { $ne: '' } }, { documentId: null }])
    assert.deepEqual(await ask(url, body), { status: 400, data: undefined, code: 'BAD_REQUEST' });
});

test('a mutation is not run by its id with a GET', async (t) => {
  const { url } = await serve(t);
  const response = await fetch(`${url}/graphql?documentId=${idOf('Replan')}`);
  assert.match(await response.text(), /BAD_REQUEST/);
});

test("where only trusted documents are answered, the page's and those of /rest/ still are", async (t) => {
  const { url } = await serve(t, ONLY);
  assert.equal((await ask(url, { documentId: idOf('Health') })).data.health.version, '0.1.0');
  assert.equal((await ask(url, { documentId: idOf('CatchUp') })).data.live.snapshot.siteTitle, 'Test');
  assert.equal((await fetch(`${url}/rest/now`)).status, 200);
  const json = { 'content-type': 'application/json' };
  const replan = await fetch(`${url}/rest/replan`, { method: 'POST', headers: json });
  assert.equal(replan.status, 200);
});

test('there, every other document is refused, also beside an id', async (t) => {
  const { url } = await serve(t, ONLY);
  const query = '{ health { version } }';
  for (const body of [
    { query },
    { query, documentId: idOf('Health') },
    { query: '{ __schema { __typename } }' },
  ])
    assert.deepEqual(await ask(url, body), {
      status: 400,
      data: undefined,
      code: 'TRUSTED_DOCUMENTS_ONLY',
    });
  const read = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
  assert.match(await read.text(), /TRUSTED_DOCUMENTS_ONLY/);
  assert.equal((await fetch(`${url}/graphiql`)).status, 403);
});

test("there, the page's stream brings the whole state and then each change", async (t) => {
  const { url, live } = await serve(t, ONLY);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ documentId: idOf('Live') }),
  });
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.ok(response.body);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (wanted: string) => {
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read();
      assert.ok(!done, `the stream ended before ${wanted}`);
      text += value;
    }
  };
  await until('"siteTitle":"Test"');
  live.publish({ siteTitle: 'Elsewhere' });
  await until('"siteTitle":"Elsewhere"');
  await reader.cancel();
});
