import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryFiles } from './fixtures.ts';
import { type LoadedConfig, loadConfig } from './load.ts';

const REDIS = 'redis://user:geheim@redis.local:6379';

function load(argv: string[], env: Record<string, string>, files: Record<string, string> = {}): LoadedConfig {
  return loadConfig({ argv, env, files: memoryFiles(files) });
}

const critical = ({ findings }: LoadedConfig) =>
  findings.filter(({ severity }) => severity === 'CRITICAL').map(({ field }) => field);

test('a house has Redis where REDIS_URL says so, and is a demo all the same', () => {
  const { settings, role, source } = load([], { REDIS_URL: REDIS });
  assert.deepEqual([role, source], ['house', 'demo']);
  assert.deepEqual(settings?.redis, { url: REDIS, prefix: 'smartload' });
  assert.equal(load([], {}).settings?.redis, null);
});

test('--role api needs Redis and nothing of the house', () => {
  const alone = load(['--role', 'api'], { REDIS_URL: REDIS });
  assert.deepEqual([alone.role, alone.findings], ['api', []]);
  const missing = load(['--role=api'], {});
  assert.deepEqual([missing.settings, critical(missing)], [null, ['redis_url']]);
});

test('--role api does not judge what its owner is told of the house, but what it needs itself', () => {
  const options = JSON.stringify({ battery_capacity_kwh: 'large', redis_url: REDIS, api_port: 8123 });
  const { settings, findings, role } = load(['--role', 'api'], {}, { '/data/options.json': options });
  assert.deepEqual([findings, role], [[], 'api']);
  assert.deepEqual([settings?.port, settings?.redis?.url, settings?.evccUrl], [8123, REDIS, null]);
});

test('a role that there is not is refused with those there are', () => {
  const config = load(['--role', 'both'], { REDIS_URL: REDIS });
  assert.deepEqual(critical(config), ['--role']);
  assert.match(config.findings[0]?.message.en ?? '', /house, api/);
  assert.deepEqual(critical(load([], { SMARTLOAD_ROLE: 'worker' })), ['--role']);
});

test('an address of Redis that is none is reported without its password', () => {
  for (const url of ['http://user:geheim@redis.local', 'redis.local:6379', 'redis://']) {
    const { settings, findings } = load([], { REDIS_URL: url });
    assert.equal(settings?.redis, null);
    assert.deepEqual(
      findings.map(({ field }) => field),
      ['redis_url'],
    );
    assert.ok(!JSON.stringify(findings).includes('geheim'));
  }
});
