import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parse as parseYaml } from 'yaml';
import { newToken } from './index.ts';
import { CRITICAL, NOW, serve, testActions, testLive, testLoadpoint } from './test-house.ts';

/** What `aiohttp` sends of itself in Home Assistant. */
const HOME_ASSISTANT = {
  accept: '*/*',
  'accept-encoding': 'gzip, deflate',
  'user-agent': 'HomeAssistant/2026.11.1 aiohttp/3.13.2 Python/3.14',
};
/** As if Home Assistant was another machine. */
const ELSEWHERE = { ...HOME_ASSISTANT, 'x-forwarded-for': '192.168.1.9' };
const OWNER = newToken('ha', 'control');
const TOKENS = [{ name: 'ha', scope: 'control' as const, sha256: OWNER.line.split(':')[2] ?? '' }];
const MAX_ATTRIBUTES_BYTES = 16_384;

const serveTokens = (t: TestContext, changes: Parameters<typeof serve>[1] = {}) =>
  serve(t, { access: { tokens: TOKENS }, ...changes });

async function body(response: Response) {
  return JSON.parse(await response.text());
}

test('a rest sensor reads GraphQL by GET, and by POST without a JSON content type', async (t) => {
  const { url } = await serveTokens(t);
  const query = '{ now { gridKw batterySocPercent action stale } }';
  const get = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers: ELSEWHERE });
  assert.match(get.headers.get('content-type') ?? '', /^application\/json/);
  const expected = { data: { now: { gridKw: -0.5, batterySocPercent: 50, action: null, stale: false } } };
  assert.deepEqual(await body(get), expected);
  for (const type of ['text/plain; charset=utf-8', 'application/json', 'application/octet-stream']) {
    const post = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...ELSEWHERE, 'content-type': type },
      body: JSON.stringify({ query }),
    });
    assert.deepEqual(await body(post), expected, type);
  }
});

test('rest_command changes something by GraphQL and by REST, with its token', async (t) => {
  const { url } = await serveTokens(t);
  const post = (path: string, payload: object, headers: Record<string, string>) =>
    fetch(url + path, {
      method: 'POST',
      headers: { ...ELSEWHERE, ...headers },
      body: JSON.stringify(payload),
    });
  const token = { authorization: `Bearer ${OWNER.token}` };
  const json = { 'content-type': 'application/json' };
  const mutation = { query: 'mutation { activateLive { ... on Rollout { mode } } }' };
  assert.deepEqual(await body(await post('/graphql', mutation, { ...token, ...json })), {
    data: { activateLive: { mode: 'LIVE' } },
  });
  const days = await post(
    '/rest/extend-observation',
    { capability: 'BATTERY', days: 5 },
    { ...token, ...json },
  );
  assert.deepEqual([days.status, (await body(days)).daysRemaining], [200, 5]);
  const forgotten = await post(
    '/rest/extend-observation',
    { days: 5 },
    { ...token, 'content-type': 'text/plain' },
  );
  assert.equal(forgotten.status, 200);
  const stranger = await post('/rest/activate-live', {}, json);
  assert.deepEqual([stranger.status, (await body(stranger)).error.code], [403, 'CONTROL_REFUSED']);
});

test('what is refused has an honest status and says why', async (t) => {
  const { url } = await serveTokens(t, {
    actions: testActions({ code: 'UNKNOWN_LOADPOINT', field: 'loadpoint' }),
  });
  const boost = await fetch(`${url}/rest/boost`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"loadpoint":"nowhere"}',
  });
  assert.equal(boost.status, 404);
  assert.deepEqual((await body(boost)).error, {
    code: 'UNKNOWN_LOADPOINT',
    field: 'loadpoint',
    message: { de: 'Nein.', en: 'No.' },
  });
  const cases: [path: string, status: number, code: string][] = [
    ['/rest/nothing', 404, 'UNKNOWN'],
    ['/rest/boost?loadpoint=garage', 405, 'POST_NEEDED'],
    ['/rest/outlook?hours=0', 400, 'INVALID_VALUE'],
    ['/rest/outlook?hours=many', 400, 'FAILED'],
    ['/rest/now?lang=FR', 400, 'FAILED'],
    ['/rest/now?x=1', 400, 'UNKNOWN_VARIABLE'],
  ];
  for (const [path, status, code] of cases) {
    const answer = await fetch(url + path);
    const { error } = await body(answer);
    assert.equal(answer.status, status, path);
    if (code !== 'FAILED') assert.equal(error.code, code);
    assert.equal(typeof error.message, 'string');
  }
});

