import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  planned,
  type ServerProcess,
  startServer,
  startWallHouse,
  temporaryFolder,
  waitFor,
} from './processes.ts';
import { ask } from './steered-house.ts';

interface File {
  state: string;
  error: { en: string } | null;
  findings: { field: string; severity: string }[];
}

interface State {
  instanceId: string;
  battery: { minSocPercent: number; maxSocPercent: number } | null;
  loadpoints: { vehicleName: string | null; targetSocPercent: number | null }[];
  notices: { code: string; message: { en: string } }[];
  findings: { field: string }[];
  sources: ({ id: string } & File)[];
}

const FILE = 'state error { en } findings { field severity }';

async function state({ port }: ServerProcess): Promise<State> {
  const { snapshot } = await ask<{ snapshot: State }>(
    port,
    `{ snapshot { instanceId battery { minSocPercent maxSocPercent } loadpoints { vehicleName targetSocPercent }
      notices { code message { en } } findings { field } sources { id ${FILE} } } }`,
  );
  return snapshot;
}

async function file(server: ServerProcess, id: string): Promise<File | undefined> {
  return (await state(server)).sources.find((source) => source.id === id);
}

const becomes = (server: ServerProcess, id: string, wanted: string) =>
  waitFor(`${id} to be ${wanted}`, async () => (await file(server, id))?.state === wanted);

/** Has a file read anew, as people do by a tap. */
async function reload({ port }: ServerProcess, id: string): Promise<File> {
  const answer = await ask<{ refreshSource: File }>(
    port,
    `mutation { refreshSource(id: "${id}") { ... on Source { ${FILE} } } }`,
  );
  return answer.refreshSource;
}

async function events({ port }: ServerProcess): Promise<{ type: string; subject: string | null }[]> {
  const stop = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'last-event-id': '0' },
    body: JSON.stringify({ query: 'subscription { events { type subject } }' }),
    signal: stop.signal,
  });
  let text = '';
  setTimeout(() => stop.abort(), 500);
  try {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  } catch {
    // Cut off by ourselves.
  }
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)).data.events);
}

