import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canGoOnWith, watchConfig } from './index.ts';

const OPTIONS = '/data/options.json';
const VEHICLES = '/config/vehicles.yaml';
const URL = 'http://evcc.local:7070';

/** Files that a test writes as it likes. */
function watched(contents: Record<string, string | Error>) {
  const files = {
    read(path: string) {
      const found = contents[path];
      if (found instanceof Error) throw found;
      return found ?? null;
    },
  };
  const config = watchConfig({ argv: [], env: {}, files });
  return {
    config,
    contents,
    states: () => Object.fromEntries(config.look().map(({ id, state }) => [id, state])),
  };
}

const optionsWith = (change: object) => JSON.stringify({ evcc_url: URL, ...change });
const carWith = (targetSoc: number) => `vehicles: [{ name: zoe, target_soc: ${targetSoc} }]`;

test('a file is changed by what it says, and taken again when that is taken back', () => {
  const { contents, states } = watched({ [OPTIONS]: optionsWith({}) });
  assert.deepEqual(states(), { options: 'TAKEN', vehicles: 'ABSENT', drivers: 'ABSENT', loads: 'ABSENT' });
  contents[OPTIONS] = optionsWith({ battery_min_soc: 30 });
  contents[VEHICLES] = carWith(70);
  assert.deepEqual(states(), { options: 'CHANGED', vehicles: 'CHANGED', drivers: 'ABSENT', loads: 'ABSENT' });
  contents[OPTIONS] = optionsWith({});
  delete contents[VEHICLES];
  assert.deepEqual(states(), { options: 'TAKEN', vehicles: 'ABSENT', drivers: 'ABSENT', loads: 'ABSENT' });
});

test('one file is taken over without the others', () => {
  const { config, contents, states } = watched({ [OPTIONS]: optionsWith({}), [VEHICLES]: carWith(70) });
  contents[OPTIONS] = '{ not json';
  contents[VEHICLES] = carWith(85);
  const result = config.takeOver('vehicles');
  assert.ok(result.taken);
  assert.equal(config.config().settings?.vehicles[0]?.targetSocPercent, 85);
  assert.deepEqual(states(), { options: 'CHANGED', vehicles: 'TAKEN', drivers: 'ABSENT', loads: 'ABSENT' });
});

test('what cannot be used is rejected until it says something else, and changes nothing', () => {
  const { config, contents, states } = watched({ [OPTIONS]: optionsWith({}) });
  const before = config.config();
  contents[OPTIONS] = '{ not json';
  const result = config.takeOver('options');
  assert.ok(!result.taken && result.findings[0]?.severity === 'CRITICAL');
  assert.equal(config.config(), before);
  assert.deepEqual(config.look()[0], { id: 'options', state: 'REJECTED', findings: result.findings });
  contents[OPTIONS] = '{ still not json';
  assert.equal(states().options, 'CHANGED');
  contents[OPTIONS] = optionsWith({ battery_min_soc: 30 });
  assert.ok(config.takeOver('options').taken);
  assert.equal(config.config().settings?.batteryMinSocPercent, 30);
  assert.equal(states().options, 'TAKEN');
});

test('a file that cannot be read is one that changed, not one that is gone', () => {
  const { config, contents, states } = watched({ [OPTIONS]: optionsWith({}) });
  contents[OPTIONS] = Object.assign(new Error('EACCES'), { code: 'EACCES' });
  assert.equal(states().options, 'CHANGED');
  assert.ok(!config.takeOver('options').taken);
  assert.equal(states().options, 'REJECTED');
});

test('the virtual house becomes a real one when options appear', () => {
  const { config, contents, states } = watched({});
  assert.equal(config.config().source, 'demo');
  contents[OPTIONS] = optionsWith({});
  assert.equal(states().options, 'CHANGED');
  assert.ok(config.takeOver('options').taken);
  assert.equal(config.config().settings?.evccUrl, URL);
});

test('everything is reloaded at once where nothing ran, and says whether that changed anything', () => {
  const { config, contents } = watched({ [OPTIONS]: '{}' });
  assert.equal(config.config().settings, null);
  assert.equal(config.reload(), false);
  contents[OPTIONS] = optionsWith({});
  assert.equal(config.reload(), true);
  assert.equal(config.config().settings?.evccUrl, URL);
});

test('a house goes on with other cars and limits, but not with another evcc', () => {
  const settingsOf = (change: object) => {
    const { settings } = watched({ [OPTIONS]: optionsWith(change) }).config.config();
    assert.ok(settings);
    return settings;
  };
  const before = settingsOf({});
  assert.ok(canGoOnWith(before, settingsOf({ battery_min_soc: 33, ev_target_soc: 70 })));
  for (const change of [
    { evcc_url: 'http://other:7070' },
    { api_port: 9000 },
    { timezone: 'Europe/London' },
    { max_subscriptions: 5 },
  ])
    assert.ok(!canGoOnWith(before, settingsOf(change)), JSON.stringify(change));
});

test('a car that is read from elsewhere than before needs another house', () => {
  const settingsOf = (vehicles: string) => {
    const { settings } = watched({
      [OPTIONS]: optionsWith({}),
      [VEHICLES]: `vehicles: [{name: zoe, ${vehicles}}]`,
    }).config.config();
    assert.ok(settings);
    return settings;
  };
  const before = settingsOf('type: renault, user: me@x, password: a');
  assert.ok(canGoOnWith(before, settingsOf('type: renault, user: me@x, password: a, target_soc: 70')));
  for (const other of [
    'type: renault, user: me@x, password: b',
    'type: custom, url: "http://car/soc"',
    'type: evcc',
  ])
    assert.ok(!canGoOnWith(before, settingsOf(other)), other);
});
