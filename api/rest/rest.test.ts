import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from 'graphql';
import { schema } from '../graphql/index.ts';
import { readDocuments } from './documents.ts';
import { openApi } from './openapi.ts';
import { outcomeOf } from './outcome.ts';
import { createRest } from './rest.ts';
import { variablesFromQuery } from './variables.ts';

const documents = readDocuments();

test('every document fits the schema and says what it is for', () => {
  assert.ok(documents.size >= 12);
  for (const { name, document, summary } of documents.values()) {
    assert.deepEqual(validate(schema, document), [], name);
    assert.notEqual(summary, name);
  }
});

test('OpenAPI knows every document, its variables and what it answers', () => {
  const { paths } = JSON.parse(JSON.stringify(openApi('1.2.3')));
  assert.deepEqual(
    Object.keys(paths),
    [...documents.keys()].map((name) => `/rest/${name}`),
  );
  assert.deepEqual(paths['/rest/outlook'].get.parameters, [
    { name: 'hours', required: false, schema: { type: 'integer', default: 24 }, in: 'query' },
  ]);
  const { required, properties } = paths['/rest/boost'].post.requestBody.content['application/json'].schema;
  assert.deepEqual(required, ['loadpoint']);
  assert.deepEqual(properties.minutes, { type: 'integer' });
  const now = paths['/rest/now'].get.responses[200].content['application/json'].schema.properties;
  assert.deepEqual(now.gridKw.type, ['number', 'null']);
  assert.match(now.gridKw.description, /\+ import/);
});

test('text from an address becomes what its variable takes', () => {
  const operation = documents.get('boost')?.operation;
  assert.ok(operation);
  const read = (query: string) => variablesFromQuery(operation, new URLSearchParams(query));
  assert.deepEqual(read('loadpoint=1&minutes=30&until='), {
    ok: true,
    variables: { loadpoint: '1', minutes: 30 },
  });
  assert.deepEqual(read('minutes=soon'), { ok: true, variables: { minutes: 'soon' } });
  assert.deepEqual(read('__proto__=1'), { ok: false, unknown: '__proto__' });
});

test('one field stands for itself, several keep their names, a snapshot is only a bag', () => {
  const of = (data: Record<string, unknown>) => outcomeOf({ status: 200, result: { data } });
  assert.deepEqual(of({ now: { a: 1 } }), { status: 200, body: { a: 1 } });
  assert.deepEqual(of({ outlook: [1] }), { status: 200, body: { outlook: [1] } });
  assert.deepEqual(of({ now: null, snapshot: { loadpoints: [] } }), {
    status: 200,
    body: { now: null, loadpoints: [] },
  });
});

test('refusals and errors have an honest status', () => {
  const refused = (code: string) =>
    outcomeOf({
      status: 200,
      result: { data: { boost: { __typename: 'X', code, field: null, message: { de: 'a', en: 'b' } } } },
    });
  assert.equal(refused('UNKNOWN_LOADPOINT').status, 404);
  assert.equal(refused('NOT_READY').status, 409);
  assert.equal(refused('EVCC_UNREACHABLE').status, 502);
  assert.deepEqual(refused('NO_CAR').body, {
    error: { code: 'NO_CAR', field: null, message: { de: 'a', en: 'b' } },
  });
  const failed = outcomeOf({ status: 200, result: { data: null, errors: [{ message: 'no' }] } });
  assert.deepEqual(failed, { status: 400, body: { error: { code: 'FAILED', message: 'no' } } });
});

test('what changes something is asked for by POST', async () => {
  const rest = createRest();
  const ask = (method: string, name: string, body = '', query = '') =>
    rest.answer({ method, name, body, query: new URLSearchParams(query) }, async ({ variables }) => ({
      status: 200,
      result: { data: { x: variables } },
    }));
  assert.deepEqual([(await ask('GET', 'replan')).status, (await ask('GET', 'replan')).allow], [405, 'POST']);
  assert.equal((await ask('GET', 'nothing')).status, 404);
  assert.equal((await ask('GET', 'now', '', 'nothing=1')).status, 400);
  assert.equal((await ask('POST', 'boost', '[]')).status, 400);
  assert.deepEqual(await ask('POST', 'boost', '{"loadpoint":"b","minuts":5}'), {
    status: 400,
    body: {
      error: {
        code: 'UNKNOWN_VARIABLE',
        field: 'minuts',
        message: 'There is no variable "minuts". There are: loadpoint, minutes, until, targetSocPercent.',
      },
    },
  });
  assert.equal((await ask('POST', 'replan', '{"__proto__":1}')).status, 400);
  assert.deepEqual(await ask('POST', 'boost', '{"loadpoint":"b"}', 'loadpoint=a&minutes=5'), {
    status: 200,
    body: { minutes: 5, loadpoint: 'b' },
  });
});