test('a time as Home Assistant’s input_datetime has it is the house’s own', async (t) => {
  const { url } = await serve(t);
  for (const [departure, expected] of [
    ['2026-11-22 07:00:00', '2026-11-22T06:00:00.000Z'],
    ['2026-07-01T07:00', '2026-07-01T05:00:00.000Z'],
    ['2026-11-22T07:00:00Z', '2026-11-22T07:00:00.000Z'],
    ['2026-11-22 07:30:30', '2026-11-22T06:30:30.000Z'],
  ]) {
    const answer = await fetch(`${url}/rest/set-departure`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loadpoint: 'garage', departure }),
    });
    assert.equal(answer.status, 200, departure);
    assert.equal((await body(answer)).departure, expected);
  }
});

test('a time that there is not is refused, whatever it would come to', async (t) => {
  const { url } = await serve(t);
  for (const departure of [
    '2026-11-22 25:30:00',
    '2026-11-22 07:60:00',
    '2026-11-22 07:00:60',
    '2026-11-31 07:00:00',
    '2026-13-01 07:00',
    '2026-02-00 07:00',
  ]) {
    const answer = await fetch(`${url}/rest/set-departure`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loadpoint: 'garage', departure }),
    });
    assert.equal(answer.status, 400, departure);
  }
});

