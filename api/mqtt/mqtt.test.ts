import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import type { Actions, LoadpointView, Snapshot } from '../house/index.ts';
import { createAnnounced } from './announced.ts';
import { discoveryOf, stateOf, topicsOf } from './discovery.ts';
import { createMqtt, supervisorBroker } from './index.ts';
import { planOf } from './plan-attributes.ts';
import { MOSQUITTO, startBroker } from './test-broker.ts';
import { testHouse } from './test-house.ts';

const HOUSE = 'abc123';
const TOPICS = topicsOf(HOUSE);
const skip = MOSQUITTO ? false : 'Mosquitto is not installed (apt-get install mosquitto)';

interface Component {
  platform: string;
  unique_id: string;
  default_entity_id: string;
  object_id?: string;
  command_topic?: string;
  device_class?: string;
  state_class?: string;
  options?: string[];
  value_template?: string;
}

test('the announcement keeps to the rules of Home Assistant’s discovery', () => {
  const { snapshot } = testHouse();
  const announced = JSON.parse(JSON.stringify(discoveryOf(snapshot(), HOUSE, 'de')));
  assert.ok(announced.device.identifiers.length > 0 && announced.origin.name);
  assert.deepEqual(announced.availability, [{ topic: TOPICS.status }]);
  const components: Component[] = Object.values(announced.components);
  const ids = components.map(({ unique_id: id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  const state = stateOf(snapshot(), 'de');
  for (const component of components) {
    assert.ok(component.platform && component.unique_id, component.unique_id);
    assert.equal(component.object_id, undefined);
    assert.match(component.default_entity_id, new RegExp(`^${component.platform}\\.[a-z0-9_]+$`));
    const writable = ['switch', 'select', 'number', 'button'].includes(component.platform);
    assert.equal(component.command_topic !== undefined, writable, component.unique_id);
    const value = /value_json\.(\w+)/.exec(component.value_template ?? '')?.[1];
    assert.equal(value !== undefined, component.platform !== 'button');
    if (value) assert.ok(value in state, value);
    if (component.device_class === 'enum')
      assert.ok(component.options?.includes(String(state[value ?? ''] ?? component.options[0])));
    if (['enum', 'timestamp'].includes(component.device_class ?? ''))
      assert.equal(component.state_class, undefined);
  }
  for (const platform of ['sensor', 'binary_sensor', 'switch', 'select', 'number', 'button'])
    assert.ok(
      components.some((component) => component.platform === platform),
      platform,
    );
  assert.ok(Buffer.byteLength(JSON.stringify(planOf(snapshot()))) < 16_384);
});

test('whatever is wanted of the battery is one of the states that were announced', () => {
  const { snapshot } = testHouse();
  const { components }: { components: Record<string, Component> } = JSON.parse(
    JSON.stringify(discoveryOf(snapshot(), HOUSE, 'en')),
  );
  assert.deepEqual(components.action?.options, [
    'BATTERY_RELEASE',
    'BATTERY_HOLD',
    'BATTERY_CHARGE',
    'BATTERY_HOLD_CHARGE',
    'BATTERY_TO_CAR',
  ]);
});

test('loadpoints that would look the same are told apart', () => {
  const house = testHouse();
  const twin = (id: string): LoadpointView => ({ ...(house.snapshot().loadpoints[0] as LoadpointView), id });
  const snapshot: Snapshot = {
    ...house.snapshot(),
    loadpoints: [twin('Küche 1'), twin('K_che 1'), twin('a/b+#')],
  };
  const { components }: { components: Record<string, Component> } = JSON.parse(
    JSON.stringify(discoveryOf(snapshot, HOUSE, 'de')),
  );
  const topics = Object.values(components).flatMap(({ command_topic: topic }) => (topic ? [topic] : []));
  assert.equal(new Set(topics).size, topics.length);
  for (const topic of topics) assert.match(topic, /^smartload\/abc123\/set\/[a-z0-9_]+$/);
});

function connect(t: TestContext, broker: string, actions?: Partial<Actions>, patienceMs = 600_000) {
  const house = testHouse(actions);
  const lines: string[] = [];
  const mqtt = createMqtt({
    broker: async () => broker,
    houseId: HOUSE,
    language: 'en',
    snapshot: house.snapshot,
    snapshots: house.snapshots,
    actions: house.actions,
    patienceMs,
    log: (line) => lines.push(line),
  });
  mqtt.start();
  t.after(() => mqtt.stop());
  return { ...house, mqtt, lines };
}

test('a house appears, tells of changes, and says goodbye', { skip }, async (t) => {
  const broker = await startBroker(t);
  const other = await broker.watch('#');
  const { publish, mqtt } = connect(t, broker.url);
  await other.until(TOPICS.status, (payload) => payload === 'online');
  const state = JSON.parse(await other.until(TOPICS.state, () => true));
  assert.deepEqual([state.battery_soc, state.pause, state.problem], [50, 'OFF', 'OFF']);
  publish({ power: null });
  await other.until(TOPICS.state, (payload) => JSON.parse(payload).grid_power === null);
  const late = await broker.watch('#');
  for (const topic of [TOPICS.status, TOPICS.discovery, TOPICS.state, TOPICS.plan]) {
    await late.until(topic, () => true);
    assert.ok(late.messages.find((message) => message.topic === topic)?.retained, topic);
  }
  await mqtt.stop();
  await other.until(TOPICS.status, (payload) => payload === 'offline');
});

test('commands are done and the state follows; what means nothing, or lies there from earlier, is not', {
  skip,
}, async (t) => {
  const broker = await startBroker(t);
  const other = await broker.watch('#');
  await other.publish(TOPICS.commandOf('replan'), 'PRESS', true);
  const { called, lines } = connect(t, broker.url);
  await other.until(TOPICS.state, () => true);
  await other.publish(TOPICS.commandOf('pause'), 'ON');
  await other.until(TOPICS.state, (payload) => JSON.parse(payload).pause === 'ON');
  await other.publish(TOPICS.commandOf('garage_charging'), 'boost');
  await other.until(TOPICS.state, (payload) => JSON.parse(payload).garage_charging === 'boost');
  for (const [entity, payload] of [
    ['garage_target', '101'],
    ['garage_target', 'many'],
    ['pause', 'MAYBE'],
    ['nothing', 'ON'],
    ['__proto__', 'ON'],
    ['grid_power', '5'],
  ] as const)
    await other.publish(TOPICS.commandOf(entity), payload);
  await other.publish(TOPICS.commandOf('garage_target'), '75');
  await other.until(TOPICS.state, (payload) => JSON.parse(payload).garage_target === 75);
  assert.deepEqual(called, ['pauseControl', 'boost', 'setTarget']);
  assert.equal(lines.filter((line) => line.includes('not understood')).length, 6);
});

const componentsOf = (payload: string): Record<string, object> => JSON.parse(payload).components;

test('a loadpoint that is gone is taken from Home Assistant, and comes back with the loadpoint', {
  skip,
}, async (t) => {
  const broker = await startBroker(t);
  const other = await broker.watch(TOPICS.discovery);
  const { publish, snapshot } = connect(t, broker.url, {}, 0);
  const before = componentsOf(
    await other.until(TOPICS.discovery, (payload) => 'garage_charging' in componentsOf(payload)),
  );
  const garage = Object.keys(before).filter((id) => id.startsWith('garage_'));
  const { loadpoints } = snapshot();
  publish({ loadpoints: [] });
  await other.until(TOPICS.discovery, (payload) => !('garage_charging' in componentsOf(payload)));
  const farewell = componentsOf(other.messages.at(-2)?.payload ?? '');
  for (const id of garage) assert.deepEqual(Object.keys(farewell[id] ?? {}), ['platform'], id);
  assert.deepEqual(
    Object.keys(farewell).filter((id) => !garage.includes(id)),
    Object.keys(before).filter((id) => !garage.includes(id)),
  );
  const late = await broker.watch(TOPICS.discovery);
  assert.ok(!('garage_charging' in componentsOf(await late.until(TOPICS.discovery, () => true))));
  publish({ loadpoints });
  await other.until(TOPICS.discovery, (payload) => 'garage_charging' in componentsOf(payload));
});

test('what an earlier run announced is taken away too; what nobody announced, or is only late, is not', {
  skip,
}, async (t) => {
  const broker = await startBroker(t);
  const other = await broker.watch(TOPICS.discovery);
  const old = { device: {}, components: { cellar_target: { platform: 'number', unique_id: 'x' } } };
  await other.publish(TOPICS.discovery, JSON.stringify(old), true);
  await other.until(TOPICS.discovery, () => true);
  const first = connect(t, broker.url, {}, 0);
  await other.until(TOPICS.discovery, (payload) => 'pause' in componentsOf(payload));
  first.publish({ siteTitle: 'Read again' });
  await other.until(
    TOPICS.discovery,
    (payload) => payload.includes('Read again') && !payload.includes('cellar'),
  );
  assert.ok(
    other.messages.some(({ payload }) => payload.includes('"cellar_target":{"platform":"number"}')),
    'said once with its platform alone',
  );
  await first.mqtt.stop();

  other.messages.length = 0;
  const second = connect(t, broker.url);
  await other.until(TOPICS.discovery, (payload) => 'garage_charging' in componentsOf(payload));
  second.publish({ loadpoints: [], siteTitle: 'Starting' });
  await other.until(TOPICS.discovery, (payload) => payload.includes('Starting'));
  assert.ok(
    !other.messages.some(({ payload }) => payload.includes('"garage_charging":{"platform":"select"}')),
  );
});

test('an announcement of somebody else that makes no sense changes nothing', () => {
  const announced = createAnnounced(0);
  for (const payload of [
    '',
    'null',
    '[]',
    '{"components":[]}',
    '{"components":{"a":7}}',
    '{"components":{"a":{}}}',
  ])
    announced.recall(payload);
  announced.recall('{"components":{"__proto__":{"platform":"sensor"}}}');
  const discovery = { components: { a: { platform: 'sensor' } } };
  assert.equal(announced.payloads(discovery, true, 0).at(-1), JSON.stringify(discovery));
});

test('all is said again when Home Assistant has started, and after the broker was away', {
  skip,
}, async (t) => {
  const broker = await startBroker(t);
  const other = await broker.watch('#');
  connect(t, broker.url);
  await other.until(TOPICS.discovery, () => true);
  other.messages.length = 0;
  await other.publish('homeassistant/status', 'online');
  await other.until(TOPICS.discovery, () => true);
  await broker.stop();
  await broker.start();
  const after = await broker.watch('#');
  await after.until(TOPICS.discovery, () => true);
  await after.until(TOPICS.status, (payload) => payload === 'online');
});

test('the broker says for us that we are gone', { skip }, async (t) => {
  const { spawn } = await import('node:child_process');
  const broker = await startBroker(t);
  const other = await broker.watch('#');
  const code = `
    const { createMqtt } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const { testHouse } = await import(${JSON.stringify(new URL('./test-house.ts', import.meta.url).href)});
    const house = testHouse();
    createMqtt({ broker: async () => ${JSON.stringify(broker.url)}, houseId: 'abc123', language: 'en', snapshot: house.snapshot, snapshots: house.snapshots, actions: house.actions, log: () => {} }).start();`;
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    code,
  ]);
  t.after(() => child.kill('SIGKILL'));
  await other.until(TOPICS.status, (payload) => payload === 'online');
  child.kill('SIGKILL');
  await other.until(TOPICS.status, (payload) => payload === 'offline');
});

test('the Supervisor’s broker is found with the token that it gave us', async (t) => {
  const server = createServer((request, response) => {
    const known = request.url === '/services/mqtt' && request.headers.authorization === 'Bearer s3cret';
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        result: 'ok',
        data: { host: 'core-mosquitto', port: '1883', username: 'a b', password: 'p:@/', ssl: false },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const found = new URL((await supervisorBroker('s3cret', url)) ?? '');
  assert.equal(found.host, 'core-mosquitto:1883');
  assert.deepEqual([decodeURIComponent(found.username), decodeURIComponent(found.password)], ['a b', 'p:@/']);
  assert.equal(await supervisorBroker('wrong', url), null);
  assert.equal(await supervisorBroker(null, url), null);
  assert.equal(await supervisorBroker('s3cret', 'http://127.0.0.1:9'), null);
});
