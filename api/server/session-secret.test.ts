import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keptSessionSecret, sharedSessionSecret } from './session-secret.ts';

const TOKEN = { name: 'tv', scope: 'read' as const, sha256: '' };

test('the secret of sessions is kept for nobody else to read, and made anew where it is damaged or cannot be kept', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'smartload-secret-'));
  t.after(() => rmSync(root, { recursive: true }));
  const folder = join(root, 'data');
  const troubles: unknown[] = [];
  const take = (dataDir: string) =>
    keptSessionSecret(dataDir, { tokens: [TOKEN] }, (error) => troubles.push(error));
  keptSessionSecret(folder, { tokens: [] }, (error) => troubles.push(error));
  assert.equal(existsSync(folder), false, 'nobody can log in');
  const first = take(folder);
  const path = join(folder, 'session.key');
  assert.equal(first.length, 32);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(take(folder), first);
  writeFileSync(path, '');
  const second = take(folder);
  assert.notDeepEqual(second, first);
  assert.deepEqual(readFileSync(path), second);
  assert.deepEqual(troubles, []);
  assert.equal(take(path).length, 32, 'a file is no folder');
  assert.match(String(troubles), /^Sessions of browsers end with this process.*: E[A-Z]+/);
  assert.doesNotMatch(String(troubles), /\n/);
});

test('processes of one Redis have one secret, others another, and without a password there is none to share', () => {
  const of = (url: string, prefix = 'smartload') => sharedSessionSecret({ url, prefix })?.toString('hex');
  const here = of('redis://:hunter2@redis.local:6379');
  assert.equal(here?.length, 64);
  assert.equal(of('rediss://anna:hunter2@10.0.0.2'), here);
  assert.notEqual(of('redis://:hunter3@redis.local:6379'), here);
  assert.notEqual(of('redis://:hunter2@redis.local:6379', 'other'), here);
  assert.equal(of('redis://redis.local:6379'), undefined);
  assert.equal(sharedSessionSecret(null), null);
});
