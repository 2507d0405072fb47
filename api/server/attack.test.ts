import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Actions } from '../house/index.ts';
import { newToken } from './index.ts';
import { rawRequest, serve, testActions } from './test-house.ts';

const SECRET = 'hunter2-the-secret-beside-the-page';
const READER = newToken('reader', 'read');
const OWNER = newToken('owner', 'control');

interface Attack {
  name: string;
  line: string;
  headers?: Record<string, string>;
  body?: string;
  status: number;
  /** GraphQL refuses it with 200, as clients without `application/graphql-response+json` expect. */
  refused?: boolean;
}

const json = { 'content-type': 'application/json' };
/** Somebody on the network: a proxy on this machine passes them on. */
const stranger = { 'x-forwarded-for': '192.168.1.66' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const graphql = (query: string, extra: object = {}) => JSON.stringify({ query, ...extra });
const CHANGE = graphql('mutation { replan { __typename } }');
const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const nested = (depth: number, around: string, core: string) =>
  `${`${around} { `.repeat(depth)}${core}${' }'.repeat(depth)}`;

const post = (
  name: string,
  status: number,
  headers: Record<string, string>,
  body = CHANGE,
  path = '/graphql',
): Attack => ({ name, line: `POST ${path}`, headers, body, status });
const refused = (name: string, body: string): Attack => ({ ...post(name, 200, json, body), refused: true });
const get = (name: string, status: number, path: string, headers: Record<string, string> = {}): Attack => ({
  name,
  line: `GET ${path}`,
  headers,
  status,
});

const TRAVERSAL = [
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/..;/secret.txt',
  '//secret.txt',
  '/assets/%00/../../secret.txt',
  '/display/..%2f..%2fsecret.txt',
  '/login/../../secret.txt',
  '/..%c0%afsecret.txt',
  '/....//secret.txt',
].map((path) => get(`traversal ${path}`, 404, path));

const FORGED = [
  post('a form of another site', 403, {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'http://evil.example',
  }),
  post(
    'a form without an origin',
    415,
    { 'content-type': 'application/x-www-form-urlencoded' },
    `query=${encodeURIComponent('mutation{replan{__typename}}')}`,
  ),
  post('a form with files', 415, { 'content-type': 'multipart/form-data; boundary=x' }),
  post('a form that looks like text', 403, { 'content-type': 'text/plain' }),
  post('no type at all', 403, {}),
  post('a type that only begins like JSON', 403, { 'content-type': 'application/jsonp' }),
  post('a type of another case, from elsewhere', 403, {
    'content-type': 'APPLICATION/JSON',
    origin: 'http://evil.example',
  }),
  post('JSON from another site', 403, { ...json, origin: 'http://evil.example' }),
  post('JSON from a page of a file', 403, { ...json, origin: 'null' }),
  post('JSON from another port of this machine', 403, { ...json, origin: 'http://localhost:3000' }),
  post('a browser that says cross-site', 403, { ...json, 'sec-fetch-site': 'cross-site' }),
  post('a browser that says same-site', 403, { ...json, 'sec-fetch-site': 'same-site' }),
  post('an origin that contains ours', 403, { ...json, origin: 'http://localhost.evil.example' }),
  post('an origin with our name as user', 403, { ...json, origin: 'http://localhost@evil.example' }),
  get('a mutation in a link', 405, '/graphql?query=mutation%7Breplan%7B__typename%7D%7D'),
  get('a mutation in an image', 406, '/graphql?query=mutation%7Breplan%7B__typename%7D%7D', {
    accept: 'image/*',
  }),
  get('a mutation in a stream', 405, '/graphql?query=mutation%7Breplan%7B__typename%7D%7D', {
    accept: 'text/event-stream',
  }),
  get(
    'a mutation beside a query',
    405,
    '/graphql?query=query+a%7B__typename%7Dmutation+b%7Breplan%7B__typename%7D%7D&operationName=b',
  ),
  get('a link with a query from elsewhere', 403, '/graphql?query=%7B__typename%7D', {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
  }),
  { name: 'a preflight', line: 'OPTIONS /graphql', headers: { origin: 'http://evil.example' }, status: 403 },
  { name: 'another method', line: 'PUT /graphql', headers: json, body: CHANGE, status: 405 },
  {
    name: 'a method in a header',
    line: 'GET /graphql',
    headers: { 'x-http-method-override': 'POST' },
    body: CHANGE,
    status: 200,
    refused: true,
  },
];

const REBOUND = [
  'evil.example',
  'localhost.evil.example:8099',
  '127.0.0.1.evil.example',
  'a@localhost',
  '127.0.0.1#evil.example',
  '127.0.0.1?x=1',
  '',
].map((host) => post(`rebinding by the name ${host}`, 421, { ...json, host }));

const STRANGERS = [
  post('somebody on the network', 403, { ...json, ...stranger }),
  post('somebody with a wrong token', 401, { ...json, ...stranger, ...bearer('sl_wrong') }),
  post('somebody with the hash for a token', 401, {
    ...json,
    ...stranger,
    ...bearer(OWNER.line.split(':')[2] ?? ''),
  }),
  post('a reader’s token', 403, { ...json, ...stranger, ...bearer(READER.token) }),
  post('a reader’s token on this machine', 403, { ...json, ...bearer(READER.token) }),
  post('a token in the address', 403, { ...json, ...stranger }, CHANGE, `/graphql?token=${OWNER.token}`),
  post('a made up session', 403, { ...json, ...stranger, cookie: 'smartload_session=9999999999999.forged' }),
  post('a session with a signature cut off', 403, {
    ...json,
    ...stranger,
    cookie: 'smartload_session=9999999999999.',
  }),
  post('a user of Home Assistant who is none', 403, {
    ...json,
    ...stranger,
    'x-remote-user-id': '1',
    'x-remote-user-name': 'admin',
    'x-ingress-path': '/api/hassio_ingress/x',
  }),
  post('an address that is only claimed', 403, { ...json, 'x-forwarded-for': '172.30.32.2' }),
  post('this machine, claimed through a proxy', 403, { ...json, 'x-forwarded-for': '127.0.0.1' }),
  post('this machine, claimed by the standard header', 403, { ...json, forwarded: 'for=127.0.0.1' }),
  post('a header of ingress twice', 403, { ...json, ...stranger, 'X-Remote-User-Id': '1, 2' }),
];

const GREEDY = [
  post('a huge body', 413, json, graphql(`{ __typename #${'x'.repeat(300_000)}\n }`)),
  post('a body that says it is huge', 413, { ...json, 'content-length': '99999999' }, '{'),
  refused('too many tokens', graphql(`{ ${repeat(4000, () => '__typename')} }`)),
  refused('too many aliases', graphql(`{ ${repeat(40, (i) => `a${i}: __typename`)} }`)),
  refused('too many directives', graphql(`{ __typename ${repeat(40, () => '@include(if: true)')} }`)),
  post('deep in what costs nothing', 200, json, graphql(`{ ${nested(40, '... on Query', '__typename')} }`)),
  refused(
    'too broad',
    graphql(
      `{ ${repeat(300, (i) => (i % 2 ? 'snapshot { plan { slots { start end } } }' : 'displays { name }'))} }`,
    ),
  ),
  refused(
    'fragments that double',
    graphql(
      `{ ...f0 } fragment f16 on Query { displays { name } } ${repeat(16, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)}`,
    ),
  ),
  refused(
    'a fragment in itself',
    graphql('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'),
  ),
  refused(
    'deep introspection',
    graphql(`{ __schema { types { ${nested(8, 'fields { type', 'name')}${' }'.repeat(8)} } } }`),
  ),
  refused(
    'lists in lists',
    graphql(
      `{ snapshot { ${repeat(100, () => 'plan { slots { batteries { id } cars { id } reason { de en } } }')} } }`.replace(
        /plan/g,
        'plan',
      ),
    ),
  ),
  post('a batch', 400, json, `[${CHANGE},${CHANGE}]`),
  post('no JSON', 400, json, '{"query": "{'),
  post('JSON that is no request', 400, json, '42'),
  post('null', 400, json, 'null'),
  post(
    'nesting for the parser',
    400,
    json,
    `{"query":"{__typename}","variables":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  ),
];

/** The page's own documents are asked for by id; that is no way around anything. */
const REPLAN = JSON.stringify({ documentId: 'rest/replan' });
const BY_ID = [
  post('a trusted change by a stranger', 403, { ...json, ...stranger }, REPLAN),
  post('a trusted change from another site', 403, { ...json, origin: 'http://evil.example' }, REPLAN),
  post('a trusted change that looks like text', 403, { 'content-type': 'text/plain' }, REPLAN),
  post('a trusted change by a reader', 403, { ...json, ...bearer(READER.token) }, REPLAN),
  get('a trusted change in a link', 200, '/graphql?documentId=rest%2Freplan'),
  post('trusted changes in a batch', 400, json, `[${REPLAN},${REPLAN}]`),
  refused('an id that leads out of its folder', JSON.stringify({ documentId: '../../package.json' })),
  refused('an id that is a prototype', JSON.stringify({ documentId: '__proto__' })),
  refused('an id that is no text', JSON.stringify({ documentId: { toString: 'rest/replan' } })),
  post(
    'a change beside a trusted question',
    403,
    { ...json, ...stranger },
    graphql('mutation { replan { __typename } }', { documentId: 'rest/now' }),
  ),
];

const POLLUTING = [
  post(
    'a prototype in the request',
    400,
    { ...json, ...stranger },
    `{"__proto__":{"mayControl":true},"query":"mutation { replan { __typename } }"}`,
  ),
  post(
    'a prototype in the variables',
    200,
    json,
    '{"query":"query($d:String!){activeView(display:$d){name}}","variables":{"d":"Flur","__proto__":{"polluted":true}}}',
  ),
  post(
    'a constructor in the variables',
    200,
    json,
    '{"query":"{__typename}","variables":{"constructor":{"prototype":{"polluted":true}}}}',
  ),
  get('a prototype as a path', 404, '/__proto__'),
  get('a constructor as a path', 404, '/constructor'),
  get('a method of objects as a path', 404, '/toString'),
];

const MARKUP = [
  get('markup as a path', 404, '/<script>alert(1)</script>'),
  get('markup as a display', 404, '/display/%3Cscript%3Ealert(1)%3C%2Fscript%3E'),
  get('markup as a language', 200, '/login?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E'),
  post(
    'markup as a token',
    401,
    { 'content-type': 'application/x-www-form-urlencoded' },
    'token=%3Cscript%3Ealert(1)%3C/script%3E',
    '/login',
  ),
  post('a line break in a header', 400, { ...json, 'x-a': 'b\r\n evil\u0000' }),
];

const SMUGGLED = [
  {
    name: 'two lengths',
    line: 'POST /graphql',
    headers: { ...json, 'content-length': '5', 'Content-Length': '6' },
    body: CHANGE,
    status: 400,
  },
  {
    name: 'length and chunks',
    line: 'POST /graphql',
    headers: { ...json, 'transfer-encoding': 'chunked' },
    body: CHANGE,
    status: 400,
  },
  { name: 'an address for a path', line: 'GET http://evil.example/graphql', status: 400 },
  { name: 'a tunnel', line: 'CONNECT evil.example:443', status: 0 },
  { name: 'headers without end', line: 'GET /health', headers: { 'x-a': 'a'.repeat(20_000) }, status: 431 },
];

async function pageBesideSecret(t: TestContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'attack-'));
  t.after(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'dist', 'assets'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), SECRET);
  await writeFile(join(root, 'dist', 'index.html'), '<!doctype html><title>Smartload</title>');
  return join(root, 'dist');
}

/** The actions, counting whoever asks for one. */
function watchedActions(): { actions: Actions; called: string[] } {
  const called: string[] = [];
  const actions = new Proxy(testActions(), {
    get(target, name, receiver) {
      called.push(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
  return { actions, called };
}

async function send(port: number, { line, headers = {}, body = '' }: Attack): Promise<string> {
  const all: Record<string, string> = { host: 'localhost', connection: 'close', ...headers };
  if (body && !Object.keys(all).some((name) => /content-length|transfer-encoding/i.test(name)))
    all['content-length'] = String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return rawRequest(port, `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`).catch(() => '');
}

const ATTACKS: Attack[] = [
  ...TRAVERSAL,
  ...FORGED,
  ...REBOUND,
  ...STRANGERS,
  ...GREEDY,
  ...BY_ID,
  ...POLLUTING,
  ...MARKUP,
  ...SMUGGLED,
];

test(`none of ${ATTACKS.length} hostile requests changes or leaks anything`, async (t) => {
  assert.ok(ATTACKS.length >= 60);
  const pageFolder = await pageBesideSecret(t);
  const tokens = [READER, OWNER].map(({ line }) => {
    const [name = '', scope, sha256 = ''] = line.split(':');
    return { name, scope: scope === 'control' ? ('control' as const) : ('read' as const), sha256 };
  });
  for (const attack of ATTACKS)
    await t.test(attack.name, async (t) => {
      const { actions, called } = watchedActions();
      const { port, live, errors } = await serve(t, { pageFolder, actions, access: { tokens } });
      const before = live.snapshot();
      const answer = await send(port, attack);
      assert.equal(Number(answer.slice(9, 12)), attack.status, answer.slice(0, 300));
      if (attack.refused) assert.match(answer, /\r\n\r\n\{"errors":/);
      assert.deepEqual(called, []);
      assert.equal(live.snapshot(), before);
      assert.deepEqual(errors, []);
      assert.doesNotMatch(answer, new RegExp(SECRET));
      assert.doesNotMatch(answer, /node_modules|\.ts:\d+|at \w+ \(/);
      assert.doesNotMatch(answer, /<script>alert|access-control-allow/i);
      for (const { token, line } of [READER, OWNER]) {
        assert.ok(!answer.includes(token));
        assert.ok(!answer.includes(line));
      }
      assert.equal('polluted' in {}, false);
    });
});

test('the same change by its owner is done', async (t) => {
  const { actions, called } = watchedActions();
  const [name = '', , sha256 = ''] = OWNER.line.split(':');
  const { port } = await serve(t, { actions, access: { tokens: [{ name, scope: 'control', sha256 }] } });
  const headers = { ...json, ...stranger, ...bearer(OWNER.token) };
  const answer = await send(port, post('the owner', 200, headers));
  assert.match(answer, /"replan":\{"__typename":"Plan"\}/);
  assert.deepEqual(called, ['replan']);
});
