import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { loadConfig, optionDocs, optionsSchema } from '../config/index.ts';
import { addonFiles } from './addon.ts';
import { iconPng } from './icon.ts';

const FOLDER = new URL('../../home-assistant/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const config = parse(read('config.yaml'));
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

test('the committed files are those that the options give', () => {
  for (const { path, content } of addonFiles(version)) assert.equal(read(path), content, path);
});

test('the Supervisor accepts config.yaml', () => {
  for (const key of ['name', 'version', 'slug', 'description', 'arch']) assert.ok(config[key], key);
  assert.match(config.slug, /^[-_.A-Za-z0-9]+$/);
  assert.equal(config.version, version);
  assert.deepEqual(config.arch, ['aarch64', 'amd64']);
  assert.match(config.image, /^[\w.-]+\/[\w./-]+$/);
  assert.ok(config.timeout >= 10 && config.timeout <= 300);
  assert.ok(config.services.every((service: string) => /^(mqtt|mysql):(provide|want|need)$/.test(service)));
  for (const port of Object.keys(config.ports)) assert.match(port, /^\d+\/(tcp|udp)$/);
});

test('no key repeats a default, and none that is out of use is there', () => {
  const defaults: Record<string, unknown> = {
    ingress_port: 8099,
    ingress_entry: '/',
    ingress_stream: false,
    init: true,
    boot: 'auto',
    startup: 'application',
    stage: 'stable',
    backup: 'hot',
    apparmor: true,
    hassio_api: false,
    host_network: false,
    panel_title: config.name,
    legacy: false,
  };
  for (const [key, value] of Object.entries(defaults)) assert.notEqual(config[key], value, key);
  for (const key of ['webui', 'watchdog', 'build_from', 'map', 'privileged', 'full_access', 'docker_api'])
    assert.equal(key in config, false, key);
});

/** `rating_security` of the Supervisor, for the keys that lower or raise it. */
function securityRating(): number {
  let rating = 5;
  const profile = read('apparmor.txt');
  if (config.apparmor === false) rating -= 1;
  else if (profile.includes(`profile ${config.slug} `)) rating += 1;
  if (config.ingress) rating += 2;
  else if (config.auth_api) rating += 1;
  if (config.privileged?.length || config.kernel_modules) rating -= 1;
  if (config.hassio_role === 'manager') rating -= 1;
  if (config.hassio_role === 'admin') rating -= 2;
  if (config.host_network) rating -= 1;
  if (config.host_pid) rating -= 2;
  if (config.docker_api || config.full_access) rating = 1;
  return Math.max(1, Math.min(8, rating));
}

test('its security rating is the highest there is', () => {
  assert.equal(securityRating(), 8);
  const profile = read('apparmor.txt');
  assert.doesNotMatch(profile, /sys_admin|net_admin|dac_read_search|sys_ptrace|complain|\bdeny\b.*\/data/);
  assert.match(profile, /\/data\/\*\* rwk/);
});

const ELEMENT = new RegExp(
  [
    'bool\\??',
    'email\\??',
    'url\\??',
    'port\\??',
    'str(\\(\\d*,\\d*\\))?\\??',
    'password(\\(\\d*,\\d*\\))?\\??',
    'int(\\(\\d*,\\d*\\))?\\??',
    'float(\\([\\d.]*,[\\d.]*\\))?\\??',
    'match\\(.*\\)\\??',
    'list\\(.+\\)\\??',
  ]
    .map((form) => `^${form}$`)
    .join('|'),
);

test('every option of the form has a form that the Supervisor knows, and words in both languages', () => {
  const names = Object.entries(optionsSchema.shape)
    .filter(([, schema]) => optionDocs.get(schema)?.addon)
    .map(([name]) => name);
  assert.deepEqual(Object.keys(config.schema), names);
  for (const [name, form] of Object.entries<string | string[]>(config.schema))
    assert.match(Array.isArray(form) ? (form[0] ?? '') : form, ELEMENT, name);
  for (const language of ['de', 'en']) {
    const { configuration, network } = parse(read(`translations/${language}.yaml`));
    assert.deepEqual(Object.keys(configuration), names);
    assert.deepEqual(Object.keys(network), Object.keys(config.ports));
    for (const { name, description } of Object.values<Record<string, string>>(configuration)) {
      assert.ok(name && name.length <= 110, name);
      assert.ok(description && !/\.\.|undefined|null/.test(description), description);
    }
  }
});

test('what secrets are is never shown in the form', () => {
  for (const [name, schema] of Object.entries(optionsSchema.shape)) {
    const doc = optionDocs.get(schema);
    if (doc?.addon && doc.secret && doc.kind.type !== 'list')
      assert.match(config.schema[name], /^password/, name);
  }
});

test('as it is delivered nothing has to be set: evcc is looked for, and can be chosen on the page', () => {
  assert.equal(config.options, undefined);
  const { setup, findings, access } = loadConfig({
    argv: [],
    env: { SUPERVISOR_TOKEN: 'x' },
    files: { read: (path) => (path === '/data/options.json' ? '{}' : null) },
  });
  assert.deepEqual(setup, { possible: true, needed: true, address: null });
  assert.deepEqual(
    findings.map(({ field }) => field),
    ['evcc_url'],
  );
  assert.equal(access.listen, 'all');
});

test('only one file is called config.yaml, and the repository says who it is', () => {
  const repository = parse(readFileSync(new URL('../repository.yaml', FOLDER), 'utf8'));
  assert.ok(repository.name && repository.url);
  for (const name of ['DOCS.md', 'README.md', 'CHANGELOG.md']) assert.ok(read(name).length > 50);
  assert.match(read('CHANGELOG.md'), new RegExp(`^## ${version.replaceAll('.', '\\.')}$`, 'm'));
});

test('the Dockerfile stands on a plain image of Node, with a health check and labels', () => {
  const lines = read('Dockerfile');
  assert.match(lines, /^FROM node:24-slim$/m);
  assert.doesNotMatch(lines, /BUILD_FROM|bashio|s6/);
  assert.match(lines, /^HEALTHCHECK /m);
  for (const label of ['io.hass.type="app"', 'io.hass.version', 'io.hass.arch'])
    assert.ok(lines.includes(label));
  assert.doesNotMatch(lines, /PASSWORD|TOKEN/);
});

test('the code cache is warmed by the user and with the flags of the program, or it would never be read', async () => {
  const { SMALL_MEMORY } = await import(new URL('../cli/small-memory.mjs', import.meta.url).href);
  const lines = read('Dockerfile').replaceAll(/\\\n\s*/g, '');
  const flags = ['--disable-warning=ExperimentalWarning', ...SMALL_MEMORY].join(' ');
  assert.ok(lines.includes(`USER node\nRUN node ${flags} api/cli/warm.ts\nUSER root\n`), lines);
});

test('icon and logo have the sizes that the store wants', () => {
  const size = (png: Buffer) => [png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.deepEqual(size(readFileSync(new URL('icon.png', FOLDER))), ['PNG', 128, 128]);
  assert.deepEqual(size(readFileSync(new URL('logo.png', FOLDER))), ['PNG', 250, 100]);
  assert.deepEqual(size(iconPng(20, 10)), ['PNG', 20, 10]);
});
