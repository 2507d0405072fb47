import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const here = import.meta.dirname;
const posix = { skip: process.platform === 'win32' };

/** A checkout with the launcher, no dependencies to install and the program given. */
function checkout(main: string): string {
  const root = mkdtempSync(join(tmpdir(), 'smartload-launch-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'api'), { recursive: true });
  cpSync(here, join(root, 'api/cli'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), '{"packages": {}}');
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages": {}}');
  writeFileSync(join(root, 'api/main.ts'), main);
  return root;
}

/** Where nothing says that npm or another launcher started us. */
function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const {
    npm_lifecycle_event: _event,
    npm_execpath: _path,
    SMARTLOAD_CHROMIUM: _chromium,
    ...rest
  } = process.env;
  return { ...rest, ...extra };
}

function launch(root: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'api/cli/launch.mjs'), ...args], { env: environment() });
}

/** Resolves once the output has what is wanted; rejects when it ends without. */
function output(child: ChildProcess, wanted: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      const found = wanted.exec(text);
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(`ended with: ${text}`)));
  });
}

/** Runs until a signal comes, says which, and ends with 7 after a while. */
const WAITING = `
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    console.log('got', signal);
    setTimeout(() => process.exit(7), 100);
  });
}
setInterval(() => {}, 1000);
console.log('pid', process.pid, process.argv.slice(2).join(' '));
`;

test('arguments, output and exit code are those of the program', () => {
  const root = checkout('console.log(JSON.stringify(process.argv.slice(2))); process.exit(3);');
  const args = [join(root, 'api/cli/launch.mjs'), 'start', '--port', '1'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: environment(),
  });
  assert.deepEqual([status, stdout.trim(), stderr], [3, '["--port","1"]', '']);
});

test('an unknown command is refused with those there are', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(here, 'launch.mjs'), 'toString'], {
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.match(stderr, /one of: start, demo, .*test, check, /);
});

test('every command of package.json says what it can do and does nothing else', () => {
  const { scripts } = JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8'));
  const root = checkout('process.exit(3);');
  for (const command of Object.keys(scripts).filter((name) => name !== 'backtest')) {
    const args = [join(root, 'api/cli/launch.mjs'), command, '--help'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, ''], command);
    assert.match(stdout, new RegExp(`^npm (run )?${command}`));
  }
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} reaches the program once, and its exit code is ours`, posix, async () => {
    const child = launch(checkout(WAITING), 'start');
    await output(child, /pid (\d+)/);
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
    });
    child.kill(signal);
    await sleep(30);
    child.kill(signal);
    const [code] = await once(child, 'close');
    assert.deepEqual([code, text], [7, `got ${signal}\n`]);
  });
}

test('the program ends when the launcher is killed', posix, async () => {
  const child = launch(checkout(WAITING), 'start');
  const [, pid] = await output(child, /pid (\d+)/);
  child.kill('SIGKILL');
  for (let tries = 0; tries < 50 && isAlive(Number(pid)); tries++) await sleep(100);
  assert.equal(isAlive(Number(pid)), false);
});

test('missing dependencies are installed once by two launches at a time', posix, async () => {
  const root = checkout('console.log("up");');
  rmSync(join(root, 'node_modules'), { recursive: true });
  const bin = join(root, 'bin');
  mkdirSync(bin);
  const npm =
    '#!/bin/sh\necho run >> runs\nsleep 0.5\nmkdir node_modules\necho \'{"packages": {}}\' > node_modules/.package-lock.json\n';
  writeFileSync(join(bin, 'npm'), npm);
  chmodSync(join(bin, 'npm'), 0o755);
  const env = environment({ PATH: `${bin}${delimiter}${process.env.PATH}` });
  const run = async () => {
    const child = spawn(process.execPath, [join(root, 'api/cli/launch.mjs'), 'start'], { env });
    await output(child, /up/);
  };
  await Promise.all([run(), run()]);
  assert.equal(readFileSync(join(root, 'runs'), 'utf8'), 'run\n');
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
