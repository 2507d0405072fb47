import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadOptions, memoryFiles } from './fixtures.ts';
import { type LoadedConfig, loadConfig } from './load.ts';

const URL = 'http://evcc.local:7070';

function load(
  contents: Record<string, string | Error>,
  env: Record<string, string> = {},
  argv: string[] = [],
): LoadedConfig {
  return loadConfig({ argv, env, files: memoryFiles(contents) });
}

test('no configuration of any kind is the virtual house', () => {
  const { settings, findings, source, dataDir, port, timeZone } = load({});
  assert.equal(source, 'demo');
  assert.equal(settings?.evccUrl, null);
  assert.deepEqual(findings, []);
  assert.deepEqual([dataDir, port, timeZone], [resolve('data'), 8099, 'Europe/Berlin']);
});

test('port, folder and zone alone do not make a house', () => {
  const env = {
    SMARTLOAD_PORT: '9000',
    SMARTLOAD_DATA: '/srv/x',
    TZ: 'Europe/Vienna',
    SMARTLOAD_SKIP_BROWSER: '1',
  };
  const { source, port, dataDir, timeZone } = load({}, env);
  assert.deepEqual([source, port, dataDir, timeZone], ['demo', 9000, '/srv/x', 'Europe/Vienna']);
});

test('--demo is the virtual house whatever else is configured', () => {
  const { settings, findings, source } = load({ '/data/options.json': '{' }, { EVCC_URL: URL }, [
    '--demo',
    '--port=1',
  ]);
  assert.deepEqual([source, settings?.evccUrl, settings?.port, findings], ['demo', null, 1, []]);
});

test('a file beside --demo is not read, and that is said', () => {
  const { source, findings } = load({ 'house.yaml': 'mqtt_url: mqtt://broker' }, {}, [
    '--demo',
    '--config',
    'house.yaml',
  ]);
  assert.equal(source, 'demo');
  assert.deepEqual(
    findings.map(({ field, value, severity }) => [field, value, severity]),
    [['config', 'house.yaml', 'WARNING']],
  );
});

test('options of a house beside --demo are named as not used, without their values', () => {
  const env = { EVCC_URL: URL, SMARTLOAD_KEEP_HISTORY_DAYS: '7', SMARTLOAD_INFLUXDB_PASSWORD: 'hunter2' };
  const { settings, findings } = load({}, env, ['--demo']);
  assert.deepEqual(
    findings.map(({ severity, message }) => [severity, message.en.split(': ')[1]]),
    [['WARNING', 'SMARTLOAD_KEEP_HISTORY_DAYS, SMARTLOAD_INFLUXDB_PASSWORD.']],
  );
  assert.ok(settings);
  assert.ok(!JSON.stringify(findings).includes('hunter2'));
});

test('a configuration without evcc_url is critical', () => {
  for (const loaded of [
    load({ '/data/options.json': '{}' }),
    load({ 'house.yaml': '' }, {}, ['--config', 'house.yaml']),
    load({}, { SMARTLOAD_BATTERY_MIN_SOC: '20' }),
    load({}, {}, ['--evcc-url']),
    load({ '/data/options.json': '{"evcc_url": " "}' }),
  ]) {
    assert.equal(loaded.settings, null);
    assert.deepEqual(
      loaded.findings.map(({ field, severity }) => [field, severity]),
      [['evcc_url', 'CRITICAL']],
    );
  }
});

test('later sources win over earlier ones', () => {
  const addon = {
    '/data/options.json': JSON.stringify({ evcc_url: 'http://addon', api_port: 1, ev_target_soc: 1 }),
  };
  const file = { ...addon, '/etc/house.yaml': 'evcc_url: http://file\nport: 2\n' };
  const env = { SMARTLOAD_EVCC_URL: 'http://env', EVCC_URL: 'http://bare', SMARTLOAD_PORT: '3' };
  const config = ['--config', '/etc/house.yaml'];
  const seen = (loaded: LoadedConfig) => [loaded.source, loaded.settings?.evccUrl, loaded.port];
  assert.deepEqual(seen(load(addon)), ['addon', 'http://addon', 1]);
  assert.deepEqual(seen(load(file, {}, config)), ['file', 'http://file', 2]);
  assert.deepEqual(seen(load(file, { SMARTLOAD_CONFIG: '/etc/house.yaml' })), ['file', 'http://file', 2]);
  assert.deepEqual(seen(load(file, env, config)), ['file', 'http://env', 3]);
  assert.deepEqual(seen(load({}, { EVCC_URL: 'http://bare' })), ['env', 'http://bare', 8099]);
  assert.deepEqual(seen(load(file, env, [...config, '--evcc-url', 'http://line', '--port=4'])), [
    'file',
    'http://line',
    4,
  ]);
  assert.equal(load(file, env, config).settings?.evTargetSocPercent, 1);
});

test('TZ counts only where no time zone is configured', () => {
  const file = { 'house.yaml': `evcc_url: ${URL}\ntimezone: Europe/Paris` };
  assert.equal(load(file, { TZ: 'Europe/Rome' }, ['--config', 'house.yaml']).timeZone, 'Europe/Paris');
  const unknown = load({}, { EVCC_URL: URL, TZ: 'Nowhere' });
  assert.equal(unknown.timeZone, 'Europe/Berlin');
  assert.ok(unknown.findings[0]?.message.en.includes('(TZ)'));
});

