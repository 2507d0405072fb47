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

for (const [what, vehicles, field] of [
  ['no list', 'vehicles: 5', 'vehicles'],
  ['a list under another name', 'vehicels: [{ name: zoe }]', 'vehicles'],
  ['a capacity below zero', 'vehicles: [{ name: zoe, capacity_kwh: -5 }]', 'vehicles[0].capacity_kwh'],
  ['a target above 100 %', carWith(400), 'vehicles[0].target_soc'],
] as const)
  test(`cars with ${what} are rejected, and the cars of before stay`, () => {
    const { config, contents } = watched({ [OPTIONS]: optionsWith({}), [VEHICLES]: carWith(70) });
    contents[VEHICLES] = vehicles;
    const result = config.takeOver('vehicles');
    assert.ok(!result.taken);
    assert.deepEqual(
      result.findings.map((finding) => finding.field),
      [field],
    );
    assert.match(result.findings[0]?.message.en ?? '', /used: what counted before\.$/);
    assert.equal(config.config().settings?.vehicles[0]?.targetSocPercent, 70);
    assert.deepEqual(config.look()[1], { id: 'vehicles', state: 'REJECTED', findings: result.findings });
    contents[VEHICLES] = carWith(75);
    assert.ok(config.takeOver('vehicles').taken);
  });

test('an option that cannot be used is no reason to fall back to its default while the house runs', () => {
  const { config, contents } = watched({ [OPTIONS]: optionsWith({ battery_max_soc: 85 }) });
  contents[OPTIONS] = optionsWith({ battery_max_soc: 400, battery_min_soc: 20 });
  const result = config.takeOver('options');
  assert.ok(!result.taken && result.findings[0]?.field === 'battery_max_soc');
  assert.equal(config.config().settings?.batteryMaxSocPercent, 85);
  assert.equal(config.config().settings?.batteryMinSocPercent, 10);
});

test('what is only to be noted is no reason to reject a file, and is told with it', () => {
  const { config, contents } = watched({ [OPTIONS]: optionsWith({}) });
  contents[OPTIONS] = optionsWith({ battery_min_soc: 25, battery_max_sco: 85, buffer_base_soc: 5 });
  assert.ok(config.takeOver('options').taken);
  assert.equal(config.config().settings?.batteryMinSocPercent, 25);
  const [options] = config.look();
  assert.equal(options?.state, 'TAKEN');
  assert.deepEqual(
    options?.findings.map(({ field }) => field),
    ['battery_max_sco', 'buffer_base_soc'],
  );
});

test('what could not be used at the start counts as its default, and keeps nobody from changing the rest', () => {
  const { config, contents, states } = watched({ [OPTIONS]: optionsWith({}), [VEHICLES]: carWith(400) });
  assert.equal(config.config().settings?.vehicles[0]?.targetSocPercent, null);
  assert.equal(config.look()[1]?.findings[0]?.field, 'vehicles[0].target_soc');
  contents[VEHICLES] = 'vehicles: [{ name: zoe, target_soc: 400, capacity_kwh: 52 }]';
  assert.ok(config.takeOver('vehicles').taken);
  assert.equal(config.config().settings?.vehicles[0]?.capacityKwh, 52);
  contents[OPTIONS] = optionsWith({ battery_min_soc: 20 });
  assert.ok(config.takeOver('options').taken, 'the cars are none of its business');
  assert.deepEqual(states().options, 'TAKEN');
  assert.deepEqual(config.look()[0]?.findings, []);
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
