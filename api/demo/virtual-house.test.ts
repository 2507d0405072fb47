import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { HOUR_MS, MINUTE_MS, type VirtualClock, virtualClock } from '../house/index.ts';
import { decodeHouseState } from './resume.ts';
import { createVirtualHouse, type VirtualHouse, type VirtualHouseOptions } from './virtual-house.ts';

const NIGHT = Date.parse('2026-06-03T01:00:00+02:00');

interface Visit {
  house: VirtualHouse;
  clock: VirtualClock;
  url: string;
  /** Status and body (JSON where it is some) of a request below `/api`. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  state(): Promise<Record<string, unknown>>;
  pass(ms: number): Promise<void>;
}

async function visit(
  options: Partial<VirtualHouseOptions>,
  run: (visit: Visit) => Promise<void>,
): Promise<void> {
  const clock = virtualClock(NIGHT, (error) => {
    throw error;
  });
  const house = createVirtualHouse({ clock, ...options });
  const { url } = await house.start();
  async function call(method: string, path: string, body?: unknown) {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}/api${path}`, { method, ...json });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }
  const state = async () => Object((await call('GET', '/state')).body ?? {});
  try {
    await run({ house, clock, url, call, state, pass: (ms) => clock.advanceTo(clock.now() + ms) });
  } finally {
    await house.stop();
  }
}

test('values in the path, answers as bare JSON, errors as evcc words them', () =>
  visit({}, async ({ call }) => {
    const answer = async (method: string, path: string, body?: unknown) =>
      Object.values(await call(method, path, body));
    assert.deepEqual(await answer('POST', '/batterymode/hold'), [200, 2]);
    assert.deepEqual(await answer('DELETE', '/batterymode'), [200, 0]);
    assert.deepEqual(await answer('POST', '/batterymode/HOLD'), [404, '404 page not found\n']);
    assert.deepEqual(await answer('POST', '/batterymode/foo'), [
      400,
      { error: 'foo does not belong to BatteryMode values' },
    ]);
    assert.deepEqual(await answer('GET', '/batterymode/hold'), [405, '']);
    assert.deepEqual(await answer('GET', '/tariff/co2'), [404, { error: 'tariff not available' }]);
    assert.deepEqual(await answer('POST', '/loadpoints/1/mode/now'), [200, 'now']);
    assert.deepEqual(await answer('POST', '/loadpoints/3/mode/now'), [404, '404 page not found\n']);
    assert.deepEqual(await answer('POST', '/loadpoints/0/mode/now'), [404, '404 page not found\n']);
    assert.deepEqual(await answer('POST', '/loadpoints/1/batteryboost/true'), [
      400,
      { error: 'battery boost is only available in PV modes' },
    ]);
    assert.deepEqual(await answer('POST', '/loadpoints/1/enable/delay/30'), [200, 30e9]);
    assert.deepEqual(await answer('POST', '/loadpoints/1/smartcostlimit/-0.05'), [200, -0.05]);
    assert.deepEqual(await answer('DELETE', '/loadpoints/1/smartcostlimit'), [200, null]);
    assert.deepEqual(await answer('POST', '/loadpoints/1/mincurrent/17'), [
      400,
      { error: 'min current must be smaller or equal than max current' },
    ]);
    assert.deepEqual(await answer('POST', '/vehicles/kompakt/plan/soc/80/2026-06-03T06:00:00%2B02:00'), [
      200,
      { soc: 80, time: '2026-06-03T06:00:00+02:00' },
    ]);
    assert.deepEqual(await answer('POST', '/vehicles/kompakt/plan/soc/80/2026-06-02T06:00:00Z'), [
      400,
      { error: 'timestamp is in the past' },
    ]);
    assert.equal((await call('POST', '/vehicles/nobody/minsoc/20')).status, 400);
    assert.deepEqual(
      await answer('POST', '/vehicles/kompakt/plan/strategy', { continuous: true, precondition: 60 }),
      [200, { continuous: true, precondition: 60 }],
    );
  }));

test('priority, buffer and buffer start keep their order', () =>
  visit(
    { start: { site: { prioritySoc: 20, bufferSoc: 60, bufferStartSoc: 80 } } },
    async ({ call, state }) => {
      const error = async (path: string) => Object((await call('POST', path)).body).error;
      assert.equal(await error('/prioritysoc/70'), 'priority soc must be smaller or equal than buffer soc');
      assert.equal(await error('/buffersoc/10'), 'buffer soc must not be smaller than priority soc');
      assert.equal(await error('/buffersoc/90'), 'buffer soc must be smaller or equal than buffer start soc');
      assert.equal(await error('/bufferstartsoc/50'), 'buffer start soc must be larger than buffer soc');
      assert.equal((await call('POST', '/buffersoc/45')).body, 45);
      assert.equal((await state()).bufferSoc, 45);
    },
  ));

test('a posted mode shows as external at once, as applied after the next cycle, and is gone after the watchdog', () =>
  visit({}, async ({ call, state, pass, house }) => {
    const modes = async () => {
      const { batteryMode, batteryModeExternal } = await state();
      return [batteryMode, batteryModeExternal];
    };
    assert.deepEqual(await modes(), ['unknown', undefined]);
    await call('POST', '/batterymode/hold');
    assert.deepEqual(await modes(), ['unknown', 'hold']);
    await pass(30_000);
    assert.deepEqual(await modes(), ['hold', 'hold']);
    await call('POST', '/batterymode/hold');
    await pass(60_000);
    assert.deepEqual(await modes(), ['hold', 'hold']);
    await pass(30_000);
    assert.deepEqual(await modes(), ['normal', 'unknown']);
    assert.deepEqual([house.totals().writes, house.totals().heartbeats], [1, 1]);
  }));

test('a write to a loadpoint is followed at once', () =>
  visit({}, async ({ call, state, pass, house }) => {
    await call('POST', '/loadpoints/1/mode/now');
    const [garage] = Object((await state()).loadpoints);
    assert.deepEqual([garage.mode, garage.enabled, garage.offeredCurrent], ['now', true, 16]);
    await pass(MINUTE_MS);
    assert.equal(Object((await state()).loadpoints)[0].chargePower, 11040);
    assert.equal(Object((await state()).loadpoints)[0].connectedDuration, 0, 'as in evcc, with a car');
    await pass(MINUTE_MS);
    house.plugOut('kompakt');
    const [left] = Object((await state()).loadpoints);
    assert.equal(left.connected, false);
    assert.ok(left.connectedDuration >= 120, 'told once the car has left');
  }));

test('old versions wrap their answers, know no holdcharge and no history, and have hourly tariffs', () =>
  visit({ version: '0.203' }, async ({ call }) => {
    const state = await call('GET', '/state');
    assert.ok(Object(state.body).result.loadpoints);
    assert.deepEqual((await call('POST', '/batterymode/charge')).body, { result: 3 });
    assert.equal((await call('POST', '/batterymode/holdcharge')).status, 400);
    assert.equal((await call('GET', '/history/energy')).status, 404);
    assert.equal(Object((await call('GET', '/tariff/grid')).body).result.rates.length, 24);
  }));

test('the house remembers 30 days of its load in quarters, hours and days', () =>
  visit({}, async ({ call }) => {
    const history = async (query: string) => Object((await call('GET', `/history/energy?${query}`)).body);
    const range = 'from=2026-05-31T22:00:00Z&to=2026-06-02T22:00:00Z&group=home';
    const [quarters] = await history(range);
    const [days] = await history(`${range}&aggregate=day`);
    assert.deepEqual([quarters.group, quarters.data.length, days.data.length], ['home', 192, 2]);
    const energy = (data: { energy: number }[]) => data.reduce((total, slot) => total + slot.energy, 0);
    assert.ok(Math.abs(energy(quarters.data) - energy(days.data)) < 1e-9);
    assert.ok(energy(days.data) > 14 && energy(days.data) < 36);
    assert.equal((await call('GET', '/history/energy?aggregate=1h')).status, 400);
  }));

test('WebSocket: one flat welcome, forecasts after it, single keys each cycle, empty frames for old forecasts', () =>
  visit({}, async ({ url, pass }) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    const frames: Record<string, unknown>[] = [];
    socket.on('message', (data) => frames.push(JSON.parse(String(data))));
    await once(socket, 'open');
    await until(() => frames.length >= 7);
    const [welcome = {}, ...shards] = frames.splice(0);
    assert.ok('version' in welcome && 'loadpoints.0.mode' in welcome && !('forecast' in welcome));
    assert.deepEqual(
      shards.flatMap((shard) => Object.keys(shard)).sort(),
      ['co2', 'feedin', 'grid', 'planner', 'solar', 'temperature'].map((name) => `forecast.${name}`),
    );
    await pass(30_000);
    await until(() => frames.length > Object.keys(welcome).length);
    frames.splice(0);
    await pass(30_000);
    await until(() => frames.length > Object.keys(welcome).length);
    assert.ok(frames.every((frame) => Object.keys(frame).length <= 1));
    assert.ok(frames.some((frame) => Object.keys(frame).length === 0));
    assert.ok(frames.some((frame) => 'battery' in frame));
    socket.send('hello');
    const [code] = await once(socket, 'close');
    assert.equal(code, 1008);
  }));

test('faults: errors, web pages, reset connections, missing tariffs, a frozen state, no battery', () =>
  visit({}, async ({ house, call, state, pass }) => {
    const { faults } = house;
    faults.set({ serverErrors: true });
    assert.equal((await call('GET', '/state')).status, 500);
    faults.clear();
    faults.set({ html: true });
    assert.match(String((await call('GET', '/state')).body), /<html>/);
    faults.clear();
    faults.set({ unreachable: true });
    await assert.rejects(call('GET', '/state'));
    faults.clear();
    faults.set({ missingTariffs: ['grid'] });
    assert.equal((await call('GET', '/tariff/grid')).status, 404);
    faults.clear();
    faults.set({ slowMs: 60 });
    const begun = performance.now();
    await call('GET', '/state');
    assert.ok(performance.now() - begun >= 55);
    faults.clear();

    faults.set({ frozen: true });
    const before = await state();
    await pass(HOUR_MS);
    assert.deepEqual(await state(), before);
    faults.clear();
    assert.notDeepEqual(await state(), before);

    faults.set({ noBattery: true });
    await pass(MINUTE_MS);
    assert.equal((await state()).battery, null);
    assert.equal((await call('POST', '/batterymode/hold')).body, 0);
    assert.deepEqual((await call('POST', '/buffersoc/50')).body, { error: 'battery not configured' });
    assert.equal(house.totals().violations, 0);
  }));

test('a restart drops sockets and the external mode, keeps settings, and takes its time', () =>
  visit({}, async ({ house, url, call, state, pass }) => {
    await call('POST', '/batterymode/hold');
    await call('POST', '/buffersoc/55');
    await call('POST', '/loadpoints/2/mode/minpv');
    await pass(30_000);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    await once(socket, 'open');
    house.faults.restart();
    await once(socket, 'close');
    assert.equal((await state()).startupCompleted, false);
    assert.equal((await call('POST', '/loadpoints/1/mode/pv')).status, 404);
    await pass(MINUTE_MS);
    const after = await state();
    assert.deepEqual(
      [after.startupCompleted, after.batteryMode, after.batteryModeExternal, after.bufferSoc],
      [true, 'unknown', undefined, 55],
    );
    assert.equal(Object(after.loadpoints)[1].mode, 'minpv');
    assert.equal(house.exportState().orders.battery, 'normal');
  }));

test('after a crash the inverter stays in its mode while evcc is away, then times out', () =>
  visit({}, async ({ house, call, pass }) => {
    await call('POST', '/batterymode/hold');
    await pass(30_000);
    house.faults.restart({ crash: true, startupMs: 10 * MINUTE_MS });
    await pass(MINUTE_MS);
    assert.equal(house.exportState().orders.battery, 'hold');
    await pass(5 * MINUTE_MS);
    assert.equal(house.exportState().orders.battery, 'normal');
  }));

test('a house goes on where it was left', () =>
  visit({}, async ({ house, clock, pass }) => {
    await pass(6 * HOUR_MS);
    const saved = decodeHouseState(JSON.parse(JSON.stringify(house.exportState())));
    assert.ok(saved);
    assert.deepEqual(saved, house.exportState());
    await pass(2 * HOUR_MS);
    const other = createVirtualHouse({ clock, initialState: saved });
    await other.start();
    assert.deepEqual(other.totals(), house.totals());
    await other.stop();
    assert.equal(decodeHouseState({ ...saved, plant: { batteryKwh: 'full', cars: [] } }), null);
    assert.equal(decodeHouseState(null), null);
  }));

test('departures are known ahead; basic authentication is asked for where it is set', () =>
  visit({ basicAuth: { user: 'a', password: 'b' } }, async ({ house, url, clock }) => {
    const departures = house.departures(clock.now(), clock.now() + 24 * HOUR_MS);
    assert.deepEqual(
      departures.map(({ car }) => car),
      ['kompakt', 'kombi'],
    );
    assert.equal((await fetch(`${url}/api/state`)).status, 401);
    const authorization = `Basic ${Buffer.from('a:b').toString('base64')}`;
    assert.equal((await fetch(`${url}/api/state`, { headers: { authorization } })).status, 200);
  }));

test('a week passes in seconds', () =>
  visit({}, async ({ house, pass }) => {
    const begun = process.cpuUsage();
    await pass(7 * 24 * HOUR_MS);
    assert.ok(process.cpuUsage(begun).user < 5e6);
    assert.equal(house.totals().violations, 0);
  }));

/** Waits (real time) for what other tasks of the process bring about. */
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(condition());
}