describe('a configuration that changes while the program runs', () => {
  it('is stale until it is reloaded; what cannot be used is told, and the old one stays', async (t) => {
    const { url } = await startWallHouse(t);
    const options = join(temporaryFolder(t), 'options.json');
    const optionsWith = (change: object) =>
      writeFileSync(options, JSON.stringify({ evcc_url: url, battery_min_soc: 15, ...change }));
    optionsWith({});
    const port = String(20_000 + (process.pid % 20_000));
    const server = await startServer(t, ['--config', options, '--data', temporaryFolder(t), '--port', port]);
    await planned(server.port);
    const { instanceId } = await state(server);
    assert.equal((await file(server, 'options'))?.state, 'FRESH');
    assert.equal((await file(server, 'vehicles'))?.state, 'ABSENT');

    optionsWith({ battery_min_soc: 25 });
    await becomes(server, 'options', 'STALE');
    const changed = await state(server);
    assert.equal(changed.battery?.minSocPercent, 15, 'nobody asked for it yet');
    assert.ok(changed.notices.some(({ code }) => code === 'CONFIG_CHANGED'));
    assert.equal((await reload(server, 'options')).state, 'FRESH');
    await waitFor('the new minimum', async () => (await state(server)).battery?.minSocPercent === 25);
    assert.ok(!(await state(server)).notices.some(({ code }) => code === 'CONFIG_CHANGED'));

    writeFileSync(options, '{ "evcc_url": ');
    await becomes(server, 'options', 'STALE');
    const refused = await reload(server, 'options');
    assert.equal(refused.state, 'FAILED');
    assert.equal(refused.findings[0]?.severity, 'CRITICAL');
    const { battery, notices } = await state(server);
    assert.equal(battery?.minSocPercent, 25);
    const rejected = notices.find(({ code }) => code === 'CONFIG_REJECTED');
    assert.match(rejected?.message.en ?? '', /the one before stays/);

    const vehicles = join(options, '..', 'vehicles.yaml');
    writeFileSync(vehicles, 'vehicles:\n  - name: kompakt\n    target_soc: 63\n');
    await becomes(server, 'vehicles', 'STALE');
    assert.equal((await reload(server, 'vehicles')).state, 'FRESH', 'the broken options do not matter to it');
    const car = ({ loadpoints }: State) => loadpoints.find(({ vehicleName }) => vehicleName === 'kompakt');
    await waitFor('the new target', async () => car(await state(server))?.targetSocPercent === 63);

    writeFileSync(vehicles, 'vehicles:\n  - name: kompakt\n    target_soc: 400\n');
    await becomes(server, 'vehicles', 'STALE');
    const unusable = await reload(server, 'vehicles');
    assert.equal(unusable.state, 'FAILED');
    assert.deepEqual(unusable.findings, [{ field: 'vehicles[0].target_soc', severity: 'WARNING' }]);
    assert.match(unusable.error?.en ?? '', /found: 400/);
    assert.equal(car(await state(server))?.targetSocPercent, 63);
    assert.deepEqual((await state(server)).findings, [], 'nothing of it counts');
    writeFileSync(vehicles, 'vehicles:\n  - name: kompakt\n    target_soc: 63\n');
    await becomes(server, 'vehicles', 'FRESH');

    optionsWith({ battery_min_soc: 20, battery_max_sco: 80 });
    await becomes(server, 'options', 'STALE');
    const noted = await reload(server, 'options');
    assert.equal(noted.state, 'FRESH', 'a slip of the pen is only told');
    assert.deepEqual(noted.findings, [{ field: 'battery_max_sco', severity: 'WARNING' }]);
    await waitFor('the new minimum', async () => (await state(server)).battery?.minSocPercent === 20);
    optionsWith({ battery_min_soc: 20, battery_max_soc: 85 });
    await becomes(server, 'options', 'STALE');
    assert.deepEqual(await reload(server, 'options'), { state: 'FRESH', error: null, findings: [] });
    await waitFor('the new maximum', async () => (await state(server)).battery?.maxSocPercent === 85);
    optionsWith({ battery_min_soc: 20, battery_max_soc: 400 });
    await becomes(server, 'options', 'STALE');
    assert.equal((await reload(server, 'options')).state, 'FAILED');
    assert.equal((await state(server)).battery?.maxSocPercent, 85);
    optionsWith({ battery_min_soc: 20, battery_max_soc: 85 });
    await becomes(server, 'options', 'FRESH');
    assert.ok(!(await state(server)).notices.some(({ code }) => code === 'CONFIG_REJECTED'));
    assert.equal((await state(server)).instanceId, instanceId, 'the house was never started anew');

    const told = (await events(server)).filter(
      ({ subject }) => subject === 'options' || subject === 'vehicles',
    );
    assert.deepEqual(
      told.map(({ type, subject }) => `${subject} ${type.replace('SOURCE_', '')}`),
      [
        'options REFRESHED',
        'vehicles REFRESHED',
        'options STALE',
        'options REFRESHING',
        'options REFRESHED',
        'options STALE',
        'options REFRESHING',
        'options FAILED',
        'vehicles STALE',
        'vehicles REFRESHING',
        'vehicles REFRESHED',
        'vehicles STALE',
        'vehicles REFRESHING',
        'vehicles FAILED',
        'vehicles REFRESHED',
        'options STALE',
        'options REFRESHING',
        'options REFRESHED',
        'options STALE',
        'options REFRESHING',
        'options REFRESHED',
        'options STALE',
        'options REFRESHING',
        'options FAILED',
        'options REFRESHED',
      ],
    );
  });

  it('that names another evcc is taken over in the same process, with everything built anew', async (t) => {
    const [first, second] = [await startWallHouse(t), await startWallHouse(t, { intervalS: 3 })];
    const options = join(temporaryFolder(t), 'options.json');
    const pointTo = (url: string) => writeFileSync(options, JSON.stringify({ evcc_url: url }));
    pointTo(first.url);
    const port = String(20_002 + (process.pid % 20_000));
    const server = await startServer(t, ['--config', options, '--data', temporaryFolder(t), '--port', port]);
    const before = await planned(server.port);
    pointTo(second.url);
    await becomes(server, 'options', 'STALE');
    assert.equal((await reload(server, 'options')).state, 'FRESH');
    await waitFor('the other house', async () => {
      const now = await state(server).catch(() => null);
      return now && now.instanceId !== before.instanceId && now.battery !== null;
    });
    const log = await events(server);
    assert.ok(log.filter(({ type }) => type === 'WARM').length >= 1, 'the log goes on');
  });

  it('ends the error page once it is right', async (t) => {
    const { url } = await startWallHouse(t);
    const file = join(temporaryFolder(t), 'options.json');
    writeFileSync(file, '{}');
    const port = String(20_001 + (process.pid % 20_000));
    const args = ['--config', file, '--data', temporaryFolder(t), '--port', port];
    const server = await startServer(t, args);
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/`)).status, 503);
    writeFileSync(file, JSON.stringify({ evcc_url: url }));
    await waitFor('the page', async () => {
      const answer = await fetch(`http://127.0.0.1:${server.port}/ready`).catch(() => null);
      return answer?.status === 200 ? true : null;
    });
  });
});