test('numbers may come as text, as templates make them', async (t) => {
  const { url } = await serve(t);
  const post = async (name: string, variables: object) => {
    const answer = await fetch(`${url}/rest/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(variables),
    });
    return answer.status;
  };
  assert.equal(await post('set-target', { loadpoint: 'garage', targetSocPercent: '55' }), 200);
  const departure = '2026-11-22 07:00:00';
  assert.equal(
    await post('set-departure', { loadpoint: 'garage', departure, targetSocPercent: ' 80.5 ' }),
    200,
  );
  for (const targetSocPercent of ['', ' ', 'full', '80 %'])
    assert.equal(await post('set-target', { loadpoint: 'garage', targetSocPercent }), 400);
});

test('behind a proxy with TLS the YAML asks by TLS too', async (t) => {
  const { url } = await serve(t);
  const resource = async (proto: string) => {
    const headers = { 'x-forwarded-proto': proto };
    const text = await (await fetch(`${url}/home-assistant.yaml`, { headers })).text();
    return String(parseYaml(text, { customTags: [secret] }).rest[0].resource);
  };
  assert.match(await resource('https'), /^https:\/\/127\.0\.0\.1/);
  assert.match(await resource('https, http'), /^https:/);
  for (const proto of ['http', 'javascript', '']) assert.match(await resource(proto), /^http:/);
});

test('names with braces are no templates', async (t) => {
  const live = testLive();
  live.publish({ loadpoints: [{ ...testLoadpoint(), title: "Garage {% links '}}" }] });
  const { url } = await serve(t, { live });
  const text = await (await fetch(`${url}/home-assistant.yaml?lang=en`)).text();
  const { sensor } = parseYaml(text, { customTags: [secret] }).rest[0];
  const names = sensor.map(({ name }: Sensor) => name);
  assert.ok(names.includes("{{ 'Garage {% links \\'}} SoC' }}"), names.join());
  assert.ok(names.includes('Smartload Grid'));
});

test('each answer is as OpenAPI describes it', async (t) => {
  const { url } = await serve(t);
  const { paths } = await body(await fetch(`${url}/rest/openapi.json`));
  const variables: Record<string, object> = {
    boost: { loadpoint: 'garage' },
    'cancel-boost': { loadpoint: 'garage' },
    'set-departure': { loadpoint: 'garage', departure: '2026-11-22 07:00:00' },
    'set-target': { loadpoint: 'garage', targetSocPercent: 80 },
  };
  for (const [path, { get, post }] of Object.entries<Record<string, OpenApiOperation>>(paths)) {
    const name = path.slice('/rest/'.length);
    const query = name === 'savings' ? '?from=2026-06-01&to=2026-06-02' : '';
    const answer = get
      ? await fetch(url + path + query)
      : await fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(variables[name] ?? {}),
        });
    const described = (get ?? post)?.responses[answer.ok ? '200' : '4XX'];
    assert.ok(described, `${path}: ${answer.status}`);
    assertDescribed(await body(answer), described.content['application/json'].schema, path);
  }
  const refused = await fetch(`${url}/rest/outlook?hours=0`);
  const { schema } = paths['/rest/outlook'].get.responses['4XX'].content['application/json'];
  assertDescribed(await body(refused), schema, 'a refusal');
});

interface OpenApiOperation {
  responses: Record<string, { content: { 'application/json': { schema: JsonSchema } } }>;
}

interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
}

/** The part of JSON schema that we describe with; what is not described is not there either. */
function assertDescribed(value: unknown, schema: JsonSchema, where: string): void {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const kinds = kind === 'number' && Number.isInteger(value) ? ['number', 'integer'] : [kind];
  const types = [schema.type ?? kind].flat();
  assert.ok(
    types.some((type) => kinds.includes(type)),
    `${where} is ${kind}, not ${types}`,
  );
  if (schema.enum) assert.ok(schema.enum.includes(value), `${where} is ${value}`);
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) {
      assert.ok(schema.items, where);
      assertDescribed(item, schema.items, `${where}[${index}]`);
    }
  else if (typeof value === 'object' && value !== null && schema.properties) {
    for (const name of schema.required ?? []) assert.ok(name in value, `${where} has no ${name}`);
    for (const [name, part] of Object.entries(value)) {
      const described = schema.properties[name];
      assert.ok(described, `${where}.${name} is not described`);
      assertDescribed(part, described, `${where}.${name}`);
    }
  }
}

test('every protection of the API holds for the plain addresses', async (t) => {
  const { url } = await serveTokens(t);
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/rest/activate-live`, { method: 'POST', headers, body: '{}' }).then(({ status }) => status);
  assert.equal(await post({ 'content-type': 'text/plain' }), 403);
  assert.equal(await post({ 'content-type': 'application/x-www-form-urlencoded' }), 415);
  assert.equal(await post({ 'content-type': 'application/json', origin: 'http://evil.example' }), 403);
  assert.equal(await post({ 'content-type': 'application/json' }), 200);
});

test('“no plan yet” is no error, a rejected configuration is', async (t) => {
  const live = testLive();
  live.publish({ plan: null, power: null, battery: null });
  const { url } = await serve(t, { live });
  const answer = await fetch(`${url}/rest/home-assistant`);
  assert.equal(answer.status, 200);
  const { now, outlook } = await body(answer);
  assert.deepEqual([now.gridKw, now.planStatus, now.stale, outlook], [null, null, true, []]);
  const rejected = await serve(t, { findings: () => [CRITICAL] });
  assert.equal((await fetch(`${rejected.url}/rest/now`)).status, 503);
});

interface Sensor {
  name: string;
  unique_id: string;
  availability: string;
  value_template: string;
  device_class?: string;
  state_class?: string;
  unit_of_measurement?: string;
  json_attributes?: string[];
}

const secret = {
  tag: '!secret',
  resolve: (name: string) => {
    assert.equal(name, 'smartload_bearer');
    return `Bearer ${OWNER.token}`;
  },
};

/** The values that a template reads, as paths from the answer. */
function readPaths({ value_template: template }: Sensor): string[] {
  return [...template.matchAll(/value_json\.(\w+(?:\.\w+)*)|\b(?:lp|now)\.(\w+)/g)].map(
    ([, whole, part]) => whole ?? part ?? '',
  );
}

test('the YAML of this house can be pasted: its requests are answered with all that its sensors read', async (t) => {
  const live = testLive();
  live.publish({
    loadpoints: [testLoadpoint(), { ...testLoadpoint(), id: "Carport 'süd'", title: '{{ x }} "y"' }],
  });
  const { url } = await serveTokens(t, { live });
  const text = await (await fetch(`${url}/home-assistant.yaml?lang=en`)).text();
  const yaml = parseYaml(text, { customTags: [secret] });
  const [{ resource, sensor, binary_sensor: binary }] = yaml.rest;
  assert.ok(resource.startsWith(url));
  const answer = await body(await fetch(resource, { headers: ELSEWHERE }));

  const ids = sensor.map(({ unique_id: id }: Sensor) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids.filter((id: string) => /soc$/.test(id)).length, 3);
  for (const each of [...sensor, ...binary] satisfies Sensor[]) {
    assert.match(each.availability, /value_json\.now is not none/, each.name);
    for (const path of readPaths(each))
      assert.ok(
        path in answer.now || path in answer.loadpoints[0] || (path.split('.', 1)[0] ?? '') in answer,
        `${each.unique_id} reads ${path}`,
      );
    if (each.device_class === 'power') assert.equal(each.unit_of_measurement, 'kW');
    if (each.device_class === 'battery') assert.equal(each.unit_of_measurement, '%');
    if (each.device_class === 'timestamp') assert.equal(each.state_class, undefined);
  }
  const attributes = sensor.find(({ unique_id: id }: Sensor) => id === 'smartload_plan').json_attributes;
  const kept = Object.fromEntries(attributes.map((name: string) => [name, answer[name]]));
  assert.equal(answer.outlook.length, 97, 'the running quarter of an hour and a day');
  assert.ok(Buffer.byteLength(JSON.stringify(kept)) < MAX_ATTRIBUTES_BYTES);
});

test('the commands of the YAML do what they say', async (t) => {
  const { url } = await serveTokens(t);
  const yaml = parseYaml(await (await fetch(`${url}/home-assistant.yaml`)).text(), { customTags: [secret] });
  const rendered: Record<string, string> = {
    smartload_activate_live: '{"capability": "BUFFER"}',
    smartload_extend_observation: '{"capability": "BUFFER", "days": 14}',
    smartload_replan: '{}',
    smartload_boost: '{"loadpoint": "garage", "minutes": 90}',
    smartload_cancel_boost: '{"loadpoint": "garage"}',
    smartload_set_departure: `{"loadpoint": "garage", "departure": "${new Date(NOW).toISOString()}", "targetSocPercent": 80}`,
    smartload_set_target: '{"loadpoint": "garage", "targetSocPercent": 55}',
  };
  assert.deepEqual(Object.keys(yaml.rest_command), Object.keys(rendered));
  for (const [name, command] of Object.entries<Record<string, string>>(yaml.rest_command)) {
    const answer = await fetch(command.url ?? '', {
      method: command.method ?? '',
      headers: { ...ELSEWHERE, 'content-type': command.content_type ?? '', ...Object(command.headers) },
      body: rendered[name] ?? '',
    });
    assert.equal(answer.status, 200, `${name}: ${await answer.text()}`);
  }
});

test('who looks through Home Assistant gets the address by which Home Assistant reaches us', async (t) => {
  const { url } = await serve(t, { ingressPeer: '127.0.0.1' });
  const page = await fetch(`${url}/home-assistant?lang=de`);
  assert.equal(page.status, 200);
  const text = await page.text();
  assert.match(text, /Home Assistant verbinden/);
  assert.doesNotMatch(text, /resource: &quot;http:\/\/127\.0\.0\.1/);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
});
