import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('token.ts', import.meta.url));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('a token may do what was asked for, and is made of nothing else', () => {
  const { status, stdout } = run('--name', 'tv', '--scope', 'read');
  assert.equal(status, 0);
  assert.match(stdout, /^ {2}tv:read:[0-9a-f]{64}$/m);
  for (const args of [
    ['--name', 'tv', '--scopes', 'read'],
    ['--name', 'tv'],
    [],
    ['--name', 'tv', '--scope', 'all'],
    ['--name', 'tv', '--scope', 'read', 'control'],
    ['--name', 'a:b', '--scope', 'read'],
  ]) {
    const refused = run(...args);
    assert.equal(refused.status, 2, args.join(' '));
    assert.equal(refused.stdout, '');
    assert.match(refused.stderr, /--scope read\|control/);
  }
});

test('who asks how it is used gets no token', () => {
  for (const help of ['--help', '-h']) {
    const { status, stdout } = run(help);
    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /sl_/);
  }
});