test('a finding tells which variable or argument it is about', () => {
  const { findings } = load({}, { EVCC_URL: URL, SMARTLOAD_EV_TARGET_SOC: '120' });
  assert.equal(findings[0]?.field, 'ev_target_soc');
  assert.ok(findings[0]?.message.de.includes('SMARTLOAD_EV_TARGET_SOC'));
});

test('slips of the pen in variables and arguments are warnings', () => {
  const { findings } = load(
    {},
    { EVCC_URL: URL, SMARTLOAD_EVCC_PASWORD: 'hunter2', SMARTLOAD_CHROMIUM: '/x' },
    ['--evc-url=x', '--speed=max'],
  );
  assert.deepEqual(
    findings.map(({ field, severity }) => [field, severity]),
    [
      ['--evc-url', 'WARNING'],
      ['SMARTLOAD_EVCC_PASWORD', 'WARNING'],
    ],
  );
  assert.ok(!JSON.stringify(findings).includes('hunter2'));
});

test('a broken file is one critical finding with line and column', () => {
  const json = load({ '/data/options.json': '{\n  "evcc_url": "x",\n}' });
  assert.deepEqual(
    json.findings.map(({ field, severity }) => [field, severity]),
    [['/data/options.json:3:1', 'CRITICAL']],
  );
  assert.deepEqual([json.settings, json.port, json.dataDir], [null, 8099, '/data']);

  const yaml = load({ 'house.yml': 'evcc_url: http://x\nevcc_url: http://y' }, {}, ['--config', 'house.yml']);
  assert.equal(yaml.findings[0]?.field, 'house.yml:2:1');
  assert.equal(yaml.settings, null);
});

test('a file that cannot be read, is missing or holds no options is critical', () => {
  const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
  for (const loaded of [
    load({ '/data/options.json': denied }),
    load({}, {}, ['--config', 'gone.yaml']),
    load({}, {}, ['--config']),
    load({ 'house.yaml': '- a\n- b' }, {}, ['--config', 'house.yaml']),
    load({ 'house.json': '"text"' }, {}, ['--config', 'house.json']),
    load({ '/data/vehicles.yaml': 'vehicles: [' }, { SUPERVISOR_TOKEN: 't', EVCC_URL: URL }),
  ]) {
    assert.equal(loaded.settings, null);
    assert.deepEqual(
      loaded.findings.map(({ severity }) => severity),
      ['CRITICAL'],
    );
  }
});

test('the data folder is the one chosen, else that of the add-on, else ./data', () => {
  const env = { EVCC_URL: URL };
  assert.equal(load({}, env).dataDir, resolve('data'));
  assert.equal(load({}, { ...env, SUPERVISOR_TOKEN: 't' }).dataDir, '/data');
  assert.equal(load({ '/data/options.json': '{}' }).dataDir, '/data');
  assert.equal(load({}, { ...env, SMARTLOAD_DATA: '/srv/a' }).dataDir, '/srv/a');
  assert.equal(load({}, { ...env, SMARTLOAD_DATA: '/srv/a' }, ['--data', '/srv/b']).dataDir, '/srv/b');
});

test('the files that were read are named', () => {
  const contents = {
    '/etc/house.yaml': `evcc_url: ${URL}`,
    '/etc/vehicles.yaml': 'vehicles: []',
    '/config/drivers.yaml': 'drivers: []',
  };
  const { files } = load(contents, {}, ['--config', '/etc/house.yaml']);
  assert.deepEqual(files, Object.keys(contents));
});

test('no file content makes it throw', () => {
  const path = fc.constantFrom(
    '/data/options.json',
    'house.yaml',
    '/data/vehicles.yaml',
    '/data/drivers.yaml',
  );
  const content = fc.oneof(fc.string(), fc.json());
  fc.assert(
    fc.property(fc.dictionary(path, content), (contents) => {
      load({ 'house.yaml': '', ...contents }, { SUPERVISOR_TOKEN: 't' }, ['--config', 'house.yaml']);
    }),
  );
});

test('a capacity tariff counts once it has a price', () => {
  const plain = loadOptions({ peak_price_interval_minutes: 30 }).settings;
  assert.deepEqual([plain?.peakPrice, plain?.levelsPeaks, plain?.co2PricePerTonne], [null, false, 0]);
  const { settings, findings } = loadOptions({
    peak_price_per_kw: '4.5',
    peak_price_period: 'year',
    peak_price_interval_minutes: 30,
    peak_price_minimum_kw: 2.5,
    level_import_peaks: true,
    co2_price_per_tonne: 80,
  });
  assert.deepEqual(findings, []);
  assert.deepEqual(settings?.peakPrice, {
    pricePerKw: 4.5,
    period: 'year',
    intervalMinutes: 30,
    minimumKw: 2.5,
  });
  assert.deepEqual([settings?.levelsPeaks, settings?.co2PricePerTonne], [true, 80]);
  assert.deepEqual(
    [plain?.preferenceCost, loadOptions({ preference_cost_ct: 5 }).settings?.preferenceCost],
    [0.01, 0.05],
  );
});
