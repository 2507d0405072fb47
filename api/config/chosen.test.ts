import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { chosenPath, keepChosen } from './chosen.ts';
import { memoryFiles } from './fixtures.ts';
import { loadConfig } from './load.ts';

const CHOSEN = '{"evcc_url":"http://10.0.0.7:7070"}';
const HERE = chosenPath(resolve('data'));

function load(contents: Record<string, string>, argv: string[] = [], env: Record<string, string> = {}) {
  return loadConfig({ argv, env, files: memoryFiles(contents) });
}

test('what was chosen on the page makes a house, and can be chosen anew', () => {
  const { source, settings, findings, setup } = load({ [HERE]: CHOSEN });
  assert.deepEqual([source, settings?.evccUrl, findings], ['page', 'http://10.0.0.7:7070', []]);
  assert.deepEqual(setup, { possible: true, needed: false, address: 'http://10.0.0.7:7070' });
});

test("it goes before the add-on's option, which is told; nothing else in it counts", () => {
  const options = '{"evcc_url": "http://evcc.local:7070", "battery_min_soc": 15}';
  const chosen = '{"evcc_url":"http://10.0.0.7:7070","battery_min_soc":40}';
  const { source, settings, findings } = load({
    '/data/options.json': options,
    '/data/evcc.json': chosen,
  });
  assert.deepEqual(
    [source, settings?.evccUrl, settings?.batteryMinSocPercent],
    ['addon', 'http://10.0.0.7:7070', 15],
  );
  assert.deepEqual(
    findings.map(({ field, severity, value }) => [field, severity, value]),
    [['evcc_url', 'WARNING', 'http://evcc.local:7070']],
  );
});

test('credentials go to the address they are configured with, and to no other that somebody chose', () => {
  const secrets = { evcc_user: 'u', evcc_password: 'hunter2', evcc_headers: 'X-Secret: hunter2' };
  const sent = (configured: string | undefined, chosen: string) => {
    const options = JSON.stringify({ ...(configured ? { evcc_url: configured } : {}), ...secrets });
    const { settings, findings } = load({
      '/data/options.json': options,
      '/data/evcc.json': JSON.stringify({ evcc_url: chosen }),
    });
    assert.ok(settings);
    assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
    const { evccUser, evccPassword, evccHeaders } = settings;
    return {
      sent: [evccUser, evccPassword, ...Object.values(evccHeaders)],
      told: findings.map(({ field }) => field).filter((field) => field !== 'evcc_url'),
    };
  };
  const all = { sent: ['u', 'hunter2', 'hunter2'], told: [] };
  const none = { sent: [null, null], told: Object.keys(secrets) };
  assert.deepEqual(sent('http://evcc.local:7070', 'http://evcc.local:7070'), all);
  assert.deepEqual(sent('http://evcc.local:7070/', 'http://evcc.local:7070/evcc'), all);
  assert.deepEqual(sent('http://evcc.local:7070', 'http://stranger:7070'), none);
  assert.deepEqual(sent('http://evcc.local:7070', 'http://evcc.local:17999'), none);
  assert.deepEqual(sent('https://evcc.local:7070', 'http://evcc.local:7070'), none);
  assert.deepEqual(sent(undefined, 'http://stranger:7070'), none);
  assert.deepEqual(sent('http://u:hunter2@evcc.local', 'http://stranger:7070'), none);
});

test('a file, the environment and the command line say it for good', () => {
  const url = 'http://evcc.local:7070';
  for (const { settings, setup } of [
    load({ [HERE]: CHOSEN, 'house.json': `{"evcc_url":"${url}"}` }, ['--config', 'house.json']),
    load({ [HERE]: CHOSEN }, [], { EVCC_URL: url }),
    load({ [HERE]: CHOSEN }, ['--evcc-url', url]),
  ]) {
    assert.equal(settings?.evccUrl, url);
    assert.deepEqual(setup, { possible: false, needed: false, address: null });
  }
});

test('it has to be chosen where a configuration does not name evcc, and may be where there is none', () => {
  const waiting = { possible: true, needed: true, address: null };
  assert.deepEqual(load({}).setup, waiting);
  assert.deepEqual(load({ '/data/options.json': '{"evcc_url": ""}' }).setup, waiting);
  assert.equal(
    load({ [HERE]: CHOSEN }, ['--demo']).setup.possible,
    false,
    'who asks for the virtual house has it',
  );
  assert.equal(load({}, ['--role', 'api']).setup.possible, false);
});

test('a file that cannot be read is told, and no other house steered instead', () => {
  const { settings, findings } = load({
    '/data/options.json': '{"evcc_url":"http://evcc.local"}',
    '/data/evcc.json': '{',
  });
  assert.equal(settings, null);
  assert.match(findings[0]?.field ?? '', /evcc\.json/);
});

test('an address is kept whole, for nobody else to read, and forgotten', (t) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'smartload-chosen-')), 'data');
  t.after(() => rmSync(join(folder, '..'), { recursive: true }));
  keepChosen(folder, 'http://10.0.0.7:7070');
  keepChosen(folder, 'http://10.0.0.8:7070');
  assert.deepEqual(readdirSync(folder), ['evcc.json']);
  assert.equal(statSync(chosenPath(folder)).mode & 0o777, 0o600);
  assert.deepEqual(JSON.parse(readFileSync(chosenPath(folder), 'utf8')), {
    evcc_url: 'http://10.0.0.8:7070',
  });
  keepChosen(folder, null);
  keepChosen(folder, null);
  assert.deepEqual(readdirSync(folder), []);
});
